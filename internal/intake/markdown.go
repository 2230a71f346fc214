package intake

import (
	"strings"

	"mingfa/internal/official"
)

// markdown writes lines as Mingfa's Markdown. A heading that shows itself by its
// number needs no marks.
func markdown(lines []line) string {
	var b strings.Builder
	tabled, below := false, ""
	for i, l := range lines {
		text := strings.TrimSpace(l.shown())
		switch {
		case l.table != nil:
			if tabled { // two tables in a row would read as one
				b.WriteString("\n")
			}
			writeTable(&b, l.table)
		case text != "" && (below == "" || captionLine(l) != below): // a caption went with its picture
			b.WriteString(marked(l, text) + "\n")
		}
		if l.table != nil || text != "" {
			tabled, below = l.table != nil, ""
		}
		if len(l.figures) > 0 {
			tabled, below = false, writeFigures(&b, l.figures, lines[i+1:])
		}
	}
	return strings.TrimSpace(b.String())
}

// writeFigures writes pictures with their captions. That of the last one may be the line
// that follows, which is returned.
func writeFigures(b *strings.Builder, figures []figure, rest []line) (used string) {
	for i, f := range figures {
		words := f.caption
		if i == len(figures)-1 && len(rest) > 0 {
			if used = captionLine(rest[0]); used != "" {
				words = used
			}
		}
		b.WriteString("![" + words + "](" + f.name + ")\n")
	}
	return used
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
