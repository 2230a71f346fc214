package verdict_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// DH-18 and invariant 6: what a numbered document may undergo before its release.
func TestBeforeTheRelease(t *testing.T) {
	rows := []struct {
		name string
		who  string
		verb document.Verb
		set  func(*verdict.State)
		want string // stage reached, or code of the refusal
	}{
		{"DH-18 the registrar gives up a number", "office", document.Void, nil, "registration"},
		{"DH-18 the publisher does not", "publisher", document.Void, nil, "role-missing"},
		{"DH-18 not after the seal", "office", document.Void, func(s *verdict.State) { s.SealedReady = true }, "number-sealed"},
		{"DH-18 not while it is released", "office", document.Void, func(s *verdict.State) { s.Releasing = true }, "releasing"},
		{"invariant-6 filed after a repeal", "publisher", document.File, func(s *verdict.State) { s.RepealedBy = "明政发〔2026〕3号" }, "filed"},
		{"invariant-6 not filed for pleasure", "publisher", document.File, nil, "not-repealed"},
		{"invariant-6 the drafter does not file", "drafter", document.File, func(s *verdict.State) { s.RepealedBy = "明政发〔2026〕3号" }, "role-missing"},
		{"invariant-6 not released after a repeal", "publisher", document.Release, func(s *verdict.State) { s.SealedReady, s.RepealedBy = true, "明政发〔2026〕3号" }, "already-repealed"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			b.reach(document.Publication)
			if row.set != nil {
				row.set(&b.c.State)
			}
			ruling, err := b.judge(row.who, verdict.Request{Verb: row.verb, Opinion: "理由充分。"})
			got := code(err)
			if err == nil {
				got = string(ruling.To)
			}
			if got != row.want {
				t.Errorf("got %s, want %s", got, row.want)
			}
		})
	}
}

func TestBeforeTheReleaseWithoutReason(t *testing.T) {
	for verb, who := range map[document.Verb]string{document.Void: "office", document.File: "publisher"} {
		b := newBench(t)
		b.reach(document.Publication)
		b.c.State.RepealedBy = "明政发〔2026〕3号"
		if _, err := b.judge(who, verdict.Request{Verb: verb, Opinion: "  "}); code(err) != "opinion-missing" {
			t.Errorf("%s: %v", verb, err)
		}
		ruling, err := b.judge(who, verdict.Request{Verb: verb, Opinion: "理由充分。"})
		if err != nil || ruling.Release || ruling.VoidNumber != (verb == document.Void) {
			t.Errorf("%s: %+v %v", verb, ruling, err)
		}
		if verb == document.File && (!slices.Contains(ruling.Duties.Stop, verdict.PublishDuty) || len(ruling.Duties.Begin) > 0) {
			t.Errorf("duties of what is filed unreleased: %+v", ruling.Duties)
		}
	}
}
