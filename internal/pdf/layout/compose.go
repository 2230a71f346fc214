package layout

import (
	"strings"
	"time"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// variant is how far white space is given up for a text that would not begin on the
// first page otherwise (LY-17).
type variant struct {
	tight int  // steps by which open spacing is given up
	apart bool // the signature may stand on a page without text
}

// composer sets one sheet.
type composer struct {
	fonts *face.Fonts
	sheet Sheet
	doc   *canvas.Doc
	variant

	pages     []*canvas.Content
	depth     float64 // next free depth on the current page
	addressee string
	copyMain  string // addressee moved to the imprint (LY-16)
	bare      bool   // new pages bear no number
	late      bool   // the text begins on the second page
	seals     []Place
}

// Compose sets a sheet in the given fonts.
func Compose(fonts *face.Fonts, sheet Sheet) Result {
	sheet = sheet.normal()
	best := compose(fonts, sheet, variant{})
	for _, v := range []variant{{tight: 1}, {tight: 2}, {tight: 2, apart: true}} {
		if !best.late {
			break
		}
		if c := compose(fonts, sheet, v); !c.late {
			best = c
		}
	}
	return Result{
		PDF:     best.doc.Bytes(best.info()),
		Pages:   len(best.pages),
		Seals:   best.seals,
		Missing: best.doc.Set.Missing(),
	}
}

// normal cleans the short fields and drops from a draft what only a
// registered document has.
func (s Sheet) normal() Sheet {
	for _, field := range []*string{&s.Head, &s.Number, &s.Urgency, &s.Signer, &s.SignerPost, &s.SignOrgan, &s.PrintOrgan} {
		*field = clean(*field)
	}
	for _, field := range []*string{&s.Addressee, &s.Note, &s.CopyTo, &s.Present, &s.Excused, &s.Attending} {
		*field = plain(*field)
	}
	s.Addressee = strings.TrimRight(s.Addressee, "：:，、")
	s.Note = strings.Trim(s.Note, "（）()")
	s.CopyTo = strings.TrimRight(strings.TrimPrefix(s.CopyTo, "抄送："), "。.，、")
	s.JointHead, s.JointSign = cleaned(s.JointHead), cleaned(s.JointSign)
	if s.Form == Order || s.Form == Minutes {
		s.Addressee = "" // LY-28, LY-29
	}
	if s.Form == Letter { // clause 10.1
		s.PrintOrgan, s.PrintedOn = "", time.Time{}
	}
	if s.Language == "" {
		s.Language = "zh-CN"
	}
	if s.Draft {
		s.Number, s.VerifyURL = "", ""
	}
	return s
}

// cleaned returns the names that are left after cleaning.
func cleaned(names []string) []string {
	var out []string
	for _, n := range names {
		if n = clean(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// compose places everything on pages: mark and number above the red line, text,
// imprint (LY-07).
func compose(fonts *face.Fonts, sheet Sheet, v variant) *composer {
	c := &composer{fonts: fonts, sheet: sheet, doc: canvas.NewDoc(), variant: v, addressee: sheet.Addressee}
	c.newPage()
	c.head()
	items := c.body()
	if len(items) > 0 {
		items[0].draw = c.noting(items[0].draw)
	}
	after := append(c.annexNote(), c.attendance()...)
	items = c.withSignature(append(items, after...), max(len(after)-1, 0)) // one is white
	for i := range c.sheet.Annexes {
		items = append(items, c.annex(i)...)
	}
	c.place(items)
	c.imprint()
	c.code()
	return c
}

// noting records whether the first piece of the text is on the first page.
func (c *composer) noting(draw func(*canvas.Content, float64)) func(*canvas.Content, float64) {
	return func(p *canvas.Content, depth float64) {
		c.late = len(c.pages) > 1
		if draw != nil {
			draw(p, depth)
		}
	}
}

func (c *composer) newPage() {
	p := c.doc.AddPage()
	c.pages = append(c.pages, p)
	c.depth = 0
	p.Artifact(func() {
		if c.sheet.Draft {
			c.draftMark(p)
		}
		p.Fill(ink())
	})
	if !c.bare {
		p.Pagination(func() { c.pageNumber(p, len(c.pages)) })
	}
}

func (c *composer) page() *canvas.Content { return c.pages[len(c.pages)-1] }

// info is what the file says about itself. Its time is the date of the
// document, so that setting it again gives the same bytes.
func (c *composer) info() canvas.Info {
	s := c.sheet
	info := canvas.Info{
		Title:    strings.ReplaceAll(s.Title, "\n", ""),
		Author:   s.SignOrgan,
		Subject:  s.Number,
		Language: s.Language,
		Created:  civil(s.DatedOn),
		Properties: []canvas.Property{
			{Name: "documentNumber", Value: s.Number, Description: "Document number"},
			{Name: "validity", Value: "as-issued", Description: "Validity state stated by the last mark"},
			{Name: "validityNote", Value: "", Description: "Words of the last mark"},
			{Name: "validitySource", Value: "", Description: "Deciding document of the last mark"},
			{Name: "validityMarked", Value: "", Description: "Time of the last mark"},
		},
	}
	if len(s.Metadata) > 0 {
		info.Attachments = []canvas.Attachment{{
			Name: "metadata.json", MIME: "application/json", Description: "公文元数据", Relationship: "Data", Data: s.Metadata,
		}}
	}
	return info
}

// civil returns midnight in China of the civil date of t; a missing date gives
// a fixed one.
func civil(t time.Time) time.Time {
	if t.IsZero() {
		t = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
}
