package intake

import (
	"strings"

	"mingfa/internal/official"
)

// markdown writes lines as Mingfa's Markdown. A heading that shows itself by its
// number needs no marks.
func markdown(lines []line) string {
	var b strings.Builder
	tabled := false
	for _, l := range lines {
		if l.table != nil {
			if tabled { // two tables in a row would read as one
				b.WriteString("\n")
			}
			writeTable(&b, l.table)
			tabled = true
			continue
		}
		text := strings.TrimSpace(l.shown())
		if text == "" {
			continue
		}
		tabled = false
		b.WriteString(marked(l, text))
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String())
}

// marked sets the marks of structure before a line.
func marked(l line, text string) string {
	switch {
	case l.label == bullet:
		return bullet + strings.ReplaceAll(text, "\n", "\n"+bullet)
	case strings.Contains(text, "\n"):
		return text
	case l.title:
		return "# " + text
	case l.heading > 0 && !knownHeading(text) && likeTitle(text):
		return strings.Repeat("#", min(l.heading+1, 5)) + " " + text
	}
	return text
}

// knownHeading reports whether the text is read as a heading without marks.
func knownHeading(text string) bool {
	blocks := official.Parse(text)
	return len(blocks) == 1 && blocks[0].Kind == official.Heading
}

func writeTable(b *strings.Builder, rows [][]string) {
	for i, r := range rows {
		for _, c := range r {
			b.WriteString("| " + strings.ReplaceAll(c, "|", `\|`) + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(r)) + "|\n")
		}
	}
}
