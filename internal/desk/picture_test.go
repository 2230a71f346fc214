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

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/ooxml/ooxmltest"
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

// TestPicturesOfAFile: what stands in an office file comes along with its text; what can't
// be taken is named, and who drafts nothing only reads.
func TestPicturesOfAFile(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	text := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	shown := func(id string) string {
		return `<w:p><w:r><w:drawing><wp:inline xmlns:wp="wp"><wp:docPr descr="图"/><a:blip xmlns:a="a" xmlns:r="r" r:embed="` + id + `"/></wp:inline></w:drawing></w:r></w:p>`
	}
	file := ooxmltest.Pack(t, map[string]string{
		"[Content_Types].xml": `<Types/>`, "word/media/image1.png": string(square(t, 9)), "word/media/image2.png": string(square(t, 8)[:60]),
		"word/document.xml":            `<w:document xmlns:w="w"><w:body>` + text("关于停车的通知") + text("一、分布如下。") + shown("r1") + text("二、流程如下。") + shown("r2") + `</w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="r1" Type="x/image" Target="media/image1.png"/><Relationship Id="r2" Type="x/image" Target="media/image2.png"/></Relationships>`,
	})
	read, err := o.Import(ctx, "p-drafter", "a.docx", file)
	o.must(err)
	said := ""
	for _, f := range read.Findings {
		said += f.Message
	}
	if len(read.Pictures) != 1 || read.Pictures[0].Data != nil || !strings.Contains(said, "“image2.png”没有带入：图片文件损坏") {
		t.Errorf("%+v %s", read.Pictures, said)
	}
	c := content()
	c.Text.Body, c.Text.Pictures = desk.Filled(read).Text.Body, desk.Filled(read).Text.Pictures
	if v := o.draft(c); len(v.Content.Text.Pictures) != 1 || v.Content.Text.Pictures[0].Width != 40 || !strings.Contains(v.Content.Text.Body, "![图](image1.png)") {
		t.Errorf("%+v", v.Content.Text)
	}
	before := len(o.refusals())
	if read, err := o.Import(ctx, "p-secrecy", "a.docx", file); err != nil || len(read.Pictures) != 0 || len(o.refusals()) != before {
		t.Errorf("who drafts nothing: %+v %v", read.Pictures, err)
	}
}
