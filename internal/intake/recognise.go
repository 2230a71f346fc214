package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
)

// layout is the lines of a file, told apart by what they are in an official
// document (GB/T 9704—2012 7).
type layout struct {
	title, addressee, copyTo string
	body                     []line
	annexes                  []annex
	// lifted are the lines that the typesetter sets by itself.
	lifted []string
	// announced are the annexes that the text speaks of (附件说明).
	announced []string
}

type annex struct {
	title string
	body  []line
}

// Forms of the parts that the typesetter sets.
var (
	dateForm     = `[12０-９〇○零一二三四五六七八九\d]{4}年[\d０-９一二三四五六七八九十]{1,3}月[\d０-９一二三四五六七八九十]{1,3}日`
	copyNumber   = regexp.MustCompile(`^\d{6}$`)
	urgencyLine  = regexp.MustCompile(`^(?:特[ 　]*急|加[ 　]*急|平[ 　]*急|特[ 　]*提|急[ 　]*件)$`)
	redHead      = regexp.MustCompile(`^[\p{Han}（）()]{3,40}(?:文件|人民政府|办公室|委员会|局|厅|院)$`)
	documentNo   = regexp.MustCompile(`^[\p{Han}]{1,12}[〔\[［【（(]\d{4}[〕\]］】）)]第?\d{1,4}号(?:[ 　]*签发人[：:].{0,30})?$`)
	signature    = regexp.MustCompile(`^签发人[：:].{1,30}$`)
	dateLine     = regexp.MustCompile(`^` + dateForm + `$`)
	disclosed    = regexp.MustCompile(`^[（(]此件[^（）()]{2,30}[）)]$`)
	copyLine     = regexp.MustCompile(`^(?:抄送|主送|分送)[：:](.+)$`)
	printedLine  = regexp.MustCompile(`^[\p{Han}（）()、 　]{2,60}` + dateForm + `印发?$`)
	annexHead    = regexp.MustCompile(`^附[ 　]*件[ 　]*[0-9０-９一二三四五六七八九十]{0,3}[：:]?$`)
	annexNote    = regexp.MustCompile(`^附[ 　]*件[：:][ 　]*(.+)$`)
	annexItem    = regexp.MustCompile(`^(?:附件)?[0-9０-９]{1,2}[.．、][ 　]*(.+)$`)
	pageNumber   = regexp.MustCompile(`^(?:[—\-－–]*\d{1,4}[—\-－–]*|第\d{1,4}页(?:共\d{1,4}页)?)$`)
	organ        = regexp.MustCompile(`(?:政府|办公厅|办公室|领导小组|指挥部|办|局|委|委员会|部门|机构|单位|公司|院|学校|厅|部|会|处|中心|所|站|大队|支队|街道|乡|镇|区|县|市|省|州|盟|旗|机关|企业|组织|集团|银行|法人|同志|大学)$`)
	kindAtEnd    = regexp.MustCompile(`(?:` + strings.Join(kindNames(), "|") + `)(?:[（(][^（）()]{1,20}[）)])?$`)
	purposeAhead = regexp.MustCompile(`^(?:为|根据|按照|依据|经|现将|现就|遵照|鉴于|关于)|(?:如下|下列|以下)$`)
)

// kindNames are the words a title ends with.
func kindNames() []string {
	out := []string{"办法", "规定", "细则", "方案", "规划", "计划", "制度", "规则", "条例", "指南", "清单", "工作要点", "预案"}
	for _, k := range document.Kinds() {
		out = append(out, k.Label())
	}
	return out
}

// recognise tells the lines apart.
func recognise(lines []line) layout {
	l := &layout{}
	lines = slices.DeleteFunc(lines, func(x line) bool { return x.table == nil && strings.TrimSpace(x.shown()) == "" && !x.newPage })
	lines = l.front(lines)
	lines = l.heading(lines)
	lines = l.toWhom(lines)
	main, rest := splitAnnexes(lines)
	l.body = l.closing(main)
	for _, part := range rest {
		l.annexes = append(l.annexes, l.annex(part))
	}
	return *l
}

func said(x line) string { return strings.TrimSpace(strings.ReplaceAll(x.shown(), "\n", "")) }

func (l *layout) lift(x line) {
	s := said(x)
	for _, row := range x.table {
		s += strings.Join(row, " ")
	}
	if s != "" {
		l.lifted = append(l.lifted, s)
	}
}

// front lifts off what stands above the title: copy number, urgency, red head,
// number, signer. A letter has its number below the title.
func (l *layout) front(lines []line) []line {
	number := -1
	for i := range min(longestFront, len(lines)) {
		if lines[i].table == nil && documentNo.MatchString(unspaced(said(lines[i]))) {
			number = i
			break
		}
	}
	if number >= 0 && !slices.ContainsFunc(lines[:number], endsTitle) {
		for _, x := range lines[:number+1] {
			l.lift(x)
		}
		lines, number = lines[number+1:], -1
	}
	start := 0
	for start < len(lines) && lines[start].table == nil && isFront(said(lines[start])) {
		l.lift(lines[start])
		start++
	}
	if number < 0 {
		return lines[start:]
	}
	l.lift(lines[number])
	return slices.Concat(lines[start:number], lines[number+1:])
}

