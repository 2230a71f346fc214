package rulebook

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// statement is something that a text holds its reader or its office to.
type statement struct {
	label string // Chinese: what it is
	key   string // the same for whatever says the same
	from  int    // indexes in the text as plain made it
	to    int
	body  string // for a document number: what stands before the year
	// implies are the keys of what is said along with it: who says the day says the
	// month and the year.
	implies []string
}

// plainText is a text with widths folded and spaces gone, each character knowing
// where it stood.
type plainText struct {
	runes []rune
	at    []int // index in characters of the text as written
	lines []int // index in runes at which each line begins
	first []int // and in characters of the text as written
}

func plain(s string) plainText {
	var p plainText
	p.lines, p.first = []int{0}, []int{0}
	i := 0
	for _, r := range s {
		i++
		switch {
		case r == '\n':
			p.lines, p.first = append(p.lines, len(p.runes)), append(p.first, i)
			p.runes, p.at = append(p.runes, '\n'), append(p.at, i-1)
		case unicode.IsSpace(r):
		default:
			if r != '〔' && r != '〕' {
				r = folded(r)
			}
			p.runes, p.at = append(p.runes, r), append(p.at, i-1)
		}
	}
	return p
}

// folded is the narrow form of a character, and one form for each dash.
func folded(r rune) rune {
	if unicode.Is(unicode.Pd, r) || r == '～' || r == '~' {
		return '-'
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		return f
	}
	return r
}

// place says in Chinese where the i-th character stands.
func (p plainText) place(i int) string {
	line := 0
	for line+1 < len(p.lines) && p.lines[line+1] <= i {
		line++
	}
	return fmt.Sprintf("第%d行第%d字", line+1, p.at[i]-p.first[line]+1)
}

func (p plainText) quote(s statement) string { return string(p.runes[s.from:s.to]) }

// statements finds document numbers, days, and numbers with what they count, in one
// walk over the text.
func (p plainText) statements() []statement {
	var out []statement
	for i := 0; i < len(p.runes); {
		s, ok := p.statementAt(i)
		if !ok {
			i = p.behind(i)
			continue
		}
		out = append(out, s...)
		i = s[len(s)-1].to
	}
	return out
}

func (p plainText) statementAt(i int) ([]statement, bool) {
	if closer := yearBrackets[p.runes[i]]; closer != 0 {
		s, ok := p.documentNumber(i, closer)
		return []statement{s}, ok
	}
	if s, ok := p.ordinal(i); ok {
		return []statement{s}, true
	}
	if s, ok := p.sum(i); ok {
		return []statement{s}, true
	}
	if s, ok := p.halfYear(i); ok {
		return []statement{s}, true
	}
	if !counts(p.runes[i]) || p.bound(i) {
		return nil, false
	}
	if s, ok := p.day(i); ok {
		return []statement{s}, true
	}
	if s, ok := p.clock(i); ok {
		return []statement{s}, true
	}
	if s, ok := p.quantity(i); ok {
		return s, true
	}
	s, ok := p.bare(i)
	return []statement{s}, ok
}

func counts(r rune) bool { return r >= '0' && r <= '9' || isHanNumber(r) }

// behind is where the walk goes on: behind a number that states nothing as a whole,
// not within it.
func (p plainText) behind(i int) int {
	if !counts(p.runes[i]) {
		return i + 1
	}
	latin := p.runes[i] < 0x80
	for i < len(p.runes) && counts(p.runes[i]) && (p.runes[i] < 0x80) == latin {
		i++
	}
	return i
}

// bound reports whether what stands before makes of a number a name or an order:
// 第三, 哪一天, A4, 9704.
func (p plainText) bound(i int) bool {
	if i == 0 {
		return false
	}
	before := p.runes[i-1]
	switch {
	case before == '第', before == '.', before >= 'a' && before <= 'z', before >= 'A' && before <= 'Z':
		return true
	case p.runes[i] == '一':
		return strings.ContainsRune("哪这那每某同另任唯统逐", before)
	}
	return false
}

// documentNumber reads 〔2026〕3号, in whatever brackets, with what stands before it.
func (p plainText) documentNumber(i int, closer rune) (statement, bool) {
	k := i + 1
	for k < len(p.runes) && k < i+5 && p.runes[k] >= '0' && p.runes[k] <= '9' {
		k++
	}
	if k != i+5 || k >= len(p.runes) || p.runes[k] != closer {
		return statement{}, false
	}
	year := string(p.runes[i+1 : k])
	from := k + 1
	if p.char(from) == '第' {
		from++
	}
	for k = from; k < len(p.runes) && k < from+6 && p.runes[k] >= '0' && p.runes[k] <= '9'; {
		k++
	}
	if k == from || k >= len(p.runes) || p.runes[k] != '号' {
		return statement{}, false
	}
	start := i
	for start > 0 && i-start < 20 && unicode.Is(unicode.Han, p.runes[start-1]) {
		start--
	}
	body := agency(string(p.runes[start:i]))
	return statement{
		label: "发文字号", key: "〔" + year + "〕" + string(p.runes[from:k+1]), from: i - len([]rune(body)), to: k + 1, body: body,
	}, start < i
}

