package document

import (
	"errors"
	"fmt"
	"strings"
)

// ErrorKind classes an error by what the caller can do about it. It decides the
// HTTP status and whether Temporal retries the activity.
type ErrorKind string

// The kinds. Anything that is no *Error is an internal fault.
const (
	NotFound    ErrorKind = "not_found"   // 404: there is no such thing, or the caller may not know of it
	Conflict    ErrorKind = "conflict"    // 409: the thing moved on; look again
	Forbidden   ErrorKind = "forbidden"   // 403: this person may not do this, now
	Unfit       ErrorKind = "unfit"       // 422: the content breaks a rule; Findings say which
	Invalid     ErrorKind = "invalid"     // 400: the request itself can't be read
	TooLarge    ErrorKind = "too_large"   // 413: over the size limit
	Unsigned    ErrorKind = "unsigned"    // 401: nobody is signed in
	Unavailable ErrorKind = "unavailable" // 503: PostgreSQL, Temporal or another service is away; try again
)

// Error is what a person or a program gets to see: a kind, a stable code for
// programs, a sentence in Chinese for people, and the findings behind it. The
// wrapped Err is for the log only and never leaves the house.
type Error struct {
	Kind     ErrorKind `json:"kind"`
	Code     string    `json:"code"`           // stable, kebab-case, e.g. "stale-digest"
	Message  string    `json:"message"`        // Chinese: what is wrong and what to do
	Rule     string    `json:"rule,omitempty"` // rule id where one rule is the reason
	Findings []Finding `json:"findings,omitempty"`
	Err      error     `json:"-"`
}

// Error returns the code and the message, with the cause if there is one.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", e.Kind, e.Code, e.Message)
	for _, f := range e.Findings {
		fmt.Fprintf(&b, "; %s %s", f.Rule, f.Message)
	}
	if e.Err != nil {
		fmt.Fprintf(&b, ": %v", e.Err)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Final reports whether trying again cannot help: everything but Unavailable.
func (e *Error) Final() bool { return e.Kind != Unavailable }

// Refuse builds an Error of the given kind, code and Chinese message.
func Refuse(kind ErrorKind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message}
}

// KindOf returns the kind of the first *Error in the chain of err, or "" when
// there is none: an internal fault.
func KindOf(err error) ErrorKind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return ""
}
