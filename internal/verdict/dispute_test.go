package verdict_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
)

func rules(fs []document.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Rule+" "+string(f.Severity))
	}
	return out
}

// TestDA08 the disclosure office lets a proposal pass under protest, and the
// signer is told.
func TestDA08DissentReachesTheSigner(t *testing.T) {
	b := newBench(t)
	b.reach(document.AttributeReview)
	if _, err := b.judge("disclosure", verdict.Request{Verb: document.Approve, Result: rulebook.Dissent}); code(err) != "opinion-missing" {
		t.Errorf("dissent without a reason: %q", code(err))
	}
	other := dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位，不宜主动公开。"}
	r := verdict.Request{Verb: document.Approve, Result: rulebook.Dissent, Opinion: "宜依申请公开。", Disclosure: &other}
	if _, err := b.judge("disclosure", r); code(err) != "dissent-and-change" {
		t.Errorf("dissent and change: %q", code(err))
	}
	r.Disclosure = nil
	b.must("disclosure", r)
	b.reach(document.Signing)
	b.c.Actor = verdict.Actor{ID: "signer", Active: true, Appointments: people["signer"]}
	if got := rules(b.laws.Findings(b.c)); !slices.Contains(got, "DA-08 warn") {
		t.Errorf("findings before the signer: %v", got)
	}
}

func TestDA08ChangeReachesTheSigner(t *testing.T) {
	b := newBench(t)
	b.reach(document.AttributeReview)
	b.must("disclosure", verdict.Request{
		Verb: document.Approve, Opinion: "不宜主动公开。", Disclosure: &dossier.Disclosure{Attribute: document.OnRequest, Reason: "仅涉及少数单位。"},
	})
	b.reach(document.Signing)
	if got := rules(b.laws.Findings(b.c)); !slices.Contains(got, "DA-08 info") {
		t.Errorf("findings before the signer: %v", got)
	}
}

// TestSR12 a referral leaves the document where it is, with no decision.
func TestSR12ReferralWaits(t *testing.T) {
	b := newBench(t)
	b.reach(document.SecrecyReview)
	r := verdict.Request{Verb: document.Approve, Opinion: "是否属于国家秘密不明确，转报确定。", Checklist: b.clear(), Result: rulebook.Refer}
	ruling, err := b.judge("secrecy", r)
	if err != nil {
		t.Fatal(err)
	}
	if ruling.To != document.SecrecyReview || !ruling.Referred || ruling.Decision != nil {
		t.Errorf("ruling %+v", ruling)
	}
	b.c.Referrals = 2
	if _, err := b.judge("secrecy", r); code(err) != "gate-g6" {
		t.Errorf("a third referral: %q", code(err))
	}
}

func TestDA06ReasonCodes(t *testing.T) {
	b := newBench(t)
	b.reach(document.OfficeCheck)
	r := verdict.Request{Verb: document.SendBack, Opinion: "未标注公开属性。", ReasonCode: "BORED"}
	if _, err := b.judge("office", r); code(err) != "unknown-reason" {
		t.Errorf("unknown reason: %q", code(err))
	}
	for _, r.ReasonCode = range document.ReturnReasons() {
		if _, err := b.judge("office", r); err != nil {
			t.Errorf("%q: %v", r.ReasonCode, err)
		}
	}
	r.ReasonCode = ""
	for _, stage := range []document.Stage{document.OfficeCheck, document.Registration} {
		b.reach(stage)
		if _, err := b.judge("office", r); code(err) != "reason-code-missing" {
			t.Errorf("the general office returns from %s without a code: %q", stage, code(err))
		}
	}
}

// TestDA06OthersReturnWithWords: the code is asked of the general office alone.
func TestDA06OthersReturnWithWords(t *testing.T) {
	b := newBench(t)
	b.reach(document.LegalityReview)
	if _, err := b.judge("legal", verdict.Request{Verb: document.SendBack, Opinion: "请补充说明。"}); err != nil {
		t.Error(err)
	}
}

// TestOptionsByFindings: what the gate is sure to refuse is closed with how much is in the
// way, to whom it would be open; what the act itself brings is not counted.
func TestOptionsByFindings(t *testing.T) {
	forward := func(b *bench, who string) verdict.Option {
		b.c.Actor = verdict.Actor{ID: who, Active: true, Appointments: people[who]}
		row, _ := b.c.State.Stage.Row()
		for _, o := range b.laws.Options(b.c, b.laws.Findings(b.c)) {
			if o.Verb == row.Forward {
				return o
			}
			if o.Code == verdict.FindingsFirst {
				t.Errorf("%s is closed by findings", o.Verb)
			}
		}
		return verdict.Option{}
	}
	b := newBench(t)
	if o := forward(b, "drafter"); !o.Open {
		t.Errorf("a whole draft: %+v", o)
	}
	c := content()
	c.Text.Title, c.Text.Body = "", ""
	b.write("drafter", c)
	n := len(document.Blocking(b.laws.Findings(b.c)))
	want := verdict.Option{Verb: document.Submit, Label: "送审", Code: verdict.FindingsFirst, Reason: fmt.Sprintf("有%d项必须先改正。", n)}
	if diff := cmp.Diff(want, forward(b, "drafter")); diff != "" || n < 2 {
		t.Errorf("a draft with %d faults: %s", n, diff)
	}
	if o := forward(b, "legal"); o.Open || o.Code == verdict.FindingsFirst {
		t.Errorf("who may not submit is told of findings: %+v", o)
	}
	for _, row := range []struct {
		stage document.Stage
		who   string
	}{
		{document.SecrecyReview, "secrecy"},
		{document.LegalityReview, "legal"},
		{document.LockstepCheck, "disclosure"},
		{document.OfficeCheck, "office"},
		{document.Signing, "signer"},
		{document.Registration, "office"},
	} {
		b := newBench(t)
		b.reach(row.stage)
		if o := forward(b, row.who); !o.Open {
			t.Errorf("%s, which the act may pass: %+v", row.stage, o)
		}
	}
	b = newBench(t)
	b.reach(document.AttributeReview)
	b.c.Content.Disclosure = dossier.Disclosure{}
	if o := forward(b, "disclosure"); !o.Open {
		t.Errorf("the act may set the attribute: %+v", o)
	}
}

func TestDH11PrincipalSigns(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Important = true
	b.write("drafter", c)
	b.reach(document.Signing)
	if _, err := b.judge("signer", b.ordinary(document.Sign, document.Signing)); code(err) != "gate-g10" {
		t.Errorf("a deputy signs: %q", code(err))
	}
	if _, err := b.judge("principal", b.ordinary(document.Sign, document.Signing)); err != nil {
		t.Errorf("the principal head signs: %v", err)
	}
}
