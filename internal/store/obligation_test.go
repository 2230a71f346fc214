package store_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

func laws(t *testing.T) verdict.Laws {
	t.Helper()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	l, err := verdict.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// duty is due on the day, whatever calendar there is.
func duty(name string, due document.Date) verdict.Duty {
	return verdict.Duty{
		Rule: "GI-13", Name: name, Title: "期限", Unit: calendar.Workdays, Count: 20, From: "2026-12-01", DueOn: due, Receipt: []byte(`{}`),
	}
}

// obliging is a judge whose rulings have these effects.
func obliging(e verdict.Effects) judge {
	return func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		out, err := onward(c, r)
		out.Duties = e
		return out, err
	}
}

func (o office) states() []string {
	o.t.Helper()
	list, err := o.Obligations(o.t.Context(), "d1")
	o.must(err)
	var out []string
	for _, x := range list {
		out = append(out, fmt.Sprintf("%s %s %s", x.Name, x.DueOn, x.State))
	}
	return out
}

// TestObligationsGoWithTheAct: what an act does to the duties is recorded with it
// or not at all.
func TestObligationsGoWithTheAct(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	act := func(id string, j judge) error {
		_, err := o.act("d1", "drafter", verdict.Request{ID: id, Verb: document.Submit, Opinion: "同意。"}, j)
		return err
	}
	o.must(act("r1", obliging(verdict.Effects{Begin: []verdict.Duty{duty("publish", "2026-12-29"), duty("file", "2026-12-15")}})))
	if diff := cmp.Diff([]string{"publish 2026-12-29 open", "file 2026-12-15 open"}, o.states()); diff != "" {
		t.Error(diff)
	}
	o.must(act("r1", obliging(verdict.Effects{Begin: []verdict.Duty{duty("publish", "2026-12-29")}})))
	if n := len(o.states()); n != 2 {
		t.Errorf("a repeated request made %d obligations", n)
	}
	if err := act("refused", refuse); code(err) != "test-refusal" {
		t.Errorf("refused: %v", err)
	}
	o.must(act("r2", obliging(verdict.Effects{Meet: []string{"file"}, Begin: []verdict.Duty{duty("publish", "2027-01-05")}})))
	want := []string{"publish 2026-12-29 stopped", "file 2026-12-15 met", "publish 2027-01-05 open"}
	if diff := cmp.Diff(want, o.states()); diff != "" {
		t.Error(diff)
	}
	report, err := o.VerifyLedger(t.Context())
	if err != nil || report.Broken != nil {
		t.Errorf("ledger: %+v %v", report, err)
	}
}

// TestWatchEscalates: at set shares of the term who has to meet it, at its end the
// head of the unit, after that the disclosure office, each once.
func TestWatchEscalates(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	d := duty("publish", "2026-12-29")
	d.Owner = document.Publisher
	_, err := o.act("d1", "drafter", verdict.Request{ID: "r1", Verb: document.Submit}, obliging(verdict.Effects{Begin: []verdict.Duty{d}}))
	o.must(err)
	due := document.Date("2026-12-29").Midnight().AddDate(0, 0, 1)
	share := func(percent int64) time.Time { return now.Add(due.Sub(now) * time.Duration(percent) / 100) }
	for _, row := range []struct {
		at   time.Time
		late int
		want []string
		next time.Time
	}{
		{now.Add(time.Hour), 0, nil, share(50)},
		{share(50).Add(time.Second), 0, []string{"50% publisher"}, share(80)},
		{share(80).Add(time.Second), 0, []string{"80% publisher"}, due},
		{due.Add(time.Minute), 1, []string{"100% unit_head"}, due.AddDate(0, 0, 3)},
		{due.Add(80 * time.Hour), 0, []string{"late+3 disclosure_officer"}, time.Time{}},
		{due.Add(90 * time.Hour), 0, nil, time.Time{}},
	} {
		before, err := o.Notices(ctx, "d1")
		o.must(err)
		got, err := o.Watch(ctx, laws(t).Reminders, row.at)
		o.must(err)
		after, err := o.Notices(ctx, "d1")
		o.must(err)
		var fresh []string
		for _, n := range after[len(before):] {
			fresh = append(fresh, n.Kind+" "+string(n.Role))
		}
		if diff := cmp.Diff(row.want, fresh); diff != "" || got.Late != row.late || got.Reminded != len(row.want) {
			t.Errorf("%s: %+v %s", row.at, got, diff)
		}
		if (got.Next == nil) != row.next.IsZero() || got.Next != nil && got.Next.Sub(row.next).Abs() > time.Second {
			t.Errorf("%s: next at %v, want %s", row.at, got.Next, row.next)
		}
	}
}

