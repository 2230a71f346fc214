package scan

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// Limits of a DOCX. A file beyond them is not read on, and says so.
const (
	maxExpanded = 128 << 20 // bytes of all parts together
	maxParts    = 5000
	maxDepth    = 512 // elements within one another
)

var (
	errOversized = errors.New("too large when expanded")
	errDepth     = errors.New("elements nested too deeply")
)

// docx is a DOCX that is being read.
type docx struct {
	job      *job
	left     int64 // bytes that may still be expanded
	hiding   map[string]bool
	texts    map[Part]*strings.Builder
	revised  bool
	comments bool
	pictured bool
	foreign  bool // holds files of another kind
}

// docx scans a DOCX: every part of the package, also those that Word does not show.
func (j *job) docx(data []byte) {
	d := &docx{job: j, left: maxExpanded, hiding: map[string]bool{}, texts: map[Part]*strings.Builder{}}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	switch {
	case err != nil:
		j.whole(Whole, broken, "")
		return
	case len(z.File) > maxParts:
		j.whole(Whole, oversized, "")
		return
	case !hasDocument(z):
		j.whole(Whole, unread, "")
		return
	}
	if err = d.readAll(z); errors.Is(err, errOversized) {
		j.whole(Whole, oversized, "")
	} else if err != nil {
		j.whole(Whole, broken, "")
	}
	d.scan()
}

func hasDocument(z *zip.Reader) bool {
	for _, f := range z.File {
		if f.Name == "word/document.xml" {
			return true
		}
	}
	return false
}

// readAll reads the styles first, for what they hide, then part after part. What
// can't be read does not keep the others from being read.
func (d *docx) readAll(z *zip.Reader) error {
	var errs []error
	for _, f := range z.File {
		if path.Base(f.Name) == "styles.xml" {
			b, err := d.expand(f)
			errs = append(errs, err, d.styles(b))
		}
	}
	for _, f := range z.File {
		if !f.FileInfo().IsDir() {
			errs = append(errs, d.entry(f))
		}
	}
	return errors.Join(errs...)
}

func (d *docx) entry(f *zip.File) error {
	name := strings.ToLower(f.Name)
	switch path.Ext(name) {
	case ".xml", ".rels", ".vml":
	case ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp", ".wdp":
		return d.picture(f)
	case ".odttf", ".ttf": // fonts
		return nil
	default:
		d.foreign = true
		return nil
	}
	b, err := d.expand(f)
	if err != nil {
		return err
	}
	return d.part(name, b)
}

func (d *docx) part(name string, b []byte) error {
	base := strings.TrimRight(strings.TrimSuffix(path.Base(name), ".xml"), "0123456789")
	switch {
	case path.Ext(name) == ".rels":
		return d.links(b)
	case strings.HasPrefix(name, "docprops/"):
		return d.properties(b)
	case !strings.HasPrefix(name, "word/"):
		return d.other(b)
	}
	switch base {
	case "document":
		return d.story(Body, b)
	case "header":
		return d.story(Header, b)
	case "footer":
		return d.story(Footer, b)
	case "footnotes":
		return d.story(Footnote, b)
	case "endnotes":
		return d.story(Endnote, b)
	case "comments":
		return d.story(Comment, b)
	default:
		return d.other(b)
	}
}

// expand reads a part within what is left of the limit.
func (d *docx) expand(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, d.left+1))
	if err != nil {
		return nil, err
	}
	if d.left -= int64(len(b)); d.left < 0 {
		return nil, errOversized
	}
	return b, nil
}

// line adds a line to the text of a part.
func (d *docx) line(part Part, text string) {
	b := d.texts[part]
	if b == nil {
		b = &strings.Builder{}
		d.texts[part] = b
	}
	b.WriteString(text)
	b.WriteByte('\n')
}

// order is that in which the parts are read out.
var order = []Part{Properties, Body, Table, Header, Footer, Footnote, Endnote, Comment, Deleted, Hidden, FieldCode, AltText, Link, Other}

// scan reads the collected texts, and says what the file holds besides text.
func (d *docx) scan() {
	for _, part := range order {
		if t := d.texts[part]; t != nil {
			d.job.pass.read(part, t.String())
		}
	}
	d.job.dropEchoes()
	for _, x := range []struct {
		applies bool
		part    Part
		advice  *advice
	}{
		{d.revised, Whole, revised},
		{d.comments, Comment, commented},
		{d.texts[Hidden] != nil, Hidden, concealed},
		{d.foreign, Whole, embedded},
		{d.pictured, Whole, pictures},
	} {
		if x.applies {
			d.job.whole(x.part, x.advice, "")
		}
	}
}

// dropEchoes drops what was found in a text before its revision, with its hidden
// words or in a copy for older programs, and stands in the visible text too.
func (j *job) dropEchoes() {
	type key struct{ rule, snippet string }
	shown := map[key]bool{}
	echo := func(p Part) bool { return p == Deleted || p == Hidden || p == Other }
	for _, h := range j.hits {
		if !echo(h.Place.Part) {
			shown[key{h.Rule, h.Snippet}] = true
		}
	}
	kept := j.hits[:0]
	for _, h := range j.hits {
		if !echo(h.Place.Part) || !shown[key{h.Rule, h.Snippet}] {
			kept = append(kept, h)
		}
	}
	j.hits = kept
}

// walk hands the elements and texts of a part to f, within the limit of depth.
func walk(b []byte, f func(xml.Token)) error {
	dec := xml.NewDecoder(bytes.NewReader(b))
	depth := 0
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxDepth {
			return errDepth
		}
		f(t)
	}
}
