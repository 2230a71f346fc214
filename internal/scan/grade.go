package scan

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The writings of the mark of a state secret (SC-12): a grade, maybe torn, with a
// star, a term, or both, or in a field for grades, or alone on its line. Spaces and
// the ends of lines are no part of it; each is read in a bounded number of steps.

var (
	// others are secrets that are none of the state.
	others = spelt("商业", "技术", "工作", "个人", "企业", "经营", "职业", "商务", "他人")
	labels = spelt("密级", "秘密等级", "保密等级", "秘密级别", "保密级别")
	// designations are labels that prose uses as headings too.
	designations = spelt("涉密等级", "涉密级别", "定密等级", "定密级别", "密别", "定密")
	designates   = spelt("确定为", "定为", "属于", "为", "是", "属")
	termLabel    = spelt("保密期限")
	termLabels   = spelt("保密期限", "期限")
	terms        = spelt("长期", "启用前", "公布前", "发布前", "实施前")
	units        = spelt("年", "个月", "月", "天", "日")
	boxed        = spelt("其他", "无", "非密", "公开", "内部")
	urgencies    = spelt("特急", "加急", "平急", "特提")
	joints       = spelt("以及", "或者", "、", ",", ";", "/", "|", "和", "或", "及", "与", "到", "至")
	copyLabels   = spelt("份号:", "份号", "No.", "No")
)

// frame is what may stand around a header line without making it a sentence:
// Markdown marks of headings, lists, quotes, emphasis and table cells, brackets.
const frame = "#>*_-+|·•`~=[]()【】〔〕<「」『』〖〗〈〉《》\"“”'‘’"

var (
	framing    = newSet(frame)
	quotes     = newSet(`"'“”‘’`)
	openQuote  = newSet(`"“`)
	closeQuote = newSet(`"”`)
	opened     = newSet(`([【〔{<〖〈《「`)
	closed     = newSet(`)]】〕}>〗〉》」`)
	ticks      = newSet("☑☒✓✔√")
	stars      = newSet("★*")
	beforeStar = newSet(`-_.·~/"'“”)]】〕|*`)
	quotesEnd  = newSet(`"'“”‘’)]】〕}>〗〉》」`)
	cellEnd    = newSet(`"'“”‘’)]】〕}>〗〉》」|`)
	fieldOpen  = newSet(`"'“”‘’[【(|〔`)
	fieldSign  = newSet(":=|>→_.-")
	periodOpen = newSet(",;:([【〔")
	periodVerb = newSet(":为是")
	comma      = newSet(",;")
	verbQuote  = newSet(`"'“”‘’:`)
	conjoined  = newSet("和及与/、")
	hanDigits  = newSet("一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾")
	// behindGrade are the words and numbers that a mark may go on with; beforeGrade
	// is what a field may end in.
	behindGrade = newSet("0123456789一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾长启公发实自保期xX")
	beforeGrade = newSet(`"'“”‘’[【(|〔)]】〕}>〗〉》」:=>→_.-为是属于`)
)

// grade returns where the grade begins that ends in the 密 at k.
func (f *flow) grade(k int) (int, bool) {
	for i := k - 1; i >= max(0, k-tear-1); i-- {
		switch f.char(i) {
		case '绝', '机', '秘':
			return i, true
		}
		if f.wordy(i) {
			break
		}
	}
	return 0, false
}

// level returns the index behind a grade that begins at i, 0 if there is none.
func (f *flow) level(i int) int {
	switch f.char(i) {
	case '绝', '机', '秘':
	default:
		return 0
	}
	for k := i + 1; k <= i+tear+1; k++ {
		if f.char(k) == '密' {
			return f.suffixed(k + 1)
		}
		if f.wordy(k) {
			return 0
		}
	}
	return 0
}

func (f *flow) suffixed(i int) int {
	if f.char(i) == '级' {
		return i + 1
	}
	return i
}

