package activities

import (
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Command is an act as it travels through Temporal: ids, names and a digest. The
// words of the act (opinion, checklist, reasons) wait in the register under
// RequestID and never enter a history.
type Command struct {
	RequestID string         `json:"request_id"` // also the id of the Update
	Actor     string         `json:"actor"`      // person id
	Verb      document.Verb  `json:"verb"`
	Stage     document.Stage `json:"stage"`  // stage the person saw
	Digest    string         `json:"digest"` // dossier digest the person saw
}

// ActorID returns the person in whose name the command claims to be; the worker
// compares it with the signed header.
func (c Command) ActorID() string { return c.Actor }

// matches reports whether the stored request is the one that was sent. Who talks
// to Temporal directly can't turn a stored request into another act.
func (c Command) matches(k verdict.Case, r verdict.Request) bool {
	return r.ID == c.RequestID && k.Actor.ID == c.Actor &&
		r.Verb == c.Verb && r.Stage == c.Stage && r.Digest == c.Digest
}

// bound returns a judge for this command only; of finds the document in what is judged.
func bound[C, U any](c Command, of func(C) verdict.Case, judge func(C, verdict.Request) (U, error)) func(C, verdict.Request) (U, error) {
	return func(k C, r verdict.Request) (U, error) {
		if !c.matches(of(k), r) {
			var none U
			return none, document.Refuse(document.Conflict, "request-mismatch",
				"所提交的办理请求与登记的内容不一致，请重新打开本件后再办理。")
		}
		return judge(k, r)
	}
}
