package rulebook

import (
	"fmt"
	"math/big"
	"strings"
	"unicode"
)

// Numbers that are written with signs, as hours, or with no measure at all (IN-06).

// yearBrackets are what people put around the year of a document number.
var yearBrackets = map[rune]rune{'〔': '〕', '[': ']', '(': ')', '【': '】', '{': '}', '〖': '〗', '<': '>', '〈': '〉'}

// sum reads money with a sign or letters: ¥50, ￥50元, 50RMB, 50人民币.
func (p plainText) sum(i int) (statement, bool) {
	from := i
	if p.runes[i] == '¥' {
		i++
	} else if !counts(p.runes[i]) || p.bound(i) {
		return statement{}, false
	}
	n, ok := numeralAt(p.runes, i)
	if !ok || n.share {
		return statement{}, false
	}
	end := n.end
	for _, u := range []string{"元", "RMB", "rmb", "CNY", "人民币"} {
		if p.reads(end, u) && (u != "元" || from < i) {
			end += len([]rune(u))
			return measure(from, end, n.value, "元"), true
		}
	}
	return measure(from, end, n.value, "元"), from < i
}

// ordinal reads the number of an order or a notice, 国务院令第711号, 第3号, with the body.
func (p plainText) ordinal(i int) (statement, bool) {
	if p.runes[i] != '第' {
		return statement{}, false
	}
	n, ok := numeralAt(p.runes, i+1)
	if !ok || p.char(n.end) != '号' || n.share {
		return statement{}, false
	}
	start := i
	if p.char(i-1) == '令' {
		for start > 0 && i-start < 12 && unicode.Is(unicode.Han, p.runes[start-1]) {
			start--
		}
		start = i - len([]rune(agency(string(p.runes[start:i]))))
	}
	return statement{label: "编号", key: "第" + n.value.RatString() + "号", from: start, to: n.end + 1}, true
}

// clock reads an hour of the day: 18:30, 18时30分, 8点, 8点半.
func (p plainText) clock(i int) (statement, bool) {
	n, ok := numeralAt(p.runes, i)
	hour := n.whole()
	if !ok || n.share || hour > 24 || hour == 0 && p.runes[i] != '0' {
		return statement{}, false
	}
	minute, end, timed := int64(0), n.end+1, n.latin
	switch p.char(n.end) {
	case ':':
		m, ok := numeralAt(p.runes, end)
		if !ok || !m.latin || m.end != end+2 {
			return statement{}, false
		}
		minute, end = m.whole(), m.end
	case '时', '点':
		if m, ok := numeralAt(p.runes, end); ok && p.char(m.end) == '分' && p.char(m.end+1) != '之' {
			minute, end, timed = m.whole(), m.end+1, true
		} else if c := p.char(end); c == '半' || c == '整' {
			if end++; c == '半' {
				minute = 30
			}
			timed = true
		}
	default:
		return statement{}, false
	}
	if !timed || minute > 59 {
		return statement{}, false
	}
	before := string(p.runes[max(i-2, 0):i])
	if hour < 12 && (strings.HasSuffix(before, "下午") || strings.HasSuffix(before, "晚上") || strings.HasSuffix(before, "傍晚") || strings.HasSuffix(before, "晚")) {
		hour += 12
	}
	return statement{label: "时间", key: fmt.Sprintf("时%d:%02d", hour%24, minute), from: i, to: end, implies: []string{fmt.Sprintf("数%d", hour)}}, true
}

// leastBare is how many digits a number without a measure needs to be compared.
const leastBare = 3

// bare reads a number that has no measure, or a telephone number.
func (p plainText) bare(i int) (statement, bool) {
	if p.runes[i] >= 0x80 {
		return statement{}, false
	}
	end, last := i, i // last is where the digits behind the last dash begin
	for end < len(p.runes) && end-i < mostDigits && (p.char(end) < 0x80 && counts(p.char(end)) || p.char(end) == '-' && counts(p.char(end+1)) && p.char(end+1) < 0x80) {
		if p.char(end) == '-' {
			last = end + 1
		}
		end++
	}
	if end-last >= 7 && (p.char(end) != '.' || !counts(p.char(end+1))) {
		return statement{label: "号码", key: "号" + string(p.runes[last:end]), from: i, to: end, implies: []string{"数" + string(p.runes[last:end])}}, true
	}
	n, ok := numeralAt(p.runes, i)
	if !ok || n.share || n.end-i < leastBare || last > i || p.hotline(i, n.end) || latinLetter(p.char(n.end)) {
		return statement{}, false
	}
	return statement{label: "数字", key: "数" + n.value.RatString(), from: i, to: n.end}, true
}

func latinLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// hotline reports whether the digits are a short number that everybody knows: 12345, 110.
func (p plainText) hotline(i, end int) bool {
	digits := string(p.runes[i:end])
	if len(digits) == 3 && strings.HasPrefix(digits, "11") || digits == "120" || digits == "122" {
		return true
	}
	return len(digits) == 5 && (strings.HasPrefix(digits, "12") || strings.HasPrefix(digits, "96") || strings.HasPrefix(digits, "95"))
}

// areas are what districts are counted by, with 个 or without: 12个区, 12区.
const areas = "区县市省州乡镇村"

// counted adds to what is counted how else it may be said.
func (p plainText) counted(s statement, value *big.Rat, unit string, end int) statement {
	switch {
	case unit == "个" && strings.ContainsRune(areas, p.char(end)) && p.char(end) != 0:
		s.implies = append(s.implies, value.RatString()+string(p.char(end)))
	case strings.Contains(areas, unit):
		s.implies = append(s.implies, value.RatString()+"个")
	}
	return s
}
