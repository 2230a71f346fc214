// Package workflows says what happens in what order: the way of a document, its
// release, a repeal, and the daily sweep. The code is deterministic: no I/O, no
// law, no clock and no content; those are activities, whose results are frozen
// in history. Everything a caller needs to reach a workflow (ids, queues, the
// call itself) is here too, so that nobody else spells them out.
package workflows
