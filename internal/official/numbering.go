package official

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const numerals = "一二三四五六七八九十百零〇"

// numberings are tried in order.
var numberings = []struct {
	numbering Numbering
	form      *regexp.Regexp
}{
	{First, regexp.MustCompile(`^[` + numerals + `]+、`)},
	{Second, regexp.MustCompile(`^[（(][` + numerals + `]+[）)]`)},
	{Third, regexp.MustCompile(`^[0-9０-９]{1,3}(?:[.．][^0-9０-９]|、)`)},
	{Fourth, regexp.MustCompile(`^[（(][0-9０-９]{1,3}[）)]`)},
	{Article, regexp.MustCompile(`^第[` + numerals + `0-9]+条`)},
	{Chapter, regexp.MustCompile(`^第[` + numerals + `0-9]+[编章]`)},
	{Section, regexp.MustCompile(`^第[` + numerals + `0-9]+节[ \x{3000}]`)},
}

// numberingOf recognises the number that opens a line.
func numberingOf(s string) Numbering {
	for _, n := range numberings {
		if n.form.MatchString(s) {
			return n.numbering
		}
	}
	return Unnumbered
}

// level is the rank of a heading with this number, 0 if the number does not say.
func (n Numbering) level() int {
	switch n {
	case First, Chapter:
		return 1
	case Second, Section:
		return 2
	case Third:
		return 3
	case Fourth:
		return 4
	case Unnumbered, Article:
	}
	return 0
}

// Most characters of a heading. What is longer is text that happens to be numbered.
const (
	longestHeading = 60
	longestChapter = 24
	longestLead    = 32
)

// isHeading reports whether a line without hash marks is a heading by its number:
// it is short and neither a sentence nor an entry of a list.
func isHeading(s string, n Numbering) bool {
	sentence := strings.ContainsAny(s, "。；：;:")
	switch n {
	case First, Second:
		return !sentence && utf8.RuneCountInString(s) <= longestHeading
	case Chapter, Section:
		return !sentence && !strings.ContainsAny(s, "，、,") && utf8.RuneCountInString(s) <= longestChapter
	case Unnumbered, Third, Fourth, Article:
	}
	return false
}

// leadOf returns how many bytes of a paragraph are set apart: the number of an
// article, or the first sentence after 一、 or （一） if more follows. A sentence
// alone is no heading, and one with a semicolon or a colon is an entry of a list.
func leadOf(s string, n Numbering) int {
	switch n {
	case Article:
		return strings.Index(s, "条") + len("条")
	case First, Second:
		stop := strings.Index(s, "。") + len("。")
		if stop < len("。") || stop == len(s) || strings.ContainsAny(s[:stop], "；：;:") || utf8.RuneCountInString(s[:stop]) > longestLead {
			return 0
		}
		return stop
	case Unnumbered, Third, Fourth, Chapter, Section:
	}
	return 0
}
