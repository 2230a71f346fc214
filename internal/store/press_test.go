package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

func TestPaper(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	c := content("关于审批的请示")
	c.Text.Kind = document.Request
	d := o.create("d1", c)
	o.bring("d1", 7)
	if _, err := o.Paper(ctx, "d1"); code(err) != "not-numbered" {
		t.Errorf("before registration: %v", err)
	}
	o.bring("d1", 8)
	want := activities.Paper{
		Document: "d1", Content: c.Clean(), Digest: d.Digest, Number: "明政办发〔2026〕1号", Head: "明州市人民政府办公室文件",
		Issuer: "明州市人民政府办公室", SealText: "明州市人民政府办公室", SignerName: "姓名signer", DatedOn: "2026-12-01", IssuedOn: today,
		IndexNo: "11330000MB0000001X/2026-00001",
	}
	got, err := o.Paper(ctx, "d1")
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	o.must(execAs(t, o.OwnerURL, `UPDATE document SET digest = 'x'`))
	if _, err := o.Paper(ctx, "d1"); document.KindOf(err) != document.Conflict {
		t.Errorf("DH-14, changed after the signature: %v", err)
	}
}

func TestFiles(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.create("d1", content("通知"))
	o.bring("d1", 8)
	if _, err := o.File(ctx, "d1", activities.SealedFile); document.KindOf(err) != document.NotFound {
		t.Errorf("before sealing: %v", err)
	}
	first := o.seal("d1", "first")
	if again := o.seal("d1", "second"); again != first {
		t.Errorf("a second original took the place of the first: %+v", again)
	}
	got, err := o.File(ctx, "d1", activities.SealedFile)
	if diff := cmp.Diff(first, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	c, err := o.Case(ctx, "d1", "publisher", today)
	if !c.State.SealedReady || err != nil {
		t.Errorf("the case does not know of the seal: %v", err)
	}
	if d, err := o.Document(ctx, "d1"); d.SealedFile != first.Digest || err != nil {
		t.Errorf("document: %+v %v", d, err)
	}
	if _, err := o.AddFile(ctx, "none", first, now); document.KindOf(err) != document.NotFound {
		t.Errorf("no document: %v", err)
	}
}

// DA-08: the disclosure office sets another attribute in the act of approval.
func TestAttributeReviewMakesARevision(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	first := o.create("d1", content("通知"))
	o.bring("d1", 2)
	adjust := func(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
		c.Content.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "内部管理事项。"}
		sheet, err := c.Content.Sheet()
		c.Sheets = append(c.Sheets, sheet)
		ruling, _ := onward(c, r)
		ruling.Content = &c.Content
		return ruling, err
	}
	_, err := o.act("d1", "officer", verdict.Request{ID: "r1", Verb: document.Approve, Opinion: "不宜主动公开。"}, adjust)
	o.must(err)
	d, err := o.Document(ctx, "d1")
	o.must(err)
	if d.Revision != 2 || d.Attribute != document.OnRequest || d.Digest == first.Digest {
		t.Errorf("document: %+v", d)
	}
	c, err := o.Case(ctx, "d1", "secrecy", today)
	o.must(err)
	if diff := cmp.Diff([]string{"drafter"}, c.Authors); diff != "" {
		t.Error("the disclosure office became an author: ", diff)
	}
	if _, ok := dossier.Standing(c.Decisions, c.Sheets)[document.AttributeReview]; !ok {
		t.Error("the decision does not stand on the revision that it made")
	}
	if _, r, err := o.Revision(ctx, "d1", 2); r.Cause != "attribute_review" || r.Author != "officer" || err != nil {
		t.Errorf("revision: %+v %v", r, err)
	}
}

// TestSpecialForms: an order goes to the press with the name of its signer (LY-28), the people
// of minutes are public with them, and those of nothing else (LY-29).
func TestSpecialForms(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	for id, kind := range map[string]document.Kind{"order": document.Order, "minutes": document.Minutes, "notice": document.Notice} {
		c := content("关于停车的" + kind.Label())
		c.Text.Kind, c.Text.SignerPost, c.Text.Present, c.Text.Attending = kind, "市长", "王喆、李赟", "孙芃"
		o.create(id, c)
		o.bring(id, 8)
		paper, err := o.Paper(ctx, id)
		if signed := paper.SignerName == "姓名signer"; err != nil || signed != (kind == document.Order) || paper.Content.Text.SignerPost != "市长" {
			t.Errorf("LY-28 %s: signed by %q, %v", kind, paper.SignerName, err)
		}
		o.seal(id, "file")
		p, err := o.Source(ctx, id, activities.FirstRelease, today)
		if shown := p.Present == "王喆、李赟" && p.Attending == "孙芃"; err != nil || shown != (kind == document.Minutes) || p.Excused != "" {
			t.Errorf("LY-29 %s: %+v, %v", kind, p, err)
		}
	}
}
