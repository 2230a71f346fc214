package rulebook

import (
	"fmt"
	"strings"
	"unicode"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// beforeSeal are the gates that a text passes before it is sealed.
var beforeSeal = []Gate{G1, G2, G4, G5, G6, G7, G8, G10, G11, G12}

// drawn are the scripts whose letters the Chinese fonts hold and whose lines are set
// from left to right, letter by letter. It is decided by script, so that a gate says
// the same whichever fonts a machine has.
var drawn = []*unicode.RangeTable{
	unicode.Han, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hiragana, unicode.Katakana,
	unicode.Hangul, unicode.Bopomofo, unicode.Common, unicode.Inherited,
}

// backward are the scripts that are written from right to left.
var backward = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam,
	unicode.Hanifi_Rohingya,
}

// unset says in Chinese why a character can't be set, "" where it can.
func unset(r rune) string {
	const noGlyph = "缺字"
	switch {
	case unicode.In(r, backward...):
		return "从右向左的文字"
	case unicode.Is(unicode.Co, r), r >= 0x1f000 && r <= 0x1f0ff, r >= 0x1f300 && r <= 0x1faff: // of one's own; tiles, emoji
		return noGlyph
	case unicode.In(r, unicode.L, unicode.M, unicode.N) && !unicode.In(r, drawn...):
		return noGlyph
	default:
		return ""
	}
}

// rare reports whether a character is one of those Chinese ones that many fonts lack.
func rare(r rune) bool { return r >= 0x20000 && unicode.Is(unicode.Han, r) }

// glyphsThere: what is typeset can be set (LY-30). A finished PDF was set elsewhere.
func glyphsThere(in Input) []document.Finding {
	if in.Content.Text.Original != nil {
		return nil
	}
	var out []document.Finding
	for _, w := range typesetWritings(in.Content) {
		number := 0
		for line := range strings.Lines(w.text) {
			number++
			out = append(out, badGlyphs(w, number, line)...)
			if len(out) >= mostCompared {
				return out
			}
		}
	}
	return out
}

// typesetWritings are the texts that stand on the paper.
func typesetWritings(c dossier.Content) []writing {
	var out []writing
	for _, w := range writings(c) {
		annexed := strings.HasPrefix(w.place, "annexes.") && (strings.HasSuffix(w.place, ".title") || strings.HasSuffix(w.place, ".body"))
		switch {
		case w.text == "":
		case annexed, w.place == "text.title", w.place == "text.addressee", w.place == "text.copy_to", w.place == "text.body",
			w.place == "text.signer_post", w.place == "text.present", w.place == "text.excused", w.place == "text.attending":
			out = append(out, w)
		}
	}
	return out
}

// badGlyphs says what of a line can't be set: the first stretch of each kind.
func badGlyphs(w writing, number int, line string) []document.Finding {
	where := fmt.Sprintf("%s第%d行的“", w.label, number)
	why, from := "", 0
	runes := []rune(strings.TrimSpace(line))
	for i, r := range runes {
		if why = unset(r); why != "" {
			from = i
			break
		}
	}
	if why != "" {
		return []document.Finding{block(w.place, where+stretch(runes[from:])+"”在版式文件中不能正确排出（"+why+"）。", "请改用汉字、拼音或者拉丁字母书写，或者删去。")}
	}
	for _, r := range runes {
		if rare(r) {
			return []document.Finding{warn(w.place, where+string(r)+"”是生僻字，字库中可能没有。", "请预览版式文件，核对该字已经正确排出。")}
		}
	}
	return nil
}

// stretch is the beginning of runes that can't be set, with what joins them.
func stretch(runes []rune) string {
	const most = 12
	n := 0
	for n < len(runes) && n < most && (unset(runes[n]) != "" || unicode.In(runes[n], unicode.Mn, unicode.Cf)) {
		n++
	}
	return string(runes[:n])
}

// addresseeOnce: the addressee stands above the text already; a text that begins with
// it would have it twice (LY-16).
func addresseeOnce(in Input) []document.Finding {
	t := in.Content.Text
	if t.Original != nil || blank(t.Addressee) {
		return nil
	}
	for line := range strings.Lines(t.Body) {
		if blank(line) {
			continue
		}
		same := bareName(line) == bareName(t.Addressee)
		return one(same, warn("text.body", "正文以主送机关开头，主送机关将在版式文件中出现两次。", "主送机关已单独填写，请从正文中删去该行。"))
	}
	return nil
}

// bareName is a line without spaces, marks of Markdown and the colon behind it.
func bareName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("：:*_#>", r) {
			return -1
		}
		return r
	}, s)
}
