package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

func allow(verdict.Case, verdict.RunningDuty, verdict.DutyRequest) error { return nil }

// owing puts obligations on the document d1.
func (o office) owing(duties ...verdict.Duty) []store.Obligation {
	o.t.Helper()
	o.create("d1", content("通知"))
	_, err := o.act("d1", "drafter", verdict.Request{ID: "r1", Verb: document.Submit}, obliging(verdict.Effects{Begin: duties}))
	o.must(err)
	list, err := o.Obligations(o.t.Context(), "d1")
	o.must(err)
	return list
}

func (o office) onDuty(id int64, verb document.Verb, request string, at time.Time) (store.Obligation, error) {
	c := store.DutyCommand{Obligation: id, Document: "d1", Person: "officer", Request: verdict.DutyRequest{ID: request, Verb: verb, Note: "明司备〔2026〕12号"}}
	return o.ActOnDuty(o.t.Context(), c, allow, laws(o.t).Date, at)
}

// TestLateStaysLate: what is met after its day is late, met on that day; the same
// click twice is one act, and what is over can't be met again.
func TestLateStaysLate(t *testing.T) {
	o := open(t)
	list := o.owing(duty("file", "2026-12-15"), duty("publish", "2026-12-29"))
	late := document.Date("2026-12-20").Midnight()
	for range 2 {
		got, err := o.onDuty(list[0].ID, document.MeetDuty, "m1", late)
		if err != nil || got.State != store.ObligationLate || got.MetAt == nil || !got.MetAt.Equal(late) || got.Note != "明司备〔2026〕12号" {
			t.Errorf("met late: %+v %v", got, err)
		}
	}
	lines := o.count("ledger")
	for request, want := range map[string]string{"m2": "obligation-over", "m1": "request-reused"} {
		verb := document.MeetDuty
		if request == "m1" {
			verb = document.StopDuty
		}
		if _, err := o.onDuty(list[0].ID, verb, request, late); code(err) != want {
			t.Errorf("%s: %v, want %s", request, err, want)
		}
	}
	if got, err := o.onDuty(list[1].ID, document.MeetDuty, "m3", late); err != nil || got.State != store.ObligationMet {
		t.Errorf("met in time: %+v %v", got, err)
	}
	if _, err := o.onDuty(9999, document.MeetDuty, "m4", late); code(err) != "no-obligation" {
		t.Errorf("no such obligation: %v", err)
	}
	refused := func(verdict.Case, verdict.RunningDuty, verdict.DutyRequest) error { return errRefused }
	c := store.DutyCommand{Obligation: list[1].ID, Document: "d1", Person: "officer", Request: verdict.DutyRequest{ID: "m5", Verb: document.MeetDuty, Note: "无"}}
	if _, err := o.ActOnDuty(t.Context(), c, refused, laws(t).Date, late); code(err) != "obligation-over" {
		t.Errorf("over comes before permission: %v", err)
	}
	if o.count("ledger") != lines+1 {
		t.Errorf("%d lines in the ledger, want one more than %d", o.count("ledger"), lines)
	}
}

// TestCAL08StopAndRestart: while the clock stands still nobody is reminded and
// nothing is late; afterwards the day on which it stopped, that of the answer and
// those between them do not count, and the marks move with the end.
func TestCAL08StopAndRestart(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	review := duty(verdict.StageDuty(document.LegalityReview), "2026-12-15")
	review.Count, review.From, review.Owner = 10, "2026-12-01", document.LegalReviewer
	id := o.owing(review)[0].ID
	day := func(d document.Date) time.Time { return d.Midnight().Add(10 * time.Hour) }

	stopped, err := o.onDuty(id, document.StopDuty, "s1", day("2026-12-03"))
	if err != nil || stopped.HeldAt == nil || stopped.State != store.ObligationOpen {
		t.Fatalf("stopped: %+v %v", stopped, err)
	}
	seen, err := o.Watch(ctx, laws(t).Reminders, day("2027-01-20"))
	if err != nil || seen.Late != 0 || seen.Reminded != 0 || seen.Next != nil {
		t.Errorf("while it stands still: %+v %v", seen, err)
	}
	if moved, err := o.Redate(ctx, laws(t).Date, day("2026-12-04")); err != nil || len(moved) != 0 {
		t.Errorf("a clock that stands still has no date: %+v %v", moved, err)
	}
	// 2 December is the first day; 3 to 10 December do not count; nine more from the 11th.
	running, err := o.onDuty(id, document.RestartDuty, "s2", day("2026-12-10"))
	if err != nil || running.HeldAt != nil || running.DueOn != "2026-12-23" {
		t.Fatalf("restarted: %+v %v", running, err)
	}
	if diff := cmp.Diff("2026-12-03 2026-12-10 明司备〔2026〕12号", fmt.Sprintf("%s %s %s", running.Pauses[0].From, running.Pauses[0].Until, running.Pauses[0].Why)); diff != "" {
		t.Error(diff)
	}
	if moved, err := o.Redate(ctx, laws(t).Date, day("2026-12-11")); err != nil || len(moved) != 0 {
		t.Errorf("the same calendar gives the same date: %+v %v", moved, err)
	}
	seen, err = o.Watch(ctx, laws(t).Reminders, day("2026-12-11"))
	if err != nil || seen.Reminded != 0 || seen.Next == nil || document.DateOf(*seen.Next) < "2026-12-14" {
		t.Errorf("the marks move with the end: %+v %v", seen, err)
	}
	met, err := o.act("d1", "drafter", verdict.Request{ID: "r2", Verb: document.Approve}, obliging(verdict.Effects{Meet: []string{review.Name}}))
	if list, listErr := o.Obligations(ctx, "d1"); err != nil || listErr != nil || list[0].State != store.ObligationMet {
		t.Errorf("met: %+v %+v %v", met, list, err)
	}
}

