package desk_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"mingfa/activities"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// awaiting is a sealed document that waits for its release.
func (o *office) awaiting(c dossier.Content) string {
	o.t.Helper()
	v := o.draft(c)
	ctx := o.t.Context()
	for _, u := range []verdict.Ruling{{To: document.Registration, SignedDigest: v.Digest, DatedOn: "2026-11-20"}, {To: document.Publication, GiveNumber: true}} {
		request := uuid.NewString()
		o.must(o.record.PutRequest(ctx, v.ID, "p-drafter", verdict.Request{ID: request, Verb: document.Submit}, now))
		_, err := o.record.Take(ctx, v.ID, request, now, func(c verdict.Case, _ verdict.Request) (verdict.Ruling, error) {
			u.From, u.Unit = c.State.Stage, c.State.Unit
			return u, nil
		})
		o.must(err)
	}
	digest, err := o.blobs.Put(ctx, []byte("%PDF first original"))
	o.must(err)
	d, err := o.record.Document(ctx, v.ID)
	o.must(err)
	_, err = o.record.AddFile(ctx, v.ID, activities.File{Kind: activities.SealedFile, Digest: digest, Size: 1, Basis: d.SignedDigest, Pages: 1, Date: "2026-11-20", Number: d.Number}, now)
	o.must(err)
	return v.ID
}

// DH-18: the registrar, and nobody else, gives up the number of a sealed document, with a
// reason; its original is shown to nobody from then on, and every refusal has its code.
func TestVoidOfASealedNumber(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	id := o.awaiting(content())
	void := verdict.Request{Verb: document.Void, Opinion: "机关代字有误。"}
	v, err := o.View(ctx, "p-office", id)
	o.must(err)
	if i := slices.IndexFunc(v.Options, func(x verdict.Option) bool { return x.Verb == document.Void }); v.Files.Sealed == "" || i < 0 || !v.Options[i].Open {
		t.Fatalf("not offered to the registrar: %+v", v.Options)
	}
	if err := o.take("p-publisher", id, void); code(err) != "role-missing" {
		t.Errorf("the publisher: %v", err)
	}
	if err := o.take("p-office", id, verdict.Request{Verb: document.Void, Opinion: " "}); code(err) != "opinion-missing" {
		t.Errorf("without a reason: %v", err)
	}
	o.must(o.take("p-office", id, void))
	for _, person := range []string{"p-office", "p-publisher", "p-drafter"} {
		if _, _, err := o.File(ctx, person, id, "sealed"); document.KindOf(err) != document.NotFound {
			t.Errorf("%s is handed the first original: %v", person, err)
		}
	}
	if pdf, err := o.Desk.Preview(ctx, "p-office", id); string(pdf) == "%PDF first original" || err != nil {
		t.Errorf("the preview is the first original: %q %v", pdf, err)
	}
	if v, err = o.View(ctx, "p-office", id); v.Number != "" || v.Files != (desk.Files{}) || v.Stage != document.Registration || err != nil {
		t.Errorf("after the void: %q %+v %s %v", v.Number, v.Files, v.Stage, err)
	}
	if err := o.take("p-publisher", id, verdict.Request{Verb: document.Release}); code(err) != "wrong-stage" {
		t.Errorf("release: %v", err)
	}
	if err := o.take("p-office", id, void); code(err) != "wrong-stage" {
		t.Errorf("void again: %v", err)
	}
	ledger, err := o.Numbers(ctx, "p-office")
	want := []desk.VoidNumber{{Number: "明政办发〔2026〕1号", Document: id, Reason: "机关代字有误。"}}
	if !slices.Equal(ledger.Voids, want) || err != nil {
		t.Errorf("ledger of numbers: %+v %v", ledger.Voids, err)
	}
}

// SC-20: the number of a finished PDF is given up too. It bears that number in print, so it
// goes to its drafter, who may work on it again.
func TestVoidOfANumberInPrint(t *testing.T) {
	o, file := withPDF(t)
	ctx := t.Context()
	a, err := o.Adopt(ctx, "p-drafter", "通知.pdf", file)
	o.must(err)
	c := content()
	c.Text.Title, c.Text.Addressee, c.Text.Body, c.Text.Original = a.Content.Text.Title, a.Content.Text.Addressee, "", a.Content.Text.Original
	id := o.awaiting(c)
	o.must(o.take("p-office", id, verdict.Request{Verb: document.Void, Opinion: "错号。"}))
	v, err := o.View(ctx, "p-drafter", id)
	if v.Stage != document.Drafting || !v.Editable || v.Number != "" || v.Files != (desk.Files{}) || err != nil {
		t.Fatalf("after the void: %s editable %t %q %+v %v", v.Stage, v.Editable, v.Number, v.Files, err)
	}
	c = v.Content
	c.Text.Original, c.Text.Body = nil, "一、提前检修设备。"
	if _, err := o.Save(ctx, "p-drafter", id, v.Digest, c); err != nil {
		t.Errorf("the drafter can't put it right: %v", err)
	}
}
