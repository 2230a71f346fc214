package scan

import (
	"strings"
	"unicode"
)

// pending looks at words that something is still to be filled in (SC-14): in
// brackets, or at the end of a clause. 有待确认 is what a report says.
func (p *pass) pending(m matter, i, j int) {
	switch p.char(i - 1) {
	case '有', '尚', '亟', '仍', '还', '须', '需', '等', '招', '期', '接', '款', '看':
		return
	}
	switch {
	case p.noteIn(i, j):
		p.hit(placeholder, i, p.written(i, j))
	case m == pending && p.clauseEnds(j):
		p.hit(leftover, i, p.written(i, j))
	}
}

// noteIn reports whether the words from i to j end a short note in brackets.
func (p *pass) noteIn(i, j int) bool {
	for k := i - 1; k >= max(0, i-10); k-- {
		switch c := p.char(k); {
		case openers[c] != 0:
			return p.char(j) == openers[c]
		case strings.ContainsRune(",。;:)]】", c):
			return false
		}
	}
	return false
}

// clauseEnds reports whether a clause ends before j.
func (p *pass) clauseEnds(j int) bool {
	return j >= len(p.sym) && p.last || j < len(p.sym) && (p.sym[j]&gap != 0 || strings.ContainsRune(",。;、|/)", p.char(j)))
}

// hole looks at words that tell the writer what to put here (SC-14).
func (p *pass) hole(i, j int) {
	if i == 0 && p.first || i > 0 && (p.sym[i]&gap != 0 || strings.ContainsRune(",。;:|([【〔{<", p.char(i-1))) {
		p.hit(leftover, i, p.written(i, j))
	}
}

// crosses looks at ××× that holds a place (SC-14). Between digits, or two behind a
// name, it hides something on purpose.
func (p *pass) crosses(i int) {
	if p.char(i-1) == '×' {
		return
	}
	j := i
	for j < len(p.sym) && p.char(j) == '×' {
		j++
	}
	switch {
	case p.sym[max(i-1, 0)]&alnum != 0 && i > 0 && p.sym[min(j, len(p.sym)-1)]&alnum != 0 && j < len(p.sym):
	case j-i >= 3 || j-i == 2 && (p.dated(i, j) || p.measured(j) || p.blankName(i, j)), j-i == 1 && p.halfDated(i, j):
		p.hit(placeholder, i, p.written(i, min(j, i+12)))
	}
}

// dated reports whether the place that i…j holds is that of a date or a number.
func (p *pass) dated(i, j int) bool {
	switch p.char(j) {
	case '年', '月', '日', '号', '〕':
	default:
		return false
	}
	switch before := p.char(i - 1); before {
	case '年', '月', '第', '〇':
		return true
	default:
		return !unicode.Is(unicode.Han, before)
	}
}

// blanks reports whether a token is a number with places held by X: 20XX年.
func (p *pass) blanks(t token) bool {
	if t.size() > 6 || t.size()-t.digits < 2 || !p.dated(t.start, t.end) {
		return false
	}
	for k := t.start; k < t.end; k++ {
		if p.sym[k]&digit == 0 && p.char(k) != 'X' && p.char(k) != 'x' {
			return false
		}
	}
	return true
}

// halfDated reports whether the cross from i to j holds the place of a month or a day,
// as the first of those that do: ×月×日.
func (p *pass) halfDated(i, j int) bool {
	dated := func(k int) bool { return p.char(k) == '年' || p.char(k) == '月' }
	if !dated(j) || p.char(j+1) != '×' || p.char(j+2) == '×' || i > 0 && p.sym[i-1]&digit != 0 {
		return false
	}
	return !dated(i-1) || p.char(i-2) != '×'
}

// measured reports whether what stands at j is the end of the name of a body or a
// measure, not that of a person.
func (p *pass) measured(j int) bool {
	if strings.ContainsRune("局委办厅市县区省镇乡村万亿元%", p.char(j)) {
		return j < len(p.sym)
	}
	for _, w := range bodies {
		if p.reads(j, w) {
			return true
		}
	}
	return false
}

var bodies = spelt("街道", "公司", "单位", "部门", "学校", "医院", "中心", "个百分点")
