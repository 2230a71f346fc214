package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// joint is a document of two other bodies: one with a signer in this register, one without.
func (o office) joint(id string) verdict.Laws {
	o.t.Helper()
	laws := o.lawful()
	ctx := o.t.Context()
	o.must(o.PutUnit(ctx, store.Unit{ID: "fin", Name: "明州市财政局", ShortName: "市财政局", AgencyCode: "明财发", Kind: store.Issuer}))
	o.must(o.PutUnit(ctx, store.Unit{ID: "fin-office", Name: "局办公室", Kind: store.Office, Parent: "fin"}))
	o.must(o.PutPerson(ctx, store.Person{ID: "treasurer", Login: "treasurer", Name: "钱局长", Active: true}))
	for _, role := range []document.Role{document.Signer, document.Principal} {
		o.must(o.Appoint(ctx, "treasurer", "fin-office", role, "admin", now))
	}
	c := ruled()
	c.Text.JointWith = []string{"市财政局", "明州市总工会"}
	o.create(id, c)
	return laws
}

func (o office) countersign(laws verdict.Laws, person string, x verdict.Countersigning) (dossier.Consent, error) {
	o.t.Helper()
	return o.Countersign(o.t.Context(), "d1", person, now.Add(time.Hour), func(c verdict.Case) (dossier.Consent, bool, error) { return laws.Countersign(c, x) })
}

// TestDH13Countersign: each co-issuing body's consent is an act of its own, by its own
// signer where it has one here; it is bound to the text, in the ledger once, and the
// signature keeps it.
func TestDH13Countersign(t *testing.T) {
	o := open(t)
	laws := o.joint("d1")
	digest := func() string {
		d, err := o.Document(t.Context(), "d1")
		o.must(err)
		return d.Digest
	}
	own := verdict.Countersigning{Digest: digest(), Body: "市财政局", Stand: dossier.Agree, Post: "局长"}
	union := verdict.Countersigning{Digest: digest(), Body: "明州市总工会", Stand: dossier.Agree, Post: "主席", Signatory: "孙某", On: today, Evidence: "会签单3号"}
	if _, err := o.countersign(laws, "treasurer", own); code(err) != "wrong-stage" {
		t.Errorf("a text in the making was countersigned: %v", err)
	}
	o.walk(laws, laws.Judge, document.OfficeCheck)
	for name, row := range map[string]struct {
		person, code, place string
		x                   verdict.Countersigning
		change              func(*verdict.Countersigning)
	}{
		"by the office for a body with people here": {"checker", "signs-itself", "", own, nil},
		"by a signer of another body":               {"signer", "not-co-issuer", "", own, nil},
		"by who wrote it":                           {"drafter", "role-missing", "", own, nil},
		"on paper, by another body's signer":        {"treasurer", "not-co-issuer", "", union, nil},
		"for a body that is none":                   {"checker", "no-co-issuer", "", union, func(x *verdict.Countersigning) { x.Body = "省总工会" }},
		"of another text":                           {"treasurer", "stale-digest", "", own, func(x *verdict.Countersigning) { x.Digest = "x" }},
		"without a stand":                           {"treasurer", "countersign-unfit", "stand", own, func(x *verdict.Countersigning) { x.Stand = "" }},
		"a refusal without words":                   {"treasurer", "countersign-unfit", "opinion", own, func(x *verdict.Countersigning) { x.Stand = dossier.Disagree }},
		"in another's name":                         {"treasurer", "countersign-unfit", "signatory", own, func(x *verdict.Countersigning) { x.Signatory = "李四" }},
		"on paper without a number":                 {"checker", "countersign-unfit", "evidence", union, func(x *verdict.Countersigning) { x.Evidence = " " }},
		"on paper, tomorrow":                        {"checker", "countersign-unfit", "on", union, func(x *verdict.Countersigning) { x.On = "2026-12-02" }},
		"on paper, before the text was written":     {"checker", "countersign-unfit", "on", union, func(x *verdict.Countersigning) { x.On = "2026-11-30" }},
		"on paper, on no day":                       {"checker", "countersign-unfit", "on", union, func(x *verdict.Countersigning) { x.On = "2026-02-30" }},
	} {
		x := row.x
		if row.change != nil {
			row.change(&x)
		}
		if _, err := o.countersign(laws, row.person, x); code(err) != row.code || row.place != "" && !strings.Contains(strings.Join(places(err), " "), row.place) {
			t.Errorf("%s: %v %v", name, err, places(err))
		}
	}
	if n := o.count("countersign"); n != 0 {
		t.Fatalf("%d refused 会签 on record", n)
	}
	for range 2 { // the second is a repetition
		got, err := o.countersign(laws, "treasurer", own)
		o.must(err)
		if !got.Own || got.Signatory != "钱局长" || got.On != today {
			t.Errorf("given by the own account: %+v", got)
		}
	}
	if n := o.count("countersign"); n != 1 {
		t.Errorf("%d rows of a 会签 that was sent twice", n)
	}
	o.walk(laws, laws.Judge, document.Signing)
	sign := verdict.Request{ID: "sign-1", Verb: document.Sign, Digest: digest(), Stage: document.Signing, Opinion: "同意印发。", DatedOn: today}
	if _, err := o.act("d1", "signer", sign, laws.Judge); code(err) != "gate-g10" || !cmp.Equal(places(err), []string{"countersigns"}) {
		t.Fatalf("signed without the union: %v %v", err, places(err))
	}
	_, err := o.countersign(laws, "checker", union)
	o.must(err)
	sign.ID = "sign-2"
	_, err = o.act("d1", "signer", sign, laws.Judge)
	o.must(err)
	acts, err := o.Acts(t.Context(), "d1")
	o.must(err)
	kept := acts[len(acts)-1].Detail.Consents
	if len(kept) != 2 || kept[0].Body != "市财政局" || kept[1].Evidence != "会签单3号" {
		t.Errorf("the signature keeps %+v", kept)
	}
	for _, sql := range []string{`UPDATE countersign SET stand = 'agree'`, `DELETE FROM countersign`} {
		if err := execAs(t, o.AppURL, sql); err == nil {
			t.Errorf("%s is possible", sql)
		}
	}
	entries, err := o.Ledger(t.Context(), 1, 500)
	o.must(err)
	told := 0
	for _, e := range entries {
		if e.Act == "document.countersign" && e.Subject == "d1" {
			told++
		}
	}
	if told != 2 {
		t.Errorf("%d lines in the ledger", told)
	}
}

