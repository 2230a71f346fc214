// Package look is the visual base that workbench and portal share: the style
// sheets and the one script, served under /assets/; the security headers of every
// page; and the step from the text of a document to safe HTML. It knows nothing
// of documents and imports nothing of ours.
package look
