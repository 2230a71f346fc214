package layout

import (
	"strings"
	"time"

	"mingfa/internal/pdf/canvas"
	"mingfa/internal/pdf/face"
)

// composer sets one sheet. Spacing that the standard leaves open is given up
// step by step (tight) where that saves a page.
type composer struct {
	fonts *face.Fonts
	sheet Sheet
	doc   *canvas.Doc
	tight int

	pages     []*canvas.Content
	depth     float64 // next free depth on the current page
	addressee string
	copyMain  string // addressee moved to the imprint (LY-16)
	seal      Place
}

// Compose sets a sheet in the given fonts.
func Compose(fonts *face.Fonts, sheet Sheet) Result {
	sheet = sheet.normal()
	best := newComposer(fonts, sheet, 0)
	best.compose()
	// Only short documents gain: in a long one a row more or less is chance.
	for tight := 1; tight <= 2 && len(best.pages) > 1 && len(best.pages) <= 4; tight++ {
		c := newComposer(fonts, sheet, tight)
		c.compose()
		if len(c.pages) < len(best.pages) {
			best = c
			break
		}
	}
	best.finish()
	return Result{
		PDF:     best.doc.Bytes(best.info()),
		Pages:   len(best.pages),
		Seal:    best.seal,
		Missing: best.doc.Set.Missing(),
	}
}

func newComposer(fonts *face.Fonts, sheet Sheet, tight int) *composer {
	return &composer{fonts: fonts, sheet: sheet, doc: canvas.NewDoc(), tight: tight, addressee: sheet.Addressee}
}

// normal cleans the short fields and drops from a draft what only a
// registered document has.
func (s Sheet) normal() Sheet {
	for _, field := range []*string{&s.Head, &s.Number, &s.Signer, &s.SignOrgan, &s.PrintOrgan} {
		*field = clean(*field)
	}
	for _, field := range []*string{&s.Addressee, &s.Note, &s.CopyTo} {
		*field = plain(*field)
	}
	s.Addressee = strings.TrimRight(s.Addressee, "：:")
	s.Note = strings.Trim(s.Note, "（）()")
	s.CopyTo = strings.TrimRight(strings.TrimPrefix(s.CopyTo, "抄送："), "。.")
	if s.Language == "" {
		s.Language = "zh-CN"
	}
	if s.Draft {
		s.Number, s.VerifyURL = "", ""
	}
	return s
}

// compose places everything on pages.
func (c *composer) compose() {
	c.newPage()
	c.head()
	items := c.body()
	items = append(items, c.annexNote()...)
	items = c.withSignature(items)
	for i := range c.sheet.Annexes {
		items = append(items, c.annex(i)...)
	}
	c.place(items)
}

// finish draws what stands at the foot of the last page.
func (c *composer) finish() {
	c.imprint()
	c.code()
}

func (c *composer) newPage() {
	p := c.doc.AddPage()
	c.pages = append(c.pages, p)
	c.depth = 0
	if c.sheet.Draft {
		c.draftMark(p)
	}
	p.Fill(ink())
	c.pageNumber(p, len(c.pages))
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
