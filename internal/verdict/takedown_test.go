package verdict_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func (b *bench) released() verdict.TakeDownCase {
	b.c.State.Stage = document.Published
	return verdict.TakeDownCase{Document: b.c, State: document.Up, Released: true}
}

func (b *bench) down(c verdict.TakeDownCase, who string, r verdict.Request) (verdict.TakeDownRuling, error) {
	c.Document.Actor = verdict.Actor{ID: who, Active: true, Appointments: people[who]}
	if r.Digest == "" {
		r.Digest = c.Digest()
	}
	r.ID = "r"
	return b.laws.JudgeTakeDown(c, r)
}

// SR-11, DA-18, WP-10: who may take down what, why, and what follows.
func TestTakeDown(t *testing.T) {
	b := newBench(t)
	c := b.released()
	today := b.c.Today
	for _, row := range []struct {
		name, who string
		r         verdict.Request
		want      string // code of the refusal
		to        document.TakeDownState
		duties    []string
	}{
		{"SR-11 a leak goes at once", "publisher", verdict.Request{Opinion: "误公开。", Ground: document.GroundLeak}, "", document.Hiding, []string{"+confirm DA-18 2026-11-23", "+leak SR-11 2026-11-22"}},
		{"SR-11 by the disclosure office", "disclosure", verdict.Request{Opinion: "误公开。", Ground: document.GroundLeak}, "", document.Hiding, []string{"+confirm DA-18 2026-11-23", "+leak SR-11 2026-11-22"}},
		{"DA-18 all else waits", "publisher", verdict.Request{Opinion: "属性收紧。", Ground: document.GroundTightened}, "", document.DownAsked, []string{"+confirm DA-18 2026-11-23"}},
		{"WP-10 three working days", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Since: today, Explained: "有关决定已依法撤销。"}, "", document.DownAsked, []string{"+confirm DA-18 2026-11-23", "+withdraw WP-10 2026-11-25"}},
		{"WP-10 without explanation", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Since: today}, "take-down-incomplete", "", nil},
		{"WP-10 without its day", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Explained: "已撤销。"}, "take-down-incomplete", "", nil},
		{"WP-10 from the future", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Explained: "已撤销。", Since: "2099-01-01"}, "take-down-incomplete", "", nil},
		{"WP-10 with the title", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Explained: c.Document.Content.Text.Title, Since: today}, "take-down-incomplete", "", nil},
		{"WP-10 with a telephone", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Explained: "请联系当事人，手机13800138000。", Since: today}, "take-down-incomplete", "", nil},
		{"WP-10 with a resident ID", "publisher", verdict.Request{Opinion: "已撤销。", Ground: document.GroundPenalty, Explained: "当事人身份证号码11010519491231002X。", Since: today}, "take-down-incomplete", "", nil},
		{"SR-11 explains nothing", "publisher", verdict.Request{Opinion: "误公开。", Ground: document.GroundLeak, Explained: "泄密。"}, "take-down-incomplete", "", nil},
		{"an unknown ground", "publisher", verdict.Request{Opinion: "误公开。", Ground: "whim"}, "take-down-incomplete", "", nil},
		{"no ground", "publisher", verdict.Request{Opinion: "误公开。"}, "take-down-incomplete", "", nil},
		{"no reason", "publisher", verdict.Request{Ground: document.GroundLeak}, "opinion-missing", "", nil},
		{"not the drafter", "drafter", verdict.Request{Opinion: "误公开。", Ground: document.GroundLeak}, "role-missing", "", nil},
		{"an old page", "publisher", verdict.Request{Opinion: "误公开。", Ground: document.GroundLeak, Digest: "old"}, "stale-digest", "", nil},
	} {
		row.r.Verb = document.TakeDown
		u, err := b.down(c, row.who, row.r)
		if code(err) != row.want {
			t.Errorf("%s: %v, want %q", row.name, err, row.want)
		}
		if err != nil {
			continue
		}
		if diff := cmp.Diff(row.duties, told(u.Duties)); diff != "" || u.To != row.to || !u.Asks || u.Confirmed || u.Hides() != (row.to == document.Hiding) {
			t.Errorf("%s: %+v %s", row.name, u, diff)
		}
	}
	c.Released = false
	if _, err := b.down(c, "publisher", verdict.Request{Verb: document.TakeDown, Opinion: "误公开。", Ground: document.GroundLeak}); code(err) != "not-released" {
		t.Errorf("what was never public: %v", err)
	}
}

