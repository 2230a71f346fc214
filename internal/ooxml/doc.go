// Package ooxml opens the packages of office programs (ISO/IEC 29500, DOCX): the
// parts of the archive, their XML and the few rules that every reader of them
// needs. What is read of a package is bounded: its parts, what they expand to, and
// how deep their elements nest. Entities of a document's own making are an error,
// so nothing expands within the XML either.
package ooxml
