package layout

import (
	"regexp"
	"slices"
)

// level is the rank of a paragraph in the structure of a text (LY-17).
type level int

const (
	levelNone    level = iota
	levelFirst         // 一、
	levelSecond        // （一）
	levelThird         // 1.
	levelFourth        // （1）
	levelArticle       // 第一条
	levelChapter       // 第一章
)

const numerals = "一二三四五六七八九十百零〇"

var (
	firstLevel  = regexp.MustCompile(`^[` + numerals + `]+、`)
	secondLevel = regexp.MustCompile(`^[（(][` + numerals + `]+[）)]`)
	thirdLevel  = regexp.MustCompile(`^[0-9０-９]{1,3}[.．、]`)
	fourthLevel = regexp.MustCompile(`^[（(][0-9]{1,3}[）)]`)
	article     = regexp.MustCompile(`^第[` + numerals + `0-9]+条`)
	chapter     = regexp.MustCompile(`^第[` + numerals + `0-9]+[编章节]`)
)

// levelOf recognises a paragraph by its numbering.
func levelOf(s string) level {
	switch {
	case firstLevel.MatchString(s):
		return levelFirst
	case secondLevel.MatchString(s):
		return levelSecond
	case thirdLevel.MatchString(s):
		return levelThird
	case fourthLevel.MatchString(s):
		return levelFourth
	case article.MatchString(s):
		return levelArticle
	case chapter.MatchString(s) && len([]rune(s)) <= 24:
		return levelChapter
	}
	return levelNone
}

// Most characters that a heading has: one without a full stop, a sentence
// that opens a paragraph, a sentence that is the whole paragraph. What is
// longer is text that happens to be numbered.
const (
	longestPhrase = 60
	longestLead   = 32
	longestAlone  = 20
)

// headingLength returns how many characters of a numbered paragraph are its
// heading: up to the first full stop, or all of it if it has none.
func headingLength(chars []rune) int {
	stop := slices.Index(chars, '。')
	switch n := stop + 1; {
	case stop < 0 && len(chars) <= longestPhrase:
		return len(chars)
	case stop < 0, n > longestLead, n == len(chars) && n > longestAlone:
		return 0
	default:
		return n
	}
}
