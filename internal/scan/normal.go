package scan

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var (
	tags     = regexp.MustCompile(`</?[A-Za-z!][^<>]*>`)
	emphasis = regexp.MustCompile(`\*\*+|__+|\\`)
	variants = strings.NewReplacer(
		"絕", "绝", "機", "机", "祕", "秘", "級", "级", "長", "长", "個", "个",
		"☆", "★", "⭐", "★", "✩", "★", "✭", "★", "✮", "★", "✪", "★", "⋆", "★", "∗", "*", "✱", "*", "✽", "*",
	)
)

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// lines splits at everything that a reader sees as the end of a line.
func lines(text string) []string { return strings.Split(lineEnds.Replace(text), "\n") }

// forms returns a line as the patterns want it, with its tags (a mark may stand in
// a comment or an attribute) and without them (a tag may part a mark).
func forms(line string) []string {
	whole := normal(line)
	if bare := tags.ReplaceAllString(line, ""); bare != line {
		return []string{whole, normal(bare)}
	}
	return []string{whole}
}

// normal resolves entities, takes out emphasis and everything invisible, and folds
// full-width to half-width and traditional forms of the words sought to simplified
// ones. What a reader sees as 机 密 ★ 10 年 comes out as 机密★10年 however it was
// written.
func normal(line string) string {
	line = norm.NFKC.String(html.UnescapeString(line))
	line = emphasis.ReplaceAllString(line, "")
	line = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Zs, r) || invisible(r) {
			return -1
		}
		return r
	}, line)
	return variants.Replace(line)
}
