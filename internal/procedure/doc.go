// Package procedure reads the 办理程序 of an organisation: which stages a document
// of a class goes through, in which order and within how many working days. A
// procedure is data of the organisation, checked at start-up, resolved when a
// document is first submitted, and pinned for the document's life.
package procedure