// mark returns what a mark is made of whose grade ends in the 密 at k.
func (f *flow) mark(k int) (from, to int, ok bool) {
	a, ok := f.grade(k)
	if !ok {
		return 0, 0, false
	}
	b := f.suffixed(k + 1)
	to = f.behind(a, b)
	if to == 0 {
		to = f.before(a, b)
	}
	if to == 0 {
		to = f.header(a, b)
	}
	return a, to, to > 0
}

// behind reads the marks that a grade begins.
func (f *flow) behind(a, b int) int {
	if b >= len(f.sym) || f.wordy(b) && !behindGrade.has(f.char(b)) {
		return 0
	}
	if e := f.starred(a, b); e > 0 {
		return e
	}
	if e := f.termed(a, b); e > 0 && f.endsIn(a, others) < 0 && !f.listed(a, e) {
		return e
	}
	return 0
}

// before reads the marks that a grade ends.
func (f *flow) before(a, b int) int {
	e := 0
	switch c := f.char(a - 1); {
	case c == '★':
		e = f.starBefore(a, b)
	case c == '■' || ticks.has(c):
		e = f.ticked(a, b)
	case beforeGrade.has(c):
		e = f.field(a, b)
	}
	if e > 0 && !f.listed(a, e) {
		return e
	}
	return 0
}

// starred reads a star behind the grade. It hardly stands there in prose (SSL
// 第二十二条: what is no state secret must not carry the mark); without a term the
// words around it decide. Other signs are met as Markdown's asterisks too, so with
// them the term must follow.
func (f *flow) starred(a, b int) int {
	j := b
	for j < b+2 && beforeStar.has(f.char(j)) && !(f.char(j) == '*' && f.term(j+1) > 0) {
		j++
	}
	if !stars.has(f.char(j)) {
		return 0
	}
	if e := f.term(j + 1); e > 0 {
		return e
	}
	if j > b || f.char(j) != '★' {
		return 0
	}
	if f.event(j+1) || f.endsIn(a, others) < 0 && (f.begins(a) || f.ends(j+1) && f.char(a-1) != '的') {
		return j + 1
	}
	return 0
}

// event reports whether an event follows up to which the secret is kept:
// 考试结束前 (SR-05).
func (f *flow) event(i int) bool {
	for k := i; k < i+20 && f.wordy(k); k++ {
		if f.char(k) == '前' && k > i+1 && f.ends(k+1) {
			return true
		}
	}
	return false
}

// starBefore reads a star before the grade. It is a bullet there too, so nothing may
// follow.
func (f *flow) starBefore(a, b int) int {
	if f.char(a-1) != '★' || !f.begins(a-1) {
		return 0
	}
	if e := f.term(b); e > 0 {
		b = e
	}
	if f.ends(b) {
		return b
	}
	return 0
}

// termed reads a grade with its term behind a sign, in brackets, behind the word for
// it, or by itself.
func (f *flow) termed(a, b int) int {
	j := b
	for j < b+3 && signs(f.char(j)) {
		j++
	}
	if e := f.term(j); j > b && e > 0 && f.ends(e) {
		return e
	}
	if e := f.enclosed(b); e > 0 {
		return e
	}
	for j = b; j < b+3 && periodOpen.has(f.char(j)); {
		j++
	}
	if e := f.reads(j, termLabels); e > 0 {
		for n := 0; n < 3 && periodVerb.has(f.char(e)); n++ {
			e++
		}
		return f.term(e)
	}
	for j = b; j < b+2 && comma.has(f.char(j)); {
		j++
	}
	if closed.has(f.char(j)) && opened.has(f.char(a-1)) {
		j++
	}
	if e := f.term(j); e > 0 && (f.begins(a) || opened.has(f.char(a-1))) && f.ends(e) {
		return e
	}
	return 0
}

// signs reports whether a character is a sign that a term may stand behind.
func signs(c rune) bool {
	switch {
	case c < utf8.RuneSelf:
		return c != 0 && strings.ContainsRune("#:/.&xX-_~+=|^<>$`", c)
	case c >= 0x4e00 && c <= 0x9fff:
		return false
	default:
		return strings.ContainsRune("·※†‡", c) || unicode.In(c, unicode.S, unicode.Pd, unicode.Pc)
	}
}

