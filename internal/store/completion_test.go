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

// TestGI05SealedWithoutCatalogue: a document that was sealed before its catalogue was
// asked for is not stuck. Who may release it fills in what is blank, once, with a reason
// and on the ledger; what was signed and the sealed file stay as they are, and the public
// sees the whole catalogue.
func TestGI05SealedWithoutCatalogue(t *testing.T) {
	o := open(t)
	laws := o.lawful()
	c := ruled()
	c.Catalogue = dossier.Catalogue{Topic: "综合政务"}
	o.create("d1", c)
	before := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) { // the rule was not there
		c.Completed.Catalogue = ruled().Catalogue
		return laws.Judge(c, r)
	}
	complete := func(person string, x verdict.Completion) error {
		t.Helper()
		_, err := o.Complete(t.Context(), "d1", person, now, func(c verdict.Case) (dossier.Completed, error) { return laws.Complete(c, x) })
		return err
	}
	sealedAs := func() document.Public {
		t.Helper()
		p, err := o.Source(t.Context(), "d1", activities.FirstRelease, today)
		o.must(err)
		return p
	}
	doc := func() (digest, signed string) {
		d, err := o.Document(t.Context(), "d1")
		o.must(err)
		return d.Digest, d.SignedDigest
	}
	o.walk(laws, before, document.Signing)
	digest, _ := doc()
	add := verdict.Completion{Digest: digest, Catalogue: dossier.Catalogue{Summary: "部署全市政务公开工作。", Article: "第二十条第一项"}, Reason: "用印时尚未要求填写。"}
	if err := complete("publisher", add); code(err) != "wrong-stage" {
		t.Errorf("what can still go back was completed: %v", err)
	}
	o.walk(laws, before, document.Publication)
	o.seal("d1", "sealed d1")
	release := verdict.Request{ID: "release-1", Verb: document.Release, Digest: digest, Stage: document.Publication}
	_, err := o.act("d1", "publisher", release, laws.Judge)
	if code(err) != "gate-g13" || !cmp.Equal(places(err), []string{"catalogue.summary", "catalogue.article"}) {
		t.Fatalf("released without its catalogue: %v %v", err, places(err))
	}
	for name, row := range map[string]struct {
		person, code, place string
		change              func(*verdict.Completion)
	}{
		"by somebody else":         {"drafter", "role-missing", "", func(*verdict.Completion) {}},
		"of another text":          {"publisher", "stale-digest", "", func(x *verdict.Completion) { x.Digest = "x" }},
		"without a reason":         {"publisher", "completion-unfit", "reason", func(x *verdict.Completion) { x.Reason = " " }},
		"in part":                  {"publisher", "completion-unfit", "catalogue.article", func(x *verdict.Completion) { x.Catalogue.Article = "" }},
		"with what was signed new": {"publisher", "completion-unfit", "catalogue", func(x *verdict.Completion) { x.Catalogue.Topic = "财政" }},
		"with a resident's number": {"publisher", "completion-unfit", "catalogue.summary", func(x *verdict.Completion) { x.Catalogue.Summary = "联系人11010519491231002X。" }},
	} {
		x := add
		row.change(&x)
		if err := complete(row.person, x); code(err) != row.code || row.place != "" && !strings.Contains(strings.Join(places(err), " "), row.place) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, signed := doc()
	o.must(complete("publisher", add))
	if err := complete("publisher", add); code(err) != "catalogue-complete" {
		t.Errorf("completed twice: %v", err)
	}
	if d, s := doc(); d != digest || s != signed {
		t.Error("the dossier has changed")
	}
	if p := sealedAs(); p.Summary != add.Catalogue.Summary || p.Topic != "综合政务" || p.Article != "第二十条第一项" || p.Digest != signed {
		t.Errorf("the public sees %q, %q, %q", p.Summary, p.Topic, p.Article)
	}
	release.ID = "release-2"
	if _, err := o.act("d1", "publisher", release, laws.Judge); err != nil {
		t.Fatalf("still stuck: %v", err)
	}
	p := o.snapshotOf("d1", "sealed d1")
	p.Release, p.Kind = "d1-r1", activities.FirstRelease
	o.must(o.Prepare(t.Context(), p, now))
	if s, err := o.Switch(t.Context(), p.Release, now); s.No != 1 || err != nil {
		t.Errorf("switch: %+v %v", s, err)
	}
	for _, sql := range []string{`UPDATE completion SET summary = 'x'`, `DELETE FROM completion`} {
		if err := execAs(t, o.AppURL, sql); err == nil {
			t.Errorf("%s is possible", sql)
		}
	}
	entries, err := o.Ledger(t.Context(), 1, 500)
	o.must(err)
	told := 0
	for _, e := range entries {
		if e.Act == "catalogue.complete" && e.Subject == "d1" && strings.Contains(string(e.Detail), "用印时尚未要求填写") {
			told++
		}
	}
	if told != 1 {
		t.Errorf("%d lines in the ledger", told)
	}
}
