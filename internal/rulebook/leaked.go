package rulebook

import (
	"fmt"
	"index/suffixarray"
	"regexp"
	"strings"
	"unicode"

	"mingfa/internal/document"
)

// leastSentence is how many characters a sentence of a closed annex needs, titles and
// names of bodies left out, before its standing in the open says something (DA-11);
// mostLeaks bounds what is listed of one annex.
const (
	leastSentence = 20
	mostLeaks     = 10
)

// openPart is a text that goes out with a public document, as sentences are looked for in it.
type openPart struct {
	label string
	index *suffixarray.Index
	lines []int // of each byte of the letters, the line it stood in, from 1
}

// openParts are the texts that go out with the document.
func (in Input) openParts() []openPart {
	c := in.Content
	out := []openPart{newOpenPart("正文", c.Text.Body)}
	for i, a := range c.Annexes {
		if !a.Closed() {
			out = append(out, newOpenPart(fmt.Sprintf("附件%d", i+1), a.Body))
		}
	}
	return append(out, newOpenPart("解读材料", c.Interpretation.Body), newOpenPart("公开目录的摘要", c.Catalogue.Summary))
}

func newOpenPart(label, text string) openPart {
	var b []byte
	var lines []int
	line := 1
	for _, r := range text {
		if r == '\n' {
			line++
		}
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			continue
		}
		from := len(b)
		b = append(b, string(r)...)
		for range len(b) - from {
			lines = append(lines, line)
		}
	}
	return openPart{label: label, index: suffixarray.New(b), lines: lines}
}

var titled = regexp.MustCompile(`《[^《》\n]*》`)

// leaked finds the whole sentences of the i-th annex, which is closed, that stand word
// for word in what is open (DA-11).
func (in Input) leaked(i int, open []openPart) []document.Finding {
	var out []document.Finding
	seen := map[string]bool{}
	for _, s := range strings.FieldsFunc(in.Content.Annexes[i].Body, endsSentence) {
		key := lettersOf(s)
		if seen[key] || len([]rune(lettersOf(in.withoutNames(s)))) < leastSentence {
			continue
		}
		seen[key] = true
		for _, p := range open {
			at := p.index.Lookup([]byte(key), 1)
			if len(at) == 0 {
				continue
			}
			if len(out) == mostLeaks {
				return out
			}
			out = append(out, block(fmt.Sprintf("annexes.%d.body", i),
				fmt.Sprintf("附件%d不公开，但其中“%s……”一句见于%s第%d行。", i+1, string([]rune(strings.TrimSpace(s))[:10]), p.label, p.lines[at[0]]),
				"主动公开的文件不得夹带不公开的内容，请删去"+p.label+"中的这一句，或者调整附件的公开属性。"))
			break
		}
	}
	return out
}

func endsSentence(r rune) bool {
	return r == '\n' || r == '。' || r == '；' || r == '！' || r == '？' || r == ';'
}

// lettersOf is a text without punctuation, spaces and markup.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}

// withoutNames leaves out of a sentence what any part may say by itself: titles, and the
// names of the document and the bodies.
func (in Input) withoutNames(s string) string {
	s = titled.ReplaceAllString(s, "")
	t := in.Content.Text
	for _, name := range append([]string{t.Title, t.Addressee, t.CopyTo, in.Issuer}, t.JointWith...) {
		if name != "" {
			s = strings.ReplaceAll(s, name, "")
		}
	}
	return s
}
