package scan

import (
	"archive/zip"
	"errors"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	d.dropEchoes()
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
// words or in a copy for older programs, and stands in the visible text too. Values are
// compared as they are written, not as they are shown: two numbers may have one mask.
func (d *docx) dropEchoes() {
	type key struct{ rule, value string }
	shown := map[key]bool{}
	echo := func(p Part) bool { return p == Deleted || p == Hidden || p == Other }
	lines := map[Part][]string{}
	for part, t := range d.texts {
		lines[part] = strings.Split(t.String(), "\n")
	}
	of := func(h Hit) key { return key{h.Rule, written(h, lines[h.Place.Part])} }
	for _, h := range d.job.hits {
		if k := of(h); !echo(h.Place.Part) && k.value != "" {
			shown[k] = true
		}
	}
	d.job.hits = slices.DeleteFunc(d.job.hits, func(h Hit) bool { return echo(h.Place.Part) && shown[of(h)] })
}

// written returns the value of a hit as it stands in the lines of its part, without
// what parts its characters; "" when its place is not known. A mask as long as its
// value says where that ends, one that ends in stars leaves it to the end of the clause.
func written(h Hit, lines []string) string {
	if h.Place.Line < 1 || h.Place.Line > len(lines) {
		return ""
	}
	line := []rune(lines[h.Place.Line-1])
	if h.Place.Column < 1 || h.Place.Column > len(line) {
		return ""
	}
	clause, _, _ := strings.Cut(strings.Map(endOfClause, string(line[h.Place.Column-1:])), "\n")
	kept := []rune(strings.Map(partsNone, clause))
	head, end := strings.Contains(h.Snippet, "***@"), strings.HasSuffix(h.Snippet, "***")
	if n := utf8.RuneCountInString(h.Snippet); n > 0 && !head && !end {
		return string(kept[:min(n, len(kept))])
	}
	return string(kept)
}

// endOfClause makes the signs that end a clause ends of lines.
func endOfClause(r rune) rune {
	if strings.ContainsRune("，。；！？、|\t", r) {
		return '\n'
	}
	return r
}

// partsNone drops what parts the characters of a number.
func partsNone(r rune) rune {
	if unicode.IsSpace(r) || strings.ContainsRune("-－·", r) {
		return -1
	}
	return r
}
