package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

func hitIDs(hs []store.Hit) []string {
	out := []string{}
	for _, h := range hs {
		out = append(out, h.ID)
	}
	slices.Sort(out)
	return out
}

func TestFind(t *testing.T) {
	o := open(t)
	for i, title := range []string{"关于冬季供暖的通知", "关于夏季供水的通知", "关于100%覆盖的通知"} {
		c := content(title)
		c.Text.Body = fmt.Sprintf("第%d件。\n\n说“引用”和\"双引号\"。", i)
		if i == 1 {
			c.Annexes[0].Body, c.Disclosure.Attribute = "管网名单", document.Withheld
		}
		o.create(fmt.Sprint("d", i), c)
	}
	o.bring("d0", 8)
	house := store.Reach{House: true}
	all := store.Reach{All: true}
	rows := []struct {
		name  string
		reach store.Reach
		q     store.SearchQuery
		want  []string
	}{
		{"all", all, store.SearchQuery{}, []string{"d0", "d1", "d2"}},
		{"own unit", store.Reach{Units: []string{"sec"}}, store.SearchQuery{}, []string{"d0", "d1", "d2"}},
		{"DA-01 drafts of others stay theirs", house, store.SearchQuery{}, []string{"d0"}},
		{"no appointment", store.Reach{}, store.SearchQuery{}, []string{}},
		{"two characters in a title", all, store.SearchQuery{Words: []string{"供暖"}}, []string{"d0"}},
		{"two characters in an annex", all, store.SearchQuery{Words: []string{"管网"}}, []string{"d1"}},
		{"both words", all, store.SearchQuery{Words: []string{"供水", "管网"}}, []string{"d1"}},
		{"one word is missing", all, store.SearchQuery{Words: []string{"供暖", "管网"}}, []string{}},
		{"quotation marks", all, store.SearchQuery{Words: []string{`"双引号"`}}, []string{"d0", "d1", "d2"}},
		{"a name of a field is no text", all, store.SearchQuery{Words: []string{"addressee"}}, []string{}},
		{"% is no wildcard", all, store.SearchQuery{Words: []string{"0%"}}, []string{"d2"}},
		{"attribute", all, store.SearchQuery{Attribute: document.Withheld}, []string{"d1"}},
		{"stage", all, store.SearchQuery{Stage: document.Publication}, []string{"d0"}},
		{"class", all, store.SearchQuery{Class: document.General}, []string{}},
		{"drafted by the person", all, store.SearchQuery{Drafter: "drafter"}, []string{"d0", "d1", "d2"}},
		{"drafted by nobody", all, store.SearchQuery{Drafter: "signer"}, []string{}},
		{"acted on by the person", all, store.SearchQuery{Actor: "signer"}, []string{"d0"}},
		{"number", all, store.SearchQuery{Number: "〔2026〕1号"}, []string{"d0"}},
		{"dated within", all, store.SearchQuery{From: "2026-12-01", To: "2026-12-01"}, []string{"d0"}},
		{"dated before", all, store.SearchQuery{To: "2026-11-30"}, []string{}},
		{"validity is for what was released", all, store.SearchQuery{Validity: document.NotYet, Today: today}, []string{}},
	}
	for _, r := range rows {
		got, err := o.Find(t.Context(), r.reach, r.q)
		if d := cmp.Diff(r.want, hitIDs(got)); d != "" || err != nil {
			t.Errorf("%s: %s %v", r.name, d, err)
		}
	}
}

// Pages of the inbox neither repeat nor lose a document, with and without limits.
func TestInboxByPages(t *testing.T) {
	o := open(t)
	for i := range 7 {
		id := fmt.Sprint("d", i)
		o.create(id, content("通知"))
		o.bring(id, 1)
		if i%2 == 0 {
			o.must(o.Deadline(t.Context(), activities.Deadline{
				Document: id, Seq: 1, Stage: document.UnitReview, Workdays: 1, DueOn: "2026-12-02",
				DueAt: now.Add(time.Duration(10-i) * time.Hour), Receipt: []byte(`{}`),
			}))
		}
	}
	scopes := []store.Scope{{Stage: document.UnitReview}}
	tray, err := o.Tray(t.Context(), scopes)
	if err != nil || tray.Total() != 7 || tray.Latest.IsZero() {
		t.Fatalf("tray %+v %v", tray, err)
	}
	var got []string
	for mark := ""; ; {
		page, next, err := o.InboxPage(t.Context(), scopes, mark, 3)
		o.must(err)
		got = append(got, ids(page)...)
		if mark = next; mark == "" {
			break
		}
	}
	if d := cmp.Diff([]string{"d6", "d4", "d2", "d0", "d1", "d3", "d5"}, got); d != "" {
		t.Error(d)
	}
	if _, _, err := o.InboxPage(t.Context(), scopes, "x", 3); code(err) != "bad-cursor" {
		t.Errorf("bad mark: %v", err)
	}
}