// TestDH13ChangedTextAsksAgain: a return with a changed text makes a 会签 stale and brings
// the document back to the inbox of the body; a changed record does not.
func TestDH13ChangedTextAsksAgain(t *testing.T) {
	o := open(t)
	laws := o.joint("d1")
	waits := func() int {
		t.Helper()
		n, _, err := o.CountAwaitedConsents(t.Context(), []string{"fin-office"})
		o.must(err)
		docs, err := o.AwaitedConsents(t.Context(), []string{"fin-office"}, 10)
		o.must(err)
		if len(docs) != n {
			t.Errorf("%d listed, %d counted", len(docs), n)
		}
		return n
	}
	if waits() != 0 {
		t.Error("a draft waits for a 会签")
	}
	o.walk(laws, laws.Judge, document.OfficeCheck)
	if waits() != 1 {
		t.Error("the body is not asked")
	}
	d, err := o.Document(t.Context(), "d1")
	o.must(err)
	_, err = o.countersign(laws, "treasurer", verdict.Countersigning{Digest: d.Digest, Body: "市财政局", Stand: dossier.AgreeIf, Post: "局长", Opinion: "请增加经费条款。"})
	o.must(err)
	if waits() != 0 {
		t.Error("the body has answered and still waits")
	}
	_, err = o.act("d1", "checker", verdict.Request{ID: "back", Verb: document.SendBack, Digest: d.Digest, Stage: document.OfficeCheck, ReasonCode: document.ReturnReasons()[2], Opinion: "按会签意见修改。", Target: document.Drafting, Way: document.Direct}, laws.Judge)
	o.must(err)
	change := func(base string, edit func(*dossier.Content)) string {
		t.Helper()
		c, err := o.Case(t.Context(), "d1", "drafter", today)
		o.must(err)
		edit(&c.Content)
		saved, _, err := o.Save(t.Context(), "d1", base, c.Content, "drafter", now)
		o.must(err)
		return saved.Digest
	}
	base := change(d.Digest, func(c *dossier.Content) { c.Record.Party.Note = "不适用" })
	resubmit := func(id string) {
		t.Helper()
		now, err := o.Document(t.Context(), "d1")
		o.must(err)
		_, err = o.act("d1", "drafter", verdict.Request{ID: id, Verb: document.Submit, Digest: now.Digest, Stage: document.Drafting}, laws.Judge)
		o.must(err)
	}
	resubmit("again-1")
	if waits() != 0 {
		t.Error("a change of the record asks again")
	}
	now2, err := o.Document(t.Context(), "d1")
	o.must(err)
	_, err = o.act("d1", "drafter", verdict.Request{ID: "recall", Verb: document.Recall, Digest: now2.Digest, Stage: now2.Stage}, laws.Judge)
	o.must(err)
	change(base, func(c *dossier.Content) { c.Text.Body += "\n\n三、所需经费列入年度预算。" })
	resubmit("again-2")
	if waits() != 1 {
		t.Error("a changed text does not ask again")
	}
}
