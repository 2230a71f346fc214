package workflows_test

import (
	"testing"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/workflows"
)

// chained sends the next act as soon as the one before was answered.
type chained struct {
	callback
	then func()
}

// Complete is called with the outcome.
func (c chained) Complete(success any, err error) {
	c.callback.Complete(success, err)
	c.then()
}

// DH-18: the original was recorded, but before that was known its number was given up and
// the next one given. The document is sealed with that one too, and not taken as sealed.
func TestRenumberedWhileSealing(t *testing.T) {
	s := newStand(t, nil)
	s.house.draft("d1", document.Proactive)
	send := func(id string, verb document.Verb, stage document.Stage, then func()) {
		one := step{id: id, verb: verb, stage: stage}
		s.UpdateWorkflow(workflows.UpdateAct, id, chained{callback{&s.answers}, then}, s.house.command("d1", one))
	}
	var sealed []document.Number
	renumbered := make(chan struct{})
	s.house.added = func(f activities.File) {
		if sealed = append(sealed, f.Number); len(sealed) > 1 || f.Kind != activities.SealedFile {
			return
		}
		s.RegisterDelayedCallback(func() {
			send("void", document.Void, publication, func() {
				send("again", document.Register, registration, func() { close(renumbered) })
			})
		}, 0)
		<-renumbered
	}
	s.furnish()
	s.act("d1", then(forward(publication), release))
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := s.GetWorkflowError(); err != nil {
		t.Error(err)
	}
	same(t, "answers", []string{"office_check", "signing", "registration", "publication", "registration", "publication", "publication"}, s.answers.got)
	same(t, "sealed", []string{"明政办发〔2026〕9号", "明政办发〔2026〕10号"}, []string{string(sealed[0]), string(sealed[len(sealed)-1])})
	if r := s.house.rows["d1"]; r.stage != document.Published || !r.sealed() || len(s.house.reminders) > 0 {
		t.Errorf("at %s, sealed with %s of %s, reminders %v", r.stage, r.files[activities.SealedFile].Number, r.number, s.house.reminders)
	}
}
