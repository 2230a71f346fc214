package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// TestOriginalsAreTheirsWhoHandedThemIn: what was read from a file is kept once, and is
// there for nobody else.
func TestOriginalsAreTheirsWhoHandedThemIn(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	r := store.Reading{Body: "一、正文", Original: dossier.Original{
		Digest: strings.Repeat("ab", 32), Name: "通知.pdf", Size: 9, Pages: 2, Unread: []int{2}, Around: "明政办发〔2026〕1号", Remarks: []string{},
		Seal: dossier.SealPlace{Page: 2, Left: 144, Bottom: 80},
	}}
	kept, err := o.KeepOriginal(ctx, "drafter", r, now)
	if diff := cmp.Diff(r, kept); diff != "" || err != nil {
		t.Error(diff, err)
	}
	other := r
	other.Body = "二、读法变了"
	if kept, err = o.KeepOriginal(ctx, "drafter", other, now); err != nil || kept.Body != r.Body {
		t.Errorf("a second reading took the place of the first: %+v %v", kept, err)
	}
	if _, err := o.Original(ctx, "head", r.Original.Digest); document.KindOf(err) != document.NotFound {
		t.Errorf("somebody else's file: %v", err)
	}
}

// TestSC20NumberOnTheOriginal: a finished PDF gets the number that it bears or none, and
// the series has no gap.
func TestSC20NumberOnTheOriginal(t *testing.T) {
	o := open(t)
	bearing := func(id, number string) verdict.Request {
		c := content("通知" + id)
		c.Annexes = nil
		c.Text.Original = &dossier.Original{Digest: strings.Repeat("ab", 32), Around: number + "　签发人：甲\n2026年11月20日", Pages: 1}
		o.create(id, c)
		o.bring(id, 7)
		return verdict.Request{ID: "number-" + id, Verb: document.Register, Opinion: "复核"}
	}
	r := bearing("d1", "明政办发〔２０２６〕 2号")
	_, err := o.act("d1", "checker", r, onward)
	if e, ok := errors.AsType[*document.Error](err); !ok || e.Code != "number-not-printed" || e.Rule != "SC-20" || !strings.Contains(e.Message, "明政办发〔2026〕1号") {
		t.Fatalf("another number: %v", err)
	}
	first := bearing("d2", "明政办发〔2026〕1号")
	if _, err := o.act("d2", "checker", first, onward); err != nil {
		t.Fatal(err)
	}
	r.ID = "again"
	if _, err := o.act("d1", "checker", r, onward); err != nil {
		t.Errorf("its turn: %v", err)
	}
	if d, err := o.Document(t.Context(), "d1"); err != nil || d.Number != "明政办发〔2026〕2号" {
		t.Errorf("%s %v", d.Number, err)
	}
}
