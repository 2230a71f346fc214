package verdict_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
)

// told writes effects as: -met, ~stopped, =held, +name rule due.
func told(e verdict.Effects) []string {
	var out []string
	for _, n := range e.Meet {
		out = append(out, "-"+n)
	}
	for _, n := range e.Stop {
		out = append(out, "~"+n)
	}
	for _, n := range e.Hold {
		out = append(out, "="+n)
	}
	for _, d := range e.Begin {
		out = append(out, fmt.Sprintf("+%s %s %s", d.Name, d.Rule, d.DueOn))
	}
	return out
}

func (b *bench) duties(who string, r verdict.Request) []string {
	b.t.Helper()
	ruling, err := b.judge(who, r)
	if err != nil {
		b.t.Fatalf("%s %s: %v", who, r.Verb, err)
	}
	return told(ruling.Duties)
}

func TestStageLimitsAreDuties(t *testing.T) {
	b := newBench(t)
	if diff := cmp.Diff([]string{"-stage:drafting", "+stage:unit_review DH-07 2026-11-25"}, b.duties("drafter", verdict.Request{Verb: document.Submit})); diff != "" {
		t.Errorf("submit: %s", diff)
	}
	b.reach(document.SecrecyReview)
	want := []string{"-stage:secrecy_review", "+stage:legality_review ND-05 2026-12-11"}
	if diff := cmp.Diff(want, b.duties("secrecy", b.ordinary(document.Approve, document.SecrecyReview))); diff != "" {
		t.Errorf("approve: %s", diff)
	}
	if diff := cmp.Diff([]string{"~stage:secrecy_review", "+stage:attribute_review DH-07 2026-11-24"}, b.duties("disclosure", verdict.Request{Verb: document.Recall})); diff != "" {
		t.Errorf("recall: %s", diff)
	}
}

func TestGI13BeginsWithTheSignature(t *testing.T) {
	b := newBench(t)
	b.reach(document.Signing)
	want := []string{"-stage:signing", "+stage:registration DH-07 2026-11-24", "+publish GI-13 2026-12-18"}
	if diff := cmp.Diff(want, b.duties("signer", b.ordinary(document.Sign, document.Signing))); diff != "" {
		t.Error(diff)
	}
	b.reach(document.Registration)
	back := b.duties("office", verdict.Request{Verb: document.SendBack, Opinion: "有改动。", Target: document.Signing, ReasonCode: "TEXT"})
	if diff := cmp.Diff([]string{"-stage:registration", "~publish", "+stage:signing DH-07 2026-11-27"}, back); diff != "" {
		t.Errorf("return: %s", diff)
	}
}

// TestSR12TwoClocks: ten working days to refer, ten more to decide, and a day to
// report what may be a state secret (SR-11).
func TestSR12TwoClocks(t *testing.T) {
	b := newBench(t)
	b.reach(document.SecrecyReview)
	r := verdict.Request{Verb: document.Approve, Opinion: "转报确定。", Checklist: b.clear(), Result: rulebook.Refer}
	r.Checklist[rulebook.StateSecret] = rulebook.Yes
	want := []string{"=stage:secrecy_review", "+refer SR-12 2026-12-04", "+leak SR-11 2026-11-22"}
	if diff := cmp.Diff(want, b.duties("secrecy", r)); diff != "" {
		t.Errorf("to be referred: %s", diff)
	}
	b.c.Referrals, b.c.Suspected = 1, true
	if diff := cmp.Diff([]string{"-refer", "=stage:secrecy_review", "+decide SR-12 2026-12-04"}, b.duties("secrecy", r)); diff != "" {
		t.Errorf("referred: %s", diff)
	}
	answered := b.ordinary(document.Approve, document.SecrecyReview)
	if _, err := b.judge("secrecy", answered); code(err) != "gate-g6" {
		t.Fatalf("nobody answered, yet it passed: %v", err)
	}
	answered.Opinion = "明州市国家保密局2026年11月20日明密函〔2026〕7号答复：不属于国家秘密。"
	ruling, err := b.judge("secrecy", answered)
	if err != nil {
		t.Fatal(err)
	}
	want = []string{"-stage:secrecy_review", "-refer", "-decide", "~leak", "+stage:legality_review ND-05 2026-12-11"}
	if diff := cmp.Diff(want, told(ruling.Duties)); diff != "" {
		t.Errorf("SR-11, decided: %s", diff)
	}
	notes := map[string]string{
		verdict.ReferDuty: answered.Opinion, verdict.DecideDuty: answered.Opinion, verdict.LeakDuty: "有权机关确定不属于国家秘密，不再需要报告。" + answered.Opinion,
	}
	if diff := cmp.Diff(notes, ruling.Duties.Notes); diff != "" {
		t.Errorf("what the duties were met by: %s", diff)
	}
}

