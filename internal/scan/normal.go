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
		"☆", "★", "⭐", "★", "✩", "★", "✭", "★", "✮", "★", "✪", "★", "⋆", "★", "∗", "*", "✱", "*", "✽", "*", "※", "*", "⁎", "*", "✲", "*", "✻", "*", "❋", "*",
		"✦", "★", "✡", "★", "✶", "★", "✯", "★", "✰", "★", "✫", "★", "✬", "★", "🌟", "★",
	)
)

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// forms returns a line as the patterns want it, with its tags (a mark may stand in
// a comment or an attribute) and without them (a tag may part a mark).
func forms(line string) []string {
	whole := normal(line)
	if bare := tags.ReplaceAllString(line, ""); bare != line {
		return []string{whole, normal(bare)}
	}
	return []string{whole}
}

// normal resolves entities, takes out emphasis and everything invisible, makes one
// blank of all space between two characters, and folds full-width to half-width and
// traditional forms of the words sought to simplified ones.
func normal(line string) string {
	line = norm.NFKC.String(html.UnescapeString(line))
	line = emphasis.ReplaceAllString(line, "")
	gap := true
	line = strings.Map(func(r rune) rune {
		switch {
		case invisible(r) && !endsLine(r) && r != '\t':
			return -1
		case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
			if gap {
				return -1
			}
			gap = true
			return ' '
		}
		gap = false
		return r
	}, line)
	return variants.Replace(line)
}

// compact leaves out the blanks of a normal form: what a reader sees as 机 密 ★ 10 年
// comes out as 机密★10年 however it was written.
func compact(form string) string { return strings.ReplaceAll(form, " ", "") }

// writings returns a normal form as it stands and without blanks, which part words
// in one line and only stretch them in another.
func writings(form string) []string {
	if c := compact(form); c != form {
		return []string{c, form}
	}
	return []string{form}
}
