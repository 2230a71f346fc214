package ooxml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// MaxNodes is how many elements one block of a document may hold.
const MaxNodes = 1 << 20

// Node is an element with what is in it.
type Node struct {
	Name  string // local name
	Attrs []xml.Attr
	Nodes []*Node
	Text  string // of the element itself, its parts joined
}

// Attr returns the attribute with the local name, "" when there is none.
func (n *Node) Attr(name string) string {
	if n == nil {
		return ""
	}
	return Attr(xml.StartElement{Attr: n.Attrs}, name)
}

// On reports whether the switch is set: the node is there and does not say no.
func (n *Node) On() bool { return n != nil && on(n.Attr("val")) }

// Child returns the first element of that name below the node, nil when there is
// none; several names lead down several levels.
func (n *Node) Child(names ...string) *Node {
	for _, name := range names {
		n = n.child(name)
	}
	return n
}

// Below returns the elements below the node, none for nil.
func (n *Node) Below() []*Node {
	if n == nil {
		return nil
	}
	return n.Nodes
}

func (n *Node) child(name string) *Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Nodes {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Each hands the blocks of a part to f one after another: the elements right below
// the element named parent. So a long document is never in memory as a whole.
func Each(r io.Reader, parent string, f func(*Node) error) error {
	t := &tree{dec: xml.NewDecoder(r)}
	for {
		token, err := t.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == parent {
			if err := t.blocks(f); err != nil {
				return err
			}
		}
	}
}

type tree struct {
	dec  *xml.Decoder
	left int
}

// blocks reads up to the end of the parent.
func (t *tree) blocks(f func(*Node) error) error {
	for {
		token, err := t.dec.Token()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			t.left = MaxNodes
			n, err := t.node(e, 1)
			if err != nil {
				return err
			}
			if err := f(n); err != nil {
				return err
			}
		}
	}
}

func (t *tree) node(e xml.StartElement, depth int) (*Node, error) {
	if t.left--; t.left < 0 {
		return nil, ErrOversized
	}
	if depth > MaxDepth {
		return nil, ErrDepth
	}
	n := &Node{Name: e.Name.Local, Attrs: e.Attr}
	var text strings.Builder
	for {
		token, err := t.dec.Token()
		if err != nil {
			return nil, err
		}
		switch x := token.(type) {
		case xml.StartElement:
			c, err := t.node(x, depth+1)
			if err != nil {
				return nil, err
			}
			n.Nodes = append(n.Nodes, c)
		case xml.CharData:
			text.Write(x)
		case xml.EndElement:
			n.Text = text.String()
			return n, nil
		}
	}
}
