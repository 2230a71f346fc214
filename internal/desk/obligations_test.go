package desk_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// TestViewShowsObligations: the limit of each stage is begun and ended by the acts
// themselves, and who was reminded is on the page.
func TestViewShowsObligations(t *testing.T) {
	o := open(t)
	d := o.draft(content())
	o.must(o.take("p-drafter", d.ID, verdict.Request{Verb: document.Submit}))
	words := func() []string {
		v, err := o.View(t.Context(), "p-drafter", d.ID)
		o.must(err)
		var out []string
		for _, x := range v.Obligations {
			out = append(out, fmt.Sprintf("%s %s %s %s%s", x.Title, x.On, x.Label, x.Words, x.Reminded))
		}
		return out
	}
	if diff := cmp.Diff([]string{"处室核稿 2026-11-24 办理中 还剩2个工作日"}, words()); diff != "" {
		t.Errorf("DH-07 submitted: %s", diff)
	}
	late := document.Date("2026-11-25").Midnight().AddDate(0, 0, 1)
	if got, err := o.record.Watch(t.Context(), o.laws.Reminders, late); err != nil || got.Late != 1 {
		t.Fatalf("watch: %+v %v", got, err)
	}
	if diff := cmp.Diff([]string{"处室核稿 2026-11-24 逾期 还剩2个工作日期限已到，仍未办结，报处室负责人，已提醒处室负责人"}, words()); diff != "" {
		t.Errorf("DH-07 late: %s", diff)
	}
	o.must(o.take("p-head", d.ID, verdict.Request{Verb: document.Approve, Opinion: "同意。"}))
	got := words()
	if len(got) != 2 || got[0] != "处室核稿 2026-11-24 逾期办结 期限已到，仍未办结，报处室负责人，已提醒处室负责人" || got[1] != "公开属性认定 2026-11-24 办理中 还剩2个工作日" {
		t.Errorf("DH-07 approved: %q", got)
	}
}
