package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
)

func TestCreateRepeated(t *testing.T) {
	o := open(t)
	first := o.create("d1", content("通知"))
	again := o.create("d1", content("通知"))
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	if n := o.count("document") + o.count("revision") + o.count("ledger"); n != 3 {
		t.Errorf("%d rows after a repetition, want 3", n)
	}
	rows := []struct {
		name, want string
		n          store.New
	}{
		{"other words", "request-reused", store.New{ID: "d1", Unit: "sec", Drafter: "drafter", Content: content("另一件"), RequestID: "create-d1"}},
		{"other person", "request-reused", store.New{ID: "d1", Unit: "sec", Drafter: "head", Content: content("通知"), RequestID: "create-d1"}},
		{"id in use", "document-exists", store.New{ID: "d1", Unit: "sec", Drafter: "drafter", Content: content("通知"), RequestID: "r2"}},
		{"no such unit", "no-person-or-unit", store.New{ID: "d2", Unit: "none", Drafter: "drafter", Content: content("通知"), RequestID: "r3"}},
	}
	for _, r := range rows {
		if _, err := o.Create(t.Context(), r.n, now); code(err) != r.want {
			t.Errorf("%s: %v, want %s", r.name, err, r.want)
		}
	}
}

func TestSave(t *testing.T) {
	o := open(t)
	first := o.create("d1", content("通知"))
	c := content("通知")
	c.Text.Body += "  \r\n"
	same, saved, err := o.Save(t.Context(), "d1", first.Digest, c, "head", now)
	o.must(err)
	if saved || same.Revision != 1 || o.count("ledger") != 1 {
		t.Errorf("a save without change made revision %d", same.Revision)
	}
	c.Text.Body, c.Catalogue.Topic = "改写。", "财政"
	second, saved, err := o.Save(t.Context(), "d1", first.Digest, c, "head", now)
	o.must(err)
	if !saved || second.Revision != 2 || second.Digest == first.Digest {
		t.Errorf("saved %v, %+v", saved, second)
	}
	stored, meta, err := o.Revision(t.Context(), "d1", 2)
	if diff := cmp.Diff(c.Clean(), stored); diff != "" || err != nil || meta.AuthorName != "姓名head" || meta.Cause != store.ByDraft {
		t.Error(diff, err, meta)
	}
	cs, err := o.Case(t.Context(), "d1", "drafter", today)
	o.must(err)
	if diff := cmp.Diff([]string{"drafter", "head"}, cs.Authors); diff != "" {
		t.Error(diff)
	}
}

// DH-14: whoever saves on an old revision is told which parts changed meanwhile.
func TestSaveOnStaleDigest(t *testing.T) {
	o := open(t)
	first := o.create("d1", content("通知"))
	c := content("通知")
	c.Text.Body, c.Disclosure = "改写。", dossier.Disclosure{Attribute: document.OnRequest, Reason: "内部管理。"}
	_, _, err := o.Save(t.Context(), "d1", first.Digest, c, "head", now)
	o.must(err)
	c.Annexes = nil
	_, _, err = o.Save(t.Context(), "d1", first.Digest, c, "drafter", now)
	if diff := cmp.Diff([]string{"text", "disclosure"}, places(err)); diff != "" || code(err) != "stale-digest" {
		t.Error(diff, err)
	}
	_, _, err = o.Save(t.Context(), "d1", strings.Repeat("0", 64), c, "drafter", now)
	if diff := cmp.Diff([]string{"digest"}, places(err)); diff != "" || document.KindOf(err) != document.Conflict {
		t.Error(diff, err)
	}
	if n := o.count("revision"); n != 2 {
		t.Errorf("%d revisions, want 2", n)
	}
}

func TestSaveRefused(t *testing.T) {
	large, nul, broken := content("通知"), content("通知"), content("通知")
	large.Annexes[0].Body = strings.Repeat("长", store.MaxContent/3)
	nul.Catalogue.Topic = "a\x00b"
	broken.Annexes[0].Title = "\xff"
	rows := []struct {
		name, want string
		kind       document.ErrorKind
		c          dossier.Content
	}{
		{"over 2 MiB", "too-large", document.TooLarge, large},
		{"NUL", "bad-text", document.Unfit, nul},
		{"no UTF-8", "bad-text", document.Unfit, broken},
	}
	o := open(t)
	d := o.create("d1", content("通知"))
	for _, r := range rows {
		if _, _, err := o.Save(t.Context(), "d1", d.Digest, r.c, "drafter", now); code(err) != r.want || document.KindOf(err) != r.kind {
			t.Errorf("%s: %v", r.name, err)
		}
	}
	if _, _, err := o.Save(t.Context(), "none", d.Digest, content("通知"), "drafter", now); document.KindOf(err) != document.NotFound {
		t.Errorf("no document: %v", err)
	}
	o.bring("d1", 1)
	if _, _, err := o.Save(t.Context(), "d1", d.Digest, content("改"), "drafter", now); code(err) != "wrong-stage" {
		t.Errorf("after submission: %v", err)
	}
}

func TestPinnedDocumentKeepsItsClass(t *testing.T) {
	o := open(t)
	d := o.create("d1", content("通知"))
	o.bring("d1", 1)
	o.must(execAs(t, o.OwnerURL, `UPDATE document SET stage = 'drafting' WHERE id = 'd1'`))
	class, business := content("通知"), content("通知")
	class.Text.Class, business.Text.AffectsBusiness = document.General, true
	for place, c := range map[string]dossier.Content{"text.class": class, "text.affects_business": business} {
		_, _, err := o.Save(t.Context(), "d1", d.Digest, c, "drafter", now)
		if diff := cmp.Diff([]string{place}, places(err)); diff != "" || document.KindOf(err) != document.Unfit {
			t.Error(diff, err)
		}
	}
	if _, saved, err := o.Save(t.Context(), "d1", d.Digest, content("改"), "drafter", now); !saved || err != nil {
		t.Errorf("another title: %v %v", saved, err)
	}
}
