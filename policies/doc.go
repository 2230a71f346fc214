// Package policies holds what an organisation may set for itself, as data: the
// procedures, who may do what, the holiday calendars, the checklist of the secrecy
// review, the list of what is not disclosed, the rules of its region. The files are embedded, so the binary runs without any of them, and each
// can be overridden by a file of the same path in a folder of the organisation.
//
// The package only hands out files. What they mean, and whether they are fit, is
// judged at start-up by the room that reads them. It imports nothing of ours.
package policies
