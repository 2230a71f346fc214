package verdict_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
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
		{"DH-18 after the seal too", "office", document.Void, func(s *verdict.State) { s.SealedReady = true }, "registration"},
		{"DH-18 the publisher does not after the seal either", "publisher", document.Void, func(s *verdict.State) { s.SealedReady = true }, "role-missing"},
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

// DH-18 and SC-20: a finished PDF bears the number that is given up. It goes to its drafter
// for another file, step by step, and its signature is asked for anew.
func TestVoidOfAFinishedPDF(t *testing.T) {
	b := newBench(t)
	b.reach(document.Publication)
	b.c.State.SealedReady = true
	b.c.Content.Text.Original = &dossier.Original{Digest: "ab", Pages: 1}
	ruling, err := b.judge("office", verdict.Request{Verb: document.Void, Opinion: "错号。"})
	if ruling.To != document.Drafting || !ruling.VoidNumber || ruling.GiveNumber || err != nil {
		t.Fatalf("%+v %v", ruling, err)
	}
	if p := ruling.Pending; p == nil || p.By != document.Registration || p.Way != document.StepByStep {
		t.Errorf("the way back: %+v", p)
	}
	if !slices.Contains(ruling.Duties.Stop, verdict.PublishDuty) {
		t.Errorf("the term of publication runs on without a signature: %+v", ruling.Duties)
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
