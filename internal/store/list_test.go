package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

func ids(ds []store.Document) []string {
	out := []string{}
	for _, d := range ds {
		out = append(out, d.ID)
	}
	return out
}

// All were created at the same instant: pages must neither repeat nor lose one.
func TestFindByPages(t *testing.T) {
	o := open(t)
	for i := range 5 {
		o.create(fmt.Sprint("d", i), content("通知"))
	}
	var got []string
	all := store.Reach{All: true}
	for q := (store.SearchQuery{Limit: 2}); ; {
		page, err := o.Find(t.Context(), all, q)
		o.must(err)
		if len(page) == 0 {
			break
		}
		for _, h := range page {
			got = append(got, h.ID)
		}
		q.Before = page[len(page)-1].Cursor()
	}
	if diff := cmp.Diff([]string{"d4", "d3", "d2", "d1", "d0"}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := o.Find(t.Context(), all, store.SearchQuery{Before: "x"}); code(err) != "bad-cursor" {
		t.Errorf("bad cursor: %v", err)
	}
}

func TestInbox(t *testing.T) {
	o := open(t)
	for i := range 4 {
		o.create(fmt.Sprint("d", i), content("通知"))
	}
	o.bring("d0", 1)
	o.bring("d1", 1)
	o.bring("d2", 2)
	for id, due := range map[string]document.Date{"d0": "2026-12-09", "d1": "2026-12-08"} {
		o.must(o.Deadline(t.Context(), activities.Deadline{
			Document: id, Seq: 1, Stage: document.UnitReview, DueOn: due, DueAt: due.Midnight(), Provisional: true, Receipt: []byte(`{}`),
		}))
	}
	rows := []struct {
		name   string
		scopes []store.Scope
		want   []string
	}{
		{"nothing", nil, []string{}},
		{"due first", []store.Scope{{Stage: document.UnitReview, Unit: "sec"}, {Stage: document.AttributeReview}}, []string{"d1", "d0", "d2"}},
		{"another unit", []store.Scope{{Stage: document.UnitReview, Unit: "gov"}}, []string{}},
		{"own drafts", []store.Scope{{Stage: document.Drafting, Drafter: "drafter"}}, []string{"d3"}},
		{"drafts of another", []store.Scope{{Stage: document.Drafting, Drafter: "head"}}, []string{}},
	}
	for _, r := range rows {
		ds, err := o.Inbox(t.Context(), r.scopes, 0)
		if diff := cmp.Diff(r.want, ids(ds)); diff != "" || err != nil {
			t.Errorf("%s: %s %v", r.name, diff, err)
		}
	}
	tray, err := o.Tray(t.Context(), rows[1].scopes)
	if diff := cmp.Diff(map[document.Stage]int{document.UnitReview: 2, document.AttributeReview: 1}, tray.Counts); diff != "" || err != nil {
		t.Error(diff, err)
	}
	d, err := o.Document(t.Context(), "d0")
	if d.DueOn != "2026-12-09" || !d.Provision || err != nil {
		t.Errorf("due: %+v %v", d, err)
	}
}

func TestDeadlineOfALateWriter(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 2)
	late := activities.Deadline{Document: "d1", Seq: 1, Stage: document.UnitReview, DueOn: "2026-12-08", DueAt: now}
	o.must(o.Deadline(t.Context(), late))
	if _, ok, err := o.DeadlineOf(t.Context(), "d1"); ok || err != nil {
		t.Errorf("a late writer was heard: %v", err)
	}
	want := activities.Deadline{
		Document: "d1", Seq: 2, Stage: document.AttributeReview, Workdays: 3, DueOn: "2026-12-08", DueAt: now, Receipt: []byte(`{"a": 1}`),
	}
	o.must(o.Deadline(t.Context(), want))
	o.must(o.Deadline(t.Context(), want))
	got, ok, err := o.DeadlineOf(t.Context(), "d1")
	if diff := cmp.Diff(want, got); diff != "" || !ok || err != nil {
		t.Error(diff, ok, err)
	}
	late.Document = "none"
	if err := o.Deadline(t.Context(), late); document.KindOf(err) != document.NotFound {
		t.Errorf("no document: %v", err)
	}
}

func TestLimitAndReminder(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	want := activities.Limit{Document: "d1", Stage: document.Drafting, Since: now}
	got, err := o.Limit(t.Context(), "d1")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	o.bring("d1", 1)
	o.must(execAs(t, o.OwnerURL, `UPDATE act SET at = at + interval '1 hour'`))
	o.must(execAs(t, o.OwnerURL, `UPDATE document SET pinned = jsonb_set(pinned, '{steps,1,workdays}', '5')`))
	want = activities.Limit{Document: "d1", Seq: 1, Stage: document.UnitReview, Workdays: 5, Since: now.Add(time.Hour)}
	got, err = o.Limit(t.Context(), "d1")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	for range 2 {
		o.must(o.Remind(t.Context(), "d1", 1, "due", now))
	}
	if n := o.count("reminder"); n != 1 {
		t.Errorf("%d reminders, want 1", n)
	}
	if err := o.Remind(t.Context(), "none", 1, "due", now); document.KindOf(err) != document.NotFound {
		t.Errorf("no document: %v", err)
	}
}
