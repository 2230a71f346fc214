package canvas

import (
	"time"

	"mingfa/internal/pdf/face"
	"mingfa/internal/pdf/syntax"
)

// A4 in points (LY-01).
const (
	PageWidth  = 210 * MM
	PageHeight = 297 * MM
	// MM is one millimetre in points.
	MM = 72 / 25.4
)

// Info is what a file says about itself.
type Info struct {
	Title, Author, Subject string
	// Language is a BCP 47 tag.
	Language string
	// Created is the time stated in the file; the content depends on nothing
	// else that moves.
	Created time.Time
	// Properties go into the XMP packet in the namespace of the program.
	Properties []Property
	// Attachments are embedded as associated files.
	Attachments []Attachment
}

// Attachment is a file that the PDF carries, associated with the whole document as
// PDF/A-3 asks (ISO 19005-3, 6.8).
type Attachment struct {
	Name, MIME, Description string
	// Relationship is an AFRelationship: Data, Source, Supplement…
	Relationship string
	Data         []byte
}

// Doc is a PDF in the making: its pages, their fonts, structure and outline. Bytes
// finishes it.
type Doc struct {
	// Set holds the glyphs used on all pages.
	Set *face.Set
	// Root is the logical structure; its children are in reading order.
	Root *Element
	// Bookmarks are the outline, in reading order.
	Bookmarks []Bookmark
	pages     []*Content
}

// NewDoc begins a file: without pages, with a structure whose root is Document.
func NewDoc() *Doc { return &Doc{Set: face.NewSet(), Root: &Element{role: "Document"}} }

// AddPage appends an A4 page.
func (d *Doc) AddPage() *Content {
	p := NewContent(d.Set)
	p.page = len(d.pages)
	d.pages = append(d.pages, p)
	return p
}

// Bytes returns the finished file. Equal pages and info give equal bytes.
func (d *Doc) Bytes(info Info) []byte {
	b := &syntax.Builder{}
	fonts := syntax.Add(b, d.Set.Embed(b))
	tree := b.Alloc()
	kids := syntax.Array{}
	var pages []syntax.Ref
	written := map[*Image]syntax.Ref{}
	for i, p := range d.pages {
		resources := syntax.Dict{"Font": fonts}
		if pictures := p.pictures(b, written); pictures != nil {
			resources["XObject"] = pictures
		}
		page := syntax.Dict{
			"Type": syntax.Name("Page"), "Parent": tree, "StructParents": syntax.Int(i), "Tabs": syntax.Name("S"),
			"MediaBox":  syntax.Numbers(0, 0, PageWidth, PageHeight),
			"Resources": resources,
			"Contents":  syntax.Add(b, syntax.Flate(nil, p.Bytes())),
		}
		if links := p.annotations(b); links != nil {
			page["Annots"] = links
		}
		ref := syntax.Add(b, page)
		kids, pages = append(kids, ref), append(pages, ref)
	}
	b.Set(tree, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(len(kids)), "Kids": kids})
	root := catalog(b, tree, info)
	root["MarkInfo"] = syntax.Dict{"Marked": syntax.Literal("true")}
	root["StructTreeRoot"] = d.structure(b, pages)
	if outline, ok := d.outline(b, pages); ok {
		root["Outlines"] = outline
	}
	return b.File(syntax.Add(b, root), documentInfo(b, info))
}

func catalog(b *syntax.Builder, tree syntax.Ref, info Info) syntax.Dict {
	metadata := syntax.Add(b, &syntax.Stream{
		Dict: syntax.Dict{"Type": syntax.Name("Metadata"), "Subtype": syntax.Name("XML")}, Data: packet(info),
	})
	profile := syntax.Add(b, syntax.Flate(syntax.Dict{"N": syntax.Int(3)}, profileSRGB()))
	intent := syntax.Add(b, syntax.Dict{
		"Type": syntax.Name("OutputIntent"), "S": syntax.Name("GTS_PDFA1"),
		"OutputConditionIdentifier": syntax.String("sRGB"), "Info": syntax.String("sRGB"), "DestOutputProfile": profile,
	})
	root := syntax.Dict{
		"Type": syntax.Name("Catalog"), "Pages": tree, "Metadata": metadata,
		"OutputIntents": syntax.Array{intent}, "Lang": syntax.String(info.Language),
		"ViewerPreferences": syntax.Dict{"DisplayDocTitle": syntax.Literal("true")},
	}
	attach(b, root, info)
	return root
}

func attach(b *syntax.Builder, root syntax.Dict, info Info) {
	if len(info.Attachments) == 0 {
		return
	}
	var associated, names syntax.Array
	for _, a := range info.Attachments {
		file := syntax.Add(b, syntax.Flate(syntax.Dict{
			"Type": syntax.Name("EmbeddedFile"), "Subtype": syntax.Name(a.MIME),
			"Params": syntax.Dict{"Size": syntax.Int(len(a.Data)), "ModDate": syntax.Date(info.Created)},
		}, a.Data))
		spec := syntax.Add(b, syntax.Dict{
			"Type": syntax.Name("Filespec"), "F": syntax.String(a.Name), "UF": syntax.Text(a.Name),
			"Desc": syntax.Text(a.Description), "AFRelationship": syntax.Name(a.Relationship),
			"EF": syntax.Dict{"F": file, "UF": file},
		})
		associated = append(associated, spec)
		names = append(names, syntax.String(a.Name), spec)
	}
	root["AF"] = associated
	root["Names"] = syntax.Dict{"EmbeddedFiles": syntax.Dict{"Names": names}}
}

func documentInfo(b *syntax.Builder, info Info) syntax.Ref {
	return syntax.Add(b, syntax.Dict{
		"Title": syntax.Text(info.Title), "Author": syntax.Text(info.Author), "Subject": syntax.Text(info.Subject),
		"Producer": syntax.Text(producer), "CreationDate": syntax.Date(info.Created), "ModDate": syntax.Date(info.Created),
	})
}