// Invariant 4: the second person is another one, at every step.
func TestTakeDownByTwo(t *testing.T) {
	for _, row := range []struct {
		name      string
		state     document.TakeDownState
		confirmed bool
		verb      document.Verb
		who       string
		want      string
		to        document.TakeDownState
	}{
		{"the second person agrees", document.DownAsked, false, document.ConfirmTakeDown, "disclosure", "", document.Hiding},
		{"not the first", document.DownAsked, false, document.ConfirmTakeDown, "publisher", "same-person", ""},
		{"nor declines", document.DownAsked, false, document.DeclineTakeDown, "publisher", "same-person", ""},
		{"not agreed to", document.DownAsked, false, document.DeclineTakeDown, "disclosure", "", document.Up},
		{"afterwards, while it is looked for", document.Hiding, false, document.ConfirmTakeDown, "disclosure", "", document.Hiding},
		{"afterwards", document.Down, false, document.ConfirmTakeDown, "disclosure", "", document.Down},
		{"not by who took it down", document.Down, false, document.ConfirmTakeDown, "publisher", "same-person", ""},
		{"an emergency is looked at before it comes back", document.Down, false, document.PutBack, "disclosure", "wrong-state", ""},
		{"once is enough", document.Down, true, document.ConfirmTakeDown, "disclosure", "wrong-state", ""},
		{"asked to come back", document.Down, true, document.PutBack, "publisher", "", document.BackAsked},
		{"agreed to", document.BackAsked, true, document.ConfirmTakeDown, "disclosure", "", document.Restoring},
		{"not by the same person", document.BackAsked, true, document.ConfirmTakeDown, "publisher", "same-person", ""},
		{"it stays down", document.BackAsked, true, document.DeclineTakeDown, "disclosure", "", document.Down},
		{"nothing while it comes back", document.Restoring, true, document.TakeDown, "publisher", "wrong-state", ""},
		{"not twice", document.Down, true, document.TakeDown, "publisher", "wrong-state", ""},
		{"no other verb", document.Up, false, document.Approve, "publisher", "unknown-verb", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			c := b.released()
			c.State, c.Confirmed, c.Asker, c.Ground, c.Seq = row.state, row.confirmed, "publisher", document.GroundMistaken, 3
			u, err := b.down(c, row.who, verdict.Request{Verb: row.verb, Opinion: "核对无误。", Ground: document.GroundMistaken})
			if code(err) != row.want || u.To != row.to {
				t.Errorf("%v %s, want %q %s", err, u.To, row.want, row.to)
			}
		})
	}
}

// The page offers what the state has, and says why something is closed.
func TestTakeDownOptions(t *testing.T) {
	b := newBench(t)
	c := b.released()
	c.State, c.Asker = document.DownAsked, "publisher"
	c.Document.Actor = verdict.Actor{ID: "publisher", Active: true, Appointments: people["publisher"]}
	got := b.laws.TakeDownOptions(c)
	if len(got) != 2 || got[0].Label != "复核同意撤下" || got[0].Open || got[0].Code != "same-person" {
		t.Errorf("options: %+v", got)
	}
	c.Document.Actor = verdict.Actor{ID: "disclosure", Active: true, Appointments: people["disclosure"]}
	if got := b.laws.TakeDownOptions(c); !got[0].Open || !got[1].Open {
		t.Errorf("options: %+v", got)
	}
}
