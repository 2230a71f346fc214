package desk_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// square is a PNG of one grey.
func square(t *testing.T, grey uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 40, 40))
	for i := range m.Pix {
		m.Pix[i] = grey
	}
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPicturesOfADraft: a picture is handed in once, named by its digest, and goes to the
// texts that show it; only who handed it in, or works on the draft, can use it.
func TestPicturesOfADraft(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p, err := o.AddPicture(ctx, "p-drafter", "../图/泊位 分布.png", square(t, 9))
	o.must(err)
	if p.Name != "泊位-分布.png" || p.Width != 40 || p.Type != "image/png" {
		t.Errorf("%+v", p)
	}
	c := content()
	c.Text.Body += "\n![泊位分布](泊位-分布.png)"
	c.Annexes = []dossier.Annex{{Title: "位置图", Body: "![泊位分布](泊位-分布.png)", Pictures: []dossier.Picture{{Name: p.Name, Digest: p.Digest, Width: 99, Remarks: []string{"别的话"}}}}}
	v := o.draft(c)
	if got := v.Content; len(got.Text.Pictures) != 1 || got.Text.Pictures[0].Width != 40 || len(got.Text.Pictures[0].Remarks) != 0 || len(got.Annexes[0].Pictures) != 1 {
		t.Errorf("not what is known of it: %+v", got)
	}
	if kind, b, err := o.Picture(ctx, "p-head", v.ID, p.Digest); err != nil || kind != "image/png" || len(b) != p.Size {
		t.Errorf("a reviewer: %s %d %v", kind, len(b), err)
	}
	if _, _, err := o.Picture(ctx, "p-drafter", "", p.Digest); err != nil {
		t.Errorf("one's own: %v", err)
	}
	if _, _, err := o.Picture(ctx, "p-head", "", p.Digest); document.KindOf(err) != document.NotFound {
		t.Errorf("somebody else's: %v", err)
	}
	other, err := o.AddPicture(ctx, "p-drafter", "泊位 分布.png", square(t, 8))
	o.must(err)
	if _, _, err := o.Picture(ctx, "p-head", v.ID, other.Digest); document.KindOf(err) != document.NotFound {
		t.Errorf("one that the document has not: %v", err)
	}
	for what, change := range map[string]func(*dossier.Content){
		"picture-twice": func(c *dossier.Content) { c.Text.Pictures = append(c.Text.Pictures, other) },
		"no-picture":    func(c *dossier.Content) { c.Text.Pictures[0].Digest = strings.Repeat("0", 64) },
		"pictures-too-many": func(c *dossier.Content) {
			for i := range 100 {
				c.Text.Pictures = append(c.Text.Pictures, dossier.Picture{Name: fmt.Sprintf("%d.png", i), Digest: p.Digest})
			}
		},
	} {
		n := v.Content
		n.Text.Pictures = slices.Clone(n.Text.Pictures)
		change(&n)
		if _, err := o.Save(ctx, "p-drafter", v.ID, v.Digest, n); code(err) != what {
			t.Errorf("%s: %v", what, err)
		}
	}
	changed := v.Content
	changed.Text.Pictures = []dossier.Picture{other}
	changed.Annexes = nil
	saved, err := o.Save(ctx, "p-drafter", v.ID, v.Digest, changed)
	if err != nil || saved.Parts[dossier.TextPart] == v.Parts[dossier.TextPart] {
		t.Errorf("another picture is no other text: %v", err)
	}
	if _, err := o.AddPicture(ctx, "p-secrecy", "图.png", square(t, 7)); document.KindOf(err) != document.Forbidden {
		t.Errorf("who drafts nothing: %v", err)
	}
	if _, err := o.AddPicture(ctx, "p-drafter", "图.svg", []byte("<svg/>")); code(err) != "picture-type" {
		t.Errorf("an SVG: %v", err)
	}
}
