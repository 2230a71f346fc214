// Package look is the visual base that workbench and portal share: the style
// sheets and the one script, served under /assets/; the security headers of every
// page; and the step from the text of a document to safe HTML. It knows nothing
// of documents: of ours it imports only the reading of official text.
package look
