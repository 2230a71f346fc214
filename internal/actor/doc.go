// Package actor signs who acts. The client interceptor puts the actor of a
// context into a signed header of each Update; the worker interceptor refuses an
// Update whose header is missing, forged or made for another act, before any of
// its code runs and before anything is written to history. Who can reach the
// Temporal server, but has no key, can't act in anybody's name.
package actor