// TestInboxUrgentFirst: of 300 documents, what is 特急 comes first and then what is 加急,
// whichever page they would stand on; of the equally urgent the order of time stays
// (DH-03). A revision that makes a document urgent moves it.
func TestInboxUrgentFirst(t *testing.T) {
	o := open(t)
	grade := func(i int) document.Urgency {
		switch {
		case i%60 == 59: // among the last of every page that has no other order
			return document.Extra
		case i%30 == 29:
			return document.Urgent
		default:
			return ""
		}
	}
	byGrade := map[document.Urgency][]string{}
	for i := range 300 {
		id := fmt.Sprintf("d%03d", i)
		c := content("通知")
		c.Text.Urgency = grade(i)
		o.create(id, c)
		byGrade[grade(i)] = append(byGrade[grade(i)], id)
	}
	scopes := []store.Scope{{Stage: document.Drafting}}
	read := func(size int) []string {
		t.Helper()
		var got []string
		for mark := ""; ; {
			page, next, err := o.InboxPage(t.Context(), scopes, mark, size)
			o.must(err)
			got = append(got, ids(page)...)
			if mark = next; mark == "" {
				return got
			}
		}
	}
	want := slices.Concat(byGrade[document.Extra], byGrade[document.Urgent], byGrade[""])
	for _, size := range []int{50, 7, 300} {
		if d := cmp.Diff(want, read(size)); d != "" {
			t.Errorf("DH-03, pages of %d: %s", size, d)
		}
	}
	all, err := o.Inbox(t.Context(), scopes, 20)
	if d := cmp.Diff(want[:20], ids(all)); d != "" || err != nil {
		t.Errorf("DH-03: %s %v", d, err)
	}
	before, err := o.Document(t.Context(), "d150")
	o.must(err)
	c := content("通知")
	c.Text.Urgency = document.Extra
	_, _, err = o.Save(t.Context(), "d150", before.Digest, c, "drafter", now)
	o.must(err)
	if got := read(10)[:6]; !slices.Contains(got, "d150") {
		t.Errorf("DH-03: made urgent, but not among the first: %v", got)
	}
}

func TestHealthQueries(t *testing.T) {
	o := open(t)
	withheld := content("不公开的通知")
	withheld.Disclosure.Attribute, withheld.Disclosure.Grounds = document.Withheld, []document.Ground{document.R16A}
	bare := content("没有解读材料的通知")
	bare.Interpretation.Body = ""
	o.create("d0", content("通知"))
	o.create("d1", withheld)
	o.create("d2", bare)
	o.create("d3", content("未送审"))
	for _, id := range []string{"d0", "d1", "d2"} {
		o.bring(id, 1)
	}
	o.must(o.Deadline(t.Context(), activities.Deadline{
		Document: "d0", Seq: 1, Stage: document.UnitReview, Workdays: 1, DueOn: "2026-12-01", DueAt: now, Receipt: []byte(`{}`),
	}))
	shares, err := o.Shares(t.Context(), 2026)
	want := []store.Share{{"sec", "秘书科", document.Proactive, 2}, {"sec", "秘书科", document.Withheld, 1}}
	if d := cmp.Diff(want, shares); d != "" || err != nil {
		t.Error(d, err)
	}
	if none, err := o.Shares(t.Context(), 2025); len(none) != 0 || err != nil {
		t.Errorf("of another year: %v %v", none, err)
	}
	uses, err := o.GroundUses(t.Context(), 0)
	if d := cmp.Diff([]store.GroundUse{{document.R16A, 1}}, uses); d != "" || err != nil {
		t.Error(d, err)
	}
	missing, err := o.Uninterpreted(t.Context(), 0)
	if d := cmp.Diff([]string{"d2"}, ids(missing)); d != "" || err != nil {
		t.Error(d, err)
	}
	if late, err := o.Overdue(t.Context(), now); len(late) != 0 || err != nil {
		t.Errorf("on the last instant: %v %v", late, err)
	}
	late, err := o.Overdue(t.Context(), now.Add(time.Second))
	if d := cmp.Diff([]string{"d0"}, ids(late)); d != "" || err != nil {
		t.Error(d, err)
	}
	if p, err := o.Passages(t.Context(), 0); len(p) != 0 || err != nil {
		t.Errorf("nothing was released: %v %v", p, err)
	}
}
