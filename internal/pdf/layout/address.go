package layout

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"mingfa/internal/official"
	"mingfa/internal/pdf/canvas"
)

// bareAddress is an address on the web that stands in the text itself.
var bareAddress = regexp.MustCompile(`https?://[!-~]+`)

// linked gives the characters of a line their addresses. The text is that of the line,
// character by character, whatever faces it is set in.
func (t text) linked(l official.Line) text {
	at := 0
	for _, s := range addressed(l) {
		to := target(s.URL)
		for _, r := range s.Text {
			if unicode.Is(unicode.Variation_Selector, r) || at >= len(t) {
				continue
			}
			t[at].address = to
			at++
		}
	}
	return t
}

// addressed splits a line further, where an address stands in the text itself.
func addressed(l official.Line) official.Line {
	var out official.Line
	for _, s := range l {
		at := 0
		for _, m := range bareAddress.FindAllStringIndex(s.Text, -1) {
			found := strings.TrimRight(s.Text[m[0]:m[1]], ".,;:!?'\")]}")
			if s.URL != "" {
				break // the whole span leads somewhere
			}
			end := m[0] + len(found)
			out = append(out, official.Span{Text: s.Text[at:m[0]]}, official.Span{Text: found, URL: found})
			at = end
		}
		out = append(out, official.Span{Text: s.Text[at:], URL: s.URL})
	}
	return out
}

// target is an address as a file may state it, in ASCII; "" if it cannot be: the name
// of a host has no form in ASCII that every reader knows.
func target(address string) string {
	u, err := url.Parse(address)
	if err != nil || strings.ContainsFunc(u.Host, outsideASCII) {
		return ""
	}
	if out := u.String(); !strings.ContainsFunc(out, outsideASCII) {
		return out
	}
	return ""
}

func outsideASCII(r rune) bool { return r <= ' ' || r > '~' }

// links makes the stretches of a drawn line that lead to one address clickable.
func links(p *canvas.Content, size, y float64, line text, drawn []canvas.Glyph, end float64) {
	for i := 0; i < len(line); {
		k := i + 1
		for k < len(line) && line[k].address == line[i].address {
			k++
		}
		if to := line[i].address; to != "" {
			right := end
			if k < len(line) {
				right = drawn[k].X
			}
			p.Link(to, drawn[i].X, y-0.2*size, right, y+0.9*size)
		}
		i = k
	}
}