// enclosed reads a term in brackets at i.
func (f *flow) enclosed(i int) int {
	if !opened.has(f.char(i)) {
		return 0
	}
	if stars.has(f.char(i + 1)) {
		i++
	}
	if e := f.term(i + 1); e > 0 && closed.has(f.char(e)) {
		return e + 1
	}
	return 0
}

// term returns the index behind how long a secret is kept, 0 if that does not stand
// at i: 10年, 十年, 6个月, 长期, or a day or event up to which (SR-05).
func (f *flow) term(i int) int {
	if e := f.reads(i, terms); e > 0 {
		return e
	}
	if f.char(i) == '自' {
		if e := f.day(i + 1); e > 0 && f.char(e) == '起' {
			i = e + 1
		}
	}
	if e := f.day(i); e > 0 {
		return e
	}
	j := f.digits(i, 64)
	if j == i {
		for j < i+3 && hanDigits.has(f.char(j)) {
			j++
		}
	}
	if j == i {
		return 0
	}
	return f.reads(j, units)
}

// day returns the index behind a day at i: 2026年9月17日.
func (f *flow) day(i int) int {
	year := f.digits(i, 4)
	if year != i+4 || f.char(year) != '年' {
		return 0
	}
	month := f.digits(year+1, 2)
	if month == year+1 || f.char(month) != '月' {
		return 0
	}
	day := f.digits(month+1, 2)
	if day == month+1 || f.char(day) != '日' {
		return 0
	}
	return day + 1
}

func (f *flow) digits(i, most int) int {
	j := i
	for j < i+most && j < len(f.sym) && f.sym[j]&digit != 0 {
		j++
	}
	return j
}

// field reads filled-in grades: 密级:机密, 密级|机密|, 【密级】机密, 密级为机密.
func (f *flow) field(a, b int) int {
	for j, n := a, 0; n <= 3; j, n = j-1, n+1 {
		if f.labelled(j, b) {
			return b
		}
		if !fieldOpen.has(f.char(j - 1)) {
			break
		}
	}
	if f.char(a-1) == '(' && f.char(b) == ')' && f.ends(b+1) && f.label(a-1, labels) >= 0 {
		return b
	}
	if f.named(a, b) {
		return b
	}
	return 0
}

// labelled reports whether a label for grades ends before j, with what parts it
// from the grade.
func (f *flow) labelled(j, b int) bool {
	if f.char(j-1) == ':' && f.label(f.skipBack(j-1, 2, quotesEnd), labels) >= 0 {
		return true
	}
	if !f.ends(b) {
		return false
	}
	if closed.has(f.char(j - 1)) { // 【密级】机密
		if i := f.label(j-1, labels); i > 0 && opened.has(f.char(i-1)) {
			return true
		}
	}
	for i := j - 1; i >= j-3 && fieldSign.has(f.char(i)); i-- {
		if f.label(f.skipBack(i, 2, cellEnd), labels, designations) >= 0 {
			return true
		}
	}
	return false
}

// named reports whether a label with a verb stands before the grade, and nothing
// that goes on behind it.
func (f *flow) named(a, b int) bool {
	j := f.endsIn(f.skipBack(a, 2, verbQuote), designates)
	if j < 0 || f.label(f.skipBack(j, 1, quotes), labels, designations) < 0 {
		return false
	}
	if quotes.has(f.char(b)) {
		b++
	}
	return f.ends(b) && !quotes.has(f.char(b))
}

// skipBack returns the index behind what is left when up to n of those characters
// are taken away before j.
func (f *flow) skipBack(j, n int, of *set) int {
	for ; n > 0 && j > 0 && of.has(f.char(j-1)); n-- {
		j--
	}
	return j
}

// label returns where a label begins that ends before j, -1 if there is none. It may
// be one for grade and term together.
func (f *flow) label(j int, of ...words) int {
	if i := f.endsIn(j, termLabel); i >= 0 {
		j = f.skipBack(i, 1, conjoined)
	}
	for _, words := range of {
		if i := f.endsIn(j, words); i >= 0 {
			return i
		}
	}
	return -1
}