// TestSR11SecondReferral: that it is a state secret may be said first with the second
// referral; from then on the day runs, and once only.
func TestSR11SecondReferral(t *testing.T) {
	b := newBench(t)
	b.reach(document.SecrecyReview)
	r := verdict.Request{Verb: document.Approve, Opinion: "已报出。", Checklist: b.clear(), Result: rulebook.Refer}
	for _, row := range []struct {
		name      string
		answer    string
		suspected bool
		want      []string
	}{
		{"still open", rulebook.No, false, []string{"-refer", "=stage:secrecy_review", "+decide SR-12 2026-12-04"}},
		{"yes, it is secret", rulebook.Yes, false, []string{"-refer", "=stage:secrecy_review", "+decide SR-12 2026-12-04", "+leak SR-11 2026-11-22"}},
		{"said before", rulebook.Yes, true, []string{"-refer", "=stage:secrecy_review", "+decide SR-12 2026-12-04"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			b.c.Referrals, b.c.Suspected = 1, row.suspected
			r.Checklist[rulebook.StateSecret] = row.answer
			if diff := cmp.Diff(row.want, b.duties("secrecy", r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatFollowsPublication(t *testing.T) {
	b := newBench(t)
	e, err := b.laws.Published(b.c)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"-publish", "-stage:publication", "+file ND-15 2026-12-07", "+clean_up ND-16 2028-11-21", "+evaluate ND-14 2031-05-20"}
	if diff := cmp.Diff(want, told(e)); diff != "" {
		t.Errorf("a normative document: %s", diff)
	}
	if !e.Begin[2].Provisional {
		t.Error("CAL-07: nobody knows the holidays of 2031")
	}
	b.c.Content.Text.Class, b.c.Content.Interpretation.Need = document.Policy, dossier.Later
	if e, err = b.laws.Published(b.c); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"-publish", "-stage:publication"}, told(e)); diff != "" {
		t.Errorf("interpreted later: %s", diff)
	}
	if e, err = b.laws.Shown(b.c); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"+interpret IN-08 2026-11-25"}, told(e)); diff != "" {
		t.Errorf("IN-08 from the moment it is visible: %s", diff)
	}
}

func TestDA17WhatIsFiledIsLookedAtAgain(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Class = document.General
	c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "属于内部事务信息，与公众权利义务没有直接关系。"}
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "不属于解读范围。"}
	b.write("drafter", c)
	b.reach(document.Registration)
	want := []string{"-stage:registration", "+review DA-17 2027-11-22"}
	if diff := cmp.Diff(want, b.duties("office", verdict.Request{Verb: document.Register})); diff != "" {
		t.Error(diff)
	}
}

func TestACancelledDocumentStillReportsItsLeak(t *testing.T) {
	b := newBench(t)
	b.reach(document.SecrecyReview)
	for _, line := range b.duties("drafter", verdict.Request{Verb: document.Cancel, Opinion: "不再办理。"}) {
		if line == "~leak" || line[0] == '+' {
			t.Errorf("SR-11: %s", line)
		}
	}
}

func TestReceiptOfADuty(t *testing.T) {
	l := laws(t)
	d, err := l.Date(verdict.Duty{Name: "x", Unit: calendar.Workdays, Count: 20, From: "2026-09-17"})
	if err != nil || d.DueOn != "2026-10-21" {
		t.Fatalf("%+v %v", d, err)
	}
	var r calendar.Receipt
	if err := json.Unmarshal(d.Receipt, &r); err != nil || r.Counted != 20 || len(r.Editions) != 1 {
		t.Errorf("receipt %+v %v", r, err)
	}
	for _, bad := range []verdict.Duty{
		{Unit: "fortnight", Count: 1, From: "2026-09-17"}, {Unit: calendar.Workdays, Count: 1}, {Unit: calendar.Months, From: "2026-09-17"},
	} {
		if _, err := l.Date(bad); err == nil {
			t.Errorf("%+v: want an error", bad)
		}
	}
}
