package web

import (
	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// returned tells of the return that brought a document to where it is, nil when it came
// another way: whoever has to put something right reads why before anything else.
func returned(v desk.View) *desk.Returned {
	if len(v.Acts) == 0 {
		return nil
	}
	last := v.Acts[len(v.Acts)-1]
	if last.Verb != document.SendBack || last.To != v.Stage {
		return nil
	}
	return &desk.Returned{Person: last.Person, From: last.From, Reason: document.ReturnReason(last.Reason), Opinion: last.Opinion}
}
