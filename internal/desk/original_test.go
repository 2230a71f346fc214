package desk_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/store"
)

// printed is what a reader of PDF files finds in the finished notice.
type printed struct{}

func (printed) Text(context.Context, []byte) ([]extract.Page, error) {
	return []extract.Page{{Text: "明政办发〔2026〕1号\n明州市人民政府办公室关于停车的通知\n各区人民政府：\n一、加强管理，做好服务，落实责任，按期完成。\n明州市人民政府办公室\n2026年11月20日\n（此件主动公开）"}}, nil
}

func (printed) Lines(context.Context, []byte, int) ([]extract.Line, error) {
	return []extract.Line{{Text: "2026年11月20日", Left: 380, Right: 480, Bottom: 300, Top: 316}}, nil
}

// withPDF is an office whose counter takes finished PDF files.
func withPDF(t *testing.T) (*office, []byte) {
	t.Helper()
	file, err := os.ReadFile("testdata/page.pdf")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, reader.WithPDF(printed{}).WithPlaces(printed{})), file
}

// TestOriginalIsTheDocument: what is saved, checked and shown of a draft with a finished
// PDF is what the file says, whatever else was sent; and only who handed it in may use it.
func TestOriginalIsTheDocument(t *testing.T) {
	o, file := withPDF(t)
	ctx := t.Context()
	a, err := o.Adopt(ctx, "p-drafter", "通知.pdf", file)
	o.must(err)
	c := content()
	c.Text.Title, c.Text.Addressee = a.Content.Text.Title, a.Content.Text.Addressee
	c.Text.Body, c.Text.Original = "", &dossier.Original{Digest: a.Content.Text.Original.Digest, Pages: 99, Around: "别的话"}
	v := o.draft(c)
	got := v.Content.Text
	if got.Body != a.Content.Text.Body || got.Original.Around != a.Content.Text.Original.Around || got.Original.Pages != 1 || v.Pages != 1 {
		t.Errorf("not what the file says: %+v", got)
	}
	if got.Original.Seal != (dossier.SealPlace{Page: 1, Left: 152, Bottom: 118}) {
		t.Errorf("LY-19: %+v", got.Original.Seal)
	}
	if pdf, err := o.Desk.Preview(ctx, "p-head", v.ID); err != nil || string(pdf) != string(file) {
		t.Errorf("the preview is not the file: %d bytes, %v", len(pdf), err)
	}
	for what, change := range map[string]func(*dossier.Content){
		"body-not-of-original":    func(c *dossier.Content) { c.Text.Body = "另一段正文" },
		"annexes-beside-original": func(c *dossier.Content) { c.Annexes = []dossier.Annex{{Title: "名录", Body: "一"}} },
		"seal-place":              func(c *dossier.Content) { c.Text.Original.Seal = dossier.SealPlace{Page: 2, Left: 100, Bottom: 100} },
		"no-original":             func(c *dossier.Content) { c.Text.Original.Digest = strings.Repeat("0", 64) },
	} {
		n := c
		n.Text.Original = &dossier.Original{Digest: c.Text.Original.Digest}
		change(&n)
		if _, err := o.Save(ctx, "p-drafter", v.ID, v.Digest, n); code(err) != what {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := o.Check(ctx, "p-drafter", "", v.ID, n); code(err) != what {
			t.Errorf("%s, unsaved: %v", what, err)
		}
	}
	c.Text.Original.Seal = dossier.SealPlace{Page: 1, Left: 100, Bottom: 90}
	moved, err := o.Save(ctx, "p-drafter", v.ID, v.Digest, c)
	if err != nil || moved.Content.Text.Original.Seal != c.Text.Original.Seal || moved.Digest == v.Digest {
		t.Errorf("the seal was not moved, or its place is in no digest: %v", err)
	}
}

// TestOriginalOfSomebodyElse: to know a digest is not to have the file.
func TestOriginalOfSomebodyElse(t *testing.T) {
	o, file := withPDF(t)
	ctx := t.Context()
	if _, err := o.Adopt(ctx, "p-signer", "通知.pdf", file); code(err) != "not-drafter" {
		t.Errorf("a signer hands in a file: %v", err)
	}
	a, err := o.Adopt(ctx, "p-drafter", "通知.pdf", file)
	o.must(err)
	o.must(o.record.PutPerson(ctx, store.Person{ID: "p-other", Login: "other", Name: "别人", Active: true}))
	me, err := o.Me(ctx, "p-drafter")
	o.must(err)
	o.must(o.record.Appoint(ctx, "p-other", me.Appointments[0].Unit, document.Drafter, "test", now))
	c := content()
	c.Text.Body, c.Text.Original = "", &dossier.Original{Digest: a.Content.Text.Original.Digest}
	if _, err := o.Create(ctx, "p-other", desk.Draft{Content: c, RequestID: uuid.NewString()}); code(err) != "no-original" {
		t.Errorf("somebody else's file: %v", err)
	}
	v := o.draft(c)
	c.Text.Title += "（修改）"
	if _, err := o.Save(ctx, "p-other", v.ID, v.Digest, c); err != nil {
		t.Errorf("who works on the same draft: %v", err)
	}
}
