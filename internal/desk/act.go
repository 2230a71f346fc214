package desk

import (
	"context"
	"errors"
	"slices"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/rulebook"
	"mingfa/internal/scan"
	"mingfa/internal/verdict"
)

// Act takes a step. See Counter.
//
// The judgement is made twice: here, so that a refusal is quick, complete and in
// the ledger; and in the transaction that records the step, where it counts.
func (d *Desk) Act(ctx context.Context, person, id string, r verdict.Request) (Outcome, error) {
	if r.ID == "" {
		return Outcome{}, document.Refuse(document.Invalid, "request-id-missing", "缺少请求编号，无法防止重复办理。")
	}
	if marked(r) {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, intake.SecrecyMark("opinion"))
	}
	if found := unseen(r); len(found) > 0 {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, hiddenCharacters(found))
	}
	if done, ok, err := d.repeated(ctx, person, id, r); ok {
		return done, nil
	} else if err != nil {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, err)
	}
	c, err := d.open(ctx, person, id)
	if err != nil {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, err)
	}
	if _, err := d.laws.Judge(c, r); err != nil {
		// The other click may have been recorded between the two readings: then the
		// document has moved on by this very act.
		if done, ok, again := d.repeated(ctx, person, id, r); ok || again != nil {
			return done, again
		}
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, err)
	}
	r.Stage = c.State.Stage
	if err := d.record.PutRequest(ctx, id, person, r, d.now()); err != nil {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, err)
	}
	taken, err := d.conductor.Act(ctx, id, person, r)
	if err != nil {
		return Outcome{}, d.refused(ctx, person, string(r.Verb), id, inWords(err))
	}
	return outcome(id, taken), nil
}

// inWords gives the findings of a refused step their words again, which don't
// travel with it: those of the rule, since what it found was found elsewhere.
func inWords(err error) error {
	e, ok := errors.AsType[*document.Error](err)
	if !ok {
		return err
	}
	for i, f := range e.Findings {
		if r, known := rulebook.Lookup(f.Rule); known && f.Message == "" {
			e.Findings[i].Message, e.Findings[i].Cite = r.Title+"。", r.Cite
			e.Findings[i].Remedy = "请重新打开本件，核对后再办理。"
		}
	}
	return err
}

// marked reports whether anything that a person wrote into a request carries the
// mark of a state secret (SR-09).
func marked(r verdict.Request) bool {
	words := []string{r.Opinion, r.Explained}
	for _, a := range r.Answers {
		words = append(words, a.Reason)
	}
	if r.Disclosure != nil {
		words = append(words, r.Disclosure.Reason, r.Disclosure.Item)
	}
	for question, answer := range r.Checklist {
		words = append(words, question, answer)
	}
	return slices.ContainsFunc(words, func(w string) bool { return len(scan.SecrecyMarks(w)) > 0 })
}

// unseen finds the characters that can't be seen in the words of a request.
func unseen(r verdict.Request) []document.Finding {
	found := rulebook.HiddenIn("opinion", "办理意见", r.Opinion)
	for _, a := range r.Answers {
		found = append(found, rulebook.HiddenIn("answers", "处理说明", a.Reason)...)
	}
	if r.Disclosure == nil {
		return found
	}
	return append(found, rulebook.HiddenCharacters(dossier.Content{Disclosure: *r.Disclosure})...)
}

// repeated answers a request that was carried out before: a second click, or a
// browser that never saw the first answer.
func (d *Desk) repeated(ctx context.Context, person, id string, r verdict.Request) (Outcome, bool, error) {
	taken, ok, err := d.record.Taken(ctx, id, person, r)
	if err != nil || !ok {
		return Outcome{}, false, err
	}
	return outcome(id, taken), true, nil
}

func outcome(id string, t activities.Taken) Outcome {
	o := Outcome{ID: id, Seq: t.Seq, From: t.From, Stage: t.Stage}
	switch {
	case t.Seal:
		o.State = stateSealing
	case t.Release:
		o.State = stateReleasing
	}
	return o
}

// What is happening while no person is due.
const (
	stateSealing   = "正在用印"
	stateReleasing = "正在发布，等待回读核验"
	stateMarking   = "正在加注效力标注"
)
