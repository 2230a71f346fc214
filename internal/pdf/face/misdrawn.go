package face

import "strings"

// misdrawing is what a family draws in place of a character.
type misdrawing struct {
	as string
	// readable is true if the character can be told all the same, so that the glyph is
	// better than none.
	readable bool
}

// misdrawn lists, by the beginning of a face's name, the characters for which the
// family has a glyph of another character. A paper that shows a dollar where a yuan
// was signed says something else, so such a glyph counts as absent and the next face
// of the chain is asked. Found by holding rows 1 to 9 of GB 2312 against Noto.
var misdrawn = map[string]map[rune]misdrawing{
	"Fandol": {
		'￥': {as: "a dollar sign"},
		'￣': {as: "a hyphen"},
		'～': {as: "a small tilde at the height of an accent (in 仿宋 a short one)", readable: true},
		'~': {as: "a small tilde at the height of an accent", readable: true},
	},
}

// standIns are characters that mean the same, for when no face of a chain draws the
// character itself.
var standIns = map[rune]rune{'￥': '¥', '¥': '￥'}

// drawnBy says what a face of this name draws in place of a character; it reports
// false if it draws the character.
func drawnBy(name string, r rune) (misdrawing, bool) {
	for family, chars := range misdrawn {
		if m, wrong := chars[r]; wrong && strings.HasPrefix(name, family) {
			return m, true
		}
	}
	return misdrawing{}, false
}
