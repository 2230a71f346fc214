// Package scan looks through texts and files for what must not be in them before
// they are stored or published: SC-01…SC-17, SC-19 and SC-20 of the rulebook
// (§13). Of SC-18 package intake finds the earlier states of a PDF; the drawing a person
// must look at, which is said.
//
// A text is read once. Each line is folded (stream.go) to what a reader sees:
// compatibility forms, entities, invisible characters and spaces resolved, every
// character still knowing where it stood. The folded line carries its own
// triggers, the first characters of phrases and numbers, and only there anything
// is looked at, never further than a fixed distance. Marks of state secrets may be
// torn over lines; they are read in a second walk (flow.go) that knows no ends of
// lines and goes only where a grade may end. So the time grows with the length of
// the text and with nothing else.
//
// The package is pure: bytes in, findings out.
package scan
