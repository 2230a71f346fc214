package desk

import (
	"context"
	"slices"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// TakeDown is the way of a released document off the website, and back.
type TakeDown struct {
	State     document.TakeDownState  `json:"state"`
	Label     string                  `json:"label"`     // Chinese
	Ground    document.TakeDownGround `json:"ground"`    // "" before the first act
	Confirmed bool                    `json:"confirmed"` // a second person has agreed to the take-down
	Grounds   []TakeDownGround        `json:"grounds"`   // from which to choose
	Digest    string                  `json:"digest"`    // every act sends it back
	Options   []verdict.Option        `json:"options"`
	Surfaces  []Surface               `json:"surfaces"` // what was seen of the take-down
	Acts      []TakeDownEvent         `json:"acts"`
}

// TakeDownGround is a reason from the closed list.
type TakeDownGround struct {
	ID    document.TakeDownGround `json:"id"`
	Rule  string                  `json:"rule"`
	Label string                  `json:"label"`
}

// TakeDownEvent is one act about a take-down.
type TakeDownEvent struct {
	At        string                  `json:"at"` // by the clock of Shanghai: 2026年11月21日15时30分
	Label     string                  `json:"label"`
	Person    string                  `json:"person"` // name, "" for the system
	Ground    document.TakeDownGround `json:"ground"`
	Opinion   string                  `json:"opinion"`
	Explained string                  `json:"explained"` // what the public is told
}

// takeDown returns the take-down of a document, nil of one that was never public.
func (d *Desk) takeDown(ctx context.Context, person string, c verdict.Case) (*TakeDown, error) {
	k, err := d.record.TakeDownCase(ctx, c.State.ID, person, c.Today)
	if err != nil || !k.Released {
		return nil, err
	}
	acts, err := d.record.TakeDownActs(ctx, c.State.ID)
	if err != nil {
		return nil, err
	}
	options := d.laws.TakeDownOptions(k)
	mine := slices.ContainsFunc(options, func(o verdict.Option) bool { return o.Open })
	if len(acts) == 0 && !mine { // nothing to see for those who have nothing to do with it
		return nil, nil //nolint:nilnil // there is none
	}
	out := &TakeDown{
		State: k.State, Label: k.State.Label(), Ground: k.Ground, Confirmed: k.Confirmed, Grounds: []TakeDownGround{}, Digest: k.Digest(),
		Options: options, Surfaces: []Surface{}, Acts: []TakeDownEvent{},
	}
	for _, g := range document.TakeDownGrounds() {
		out.Grounds = append(out.Grounds, TakeDownGround{g, g.Rule(), g.Label()})
	}
	if k.State.Hidden() {
		receipts, err := d.record.DownReceipts(ctx, c.State.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range receipts {
			out.Surfaces = append(out.Surfaces, Surface{Name: r.Surface, Label: surfaceLabel(r.Surface), OK: r.OK, Detail: r.Detail, At: r.At})
		}
	}
	for _, a := range acts {
		out.Acts = append(out.Acts, TakeDownEvent{
			At: document.ClockTime(a.At), Label: takeDownLabel(a), Person: a.Person, Ground: a.Ground, Opinion: a.Opinion, Explained: a.Explained,
		})
	}
	return out, nil
}

// takeDownLabel names an act by what it was in its state.
func takeDownLabel(a store.TakeDownAct) string {
	switch {
	case a.Verb == document.TakeDown && a.To == document.Hiding:
		return "紧急撤下"
	case a.Verb == document.TakeDown:
		return "提出撤下"
	case a.Verb == document.PutBack:
		return "提出恢复公开"
	case a.Verb.Beside():
		return verdict.TakeDownCase{State: a.From}.Label(a.Verb)
	case a.To == document.Up:
		return "恢复公开完成，回读核验通过"
	case a.From == document.Restoring:
		return "恢复公开未成"
	default:
		return "已撤下，回读核验通过"
	}
}

// ActTakeDown takes a step of a take-down. See Counter.
func (d *Desk) ActTakeDown(ctx context.Context, person, id string, r verdict.Request) (View, error) {
	return beside[verdict.TakeDownCase, verdict.TakeDownRuling, activities.DownStanding]{
		name: "takedown", taken: d.record.TakeDownTaken, read: d.record.TakeDownCase, judge: d.laws.JudgeTakeDown, send: d.conductor.ActTakeDown,
	}.act(ctx, d, person, id, r)
}
