package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// TestCaseKnowsWhatIsRelated: by id or by number, and nothing of what is in no
// register. The title is that of the relation.
func TestCaseKnowsWhatIsRelated(t *testing.T) {
	o := open(t)
	old := content("被转发的文件")
	old.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R16B}, Reason: "过程性信息。"}
	o.create("old", old)
	o.bring("old", 8)
	c := content("转发通知")
	c.Relations = []dossier.Relation{
		{Kind: document.Forward, Target: "old", Title: "我所知道的名称"},
		{Kind: document.Basis, Number: "明政办发〔2026〕1号", Title: "同一份文件"},
		{Kind: document.Basis, Number: "国发〔2020〕1号", Title: "本系统以外的文件"},
	}
	o.create("d1", c)
	k, err := o.Case(t.Context(), "d1", "drafter", today)
	o.must(err)
	var got []string
	for _, r := range k.Related {
		got = append(got, string(r.Kind)+" "+r.Title+" "+string(r.Attribute))
		if r.Body == "" {
			t.Error("IN-06: no text to compare with")
		}
	}
	if diff := cmp.Diff([]string{"forwards 我所知道的名称 WITHHELD", "based_on 同一份文件 WITHHELD"}, got); diff != "" {
		t.Error(diff)
	}
	if k.Issuer != "明州市人民政府办公室" {
		t.Errorf("issuer %q", k.Issuer)
	}
}

// TestReferralsAreCounted: SR-12, while the document stays at the secrecy review.
func TestReferralsAreCounted(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.bring("d1", 3)
	refer := func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
		return verdict.Ruling{From: c.State.Stage, To: c.State.Stage, Unit: "gov", Referred: true}, nil
	}
	for i, id := range []string{"ref1", "ref2"} {
		given := map[string]string{"state_secret": []string{"no", "yes"}[i]}
		taken, err := o.act("d1", "secrecy", verdict.Request{ID: id, Verb: document.Approve, Result: "refer", Opinion: "转报确定。", Checklist: given}, refer)
		o.must(err)
		if taken.Stage != document.SecrecyReview {
			t.Errorf("the document went on to %s", taken.Stage)
		}
		k, err := o.Case(t.Context(), "d1", "secrecy", today)
		o.must(err)
		if k.Referrals != i+1 || k.Suspected != (i == 1) || len(k.Decisions) != 2 {
			t.Errorf("referrals %d, decisions %d", k.Referrals, len(k.Decisions))
		}
	}
	back := func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
		to := document.SecrecyReview
		if c.State.Stage == to {
			to = document.Drafting
		}
		return verdict.Ruling{From: c.State.Stage, To: to, Unit: "gov"}, nil
	}
	acts, err := o.Acts(t.Context(), "d1")
	o.must(err)
	if last := acts[len(acts)-1]; last.Result != "refer" || last.Decided {
		t.Errorf("timeline: %+v", last)
	}
	for i, verb := range []document.Verb{document.SendBack, document.Submit, document.Approve, document.Recall} {
		_, err := o.act("d1", "secrecy", verdict.Request{ID: "way" + string(verb), Verb: verb, Opinion: "有改动。"}, back)
		o.must(err)
		k, err := o.Case(t.Context(), "d1", "secrecy", today)
		o.must(err)
		if want := []int{0, 2, 0, 0}[i]; k.Referrals != want {
			t.Errorf("after %s: %d referrals, want %d", verb, k.Referrals, want)
		}
	}
}

// TestDA11ClosedAnnexStaysInTheHouse: neither the snapshot for the public nor the
// list of annexes has it.
func TestDA11ClosedAnnexStaysInTheHouse(t *testing.T) {
	o := open(t)
	c := content("通知")
	c.Annexes = append(c.Annexes,
		dossier.Annex{Title: "内部流程", Body: "值班安排。", Attribute: document.Withheld, Ground: document.R16A, Reason: "内部事务。"},
		dossier.Annex{Title: "未知", Body: "未知属性。", Attribute: "SECRET"})
	o.create("d1", c)
	o.bring("d1", 8)
	p, err := o.Source(t.Context(), "d1", activities.FirstRelease, today)
	o.must(err)
	if diff := cmp.Diff([]document.PublicAnnex{{Title: "任务清单", Body: "1. 完善机制。"}}, p.Annexes); diff != "" {
		t.Error(diff)
	}
}

// TestLegalityAsked: ND-05, the day on which the document came to the review for the last time.
func TestLegalityAsked(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	ctx := t.Context()
	k, err := o.Case(ctx, "d1", "drafter", "2026-12-01")
	o.must(err)
	if k.LegalityAsked != "" {
		t.Errorf("before: %q", k.LegalityAsked)
	}
	to := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		out, err := onward(c, r)
		out.To = document.LegalityReview
		return out, err
	}
	_, err = o.act("d1", "drafter", verdict.Request{ID: "r1", Verb: document.Submit}, to)
	o.must(err)
	k, err = o.Case(ctx, "d1", "drafter", "2026-12-01")
	o.must(err)
	if k.LegalityAsked != document.DateOf(now) {
		t.Errorf("asked on %q, want %s", k.LegalityAsked, document.DateOf(now))
	}
}

// TestCaseKnowsWhatIsQuoted: what the texts cite by number or by name is there to be
// compared with the interpretation (IN-06), once, signed documents only, and not what
// stands among the relations.
func TestCaseKnowsWhatIsQuoted(t *testing.T) {
	o := open(t)
	for _, old := range []struct{ id, title, body string }{
		{"old", "明州市人民政府办公室关于印发明州市停车场管理办法的通知", "旧办法全文。"},
		{"plain", "明州市停车收费若干意见", "意见全文。"},
	} {
		c := content(old.title)
		c.Text.Body = old.body
		o.create(old.id, c)
		o.bring(old.id, 8)
	}
	o.create("draft", content("明州市泊位编码规则"))
	citing := func(id string, relations ...dossier.Relation) []string {
		t.Helper()
		c := content("通知" + id)
		c.Text.Body = "根据《明州市停车场管理办法》（明政办发〔2026〕1号）、《明州市停车收费若干意见》和《明州市泊位编码规则》制定。"
		c.Relations = relations
		o.create(id, c)
		k, err := o.Case(t.Context(), id, "drafter", today)
		o.must(err)
		var got []string
		for _, q := range k.Quoted {
			body, _, _ := strings.Cut(q.Body, "\n")
			got = append(got, body)
			if q.Issuer != "明州市人民政府办公室" {
				t.Errorf("IN-06: %s was issued by %q", q.Called, q.Issuer)
			}
		}
		return got
	}
	if diff := cmp.Diff([]string{"旧办法全文。", "意见全文。"}, citing("d1")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"意见全文。"}, citing("d2", dossier.Relation{Kind: document.Basis, Number: "明政办发〔2026〕1号", Title: "停车场管理办法"})); diff != "" {
		t.Error(diff)
	}
}
