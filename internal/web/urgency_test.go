package web

import (
	"strings"
	"testing"

	"mingfa/internal/document"
)

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
