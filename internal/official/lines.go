package official

import (
	"regexp"
	"strings"
)

// sourceLine is a line of a text as it is written.
type sourceLine struct {
	raw, text string // as it came, and clean
	fence     bool   // a line of ticks before or behind a passage
	fenced    bool   // within such a passage
}

// fence is a line of ticks, with the name of a language behind it or not.
var fence = regexp.MustCompile("^(`{3,})[A-Za-z0-9+#-]*$")

// linesOf returns the lines of a text. A fence that is never closed is text.
func linesOf(text string) []sourceLine {
	var out []sourceLine
	for raw := range strings.SplitSeq(newlines.Replace(text), "\n") {
		out = append(out, sourceLine{raw: raw, text: clean(raw)})
	}
	unclosed := len(text) + 1 // a fence of so many ticks is not closed any more
	for i := 0; i < len(out); i++ {
		m := fence.FindStringSubmatch(out[i].text)
		if m == nil || len(m[1]) >= unclosed {
			continue
		}
		end := closing(out, i+1, len(m[1]))
		if end < 0 {
			unclosed = len(m[1])
			continue
		}
		out[i].fence, out[end].fence = true, true
		for k := i + 1; k < end; k++ {
			out[k].fenced = true
		}
		i = end
	}
	return out
}

// closing returns the line from i on that closes a fence of n ticks, -1 if none does.
func closing(all []sourceLine, i, n int) int {
	for ; i < len(all); i++ {
		if s := all[i].text; len(s) >= n && strings.Trim(s, "`") == "" {
			return i
		}
	}
	return -1
}

// quotation is what stands behind "> ". Before a number the sign means more than.
var quotation = regexp.MustCompile(`^(?:>[ \x{3000}])+([^0-9０-９>].*)$`)

func quoted(s string) string {
	if m := quotation.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// Plain returns the text for readers that show neither pictures nor faces: each figure
// is its caption in brackets, and the marks of emphasis and of quotations are away. All
// else stays to the byte, and every line is the line that it was.
func Plain(text string) string {
	lines := linesOf(text)
	out := make([]string, len(lines))
	figures := 0
	for i, l := range lines {
		switch {
		case l.fence:
		case l.fenced:
			out[i] = l.raw
		case figure.MatchString(l.text):
			figures++
			out[i] = "〔" + figureOf(l.text, figures).Caption() + "〕"
		default:
			out[i] = plainLine(l)
		}
	}
	return strings.Join(out, "\n")
}

// plainLine is a line without its marks of emphasis, as it came if it has none.
func plainLine(l sourceLine) string {
	s := l.text
	if q := quoted(s); q != "" {
		s = q
	}
	if strings.HasPrefix(s, "|") {
		s = eachCell(s, withoutMarks)
	} else {
		s = withoutMarks(s)
	}
	if s == l.text {
		return l.raw
	}
	return s
}

// withoutMarks takes the marks of emphasis out of a line and leaves links alone.
func withoutMarks(s string) string {
	if !strings.ContainsAny(s, "`*_") {
		return s
	}
	ps := pieces(s)
	pairUp(s, ps)
	var b strings.Builder
	for _, p := range ps {
		switch {
		case p.URL != "":
			b.WriteString(s[p.at:p.end])
		case p.run == 0 || p.role == kept:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Marking is a line whose marks are not printed.
type Marking struct {
	Line  int  // from 1
	Fence bool // it opens a passage between lines of ticks
}

// Markings returns the lines of a text with marks of emphasis or code.
func Markings(text string) []Marking {
	var out []Marking
	within := false
	for i, l := range linesOf(text) {
		switch {
		case l.fence:
			if within = !within; within {
				out = append(out, Marking{Line: i + 1, Fence: true})
			}
		case l.fenced || figure.MatchString(l.text):
		case plainLine(l) != l.raw:
			out = append(out, Marking{Line: i + 1})
		}
	}
	return out
}
