package activities_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

func TestTakeIsBoundToWhatWasStored(t *testing.T) {
	sent := activities.Command{RequestID: "r1", Actor: "p1", Verb: document.Approve, Stage: document.Signing, Digest: "x"}
	tests := []struct {
		name string
		set  func(*store)
		want string
	}{
		{"the same", func(*store) {}, ""},
		{"another person", func(s *store) { s.who = "p2" }, "request-mismatch"},
		{"another request", func(s *store) { s.words.ID = "r2" }, "request-mismatch"},
		{"another verb", func(s *store) { s.words.Verb = document.Cancel }, "request-mismatch"},
		{"another stage", func(s *store) { s.words.Stage = document.Drafting }, "request-mismatch"},
		{"another digest", func(s *store) { s.words.Digest = "y" }, "request-mismatch"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStore()
			s.who = "p1"
			s.words = verdict.Request{ID: "r1", Verb: document.Approve, Stage: document.Signing, Digest: "x"}
			tt.set(s)
			judged := 0
			judge := func(verdict.Case, verdict.Request) (verdict.Ruling, error) {
				judged++
				return verdict.Ruling{To: document.Signing}, nil
			}
			a := &activities.Acts{Register: s, Judge: judge, Now: now}
			code, again := refusal(run(t, a, a.Take, "d1", sent))
			if code != tt.want || again || (judged == 1) != (tt.want == "") {
				t.Errorf("code %q, again %v, judged %d times", code, again, judged)
			}
		})
	}
}

func TestErrorsAreClassed(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		code  string
		again bool
	}{
		{"refused", document.Refuse(document.Unfit, "gate-g1", "x"), "gate-g1", false},
		{"stale", document.Refuse(document.Conflict, "stale-digest", "x"), "stale-digest", false},
		{"away", document.Refuse(document.Unavailable, "database-away", "x"), "database-away", true},
		{"unclassed", errors.New("x"), "internal", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStore()
			s.taken = tt.err
			a := &activities.Acts{Register: s, Now: now}
			code, again := refusal(run(t, a, a.Take, "d1", activities.Command{}))
			if code != tt.code || again != tt.again {
				t.Errorf("code %s, again %v", code, again)
			}
		})
	}
}

func TestDue(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	c, err := calendar.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s := newStore()
	// 30 September 2026, a Wednesday; the holiday of the National Day follows.
	s.limit = activities.Limit{
		Document: "d1", Seq: 4, Stage: document.OfficeCheck, Workdays: 1, Since: time.Date(2026, 9, 30, 10, 0, 0, 0, document.Shanghai),
	}
	a := &activities.Acts{Register: s, Limits: s, Calendar: c, Now: now}
	v, err := environment(a).ExecuteActivity(a.Due, "d1")
	if err != nil {
		t.Fatal(err)
	}
	var got activities.Timetable
	if err := v.Get(&got); err != nil {
		t.Fatal(err)
	}
	var receipt calendar.Receipt
	if err := json.Unmarshal(s.deadline.Receipt, &receipt); err != nil {
		t.Fatal(err)
	}
	if string(s.deadline.DueOn) != receipt.Due || s.deadline.DueOn < "2026-10-07" || s.deadline.Provisional {
		t.Errorf("deadline %+v", s.deadline)
	}
	end := s.deadline.DueOn.Midnight().Add(24 * time.Hour)
	var kinds []activities.ReminderKind
	for _, m := range got.Marks {
		kinds = append(kinds, m.Kind)
	}
	if diff := cmp.Diff([]activities.ReminderKind{activities.HalfTime, activities.DueTime, activities.Overdue}, kinds); diff != "" {
		t.Error(diff)
	}
	if !got.Marks[1].At.Equal(end) || !s.deadline.DueAt.Equal(end) || !got.Marks[2].At.After(end) || got.Again != nil {
		t.Errorf("timetable %+v, end of the day %s", got, end)
	}
}

func TestReadBackFailsUntilSeen(t *testing.T) {
	s := newStore()
	s.visible = nil
	s.seen = document.Refuse(document.NotFound, "no-number", "门户页面没有发文字号。")
	a := &activities.Acts{Shelf: s, Portal: s, Now: now}
	if code, again := refusal(run(t, a, a.ReadBack, "r1")); code != "unconfirmed" || !again {
		t.Errorf("code %s, again %v: whatever was missing may be there later", code, again)
	}
	s.seen = nil
	if err := run(t, a, a.ReadBack, "r1"); err != nil {
		t.Error(err)
	}
	want := []activities.Receipt{
		{
			Release: "r1", Surface: "portal", Detail: "第1次门户回读核验未成功：门户页面没有发文字号。系统将继续重试。", At: noon,
			Proof: map[string]any{"attempt": int32(1)},
		},
		{Release: "r1", Surface: "portal", OK: true, Detail: "门户回读核验通过。", At: noon, Proof: map[string]any{"attempt": int32(1)}},
	}
	if diff := cmp.Diff(want, s.receipts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDeliverWithoutWebsite(t *testing.T) {
	s := newStore()
	s.visible = nil
	b := &activities.Bulk{Shelf: s, Now: now}
	if code, again := refusal(run(t, b, b.Deliver, activities.Delivery{Release: "r1"})); code != "unconfirmed" || !again {
		t.Errorf("code %s, again %v", code, again)
	}
	if len(s.receipts) != 1 || s.receipts[0].OK || s.receipts[0].Surface != activities.WebsiteSurface {
		t.Errorf("receipts %v", s.receipts)
	}
}
