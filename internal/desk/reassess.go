package desk

import (
	"context"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Reassess is the assessment whether what was filed unpublished can be more open (DA-18).
type Reassess struct {
	Stage     document.Stage       `json:"stage"` // filed while nothing is proposed
	Now       document.Attribute   `json:"now"`
	Proposed  document.Attribute   `json:"proposed"` // "" while nothing is proposed
	Reason    string               `json:"reason"`
	PrintedAs document.Attribute   `json:"printed_as"` // on the sealed original, which never changes
	May       []document.Attribute `json:"may"`        // what it may become
	Digest    string               `json:"digest"`     // every act sends it back
	Options   []verdict.Option     `json:"options"`
	State     string               `json:"state"` // what is happening, "" when a person is due
	Findings  []document.Finding   `json:"findings"`
	Acts      []ReassessEvent      `json:"acts"`
	Checks    []CheckItem          `json:"checks,omitempty"`
	// Examinable says that this person may let hits of the scanner pass now.
	Examinable bool `json:"examinable"`
}

// ReassessEvent is one act about an assessment.
type ReassessEvent struct {
	At       string             `json:"at"` // civil day, Asia/Shanghai
	Label    string             `json:"label"`
	Person   string             `json:"person"` // name, "" for the system
	Proposed document.Attribute `json:"proposed"`
	Opinion  string             `json:"opinion"`
	// Warnings are those that were given, with the answers.
	Warnings []document.Finding `json:"warnings,omitempty"`
}

// reassess returns the assessment of a document, nil of one that it is not about.
func (d *Desk) reassess(ctx context.Context, person string, c verdict.Case) (*Reassess, error) {
	if c.State.Stage != document.Filed && c.State.OpenedOn == "" {
		return nil, nil //nolint:nilnil // there is none
	}
	k, err := d.record.ReassessCase(ctx, c.State.ID, person, c.Today)
	if err != nil {
		return nil, err
	}
	acts, err := d.record.ReassessActs(ctx, c.State.ID)
	if err != nil {
		return nil, err
	}
	if len(acts) == 0 && !k.Subject() {
		return nil, nil //nolint:nilnil // it was filed for another reason
	}
	out := &Reassess{
		Stage: k.Stage, Now: k.Now, Proposed: k.Proposed, Reason: k.Reason, PrintedAs: c.Content.Disclosure.Attribute, May: []document.Attribute{}, Digest: k.Digest(),
		Options: d.laws.ReassessOptions(k), Findings: d.laws.ReassessFindings(k), Acts: []ReassessEvent{}, Checks: d.checks(k.Stage),
		Examinable: d.laws.MayExamineReassess(k) == nil,
	}
	if out.Findings == nil {
		out.Findings = []document.Finding{}
	}
	for _, a := range document.Attributes() {
		if k.Now.MayBecome(a) {
			out.May = append(out.May, a)
		}
	}
	if k.Releasing {
		out.State = stateReleasing
	}
	for _, a := range acts {
		label := store.Act{Verb: a.Verb}.Label() + a.Verb.BesideLabel()
		out.Acts = append(out.Acts, ReassessEvent{At: string(document.DateOf(a.At)), Label: label, Person: a.Person, Proposed: a.Proposed, Opinion: a.Opinion, Warnings: document.Answered(a.Warnings)})
	}
	return out, nil
}

// ActReassess takes a step of an assessment. See Counter.
func (d *Desk) ActReassess(ctx context.Context, person, id string, r verdict.Request) (View, error) {
	return beside[verdict.ReassessCase, verdict.ReassessRuling, activities.Taken]{
		name: "reassessment", taken: d.record.ReassessTaken, read: d.record.ReassessCase, judge: d.laws.JudgeReassess, send: d.conductor.ActReassess,
		stage: func(c verdict.ReassessCase) document.Stage { return c.Stage },
	}.act(ctx, d, person, id, r)
}
