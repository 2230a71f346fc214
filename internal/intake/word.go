package intake

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"mingfa/internal/ooxml"
)

// line is a paragraph as it is shown, or a table.
type line struct {
	text     string // with Markdown links; a line break within is LF
	label    string // automatic number or bullet before the text
	heading  int    // 1…9 by its outline level, 0 for text
	title    bool   // of the style for titles
	centered bool
	size     int // of its characters, in half points; 0 unknown
	newPage  bool
	table    [][]string
	figures  []figure // pictures that stand behind it
}

// shown is the label and the text, as they stand on the page.
func (l line) shown() string {
	if l.label == "" || l.label == bullet {
		return l.text
	}
	return l.label + l.text
}

// tally counts what the text does not say.
type tally struct {
	inserted, deleted, formatted, hidden               int
	comments, pictures, boxes, notes, formulas, merged int
	symbols, contents                                  int
}

// word is a DOCX that is being read.
type word struct {
	pack    *ooxml.Package
	styles  map[string]*style
	normal  style
	hiding  map[string]bool
	numbers *numbering
	links   map[string]string // target by relationship
	media   map[string]string // part with the picture by relationship
	taken   map[string]Picture
	apart   bool // what is read stands in a cell or a note
	lines   []line
	notes   []string // footnotes and endnotes in the order of their marks
	noteOf  map[string]string
	carried *line // a paragraph whose end was deleted: it goes on in the next one
	fields  []field
	length  int // bytes of text so far
	tally   tally
}

// openWord reads the parts around the text: styles, numbers, links, notes.
func openWord(data []byte) (*word, error) {
	p, err := ooxml.Open(data)
	if err != nil {
		return nil, err
	}
	w := &word{pack: p, links: map[string]string{}, media: map[string]string{}, taken: map[string]Picture{}, noteOf: map[string]string{}}
	styles, err := p.Part("word/styles.xml")
	if err != nil {
		return nil, err
	}
	if err := w.readStyles(styles); err != nil {
		return nil, err
	}
	numbers, err := p.Part("word/numbering.xml")
	if err != nil {
		return nil, err
	}
	if w.numbers, err = readNumbering(numbers); err != nil {
		return nil, err
	}
	if err := w.readLinks(); err != nil {
		return nil, err
	}
	return w, errors.Join(w.readNotes("footnote"), w.readNotes("endnote"))
}

// readLinks notes the addresses of links that lead outside, and where pictures are.
func (w *word) readLinks() error {
	b, err := w.pack.Part("word/_rels/document.xml.rels")
	if err != nil || b == nil {
		return err
	}
	return ooxml.Each(bytes.NewReader(b), "Relationships", func(n *ooxml.Node) error {
		if path.Base(n.Attr("Type")) == "hyperlink" {
			w.links[n.Attr("Id")] = n.Attr("Target")
		}
		if path.Base(n.Attr("Type")) == "image" && n.Attr("TargetMode") != "External" {
			w.media[n.Attr("Id")] = path.Join("word", n.Attr("Target"))
		}
		return nil
	})
}

// readNotes reads the footnotes or endnotes, each into one line.
func (w *word) readNotes(kind string) error {
	b, err := w.pack.Part("word/" + kind + "s.xml")
	if err != nil || b == nil {
		return err
	}
	return ooxml.Each(bytes.NewReader(b), kind+"s", func(n *ooxml.Node) error {
		if t := n.Attr("type"); t != "" && t != "normal" { // separators
			return nil
		}
		w.noteOf[kind+n.Attr("id")] = strings.Join(w.aside(n), " ")
		return nil
	})
}

// aside reads the paragraphs below a node apart from the text.
func (w *word) aside(n *ooxml.Node) []string {
	kept, carried, apart := w.lines, w.carried, w.apart
	w.lines, w.carried, w.apart = nil, nil, true
	w.blocks(n.Nodes)
	var out []string
	for _, l := range w.lines {
		if s := strings.TrimSpace(strings.ReplaceAll(l.shown(), "\n", " ")); s != "" {
			out = append(out, s)
		}
		for _, row := range l.table {
			out = append(out, strings.Join(row, " "))
		}
	}
	w.lines, w.carried, w.apart = kept, carried, apart
	return out
}

// readBody reads the text itself.
func (w *word) readBody() error {
	b, err := w.pack.Part("word/document.xml")
	if err != nil {
		return err
	}
	return ooxml.Each(bytes.NewReader(b), "body", func(n *ooxml.Node) error {
		w.blocks([]*ooxml.Node{n})
		if w.length > MaxText {
			return ooxml.ErrOversized
		}
		return nil
	})
}

// blocks reads paragraphs, tables, and what they may be wrapped in.
func (w *word) blocks(nodes []*ooxml.Node) {
	for _, n := range nodes {
		switch n.Name {
		case "p":
			w.paragraph(n)
		case "tbl":
			w.addTable(n)
		case "ins", "moveTo":
			w.tally.inserted++
			w.blocks(n.Nodes)
		case "del", "moveFrom":
			w.tally.deleted++
		case "sdt":
			w.blocks(n.Child("sdtContent").Below())
		case "customXml", "smartTag", "sdtContent", "txbxContent":
			w.blocks(n.Nodes)
		case "AlternateContent":
			w.blocks(choice(n))
		}
	}
}

// choice is the first of the alternatives, which newer programs show; the others
// are copies of it for older ones.
func choice(n *ooxml.Node) []*ooxml.Node {
	if c := n.Child("Choice"); c != nil {
		return c.Nodes
	}
	return n.Child("Fallback").Below()
}

func (w *word) add(l line) {
	w.length += len(l.text)
	w.lines = append(w.lines, l)
}
