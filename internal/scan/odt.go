package scan

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"path"
	"strings"

	"mingfa/internal/ooxml"
)

// odt is an OpenDocument text that is being read (ISO/IEC 26300).
type odt struct {
	*docx
	inside []string // elements that say what the text in them is, the innermost last
	text   strings.Builder
	hidden int // depth of spans whose style hides them
	spans  []bool
	meta   string // element of meta.xml whose text is being read
}

// openDocument reports whether a package says of itself that it is a text of that kind.
func openDocument(p *ooxml.Package) bool {
	b, err := p.Part("mimetype")
	return err == nil && strings.HasPrefix(strings.TrimSpace(string(b)), "application/vnd.oasis.opendocument.text") && p.Has("content.xml")
}

// readAll reads the styles first, for what they hide, then part after part.
func (o *odt) readAll() error {
	var errs []error
	for _, name := range []string{"styles.xml", "content.xml"} {
		b, err := o.pack.Part(name)
		errs = append(errs, err, ooxml.Walk(b, o.style()))
	}
	for _, name := range []string{"meta.xml", "content.xml", "styles.xml"} {
		b, err := o.pack.Part(name)
		errs = append(errs, err)
		if b == nil {
			continue
		}
		if name == "meta.xml" {
			errs = append(errs, ooxml.Walk(b, o.property))
			continue
		}
		errs = append(errs, ooxml.Walk(b, o.token))
	}
	for _, f := range o.pack.Files {
		errs = append(errs, o.rest(f))
	}
	return errors.Join(errs...)
}

// style notes which styles hide their text.
func (o *odt) style() func(xml.Token) {
	name := ""
	return func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "style":
			name = ooxml.Attr(e, "name")
		case e.Name.Local == "text-properties" && ooxml.Attr(e, "display") == "none":
			o.hiding[name] = true
		}
	}
}

// rest says what the package holds besides its text.
func (o *odt) rest(f *zip.File) error {
	switch dir, base := path.Split(f.Name); {
	case base == "" || dir == "Thumbnails/" || dir == "META-INF/" || strings.HasPrefix(dir, "Configurations2/"):
	case dir == "" && (path.Ext(base) == ".xml" || path.Ext(base) == ".rdf" || base == "mimetype" || base == "layout-cache"):
	case dir == "Pictures/":
		return o.picture(f)
	case dir == "Fonts/":
	default:
		o.foreign = true
	}
	return nil
}

var odfProperties = map[string]string{"creator": "最后修改者", "initial-creator": "作者", "printed-by": "打印者"}

// property reads the document properties (SC-19).
func (o *odt) property(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		o.meta = t.Name.Local
		if o.meta == "user-defined" {
			o.line(Properties, ooxml.Attr(t, "name"))
			o.job.whole(Properties, metadata, "自定义属性")
		}
	case xml.EndElement:
		o.meta = ""
	case xml.CharData:
		value := strings.TrimSpace(string(t))
		if value == "" {
			return
		}
		switch o.meta {
		case "title", "subject", "description", "keyword", "user-defined":
			o.line(Properties, value)
		}
		if label := odfProperties[o.meta]; label != "" {
			o.job.whole(Properties, metadata, label+"："+mask([]rune(value)))
		}
	}
}

// within are the elements whose text stands apart from that of the body.
var within = map[string]Part{
	"annotation": Comment, "tracked-changes": Deleted, "header": Header, "header-left": Header, "footer": Footer, "footer-left": Footer,
	"note-body": Footnote, "hidden-text": Hidden, "hidden-paragraph": Hidden, "table-row": Table, "desc": AltText,
}

func (o *odt) part() Part {
	if o.hidden > 0 {
		return Hidden
	}
	if n := len(o.inside); n > 0 {
		return within[o.inside[n-1]]
	}
	return Body
}

func (o *odt) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		o.begin(t)
	case xml.EndElement:
		o.end(t.Name.Local)
	case xml.CharData:
		o.text.Write(t)
	}
}

func (o *odt) begin(e xml.StartElement) {
	name := e.Name.Local
	if within[name] != "" {
		o.flush()
		o.inside = append(o.inside, name)
		o.comments = o.comments || name == "annotation"
		o.revised = o.revised || name == "tracked-changes"
	}
	switch name {
	case "p", "h", "span":
		hides := o.hiding[ooxml.Attr(e, "style-name")]
		if hides {
			o.flush()
			o.hidden++
		}
		o.spans = append(o.spans, hides)
	case "s", "tab", "line-break":
		o.text.WriteByte(' ')
	case "a":
		o.line(Link, ooxml.Attr(e, "href"))
	case "hidden-text":
		o.text.WriteString(ooxml.Attr(e, "string-value"))
	}
}

func (o *odt) end(name string) {
	switch name {
	case "p", "h", "span":
		n := len(o.spans)
		if n == 0 {
			return
		}
		hid := o.spans[n-1]
		o.spans = o.spans[:n-1]
		if name != "span" && o.part() != Table || hid {
			o.flush()
		}
		if hid {
			o.hidden--
		}
	case "table-cell":
		o.text.WriteByte('\t')
	}
	if n := len(o.inside); n > 0 && o.inside[n-1] == name {
		o.flush()
		o.inside = o.inside[:n-1]
	}
}

// flush hands on the text of a paragraph or a row.
func (o *odt) flush() {
	if text := strings.TrimSpace(o.text.String()); text != "" {
		o.line(o.part(), text)
	}
	o.text.Reset()
}