// ticked reads a grade whose box is ticked.
func (f *flow) ticked(a, b int) int {
	switch {
	case ticks.has(f.char(a - 1)):
		if f.ends(b) {
			return b
		}
	case f.char(a-1) != '■':
	case f.char(b) == '□', f.ends(b) && f.unticked(a-1):
		return b
	}
	return 0
}

// unticked reports whether a box that is not ticked, with its word, ends before j.
func (f *flow) unticked(j int) bool {
	if i := f.endsIn(j, boxed); i >= 0 {
		return f.char(i-1) == '□'
	}
	if f.char(j-1) == '级' {
		j--
	}
	if f.char(j-1) != '密' {
		return false
	}
	i, ok := f.grade(j - 1)
	return ok && f.char(i-1) == '□'
}

// header reads a line of nothing but a grade, with or without its term, as it stands
// in the left upper corner of a document, maybe beside the copy number and the
// urgency (GB/T 9704 7.2.1–7.2.3).
func (f *flow) header(a, b int) int {
	if c := f.char(a - 1); !f.gapAt(a) && a > 0 && !framing.has(c) && f.sym[a-1]&digit == 0 {
		return 0
	}
	line := f.lineOf(a)
	first, behind := f.starts[line].index, len(f.sym)
	if line+1 < len(f.starts) {
		behind = f.starts[line+1].index
	} else if !f.end {
		return 0
	}
	if b > behind || line == 0 && !f.begin {
		return 0
	}
	if stars.has(f.char(b)) {
		b++
	}
	if e := f.term(b); e > 0 {
		b = e
	}
	e := b
	if u := f.reads(b, urgencies); u > 0 {
		e = u
	}
	i := f.copyNumber(a, first)
	for i > first && framing.has(f.char(i-1)) {
		i--
	}
	for e < behind && framing.has(f.char(e)) {
		e++
	}
	if i > first || e < behind {
		return 0
	}
	return b
}

// copyNumber returns where the copy number begins that may stand before i.
func (f *flow) copyNumber(i, first int) int {
	j := i
	for j > max(first, i-6) && f.sym[j-1]&digit != 0 {
		j--
	}
	if j == i {
		return i
	}
	if k := f.endsIn(j, copyLabels); k >= first {
		return k
	}
	return j
}

// listed reports whether the grade from a to e is one of several in a row, as in
// prose on the law of secrets: 绝密、机密、秘密; 机密级(20年). A star is no part of
// prose.
func (f *flow) listed(a, e int) bool {
	if f.char(a-1) == '★' {
		return false
	}
	if f.next(f.followed(e)) > 0 {
		return true
	}
	for k := a - 2; k >= max(0, a-20); k-- {
		if f.char(k) != '密' {
			continue
		}
		if _, ok := f.grade(k); !ok {
			continue
		}
		i := f.suffixed(k + 1)
		if closeQuote.has(f.char(i)) {
			i++
		}
		if f.joint(f.followed(i)) == a {
			return true
		}
		if t := f.term(i); t > 0 && f.joint(t) == a {
			return true
		}
	}
	return false
}

// followed returns the index behind a term in round brackets at i, i if there is none.
func (f *flow) followed(i int) int {
	if f.char(i) == '(' {
		if e := f.term(i + 1); e > 0 && f.char(e) == ')' {
			return e + 1
		}
	}
	return i
}

// next returns the index behind the next member of a list of grades, 0 if there is none.
func (f *flow) next(i int) int {
	if closeQuote.has(f.char(i)) {
		i++
	}
	return f.level(f.joint(i))
}

// joint returns the index behind what joins the members of a list, -1 if there is none.
func (f *flow) joint(i int) int {
	e := f.reads(i, joints)
	if e == 0 {
		return -1
	}
	if openQuote.has(f.char(e)) {
		e++
	}
	return e
}
