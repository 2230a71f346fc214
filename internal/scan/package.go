package scan

import (
	"archive/zip"
	"encoding/xml"
	"path"
	"strings"

	"mingfa/internal/ooxml"
)

// styles notes which styles hide their text. There may be several such parts.
func (d *docx) styles(b []byte) error {
	hiding, err := ooxml.HidingStyles(b)
	for id, hides := range hiding {
		d.hiding[id] = d.hiding[id] || hides
	}
	return err
}

// links reads the targets outside the package: addresses of mail and of the web,
// and paths that tell where a file lay (SC-19).
func (d *docx) links(b []byte) error {
	return ooxml.Walk(b, func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		if !ok || ooxml.Attr(e, "TargetMode") != "External" {
			return
		}
		target := ooxml.Attr(e, "Target")
		d.line(Link, target)
		if lower := strings.ToLower(target); strings.HasPrefix(lower, "file:") || strings.HasPrefix(lower, `\\`) || strings.Contains(lower, `:\`) {
			d.job.whole(Link, localPath, "")
		}
	})
}

// personalProperties are the properties that say who made a file, and where.
var personalProperties = map[string]string{
	"creator": "作者", "lastModifiedBy": "最后修改者", "Company": "单位", "Manager": "主管", "HyperlinkBase": "超链接基础",
}

// properties reads the document properties (SC-19). All of them are scanned.
func (d *docx) properties(b []byte) error {
	element := ""
	return ooxml.Walk(b, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			element = t.Name.Local
			if element == "property" { // of one's own making
				d.line(Properties, ooxml.Attr(t, "name"))
				d.job.whole(Properties, metadata, "自定义属性")
			}
		case xml.EndElement:
			element = ""
		case xml.CharData:
			value := strings.TrimSpace(string(t))
			if value == "" || element == "" {
				return
			}
			switch element {
			case "title", "subject", "description", "keywords", "category", "lpwstr", "lpstr", "Company", "Manager":
				d.line(Properties, value)
			}
			if label := personalProperties[element]; label != "" {
				d.job.whole(Properties, metadata, label+"："+mask([]rune(value)))
			}
		}
	})
}

// other reads the texts of parts that are not written by hand: charts, diagrams,
// data, variables.
func (d *docx) other(b []byte) error {
	var text strings.Builder
	err := ooxml.Walk(b, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "docVar" {
				d.line(Other, ooxml.Attr(t, "val"))
			}
		case xml.EndElement:
			if t.Name.Local != "t" && t.Name.Local != "r" && text.Len() > 0 {
				d.line(Other, text.String())
				text.Reset()
			}
		case xml.CharData:
			if strings.TrimSpace(string(t)) != "" {
				text.Write(t)
			}
		}
	})
	return err
}

// picture notes that there is one. No text in it is read; where it was taken is.
func (d *docx) picture(f *zip.File) error {
	if !strings.HasPrefix(strings.ToLower(f.Name), "docprops/") {
		d.pictured = true
	}
	b, err := d.pack.Read(f)
	if err == nil && hasLocation(b) {
		d.job.whole(Other, located, path.Base(f.Name))
	}
	return err
}
