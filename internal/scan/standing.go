package scan

import "strings"

// around is what may stand around a mark besides spaces.
const around = frame + ":,。!★●■◆"

// alone reports whether the phrase from i to j fills its line, but for so many
// more characters and what may frame a heading.
func (p *pass) alone(i, j, more int) bool {
	if !p.first || !p.last || len(p.sym) > j-i+more+12 || !p.parted(i) || !p.parted(j) {
		return false
	}
	others := 0
	for k, s := range p.sym {
		if (k < i || k >= j) && !strings.ContainsRune(around, s.char()) {
			others++
		}
	}
	return others <= more
}

// parted reports whether a space, a punctuation mark or the end of the line stands
// before the i-th character.
func (p *pass) parted(i int) bool {
	return i == 0 || i >= len(p.sym) || p.sym[i]&gap != 0 ||
		strings.ContainsRune(around, p.char(i-1)) || strings.ContainsRune(around, p.char(i))
}

// bracketed reports whether the phrase stands in brackets, together with no more
// than a few words like it.
func (p *pass) bracketed(i, j int) bool {
	from, to := -1, -1
	for k := i - 1; k >= max(0, i-12) && from < 0; k-- {
		switch p.char(k) {
		case '(', '[', '【', '〔', '<', '{', '「':
			from = k
		case ')', ']', '】', '〕', '》', '《', '。':
			return false
		}
	}
	for k := j; k < min(j+12, len(p.sym)) && to < 0; k++ {
		switch p.char(k) {
		case ')', ']', '】', '〕', '>', '}', '」':
			to = k
		case '(', '[', '。', '除', '的':
			return false
		}
	}
	return from >= 0 && to >= 0
}

// quoted reports whether the phrase stands in a title that is quoted: 《…》 or “…”.
func (p *pass) quoted(i, j int) bool {
	inside := false
	for k := i - 1; k >= max(0, i-80) && !inside; k-- {
		switch p.char(k) {
		case '《', '“':
			inside = true
		case '》', '”', '。':
			return false
		}
	}
	for k := j; inside && k < min(j+80, len(p.sym)); k++ {
		switch p.char(k) {
		case '》', '”':
			return true
		case '《', '“', '。':
			return false
		}
	}
	return false
}

// subjects are what a sentence calls the paper itself.
var subjects = [][]rune{[]rune("本文"), []rune("此文"), []rune("本资料"), []rune("本材料"), []rune("此材料"), []rune("本件"), []rune("此件")}

// subject reports whether the words right before i speak of this very paper.
func (p *pass) subject(i int) bool {
	for k := i - 1; k >= max(0, i-8); k-- {
		switch p.char(k) {
		case '。', ';', ':':
			return false
		}
		for _, w := range subjects {
			if p.reads(k, w) {
				return true
			}
		}
	}
	return false
}
