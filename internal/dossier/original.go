package dossier

import (
	"slices"
	"strings"
	"unicode"
)

// Original is a PDF that was typeset elsewhere and is the document: it is sealed as
// it is, and what is read from it stands in the text (成品原件). Nothing in it is the
// drafter's to write but the place of the seal.
type Original struct {
	Digest string `json:"digest"` // SHA-256 of the file, lower-case hexadecimal
	Name   string `json:"name"`   // as it was handed in
	Size   int    `json:"size"`   // bytes
	Pages  int    `json:"pages"`
	// Unread are the pages, from 1, that show what no words say: scans, letters drawn as
	// shapes, letters without a meaning.
	Unread []int `json:"unread"`
	// Around is what the file says besides Text.Body, one line for each of its lines: mark of
	// the issuer, number, title, signature, date, mark of disclosure, imprint.
	Around string `json:"around"`
	// Remarks say, in Chinese, what else reviewers have to look at: properties, forms of paper.
	Remarks []string  `json:"remarks"`
	Seal    SealPlace `json:"seal"`
}

// SealPlace is the middle of the seal on a page, in whole millimetres from the lower
// left corner of what is seen of it (LY-19).
type SealPlace struct {
	Page   int `json:"page"` // from 1
	Left   int `json:"left"`
	Bottom int `json:"bottom"`
}

func (o *Original) clean() *Original {
	if o == nil {
		return nil
	}
	out := *o
	line(&out.Digest)
	line(&out.Name)
	text(&out.Around)
	out.Unread = append([]int{}, o.Unread...)
	out.Remarks = each(o.Remarks, name)
	return &out
}

// Bears reports whether a line around the text begins with these words; spaces and the
// width of digits do not count.
func (o Original) Bears(words string) bool {
	words = Solid(words)
	return words != "" && slices.ContainsFunc(o.Lines(), func(l string) bool { return strings.HasPrefix(l, words) })
}

// Lines are the lines around the text, each as Solid gives it.
func (o Original) Lines() []string {
	var out []string
	for l := range strings.SplitSeq(o.Around, "\n") {
		if l = Solid(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// Says reports whether the words stand anywhere in the file, over the ends of lines, too.
func (t Text) Says(words string) bool {
	all := t.Body
	if t.Original != nil {
		all = t.Original.Around + "\n" + all
	}
	return strings.Contains(Solid(all), Solid(words))
}

// Solid returns a text without spaces and ends of lines, with its full-width digits and
// letters made narrow: two prints of the same words compare as equal.
func Solid(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u200b', r == '\ufeff':
			return -1
		case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
			return r - 0xfee0
		}
		return r
	}, s)
}