// urgency is the grade among the lines lifted off (DH-03). Grades of telegrams are
// left to the drafter, who is told what was lifted off.
func (l *layout) urgency() document.Urgency {
	for _, s := range l.lifted {
		if u := document.Urgency(unspaced(s)); u.Known() {
			return u
		}
	}
	return ""
}

// longestFront is how far down the number of a document may stand, in lines.
const longestFront = 8

func endsTitle(x line) bool { return x.table == nil && kindAtEnd.MatchString(unspaced(said(x))) }

func isFront(s string) bool {
	return s == "" || copyNumber.MatchString(s) || urgencyLine.MatchString(s) || signature.MatchString(s) || strings.HasSuffix(s, "文件") && redHead.MatchString(unspaced(s))
}

func unspaced(s string) string { return strings.NewReplacer(" ", "", "　", "").Replace(s) }

// likeTitle reports whether a line reads like a title: short, and no sentence.
func likeTitle(s string) bool {
	return s != "" && utf8.RuneCountInString(s) <= 60 && !strings.ContainsAny(s, "。；;！!:：")
}

// heading takes the title: the paragraph of that style, or the lines in the middle
// of the page that belong together, or a first line that reads like one.
func (l *layout) heading(lines []line) []line {
	if len(lines) == 0 || lines[0].table != nil {
		return lines
	}
	n := titleLength(lines)
	if n == 0 {
		if s := said(lines[0]); !likeTitle(s) || len(lines) == 1 || numbered(s) {
			return lines
		}
		n = 1
		if next := lines[1]; !endsTitle(lines[0]) && likeTitle(said(next)) && !numbered(said(next)) && endsTitle(next) {
			n = 2
		}
	}
	for _, x := range lines[:n] {
		l.title += joined(x)
	}
	l.title = strings.TrimSpace(l.title)
	return lines[n:]
}

// joined is the text of a line of a title: a title is broken over lines, but it is
// one.
func joined(x line) string {
	s := strings.TrimSpace(strings.ReplaceAll(x.shown(), "\n", ""))
	if unspaced(s) == "" || strings.ContainsFunc(s, func(r rune) bool { return r < 0x80 && r != ' ' && (r < '0' || r > '9') }) {
		return s
	}
	return unspaced(s)
}

// titleLength is the number of lines at the start that are a title by their form.
func titleLength(lines []line) int {
	n, whole := 0, ""
	for n < len(lines) && n < 5 {
		x := lines[n]
		s := said(x)
		form := x.title || x.centered || x.heading == 1 && n == 0
		if x.table != nil || !form || s == "" || numbered(s) || !likeTitle(s) || n > 0 && (x.size != lines[0].size || x.newPage) {
			break
		}
		whole += unspaced(s)
		n++
		if kindAtEnd.MatchString(whole) && (n == len(lines) || !strings.HasPrefix(said(lines[n]), "（")) {
			break
		}
	}
	return n
}

// numbered reports whether a line is an entry of the text by its number.
func numbered(s string) bool { return numberAhead.MatchString(s) }

var numberAhead = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|第[一二三四五六七八九十百]+[条章节])`)

// toWhom takes the addressees: the line below the title that names bodies and ends
// with a colon.
func (l *layout) toWhom(lines []line) []line {
	if l.title == "" || len(lines) < 2 || lines[0].table != nil {
		return lines
	}
	s := said(lines[0])
	if documentNo.MatchString(unspaced(s)) { // of a letter, or below a title
		l.lift(lines[0])
		return l.toWhom(lines[1:])
	}
	name, ok := strings.CutSuffix(s, "：")
	if !ok {
		name, ok = strings.CutSuffix(s, ":")
	}
	bare := strings.TrimSpace(regexp.MustCompile(`[（(][^（）()]*[）)]`).ReplaceAllString(name, ""))
	if !ok || utf8.RuneCountInString(name) > 300 || strings.ContainsAny(name, "。；;") || purposeAhead.MatchString(name) || !organ.MatchString(bare) {
		return lines
	}
	l.addressee = name
	return lines[1:]
}

// splitAnnexes cuts the text where a line says 附件 and nothing else.
func splitAnnexes(lines []line) (main []line, rest [][]line) {
	main = lines
	for i := len(lines) - 1; i >= 0; i-- {
		if lines[i].table == nil && annexHead.MatchString(said(lines[i])) {
			rest = append(rest, lines[i+1:len(main)])
			main = lines[:i]
		}
	}
	slices.Reverse(rest)
	return main, rest
}

// annex takes the title of an annex; its text is the rest. The imprint stands at
// the end of the last one.
func (l *layout) annex(lines []line) annex {
	lines = l.imprint(lines)
	for len(lines) > 0 && lines[0].table == nil && said(lines[0]) == "" {
		lines = lines[1:]
	}
	n := titleLength(lines)
	if n == 0 && len(lines) > 0 && lines[0].table == nil && likeTitle(said(lines[0])) && !numbered(said(lines[0])) {
		n = 1
	}
	var a annex
	var shown line // the pictures behind the title
	for _, x := range lines[:n] {
		a.title += joined(x)
		shown.figures = append(shown.figures, x.figures...)
	}
	a.body = lines[n:]
	if len(shown.figures) > 0 {
		a.body = append([]line{shown}, a.body...)
	}
	return a
}
