// Package picture takes in the pictures of a document: PNG and JPEG. Whatever comes, what
// goes on is a picture that every reader shows alike and that says nothing besides what is
// seen: upright, in eight bits of grey or of red, green and blue, without transparency, and
// without any metadata, whose place and device are nobody's business (SC-19).
//
// The header is read before anything else, so that a small file that would fill the memory
// is refused unopened. A JPEG that is sound is not compressed again: its segments are
// copied without those that hold metadata.
package picture
