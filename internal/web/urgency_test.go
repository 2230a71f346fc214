package web

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// TestUrgentFirst: within its group 特急 comes before 加急, and both before the rest,
// which stays in the order of its time limits (DH-03).
func TestUrgentFirst(t *testing.T) {
	var p inboxPage
	for _, r := range []struct {
		id      string
		stage   document.Stage
		urgency document.Urgency
	}{
		{"1", document.Signing, ""},
		{"2", document.OfficeCheck, ""},
		{"3", document.Signing, document.Urgent},
		{"4", document.Signing, ""},
		{"5", document.Signing, document.Extra},
		{"6", document.OfficeCheck, document.Urgent},
		{"7", document.Signing, document.Urgent},
	} {
		p.add(desk.WaitingRow{Item: desk.Item{ID: r.id, Stage: r.stage, Urgency: r.urgency}})
	}
	p.urgentFirst()
	var got []string
	for _, g := range p.Groups {
		ids := string(g.Stage)
		for _, r := range g.Rows {
			ids += " " + r.ID
		}
		got = append(got, ids)
	}
	if diff := cmp.Diff([]string{"signing 5 3 7 1 4", "office_check 6 2"}, got); diff != "" {
		t.Errorf("DH-03: %s", diff)
	}
}

// TestUrgencyOnPages: inbox, document and writing page say how urgent a document is,
// and say nothing of one that is not (DH-03).
func TestUrgencyOnPages(t *testing.T) {
	for _, r := range []struct {
		name, path string
		urgency    document.Urgency
		want, not  string
	}{
		{"DH-03 inbox", "/inbox", document.Extra, `<span class="badge void">特急</span>`, "加急"},
		{"DH-03 inbox, not urgent", "/inbox", "", "", "加急"},
		{"DH-03 list", "/documents", document.Urgent, `<span class="badge wait">加急</span>`, "特急"},
		{"DH-03 document", "/documents/doc-9", document.Urgent, `<span class="badge wait">加急</span>`, "特急"},
		{"DH-03 process sheet", "/documents/doc-9", document.Extra, `<strong>特急</strong>`, "加急"},
		{"DH-03 process sheet, not urgent", "/documents/doc-9", "", "不标注", "急</strong>"},
		{"DH-03 writing", "/documents/doc-9/edit", document.Urgent, `<option value="加急" selected>`, `<option value="特提"`},
	} {
		t.Run(r.name, func(t *testing.T) {
			v := viewAt(document.Drafting)
			v.ID, v.Editable, v.Urgency, v.Content.Text.Urgency = "doc-9", true, r.urgency, r.urgency
			a := get(t, bench0(crowded(v)), r.path)
			if body := a.Body.String(); !strings.Contains(body, r.want) || strings.Contains(body, r.not) {
				t.Errorf("%q is missing or %q is there", r.want, r.not)
			}
		})
	}
}
