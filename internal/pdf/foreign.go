package pdf

import (
	"bytes"
	"encoding/xml"
	"maps"
	"slices"
	"strings"

	"mingfa/internal/pdf/syntax"
)

// Foreign is what a PDF of somebody else holds besides its pages: what may run or
// open something, and the words that no page shows.
type Foreign struct {
	Pages       int
	Scripts     int // JavaScript
	Launches    int // starts a program, or sends, or takes in data
	Attachments int // files within the file
	Media       int // sound, film, three-dimensional and other active content
	Signatures  int // signed signature fields
	Notes       int // remarks and drawings that people put on pages
	Odd         int // pages whose visible part is not A4 (LY-01)
	Fillable    bool
	Trailing    bool     // something follows the end of the file
	Replaced    int      // what it still holds of states before its last update (SC-18)
	Earlier     [][]byte // those states, oldest first, no more than MaxEarlier
	// Words are notes with their authors, field values, bookmarks, addresses, names of
	// files within the file, and properties; none is a page's own.
	Words []string
	// Properties are the entries of the information dictionary and the authors that
	// the XMP metadata names.
	Properties []Property
	Files      []string // names of the files within the file
}

// MaxEarlier bounds the earlier states of a file that are handed out.
const MaxEarlier = 8

// Property is what a file says of itself, under its name in the file.
type Property struct{ Name, Value string }

// Examine looks through every object that can be reached in a file. The errors are
// those of opening: ErrEmpty, ErrNotPDF, ErrOffset, ErrTooLarge, ErrEncrypted,
// ErrDamaged, ErrTooDeep.
func Examine(data []byte) (Foreign, error) {
	f, err := syntax.Open(data)
	if err != nil {
		return Foreign{}, err
	}
	pages, err := f.Pages()
	if err != nil {
		return Foreign{}, err
	}
	e := &examination{file: f, seen: map[int]bool{}}
	e.information()
	e.pending = append(e.pending, f.Trailer["Root"])
	for len(e.pending) > 0 {
		o := e.pending[len(e.pending)-1]
		e.pending = e.pending[:len(e.pending)-1]
		e.visit(o)
	}
	e.found.Pages = len(pages)
	e.found.Signatures, e.found.Trailing = len(signatureFields(f)), unfinished(data)
	if e.found.Replaced = f.Replaced(); e.found.Replaced > 0 {
		e.found.Earlier = f.Earlier(MaxEarlier)
	}
	for _, p := range pages {
		if !p.A4() {
			e.found.Odd++
		}
	}
	return e.found, nil
}

type examination struct {
	file    *syntax.File
	pending []syntax.Object
	seen    map[int]bool
	words   int // bytes of them so far

	specifications, streams int // of files within

	found Foreign
}

func (e *examination) visit(o syntax.Object) {
	switch x := o.(type) {
	case syntax.Ref:
		if !e.seen[x.Num] {
			e.seen[x.Num] = true
			e.pending = append(e.pending, e.file.Get(x.Num))
		}
	case syntax.Array:
		e.pending = append(e.pending, x...)
	case syntax.Dict:
		e.dict(x)
	case *syntax.Stream:
		e.dict(x.Dict)
		if x.Dict["Type"] == syntax.Name("Metadata") {
			if b, err := e.file.Decode(x); err == nil {
				e.say(string(b))
				e.authors(b)
			}
		}
	}
}

func (e *examination) dict(d syntax.Dict) {
	e.action(d)
	e.within(d)
	switch d["Subtype"] {
	case syntax.Name("RichMedia"), syntax.Name("3D"), syntax.Name("Movie"), syntax.Name("Sound"), syntax.Name("Screen"):
		e.found.Media++
	}
	if kind, _ := d["Subtype"].(syntax.Name); d["Rect"] != nil && remarks[kind] {
		e.found.Notes++
	}
	if d["XFA"] != nil || d["FT"] != nil && d["FT"] != syntax.Name("Sig") {
		e.found.Fillable = true
	}
	for _, key := range []syntax.Name{"Contents", "RC", "V", "DV", "TU", "T", "Subj", "Title", "Alt", "ActualText", "URI", "UF", "F", "Desc"} {
		if s, ok := e.file.Resolve(d[key]).(syntax.String); ok && d["ByteRange"] == nil {
			e.say(syntax.DecodeText(s))
		}
	}
	for _, o := range d {
		switch o.(type) {
		case syntax.Ref, syntax.Array, syntax.Dict:
			e.pending = append(e.pending, o)
		}
	}
}

