package verdict_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// TestND02LegalOfficeConfirms: a document called general that looks normative comes to
// the legal office, which says why it is none; the drafter's word is not its word.
func TestND02LegalOfficeConfirms(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Class, c.Text.ExpiresOn = document.General, ""
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "一般性通告，不属于政策解读范围。"}
	c.Text.Body = "一、任何单位和个人不得在居民区夜间施工。\n\n二、本通知自印发之日起执行。"
	b.write("drafter", c)
	if _, err := b.judge("drafter", verdict.Request{Verb: document.Submit}); code(err) != "warnings-unanswered" {
		t.Fatalf("declared in silence: %v", err)
	}
	b.reach(document.LegalityReview)
	r := b.ordinary(document.Approve, document.LegalityReview)
	if _, err := b.judge("legal", r); code(err) != "warnings-unanswered" {
		t.Fatalf("the drafter's reason confirms the class: %v", err)
	}
	r.Answers = []verdict.Answer{{Warnings: []string{"ND-02@text.class"}, Reason: "重申上位法的禁止性规定，未增设义务，不属于行政规范性文件。"}, {Warnings: []string{"ND-06@relations"}, Reason: "依据已在正文列明。"}}
	b.must("legal", r)
	b.reach(document.Signing)
	if known := b.c.Known(); len(known) < 2 {
		t.Errorf("before the signer: %+v", known)
	}
}

// TestND02PlainGeneral: an ordinary document keeps its short way.
func TestND02PlainGeneral(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Class, c.Text.ExpiresOn, c.Text.Body = document.General, "", "一、提前检修设备。"
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "一般性工作部署。"}
	b.write("drafter", c)
	b.reach(document.Signing)
	if b.c.State.Pinned.Route().Has(document.LegalityReview) {
		t.Error("it passed the legal office")
	}
}
