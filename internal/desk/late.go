package desk

import (
	"context"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/rulebook"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Late is the interpretation that is to follow a released document (IN-08).
type Late struct {
	Stage    document.Stage         `json:"stage"` // drafting, secrecy_review, publication, published
	Material dossier.Interpretation `json:"material"`
	Digest   string                 `json:"digest"` // of the material; every act sends it back, "" before the first save
	Options  []verdict.Option       `json:"options"`
	Editable bool                   `json:"editable"` // this person may write it now
	State    string                 `json:"state"`    // what is happening, "" when a person is due
	Acts     []LateEvent            `json:"acts"`
	Checks   []CheckItem            `json:"checks,omitempty"`
	// Findings is what the gate of the stage has to say of the material, for who writes,
	// reviews and publishes it.
	Findings []document.Finding `json:"findings"`
	// Base is the digest that a save sends back: of the material, or before the first
	// save of what the document plans (IN-05).
	Base       string `json:"base"`
	Examinable bool   `json:"examinable"` // this person may let hits of the scanner pass now
}

// LateEvent is one act about a late interpretation.
type LateEvent struct {
	At      string `json:"at"` // civil day, Asia/Shanghai
	Label   string `json:"label"`
	Person  string `json:"person"` // name, "" for the system
	Opinion string `json:"opinion"`
	// Warnings are those that the gate gave, with the answers.
	Warnings []document.Finding `json:"warnings,omitempty"`
}

// late returns the late interpretation of a document, nil where none is to follow.
func (d *Desk) late(ctx context.Context, person string, c verdict.Case) (*Late, error) {
	if !c.Awaits() || c.State.Stage != document.Published {
		return nil, nil //nolint:nilnil // none is to follow
	}
	k, err := d.record.LateCase(ctx, c.State.ID, person, c.Today)
	if err != nil {
		return nil, err
	}
	acts, err := d.record.LateActs(ctx, c.State.ID)
	if err != nil {
		return nil, err
	}
	out := &Late{
		Stage: k.Stage, Material: k.Material, Digest: k.Digest, Options: d.laws.LateOptions(k), Editable: d.laws.MayWriteLate(k) == nil,
		Acts: []LateEvent{}, Checks: d.checks(k.Stage), Findings: document.Brief(d.laws.LateFindings(k), document.MostFindings), Base: k.Base(),
		Examinable: d.laws.MayExamineLate(k) == nil,
	}
	if out.Findings == nil {
		out.Findings = []document.Finding{}
	}
	if k.Digest == "" { // what the plan of the document already says
		out.Material = c.Content.Interpretation
		out.Options = []verdict.Option{}
	}
	if k.Releasing {
		out.State = stateReleasing
	}
	for _, a := range acts {
		out.Acts = append(out.Acts, LateEvent{At: string(document.DateOf(a.At)), Label: store.Act{Verb: a.Verb}.Label(), Person: a.Person, Opinion: a.Opinion, Warnings: document.Answered(a.Warnings)})
	}
	return out, nil
}

// SaveLate stores the material of a late interpretation. See Counter.
func (d *Desk) SaveLate(ctx context.Context, person, id, base string, m dossier.Interpretation) (View, error) {
	_, err := d.open(ctx, person, id)
	if err == nil && base == "" {
		err = document.Refuse(document.Invalid, "base-missing", "没有给出所改解读材料的指纹，无法核对是否覆盖他人的修改。请重新打开本件后再保存。")
	}
	if err == nil {
		err = soundMaterial(m)
	}
	if err == nil {
		err = d.record.SaveLate(ctx, id, person, base, m, d.laws.MayWriteLate, d.now())
	}
	if err != nil {
		return View{}, d.refused(ctx, person, "interpretation.save", id, err)
	}
	return d.View(ctx, person, id)
}

// soundMaterial refuses a secrecy mark, characters that nobody sees, and pictures.
func soundMaterial(m dossier.Interpretation) error {
	c := dossier.Content{Interpretation: m}
	if found := rulebook.SecrecyMarks(c); len(found) > 0 {
		return intake.SecrecyMark("interpretation")
	}
	if found := rulebook.HiddenCharacters(c); len(found) > 0 {
		return hiddenCharacters(found)
	}
	return unillustrated(m)
}

// ActLate takes a step of a late interpretation. See Counter.
func (d *Desk) ActLate(ctx context.Context, person, id string, r verdict.Request) (View, error) {
	return beside[verdict.LateCase, verdict.LateRuling, activities.Taken]{
		name: "interpretation", taken: d.record.LateTaken, read: d.record.LateCase, judge: d.laws.JudgeLate, send: d.conductor.ActLate,
		stage: func(c verdict.LateCase) document.Stage { return c.Stage },
	}.act(ctx, d, person, id, r)
}