// SR-12: what the review leaves to others stands still with the act that does so.
func TestSR12HeldByTheAct(t *testing.T) {
	o := open(t)
	review := duty(verdict.StageDuty(document.SecrecyReview), "2026-12-04")
	o.owing(review)
	_, err := o.act("d1", "drafter", verdict.Request{ID: "r2", Verb: document.Approve}, obliging(verdict.Effects{Hold: []string{review.Name}}))
	o.must(err)
	for range 2 { // a second referral finds it standing still
		list, err := o.Obligations(t.Context(), "d1")
		o.must(err)
		if list[0].HeldAt == nil || len(list[0].Pauses) != 1 {
			t.Errorf("held: %+v", list[0])
		}
		_, err = o.act("d1", "drafter", verdict.Request{ID: "r3", Verb: document.Approve}, obliging(verdict.Effects{Hold: []string{review.Name}}))
		o.must(err)
	}
}

// TestRemindersAreForThose who have to act: the drafting unit's own, the head of
// that unit, the disclosure office, as long as something is due.
func TestRemindersReachPeople(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	d := duty("evaluate", "2026-12-29")
	d.Owner = document.Drafter
	id := o.owing(d)[0].ID
	due := document.Date("2026-12-29").Midnight().AddDate(0, 0, 1)
	who := map[string][]store.Holder{
		"drafter": {{Role: document.Drafter, Unit: "sec"}}, "head": {{Role: document.UnitHead, Unit: "sec"}},
		"other head": {{Role: document.UnitHead, Unit: "gov"}}, "office": {{Role: document.DisclosureOfficer}}, "publisher": {{Role: document.Publisher}},
		"nobody": nil,
	}
	told := func() map[string]string {
		out := map[string]string{}
		for name, hs := range who {
			list, err := o.Reminders(ctx, hs, 10)
			o.must(err)
			n, err := o.CountReminders(ctx, hs)
			if err != nil || n != len(list) {
				t.Errorf("%s: counted %d of %d %v", name, n, len(list), err)
			}
			for _, r := range list {
				out[name] = r.Kind + " " + r.DocumentTitle
			}
		}
		return out
	}
	for _, row := range []struct {
		at   time.Time
		want map[string]string
	}{
		{now.Add(time.Hour), map[string]string{}},
		{due.AddDate(0, 0, -1), map[string]string{"drafter": "80% 通知"}},
		{due, map[string]string{"drafter": "80% 通知", "head": "100% 通知"}},
		{due.AddDate(0, 0, 4), map[string]string{"drafter": "80% 通知", "head": "100% 通知", "office": "late+3 通知"}},
	} {
		_, err := o.Watch(ctx, laws(t).Reminders, row.at)
		o.must(err)
		if diff := cmp.Diff(row.want, told()); diff != "" {
			t.Errorf("%s: %s", row.at, diff)
		}
	}
	_, err := o.onDuty(id, document.MeetDuty, "m1", due.AddDate(0, 0, 5))
	o.must(err)
	if diff := cmp.Diff(map[string]string{}, told()); diff != "" {
		t.Errorf("after it was met: %s", diff)
	}
}

// SR-12: by hand or by a second referral, once the question went the ten days of who
// decides begin.
func TestSR12MetByHandBeginsTheDecision(t *testing.T) {
	o := open(t)
	refer := duty(verdict.ReferDuty, "2026-12-15")
	id := o.owing(refer)[0].ID
	for range 2 { // the same click twice begins one
		_, err := o.onDuty(id, document.MeetDuty, "m1", document.Date("2026-12-02").Midnight())
		o.must(err)
	}
	if diff := cmp.Diff([]string{"refer 2026-12-15 met", "decide 2026-12-16 open"}, o.states()); diff != "" {
		t.Error(diff)
	}
	list, err := o.Obligations(t.Context(), "d1")
	o.must(err)
	if got := list[len(list)-1]; got.Owner != document.SecrecyReviewer || got.Rule != "SR-12" {
		t.Errorf("begun: %+v", got)
	}
}
