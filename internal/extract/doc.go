// Package extract reads the words of foreign PDF files, page by page, and makes
// pictures of their pages. PDFium does it, as WebAssembly without a file system,
// in a confined process of its own for each file: a file that hangs it, blows it up
// or kills it makes one request fail and nothing else.
//
// The words are what a reader of the page sees as text. A page that shows something
// and has no words is told apart, so that a person looks at it: no scan for personal
// data or marks of secrecy can.
package extract
