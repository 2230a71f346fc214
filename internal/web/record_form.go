package web

import (
	"net/url"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// adopted and its counterpart are how a line of the adoption table says what
// became of an opinion.
const (
	adopted  = "采纳"
	declined = "不予采纳"
)

// readRecord reads the 办理记录.
func readRecord(form url.Values) dossier.Record {
	get := func(name string) string { return strings.TrimSpace(form.Get("record_" + name)) }
	day := func(name string) document.Date { return typedDate(get(name)) }
	proof := func(name string) dossier.Reference {
		return dossier.Reference{Number: get(name + "_number"), On: day(name + "_on"), Note: get(name + "_note")}
	}
	return dossier.Record{
		Comments:   readComments(form),
		Collective: dossier.Meeting{Name: get("meeting_name"), Number: get("meeting_number"), On: day("meeting_on")},
		Expert:     proof("expert"), Risk: proof("risk"), Party: proof("party"),
		Legality: dossier.Review{
			Number: get("legality_number"), ReceivedOn: day("legality_received_on"), AnsweredOn: day("legality_answered_on"),
			Urgent: get("legality_urgent"),
		},
		Countersigns: readCountersigns(form),
		Registration: get("registration"),
	}
}

// readComments drops the rows in which nothing was written.
func readComments(form url.Values) []dossier.Comment {
	var out []dossier.Comment
	for i, way := range form["comment_way"] {
		at := func(name string) string { return strings.TrimSpace(nth(form["comment_"+name], i)) }
		c := dossier.Comment{
			Way: way, Reference: at("reference"), From: typedDate(at("from")), Until: typedDate(at("until")),
			Shortened: at("shortened"), Adoptions: readAdoptions(at("adoptions")),
		}
		if way != "" || c.Reference != "" || c.From != "" || len(c.Adoptions) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// readAdoptions reads one opinion a line: the opinion, what became of it, and why,
// separated by upright strokes.
func readAdoptions(text string) []dossier.Adoption {
	var out []dossier.Adoption
	for row := range strings.Lines(text) {
		cells := strings.SplitN(strings.ReplaceAll(row, "｜", "|"), "|", 3)
		opinion := strings.TrimSpace(cells[0])
		if opinion == "" {
			continue
		}
		a := dossier.Adoption{Opinion: opinion, Adopted: len(cells) > 1 && strings.TrimSpace(cells[1]) == adopted}
		if len(cells) > 2 {
			a.Reason = strings.TrimSpace(cells[2])
		}
		out = append(out, a)
	}
	return out
}

// adoptionLines writes the table as readAdoptions reads it.
func adoptionLines(as []dossier.Adoption) string {
	var b strings.Builder
	for _, a := range as {
		outcome := declined
		if a.Adopted {
			outcome = adopted
		}
		b.WriteString(strings.Join(strings.Fields(a.Opinion), " ") + "｜" + outcome)
		if a.Reason != "" {
			b.WriteString("｜" + strings.Join(strings.Fields(a.Reason), " "))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func readCountersigns(form url.Values) []dossier.Countersign {
	var out []dossier.Countersign
	for i, body := range form["countersign_body"] {
		at := func(name string) string { return strings.TrimSpace(nth(form["countersign_"+name], i)) }
		c := dossier.Countersign{
			Body: strings.TrimSpace(body), Person: at("person"), On: typedDate(at("on")), Opinion: at("opinion"),
		}
		if c != (dossier.Countersign{}) {
			out = append(out, c)
		}
	}
	return out
}

// names splits a list of bodies as people write it.
func names(s string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }) {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// proofRow is a proof of the record in the form.
type proofRow struct {
	Name, Label, Place string
	Value              dossier.Reference
}

func proofRows(r dossier.Record) []proofRow {
	return []proofRow{
		{"expert", "专家论证意见", "record.expert", r.Expert},
		{"risk", "风险评估报告", "record.risk", r.Risk},
		{"party", "请示报告党组织", "record.party", r.Party},
	}
}

// HasRecord reports whether the page shows the record: anything in it, or a
// finding that speaks of it.
func (p documentPage) HasRecord() bool {
	r := p.View.Content.Record
	written := len(r.Comments)+len(r.Countersigns) > 0 || r.Registration != "" || r.Collective != (dossier.Meeting{}) ||
		r.Legality != (dossier.Review{}) || r.Expert.Given() || r.Risk.Given() || r.Party.Given()
	return written || slices.ContainsFunc(p.View.Findings, func(f document.Finding) bool { return strings.HasPrefix(f.Place, "record") })
}
