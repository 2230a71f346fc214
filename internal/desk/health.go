package desk

import (
	"context"
	"errors"
	"slices"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Health is the state of disclosure (公开情况).
type Health struct {
	Year     int
	Total    int
	ByUnit   []UnitShare
	All      UnitShare // over all units
	Grounds  []GroundUse
	Passages []Passage // released documents, the newest first
	// Uncounted are released documents of years without a table of working days (CAL-07).
	Uncounted int
	Spans     []Span
	Missing   []Item // 主动公开 without the interpretation it needs
	Overdue   []Item // past the time limit of their stage now

	Exceptions     []Exception
	ExceptionKinds []Tally // every kind, in the order of the rules
	Drifts         []Drift // the latest first
	Late           []LateDuty
	LateUnits      []Tally // of Late, the most first
}

// UnitShare counts the documents of a unit by attribute; the last is without one.
type UnitShare struct {
	Unit, Name string
	N          int
	Proactive  int
	OnRequest  int
	Withheld   int
	Unset      int
}

// GroundUse counts how often a ground was given.
type GroundUse struct {
	Ground document.Ground
	N      int
}

// Passage is a document on its way from signature to release.
type Passage struct {
	ID, Title  string
	Number     document.Number
	SignedOn   document.Date
	ReleasedOn document.Date
	Workdays   int // working days after the day of signature
}

// Span counts passages by their length in working days, From and To included; To
// 0 is without end.
type Span struct {
	Label    string
	From, To int
	N        int
}

// LatePassages are the passages over twenty working days (政府信息公开条例 第二十六条).
func (h Health) LatePassages() int { return h.Spans[len(h.Spans)-1].N }

// Health draws the state of disclosure together. See Bench.
func (d *Desk) Health(ctx context.Context, person string, year int) (Health, error) {
	err := d.only(ctx, person, "health", "查看公开情况", document.DisclosureOfficer, document.OfficeChecker, document.Auditor)
	if err != nil {
		return Health{}, err
	}
	h := Health{Year: year, All: UnitShare{Name: "合计"}}
	for _, step := range []func(context.Context, *Health) error{d.shares, d.grounds, d.passages, d.missing, d.overdue, d.exceptions, d.drifts, d.lateDuties} {
		if err := step(ctx, &h); err != nil {
			return Health{}, err
		}
	}
	return h, nil
}

func (d *Desk) shares(ctx context.Context, h *Health) error {
	rows, err := d.record.Shares(ctx, h.Year)
	for _, r := range rows {
		if len(h.ByUnit) == 0 || h.ByUnit[len(h.ByUnit)-1].Unit != r.Unit {
			h.ByUnit = append(h.ByUnit, UnitShare{Unit: r.Unit, Name: r.UnitName})
		}
		h.ByUnit[len(h.ByUnit)-1].add(r.Attribute, r.N)
		h.All.add(r.Attribute, r.N)
	}
	h.Total = h.All.N
	return err
}

func (s *UnitShare) add(a document.Attribute, n int) {
	s.N += n
	switch a {
	case document.Proactive:
		s.Proactive += n
	case document.OnRequest:
		s.OnRequest += n
	case document.Withheld:
		s.Withheld += n
	default:
		s.Unset += n
	}
}

func (d *Desk) grounds(ctx context.Context, h *Health) error {
	rows, err := d.record.GroundUses(ctx, h.Year)
	used := map[document.Ground]int{}
	for _, r := range rows {
		used[r.Ground] = r.N
	}
	for _, g := range document.Grounds() {
		h.Grounds = append(h.Grounds, GroundUse{g, used[g]})
	}
	return err
}

func (d *Desk) passages(ctx context.Context, h *Health) error {
	h.Spans = []Span{
		{Label: "当日", From: 0, To: 0},
		{Label: "1至5个工作日", From: 1, To: 5},
		{Label: "6至10个工作日", From: 6, To: 10},
		{Label: "11至20个工作日", From: 11, To: 20},
		{Label: "超过20个工作日", From: 21},
	}
	rows, err := d.record.Passages(ctx, h.Year)
	if err != nil {
		return err
	}
	for _, r := range rows {
		p := Passage{ID: r.ID, Title: r.Title, Number: r.Number, SignedOn: document.DateOf(r.SignedAt), ReleasedOn: document.DateOf(r.ReleasedAt)}
		p.Workdays, _, err = d.days.Between(string(p.SignedOn), string(p.ReleasedOn))
		if _, none := errors.AsType[*calendar.NoTableError](err); none {
			h.Uncounted++
			continue
		}
		if err != nil {
			return err
		}
		h.Passages = append(h.Passages, p)
		i := slices.IndexFunc(h.Spans, func(s Span) bool { return p.Workdays <= s.To })
		if i < 0 {
			i = len(h.Spans) - 1
		}
		h.Spans[i].N++
	}
	return nil
}

func (d *Desk) missing(ctx context.Context, h *Health) error {
	docs, err := d.record.Uninterpreted(ctx, h.Year)
	if err != nil {
		return err
	}
	h.Missing, err = d.listItems(docs)
	return err
}

func (d *Desk) overdue(ctx context.Context, h *Health) error {
	docs, err := d.record.Overdue(ctx, d.now())
	if err != nil {
		return err
	}
	h.Overdue, err = d.listItems(docs)
	return err
}

func (d *Desk) listItems(docs []store.Document) ([]Item, error) {
	var out []Item
	for _, doc := range docs {
		i, err := d.listItem(doc)
		if err != nil {
			return nil, err
		}
		out = append(out, i)
	}
	return out, nil
}
