package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// MaxDepth is how deep elements may nest.
const MaxDepth = 512

// ErrDepth says that elements nest deeper than MaxDepth.
var ErrDepth = errors.New("elements nested too deeply")

// Walk hands the elements and texts of a part to f, within the limit of depth.
// Every error but the end of a well-formed part is returned.
func Walk(b []byte, f func(xml.Token)) error {
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
		if depth > MaxDepth {
			return ErrDepth
		}
		f(t)
	}
}

// Attr returns the attribute with the local name, "" when there is none.
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// On reports whether a switch of a run or paragraph is on: it is unless its value
// says no.
func On(e xml.StartElement) bool { return on(Attr(e, "val")) }

func on(value string) bool {
	switch value {
	case "0", "false", "off":
		return false
	}
	return true
}

// HidingStyles returns the ids of the styles that hide their text, themselves or
// through the style that they are based on. The argument is the part styles.xml.
func HidingStyles(b []byte) (map[string]bool, error) {
	hiding, base := map[string]bool{}, map[string]string{}
	id := ""
	err := Walk(b, func(t xml.Token) {
		e, ok := t.(xml.StartElement)
		if !ok {
			return
		}
		switch e.Name.Local {
		case "style":
			id = Attr(e, "styleId")
		case "basedOn":
			base[id] = Attr(e, "val")
		case "vanish", "specVanish":
			hiding[id] = hiding[id] || On(e)
		}
	})
	for range base { // a chain is no longer than there are styles
		grown := false
		for child, parent := range base {
			if hiding[parent] && !hiding[child] {
				hiding[child], grown = true, true
			}
		}
		if !grown {
			break
		}
	}
	return hiding, err
}
