package rulebook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Hidden reports whether a character can't be seen and makes a text read otherwise
// than it is stored: control characters, and those that force the direction of
// writing (U+202A–U+202E, U+2066–U+2069). The marks U+200E and U+200F stay: texts
// in Uyghur and Kazakh need them.
func Hidden(r rune) bool {
	switch {
	case r == '\n', r == '\r', r == '\t':
		return false
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return true
	default:
		return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}
}

// HiddenCharacters returns a blocking finding for each field with a character of
// Hidden. What an official signs must be what a reader sees.
func HiddenCharacters(c dossier.Content) []document.Finding {
	var out []document.Finding
	for _, w := range writings(c) {
		out = append(out, HiddenIn(w.place, w.label, w.text)...)
	}
	return out
}

// HiddenIn is HiddenCharacters for one text at a place that people call label.
func HiddenIn(place, label, text string) []document.Finding {
	i := strings.IndexFunc(text, Hidden)
	if i < 0 {
		return nil
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	f := block(place,
		fmt.Sprintf("%s第%d个字符是看不见的控制字符（U+%04X），会使显示的文字与实际内容不一致。", label, utf8.RuneCountInString(text[:i])+1, r),
		"请删去该字符，或者重新键入这一处文字。")
	f.Rule, f.Cite = "SC-14", cite("SC-14")
	return []document.Finding{f}
}
