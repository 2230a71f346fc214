package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// Exception is a use of what the rules leave for emergencies and special cases.
type Exception struct {
	ID, Title, UnitName string
	Stage               document.Stage
	Label               string // Chinese: which one
	Reason              string
}

// Tally is a value with how often it occurs.
type Tally struct {
	Label string
	N     int
}

// Drift is a released document that a surface does not show as it is registered.
type Drift struct {
	ID, Title string
	Number    document.Number
	Surface   string // Chinese
	Detail    string
	On        document.Date
}

// LateDuty is an obligation that was not met in time.
type LateDuty struct {
	ID, Document, UnitName string
	Rule, Title            string
	DueOn, MetOn           document.Date // MetOn "": still owed
	Days                   int           // working days late, until it was met or until now
	Interpretation         bool          // it is an interpretation that is due
}

var exceptionLabels = []struct{ kind, label string }{
	{"later", "解读随后发布"}, {"waived", "申请免予解读"}, {"urgent_legality", "合法性审核缩短时间"}, {"shortened_comment", "征求意见缩短期限"}, {"urgent_takedown", "紧急撤下"},
}

func (d *Desk) exceptions(ctx context.Context, h *Health) error {
	rows, err := d.record.Exceptions(ctx, h.Year)
	for _, kind := range exceptionLabels {
		t := Tally{Label: kind.label}
		for _, r := range rows {
			if r.Kind == kind.kind {
				t.N++
				h.Exceptions = append(h.Exceptions, Exception{ID: r.ID, Title: r.Title, UnitName: r.UnitName, Stage: r.Stage, Label: kind.label, Reason: r.Reason})
			}
		}
		h.ExceptionKinds = append(h.ExceptionKinds, t)
	}
	return err
}

func (d *Desk) drifts(ctx context.Context, h *Health) error {
	rows, err := d.record.Drifts(ctx, d.now())
	for _, r := range rows {
		x := Drift{ID: r.ID, Title: r.Title, Number: r.Number, Surface: surfaceLabel(r.Surface), Detail: r.Detail, On: document.DateOf(r.At)}
		if r.Surface == "" {
			x.Surface, x.Detail = "各渠道", "发布后一小时仍未回读"
		}
		h.Drifts = append(h.Drifts, x)
	}
	return err
}

func (d *Desk) lateDuties(ctx context.Context, h *Health) error {
	rows, err := d.record.LateDuties(ctx, h.Year, d.now())
	if err != nil {
		return err
	}
	units := map[string]int{}
	for _, r := range rows {
		late, err := d.lateDuty(r)
		if err != nil {
			return err
		}
		h.Late = append(h.Late, late)
		units[late.UnitName]++
	}
	for name, n := range units {
		h.LateUnits = append(h.LateUnits, Tally{name, n})
	}
	slices.SortFunc(h.LateUnits, func(a, b Tally) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Label, b.Label)
	})
	return nil
}

func (d *Desk) lateDuty(r store.LateDuty) (LateDuty, error) {
	out := LateDuty{
		ID: r.ID, Document: r.Document, UnitName: r.UnitName, Rule: r.Rule, Title: r.Title, DueOn: r.DueOn, Interpretation: r.Name == verdict.InterpretDuty,
	}
	until := document.DateOf(d.now())
	if r.MetAt != nil {
		out.MetOn = document.DateOf(*r.MetAt)
		until = out.MetOn
	}
	days, _, err := d.days.Between(string(r.DueOn), string(until))
	if _, none := errors.AsType[*calendar.NoTableError](err); none {
		err = nil // late it is; by how many working days nobody knows
	}
	out.Days = max(days, 0)
	return out, err
}

// LateInterpretations are the late duties that are interpretations.
func (h Health) LateInterpretations() []LateDuty {
	return slices.DeleteFunc(slices.Clone(h.Late), func(l LateDuty) bool { return !l.Interpretation })
}

// StillOwed counts the late duties that are not met yet.
func (h Health) StillOwed() int {
	n := 0
	for _, l := range h.Late {
		if l.MetOn == "" {
			n++
		}
	}
	return n
}
