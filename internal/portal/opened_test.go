package portal

import (
	"strings"
	"testing"

	"mingfa/internal/document"
)

// TestDA19Opened: the page, the text and the JSON of a document that was opened after it
// had been filed say what its attribute is, since when, and what stands on the file; no
// other page has a word of it.
func TestDA19Opened(t *testing.T) {
	b := setup(t)
	if got := b.page("/d/" + inForce).text(); strings.Contains(got, "印发时") || strings.Contains(got, "调整为") {
		t.Error("an ordinary document tells of a change")
	}
	d := b.shelf.docs[inForce]
	d.AttributeSince, d.PrintedAs = "2026-12-03", document.Withheld
	b.shelf.put(d)
	page := b.page("/d/" + inForce).text()
	for _, want := range []string{
		"主动公开（印发时为“不予公开”，2026年12月3日经评估调整）", "（此件不予公开）", "本文件的公开属性已于2026年12月3日由“不予公开”调整为“主动公开”。", "公开属性调整为“主动公开”",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if text := b.get("/d/" + inForce + "/text.txt"); !strings.Contains(text, "2026年12月3日经评估调整") || !strings.Contains(text, "（此件不予公开）") {
		t.Errorf("text: %s", text)
	}
	if data := b.get("/api/documents/" + inForce); !strings.Contains(data, `"attribute_since":"2026-12-03","printed_as":"WITHHELD"`) {
		t.Errorf("JSON: %s", data)
	}
}
