package portal

import (
	"strings"
	"testing"

	"mingfa/internal/document"
)

// TestIN08Awaited: the page of a document says that its interpretation is to follow,
// until when, and when it is late; not a word once it is there, and nowhere else.
func TestIN08Awaited(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[inForce]
	d.Interpretation = nil
	b.shelf.put(d)
	says := func() string {
		for _, s := range b.page("/d/" + inForce).all("section[aria-labelledby=awaited]") {
			return s.text()
		}
		return ""
	}
	if got := says(); got != "" {
		t.Errorf("nothing is to follow: %q", got)
	}
	for due, want := range map[document.Date]string{"2099-01-05": "最迟于2099年1月5日发布", "2026-07-20": "现已逾期"} {
		b.shelf.awaited = map[string]document.Date{inForce: due}
		if got := says(); !strings.Contains(got, want) {
			t.Errorf("due on %s: %q", due, got)
		}
	}
	b.shelf.awaited["closed-one"] = "2099-01-05"
	if got := b.page("/d/" + notYet).text(); strings.Contains(got, "2099年1月5日") {
		t.Error("invariant-7: a page tells of another document's interpretation")
	}
	d.Interpretation = &document.PublicInterpretation{Title: "问答", Form: "政策问答", Body: "正文。"}
	b.shelf.put(d)
	if got := says(); got != "" {
		t.Errorf("it is there already: %q", got)
	}
}
