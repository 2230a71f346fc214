// Package intake reads the files that people bring: texts, Word and OpenDocument
// files become a text in Mingfa's own Markdown (package official) to go on editing,
// with a report of everything that stood in the file and did not come along.
//
// The wording is taken over as the file shows it: insertions are kept, deletions,
// comments and hidden words are not; automatic numbers become the characters that
// Word shows. What the typesetter sets by itself (head, number, signature, date,
// imprint) is lifted off, and said so, line by line. Nothing else is corrected.
//
// A file is what its bytes are. Where its name says something else, or hides what
// it is, the reader says so or refuses. Other programs are run only through a
// Converter, in processes of their own.
package intake
