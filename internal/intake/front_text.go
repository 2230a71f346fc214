package intake

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/official"
)

// fronted reads a text below front matter: its parts are told apart as in an office file,
// and what the front matter says prevails.
func fronted(f *Front, text string) (Text, error) {
	lines := textLines(text)
	l := &layout{title: f.title}
	lines = l.titled(lines)
	both := otherTitle(f, lines)
	lines = l.toWhom(lines)
	main, rest := splitAnnexes(lines)
	l.body = l.closing(main)
	t := Text{Kind: Plain, Title: l.title, Front: f, Urgency: f.urgency, Body: written(l.body)}
	for _, part := range rest {
		a := l.annex(part)
		t.Annexes = append(t.Annexes, Annex{Title: a.title, Body: written(a.body)})
	}
	t.Annexes = l.withAnnexes(f.annexes, t.Annexes)
	t.Addressee, both = prevailing(both, "主送机关", f.addressee, l.addressee)
	t.CopyTo, both = prevailing(both, "抄送机关", f.copyTo, l.copyTo)
	t.Findings = append(both, l.annexFindings(len(t.Annexes))...)
	if t.Title == "" && t.Body == "" && len(t.Annexes) == 0 {
		return Text{}, refuse("empty-file", "文首元数据之后没有正文，也没有标题。请补充后重新导入。")
	}
	return t, nil
}

// textLines are the lines of a text without those that are empty, but one between two tables.
func textLines(text string) []line {
	var out []line
	empty := false
	for s := range strings.SplitSeq(text, "\n") {
		s = strings.TrimRight(s, " \t")
		if strings.TrimSpace(s) == "" {
			empty = true
			continue
		}
		if empty && len(out) > 0 && strings.HasPrefix(s, "|") && strings.HasPrefix(out[len(out)-1].text, "|") {
			out = append(out, line{})
		}
		empty = false
		if title, ok := strings.CutPrefix(s, "# "); ok && !numbered(strings.TrimSpace(title)) {
			out = append(out, line{text: strings.TrimSpace(title), title: true})
			continue
		}
		out = append(out, line{text: s})
	}
	return out
}

// written is the text of lines from textLines.
func written(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.title {
			b.WriteString("# ")
		}
		b.WriteString(l.text + "\n")
	}
	return strings.TrimSpace(b.String())
}

// titled takes the title above the text, where the front matter has none or the same.
func (l *layout) titled(lines []line) []line {
	if l.title == "" {
		return l.heading(lines)
	}
	other := &layout{}
	if rest := other.heading(lines); unspaced(other.title) == unspaced(l.title) {
		return rest
	}
	if len(lines) > 0 && unspaced(lines[0].text) == unspaced(l.title) { // nothing but the title
		return lines[1:]
	}
	return lines
}

// otherTitle says that the text begins with another title than the front matter gives.
func otherTitle(f *Front, lines []line) []document.Finding {
	if f.title == "" || len(lines) == 0 || !lines[0].title {
		return nil
	}
	return []document.Finding{{
		Severity: document.Warn, Place: "text.title", Message: "正文开头的标题（" + brief(lines[0].text) + "）与文首元数据的标题不一致，留在正文中。", Remedy: "请核对，多余的请删去。",
	}}
}

// withAnnexes brings what the front matter names together with the texts below: a name
// without a text stands for the next one in the file.
func (l *layout) withAnnexes(named, found []Annex) []Annex {
	var out []Annex
	if len(named) > 0 {
		l.announced = nil // what the text says of them is the same list
	}
	for _, a := range named {
		l.announced = append(slices.Clip(l.announced), a.Title)
		switch {
		case a.Body != "":
			out = append(out, a)
		case len(found) > 0:
			if found[0].Title == "" {
				found[0].Title = a.Title
			}
			out, found = append(out, found[0]), found[1:]
		}
	}
	return append(out, found...)
}

// annexFindings are those of layout.findings, with the annexes that are there in the end.
func (l *layout) annexFindings(annexes int) []document.Finding {
	l.annexes = make([]annex, annexes)
	return l.findings()
}

// prevailing is what the front matter says, else what the text does; a contradiction is said.
func prevailing(fs []document.Finding, label, front, text string) (string, []document.Finding) {
	switch {
	case front == "":
		return text, fs
	case text != "" && unspaced(text) != unspaced(front):
		fs = append(fs, document.Finding{
			Severity: document.Warn, Place: "file", Message: fmt.Sprintf("正文中的%s（%s）与文首元数据不一致，已采用文首元数据。", label, brief(text)), Remedy: "请核对。",
		})
	}
	return front, fs
}

// pictureFindings say which pictures a text shows that a text file can't bring along (LY-32).
func (t Text) pictureFindings() []document.Finding {
	var out []document.Finding
	for i, body := range append([]string{t.Body}, bodies(t.Annexes)...) {
		place := "text.body"
		if i > 0 {
			place = fmt.Sprintf("annexes.%d.body", i-1)
		}
		for _, f := range official.Figures(body) {
			out = append(out, notBrought(place, f.Picture))
		}
	}
	return out
}

func bodies(annexes []Annex) (out []string) {
	for _, a := range annexes {
		out = append(out, a.Body)
	}
	return out
}

func notBrought(place, name string) document.Finding {
	return document.Finding{
		Rule: "LY-32", Severity: document.Warn, Place: place, Message: "文中引用的图片“" + name + "”没有随文件带入。", Remedy: "请一并上传这张图片，或者删去该行。",
	}
}

// Brought returns the findings without those on pictures that came by another way.
func Brought(fs []document.Finding, names []string) []document.Finding {
	return slices.DeleteFunc(slices.Clone(fs), func(f document.Finding) bool {
		return slices.ContainsFunc(names, func(n string) bool { return f == notBrought(f.Place, n) })
	})
}