// within counts the files within the file: each is a specification and a stream, and one
// of the two may be missing where a file was damaged or hidden.
func (e *examination) within(d syntax.Dict) {
	switch {
	case d["EF"] != nil:
		e.specifications++
		e.name(d)
	case d["Type"] == syntax.Name("EmbeddedFile"):
		e.streams++
	}
	e.found.Attachments = max(e.specifications, e.streams)
}

// remarks are the annotations by which people comment on a page (ISO 32000-2, 12.5.6).
var remarks = map[syntax.Name]bool{
	"Text": true, "FreeText": true, "Line": true, "Square": true, "Circle": true, "Polygon": true, "PolyLine": true,
	"Highlight": true, "Underline": true, "Squiggly": true, "StrikeOut": true, "Caret": true, "Stamp": true, "Ink": true,
	"FileAttachment": true, "Redact": true, "Watermark": true,
}

// action counts what the dictionary does, if it is an action (ISO 32000-2, 12.6.4).
func (e *examination) action(d syntax.Dict) {
	switch kind, _ := e.file.Resolve(d["S"]).(syntax.Name); {
	case kind == "JavaScript", d["JS"] != nil:
		e.found.Scripts++
	case kind == "Launch", kind == "SubmitForm", kind == "ImportData":
		e.found.Launches++
	case kind == "RichMediaExecute", kind == "Rendition", kind == "Movie", kind == "Sound":
		e.found.Media++
	}
}

// information reads every entry of the information dictionary, also those of one's
// own making.
func (e *examination) information() {
	d, _ := e.file.Resolve(e.file.Trailer["Info"]).(syntax.Dict)
	for _, key := range slices.Sorted(maps.Keys(d)) {
		s, ok := e.file.Resolve(d[key]).(syntax.String)
		if !ok {
			continue
		}
		if value := strings.TrimSpace(syntax.DecodeText(s)); value != "" && len(value) <= maxProperty {
			e.found.Properties = append(e.found.Properties, Property{string(key), value})
		}
		e.say(syntax.DecodeText(s))
	}
}

// maxProperty is the longest property that is kept by itself, in bytes.
const maxProperty = 1 << 10

// authors reads who made the file, as the XMP metadata says it (dc:creator). What
// is not well formed is read as far as it goes; all of it is among the words.
func (e *examination) authors(xmp []byte) {
	d := xml.NewDecoder(bytes.NewReader(xmp))
	within := 0
	for n := 0; n < 10_000; n++ {
		t, err := d.RawToken()
		if err != nil {
			return
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "creator" {
				within++
			}
		case xml.EndElement:
			if t.Name.Local == "creator" {
				within--
			}
		case xml.CharData:
			if v := strings.TrimSpace(string(t)); within > 0 && v != "" && len(v) <= maxProperty {
				e.found.Properties = append(e.found.Properties, Property{"Author", v})
			}
		}
	}
}

// name keeps what a file within the file is called.
func (e *examination) name(d syntax.Dict) {
	for _, key := range []syntax.Name{"UF", "F"} {
		if s, ok := e.file.Resolve(d[key]).(syntax.String); ok {
			e.found.Files = append(e.found.Files, syntax.DecodeText(s))
			return
		}
	}
}

// maxWords bounds the words that are kept, in bytes.
const maxWords = 4 << 20

func (e *examination) say(words string) {
	if words = strings.TrimSpace(words); words != "" && e.words < maxWords {
		e.words += len(words)
		e.found.Words = append(e.found.Words, words)
	}
}