// leadIns are the words before a document number that are none of it.
var leadIns = []string{
	"根据", "依据", "按照", "依照", "参照", "遵照", "贯彻", "落实", "执行", "废止", "印发", "转发", "参见", "详见", "即", "见", "按", "经", "由", "及", "和", "与", "以", "对", "将", "把", "为", "是", "原", "附", "的", "了", "于", "在", "从", "向", "自",
}

// agency leaves of what stands before the year in a document number what may be the
// code of the agency.
func agency(before string) string {
	for {
		cut := before
		for _, w := range leadIns {
			if i := strings.LastIndex(cut, w); i >= 0 && len([]rune(cut[i+len(w):])) >= 2 {
				cut = cut[i+len(w):]
			}
		}
		if cut == before {
			return before
		}
		before = cut
	}
}

// day reads 2026年12月1日, 二〇二六年十二月, 12月1日, 2026-12-01.
func (p plainText) day(i int) (statement, bool) {
	if s, ok := p.isoDay(i); ok {
		return s, true
	}
	var year, month, date int64
	n, ok := numeralAt(p.runes, i)
	if !ok || n.share {
		return statement{}, false
	}
	k := n.end
	if year = n.whole(); year >= 1900 && year < 2200 && p.char(k) == '年' {
		if n, ok = numeralAt(p.runes, k+1); !ok {
			return statement{}, false
		}
		k = n.end
	} else {
		year = 0
	}
	if month = n.whole(); month < 1 || month > 12 || p.char(k) != '月' {
		return statement{}, false
	}
	k++
	if n, ok = numeralAt(p.runes, k); ok && (p.char(n.end) == '日' || p.char(n.end) == '号') && n.whole() <= 31 {
		date, k = n.whole(), n.end+1
	}
	if year == 0 && date == 0 {
		return statement{}, false
	}
	return dated(year, month, date, i, k), true
}

func dated(year, month, date int64, from, to int) statement {
	s := statement{label: "日期", key: dayKey(year, month, date), from: from, to: to}
	if year > 0 {
		s.implies = []string{dayKey(0, month, date), dayKey(year, month, 0), fmt.Sprintf("%d年", year), fmt.Sprintf("%d年度", year), fmt.Sprintf("数%d", year)}
	}
	s.implies = append(s.implies, fmt.Sprintf("%d月", month))
	return s
}

func dayKey(year, month, date int64) string { return fmt.Sprintf("日%d-%d-%d", year, month, date) }

// isoDay reads a day in digits only: 2026-12-01, 2026.12.1, 2026/12/1.
func (p plainText) isoDay(i int) (statement, bool) {
	var parts [3]int64
	k := i
	for n := range parts {
		from := k
		for k < len(p.runes) && k-from < 4 && p.runes[k] >= '0' && p.runes[k] <= '9' {
			parts[n] = parts[n]*10 + int64(p.runes[k]-'0')
			k++
		}
		if k == from || n == 0 && k-from != 4 {
			return statement{}, false
		}
		if n < 2 {
			if c := p.char(k); c != '-' && c != '.' && c != '/' {
				return statement{}, false
			}
			k++
		}
	}
	if parts[0] < 1900 || parts[0] > 2200 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31 {
		return statement{}, false
	}
	return dated(parts[0], parts[1], parts[2], i, k), true
}

// whole is the value as a whole number, 0 when it is none.
func (n numeral) whole() int64 {
	if n.value == nil || !n.value.IsInt() || !n.value.Num().IsInt64() {
		return 0
	}
	return n.value.Num().Int64()
}

func (p plainText) char(i int) rune {
	if i < 0 || i >= len(p.runes) {
		return 0
	}
	return p.runes[i]
}

// quantity reads a number with what it counts, or two as the ends of a range.
func (p plainText) quantity(i int) ([]statement, bool) {
	n, ok := numeralAt(p.runes, i)
	if !ok {
		return nil, false
	}
	if n.share {
		return []statement{share(i, n)}, true
	}
	unit, end := p.unit(n.end, n.latin)
	if end > 0 && !n.latin && n.end == i+1 && p.runes[i] == '一' && !strings.Contains(countedByOne, unit+" ") {
		return nil, false // 一个小时, 一次 mostly count nothing
	}
	if unit != "" {
		return []statement{p.counted(measure(i, end, n.value, unit), n.value, unit, end)}, true
	}
	if c := p.char(n.end); c == '-' || c == '至' || c == '到' {
		next, ok := numeralAt(p.runes, n.end+1)
		if !ok || next.latin != n.latin {
			return nil, false
		}
		if next.share {
			whole := big.NewRat(100, 1)
			first := share(i, numeral{value: new(big.Rat).Quo(n.value, whole), end: next.end})
			return []statement{first, share(n.end+1, next)}, true
		}
		if unit, end = p.unit(next.end, next.latin); unit != "" {
			return []statement{measure(i, end, n.value, unit), measure(n.end+1, end, next.value, unit)}, true
		}
	}
	return nil, false
}

func share(i int, n numeral) statement {
	return statement{label: "数字", key: "比" + n.value.RatString(), from: i, to: n.end}
}

func measure(from, to int, value *big.Rat, unit string) statement {
	label := "数字"
	if unit == "元" {
		label = "金额"
	}
	return statement{label: label, key: value.RatString() + unit, from: from, to: to, implies: append(sameSpan(value, unit), "数"+value.RatString())}
}
