package scan

import (
	"archive/zip"
	"errors"
	"path"
	"strings"

	"mingfa/internal/ooxml"
)

// docx is a DOCX that is being read. A file beyond the limits of the package
// ooxml is not read on, and says so.
type docx struct {
	job      *job
	pack     *ooxml.Package
	hiding   map[string]bool
	texts    map[Part]*strings.Builder
	revised  bool
	comments bool
	pictured bool
	foreign  bool // holds files of another kind
}

// archive scans an office file that is a package: every part of it, also those that
// no program shows.
func (j *job) archive(data []byte) {
	p, err := ooxml.Open(data)
	switch {
	case errors.Is(err, ooxml.ErrOversized):
		j.whole(Whole, oversized, "")
		return
	case err != nil:
		j.whole(Whole, broken, "")
		return
	}
	d := &docx{job: j, pack: p, hiding: map[string]bool{}, texts: map[Part]*strings.Builder{}}
	switch {
	case p.Has("word/document.xml"):
		err = d.readAll()
	case openDocument(p):
		err = (&odt{docx: d}).readAll()
	default:
		j.whole(Whole, unread, "")
		return
	}
	if errors.Is(err, ooxml.ErrOversized) {
		j.whole(Whole, oversized, "")
	} else if err != nil {
		j.whole(Whole, broken, "")
	}
	d.scan()
}

// readAll reads the styles first, for what they hide, then part after part. What
// can't be read does not keep the others from being read.
func (d *docx) readAll() error {
	var errs []error
	for _, f := range d.pack.Files {
		if path.Base(f.Name) == "styles.xml" {
			b, err := d.pack.Read(f)
			errs = append(errs, err, d.styles(b))
		}
	}
	for _, f := range d.pack.Files {
		errs = append(errs, d.entry(f))
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
	b, err := d.pack.Read(f)
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
