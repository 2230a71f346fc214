package desk_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
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

// TestSR12OnlyTheAnswerEndsAReferral: who suspects a state secret can't wave it
// through a moment later; the report of SR-11 is due until it is on record, or until the
// answer says that there is no secret to report, which then stands beside it.
func TestSR12OnlyTheAnswerEndsAReferral(t *testing.T) {
	o := open(t)
	id := atSecrecyReview(o, content())
	suspected := cleared(o)
	suspected.Result, suspected.Checklist[rulebook.StateSecret] = rulebook.Refer, rulebook.Yes
	o.must(o.take("p-secrecy", id, suspected))
	err := o.take("p-secrecy", id, cleared(o))
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != "gate-g6" || e.Rule != "SR-12" || e.Findings[0].Place != "opinion" {
		t.Fatalf("waved through: %v", err)
	}
	owed := func() map[string]desk.Obligation {
		out := map[string]desk.Obligation{}
		v, err := o.View(t.Context(), "p-secrecy", id)
		o.must(err)
		for _, x := range v.Obligations {
			out[x.Rule] = x
		}
		return out
	}
	leak := owed()["SR-11"]
	if leak.Words != "还剩24小时，2026年11月21日10时00分届满" {
		t.Errorf("SR-11 is told in hours: %q", leak.Words)
	}
	if leak.ID == 0 || leak.MetOn != "" || leak.Note != "" {
		t.Fatalf("SR-11 was met by a referral: %+v", leak)
	}
	answer := cleared(o)
	answer.Opinion = "明州市国家保密局明密函〔2026〕7号答复：不属于国家秘密。"
	o.must(o.take("p-secrecy", id, answer))
	if r := owed()["SR-12"]; r.MetOn == "" || r.Note != answer.Opinion {
		t.Errorf("SR-12: %+v", r)
	}
	leak = owed()["SR-11"]
	if leak.State != "stopped" || leak.MetOn != "" || !strings.HasPrefix(leak.Note, "有权机关确定不属于国家秘密") || !strings.Contains(leak.Note, answer.Opinion) {
		t.Errorf("SR-11 after the answer: %+v", leak)
	}
}

// TestSR11Reported: the report of what may be a leak is put on record by itself.
func TestSR11Reported(t *testing.T) {
	o := open(t)
	id := atSecrecyReview(o, content())
	suspected := cleared(o)
	suspected.Result, suspected.Checklist[rulebook.StateSecret] = rulebook.Refer, rulebook.Yes
	o.must(o.take("p-secrecy", id, suspected))
	find := func() (leak desk.Obligation) {
		v, err := o.View(t.Context(), "p-secrecy", id)
		o.must(err)
		for _, x := range v.Obligations {
			if x.Rule == "SR-11" {
				leak = x
			}
		}
		return leak
	}
	report := verdict.DutyRequest{ID: "leak-1", Verb: document.ReportLeak, To: "明州市国家保密局", At: now, Number: "明密报〔2026〕1号"}
	_, err := o.ActOnDuty(t.Context(), "p-secrecy", id, find().ID, report)
	o.must(err)
	if leak := find(); leak.MetOn == "" || leak.Note != "已于2026年11月20日10时00分向明州市国家保密局报告，编号：明密报〔2026〕1号。" {
		t.Errorf("SR-11 put on record: %+v", leak)
	}
	answer := cleared(o)
	answer.Opinion = "明州市国家保密局明密函〔2026〕7号答复：不属于国家秘密。"
	o.must(o.take("p-secrecy", id, answer))
	if leak := find(); leak.MetOn == "" || !strings.HasPrefix(leak.Note, "已于") {
		t.Errorf("SR-11 after the answer: %+v", leak)
	}
}
