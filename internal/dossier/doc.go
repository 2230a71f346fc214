// Package dossier holds the 送审案卷: the parts of a document that move through the
// stages together, their canonical form (RFC 8785), the digests, and what the
// decision of each stage covers. It is pure.
package dossier