// TestLeakIsDueByTheHour: SR-11 knows no days of rest.
func TestLeakIsDueByTheHour(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	leak := duty("leak", "2026-12-02")
	leak.Unit, leak.Count = calendar.Hours, 24
	_, err := o.act("d1", "drafter", verdict.Request{ID: "r1", Verb: document.Submit}, obliging(verdict.Effects{Begin: []verdict.Duty{leak}}))
	o.must(err)
	list, err := o.Obligations(t.Context(), "d1")
	o.must(err)
	if !list[0].DueAt.Equal(now.Add(24 * time.Hour)) {
		t.Errorf("due at %s, want 24 hours after %s", list[0].DueAt, now)
	}
	var r calendar.Receipt
	if err := json.Unmarshal(list[0].Receipt, &r); err != nil || r.Unit != calendar.Hours || r.Counted != 24 || r.Due != list[0].DueAt.In(document.Shanghai).Format(time.RFC3339) {
		t.Errorf("receipt %+v %v", r, err)
	}
	// Half of a day is twelve hours.
	seen, err := o.Watch(t.Context(), laws(t).Reminders, now.Add(11*time.Hour))
	if err != nil || seen.Reminded != 0 || seen.Next == nil || !seen.Next.Equal(now.Add(12*time.Hour)) {
		t.Errorf("SR-11 is reminded of by the hour: %+v %v", seen, err)
	}
	// Put on record two days later, but made in time.
	c := store.DutyCommand{Obligation: list[0].ID, Document: "d1", Person: "officer", Request: verdict.DutyRequest{
		ID: "rep1", Verb: document.ReportLeak, To: "明州市国家保密局", At: now.Add(3 * time.Hour), Number: "明密报〔2026〕1号",
	}}
	if _, err := o.Watch(t.Context(), laws(t).Reminders, now.Add(48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		got, err := o.ActOnDuty(t.Context(), c, allow, laws(t).Date, now.Add(48*time.Hour))
		if err != nil || got.State != store.ObligationMet || !got.MetAt.Equal(now.Add(3*time.Hour)) {
			t.Errorf("reported: %+v %v", got, err)
		}
	}
}

// TestRedateSaysWhatMoved: CAL-07.
func TestRedateSaysWhatMoved(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	_, err := o.act("d1", "drafter", verdict.Request{ID: "r1", Verb: document.Submit}, obliging(verdict.Effects{Begin: []verdict.Duty{
		duty("publish", "2026-12-29"), duty("file", "2026-12-20"),
	}}))
	o.must(err)
	_, err = o.Watch(ctx, laws(t).Reminders, document.Date("2026-12-21").Midnight().Add(time.Hour))
	o.must(err)
	moved, err := o.Redate(ctx, laws(t).Date, document.Date("2026-12-22").Midnight())
	o.must(err)
	// Twenty working days after 1 December, as the notice of 2026 has it.
	if len(moved) != 1 || moved[0].Name != "file" || moved[0].DueOn != "2026-12-29" {
		t.Errorf("moved: %+v", moved)
	}
	if diff := cmp.Diff([]string{"publish 2026-12-29 open", "file 2026-12-29 open"}, o.states()); diff != "" {
		t.Error(diff)
	}
	lines, err := o.Ledger(ctx, 1, 100)
	o.must(err)
	if last := lines[len(lines)-1]; last.Act != "obligation.redate" || last.Subject != "d1" {
		t.Errorf("ledger: %+v", last)
	}
	if again, err := o.Redate(ctx, laws(t).Date, now); err != nil || len(again) != 0 {
		t.Errorf("again: %+v %v", again, err)
	}
}
