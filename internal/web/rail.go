package web

import (
	"strings"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// stop is a stage of the way with who took it and when, as the rail shows it.
type stop struct {
	desk.RouteStop
	Who string // name, or the role that is due
	At  time.Time
}

// Rail returns the way of the document with its people and dates.
func (p documentPage) Rail() []stop {
	var out []stop
	for _, s := range p.View.Route {
		r := stop{RouteStop: s}
		row, known := s.Stage.Row()
		switch {
		case s.State == "current" && known && row.Who != "":
			r.Who = "待" + row.Who.Label() + "办理"
		case s.State == "done" || s.Stage.Closed():
			r.Who, r.At = p.taken(s.Stage, row.Forward)
		}
		out = append(out, r)
	}
	if m, at := p.Follows(); m != "" {
		row, _ := at.Row()
		for i := range out {
			out[i].State = "done"
		}
		next := stop{RouteStop: desk.RouteStop{Stage: at, Label: m.Label(), State: "current"}}
		if !p.Waiting && p.besideState() == "" {
			next.Who = "待" + row.Who.Label() + "办理"
		}
		out = append(out, next)
	}
	return out
}

// Follows returns what is still under way about a document that has closed, and the
// stage of that: its late interpretation, or its assessment; "" for nothing.
func (p documentPage) Follows() (document.Matter, document.Stage) {
	if l := p.View.Late; l != nil && l.Stage != document.Published {
		return document.LateMatter, l.Stage
	}
	if r := p.View.Reassess; r != nil && !r.Stage.Closed() {
		return document.ReassessMatter, r.Stage
	}
	return "", ""
}

// besideState is what the house is doing about that, "" while a person is due.
func (p documentPage) besideState() string {
	switch m, _ := p.Follows(); m { //nolint:exhaustive // a consent has no stage of its own
	case document.LateMatter:
		return p.View.Late.State
	case document.ReassessMatter:
		return p.View.Reassess.State
	default:
		return ""
	}
}

// following is what the page says of it.
type following struct {
	Matter document.Matter
	Stage  document.Stage
	Anchor string
}

// Following is Follows for the page, nil for nothing.
func (p documentPage) Following() *following {
	switch m, at := p.Follows(); m { //nolint:exhaustive // a consent has no stage of its own
	case document.LateMatter:
		return &following{m, at, "late"}
	case document.ReassessMatter:
		return &following{m, at, "reassess"}
	default:
		return nil
	}
}

// taken finds who moved the document on from a stage: the last one counts, since
// a return may have brought it there again.
func (p documentPage) taken(s document.Stage, forward document.Verb) (who string, at time.Time) {
	for i := len(p.View.Acts) - 1; i >= 0; i-- {
		a := p.View.Acts[i]
		if a.From == s && a.Verb == forward && forward != "" || s.Closed() && a.To == s {
			return a.Person, a.At
		}
	}
	v := p.View.Standing[s]
	return v.Person, v.At
}

// mark is a finding with its number in the list, for the place it speaks of.
type mark struct {
	No int
	document.Finding
}

// mostMarks is how many findings stand beside a heading; the list has all of them.
const mostMarks = 12

// Marks returns the findings that speak of the place with the anchor, the first
// mostMarks of them.
func (p documentPage) Marks(anchor string) []mark {
	var out []mark
	for i, f := range p.View.Findings {
		if len(out) < mostMarks && p.Spot(f.Place) == anchor {
			out = append(out, mark{i + 1, f})
		}
	}
	return out
}

// spots are the anchors of the page for the heads of places that have one.
var spots = map[string]string{
	"text.title": "p-title", "text.kind": "p-kind", "text.class": "p-class", "text.urgency": "p-urgency", "text.affects_business": "p-class",
	"text.addressee": "p-addressee", "text.copy_to": "p-copy_to", "text.joint_head": "p-joint_head",
	"text.signer_post": "p-signer_post", "text.present": "p-present", "text.excused": "p-present", "text.attending": "p-present", "text.body": "text", "text": "text",
	"text.pictures": "text", "text.original": "text", "text.original.around": "text",
	"disclosure": "p-disclosure", "interpretation": "interpretation", "relations": "relations", "catalogue": "catalogue", "record": "record",
	"number": "p-number", "dated_on": "p-dated", "countersigns": "countersigns",
}

// Spot returns the anchor of the page at which a place is shown; the head of the
// sheet where there is none of its own.
func (p documentPage) Spot(place string) string {
	if a := spots[place]; a != "" {
		return a
	}
	head, rest, _ := strings.Cut(place, ".")
	if head == "annexes" {
		row, _, _ := strings.Cut(rest, ".")
		for i := range p.View.Content.Annexes {
			if annexAnchor(i) == "annex-"+row {
				return annexAnchor(i)
			}
		}
	}
	if a := spots[head]; a != "" && head != "text" {
		return a
	}
	return "sheet-title"
}

// partRow is a part of the dossier with its digest.
type partRow struct{ Label, Digest string }

// Parts returns the parts of the present revision in the order in which people
// are told of them.
func (p documentPage) Parts() []partRow {
	var out []partRow
	for _, part := range parts() {
		if d := p.View.Parts[part]; d != "" {
			out = append(out, partRow{part.Label(), d})
		}
	}
	return out
}
