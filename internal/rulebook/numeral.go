package rulebook

import (
	"math/big"
	"slices"
	"strings"
)

// numeral is a number as it stands in a text.
type numeral struct {
	value *big.Rat
	end   int  // index behind it
	share bool // a part of a whole: 5%, 百分之五, 三分之一, 五成
	latin bool // written in Arabic digits
}

var (
	hanDigits = map[rune]int64{
		'零': 0, '〇': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
		'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
	}
	hanUnits = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}
	hanSums  = map[rune]int64{'万': 1e4, '萬': 1e4, '亿': 1e8, '億': 1e8}
)

// mostDigits bounds a number, in characters. A longer one is a code.
const mostDigits = 24

// numeralAt reads the number that begins at i in a text that plain made; ok is false
// when there is none.
func numeralAt(text []rune, i int) (n numeral, ok bool) {
	if d := i; d < len(text) && text[d] >= '0' && text[d] <= '9' {
		n, ok = latinNumber(text, i)
	} else {
		n, ok = hanNumber(text, i)
	}
	if !ok {
		return n, false
	}
	return parted(text, n), true
}

// latinNumber reads 1,000.5 and 1.5亿.
func latinNumber(text []rune, i int) (numeral, bool) {
	var b strings.Builder
	k, point := i, false
	for k < len(text) && k-i < mostDigits {
		switch c := text[k]; {
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == ',' && thousands(text, k):
		case c == '.' && !point && k+1 < len(text) && text[k+1] >= '0' && text[k+1] <= '9':
			point = true
			b.WriteRune(c)
		default:
			return scaled(text, b.String(), k)
		}
		k++
	}
	return scaled(text, b.String(), k)
}

// thousands reports whether three digits and no more follow the comma at k.
func thousands(text []rune, k int) bool {
	n := 0
	for n < 4 && k+1+n < len(text) && text[k+1+n] >= '0' && text[k+1+n] <= '9' {
		n++
	}
	return n == 3
}

// scaled multiplies a number by the 万 and 亿 behind it.
func scaled(text []rune, digits string, k int) (numeral, bool) {
	v, ok := new(big.Rat).SetString(digits)
	if !ok {
		return numeral{}, false
	}
	for k < len(text) {
		by := hanUnits[text[k]] + hanSums[text[k]]
		if by == 0 {
			break
		}
		v.Mul(v, new(big.Rat).SetInt64(by))
		k++
	}
	return numeral{value: v, end: k, latin: true}, true
}

// hanNumber reads 二十三, 贰万, 二〇二六 and 二点五. What is no number (百, 一一) is
// none.
func hanNumber(text []rune, i int) (numeral, bool) {
	k := i
	for k < len(text) && k-i < mostDigits && isHanNumber(text[k]) {
		k++
	}
	run := text[i:k]
	v, ok := hanValue(run)
	if by := hanUnits[text[i]] + hanSums[text[i]]; k == i+1 && by > 10 && k+1 < len(text) && text[k] == '分' && text[k+1] == '之' {
		v, ok = by, true // 百分之, 千分之, 万分之
	}
	if !ok {
		return numeral{}, false
	}
	out := numeral{value: new(big.Rat).SetInt64(v), end: k}
	if k+1 < len(text) && text[k] == '点' {
		if f, end := fraction(text, k+1); end > k+1 {
			out.value.Add(out.value, f)
			out.end = end
		}
	}
	return out, true
}

func isHanNumber(r rune) bool {
	_, ok := hanDigits[r]
	return ok || hanUnits[r]+hanSums[r] > 0
}

// hanValue is the value of a run of Chinese numerals.
func hanValue(run []rune) (int64, bool) {
	if len(run) == 0 || hanSums[run[0]] > 0 || hanUnits[run[0]] > 10 {
		return 0, false
	}
	if len(run) > 1 && !slices.ContainsFunc(run, func(r rune) bool { return hanUnits[r]+hanSums[r] > 0 }) {
		return spelledOut(run)
	}
	var total, section, digit int64
	digit = -1
	for i, r := range run {
		if d, ok := hanDigits[r]; ok {
			if digit > 0 {
				return 0, false
			}
			digit = d
			continue
		}
		if by := hanUnits[r]; by > 0 {
			if digit <= 0 && (by != 10 || i > 0 && section == 0 && digit != 0) {
				return 0, false
			}
			section += max(digit, 1) * by
		} else {
			section += max(digit, 0)
			if sum := hanSums[r]; sum > 1e4 {
				total = (total + section) * sum
			} else {
				total += section * sum
			}
			section = 0
		}
		if total > 1e15 {
			return 0, false
		}
		digit = -1
	}
	return total + section + max(digit, 0), true
}

// spelledOut is a year or a code digit by digit: 二〇二六.
func spelledOut(run []rune) (int64, bool) {
	if len(run) < 3 {
		return 0, false
	}
	var v int64
	for _, r := range run[:min(len(run), 18)] {
		v = v*10 + hanDigits[r]
	}
	return v, len(run) <= 18
}

// fraction reads the digits behind 点.
func fraction(text []rune, i int) (*big.Rat, int) {
	v, by := new(big.Rat), big.NewRat(1, 10)
	k := i
	for k < len(text) && k-i < 8 {
		d, ok := hanDigits[text[k]]
		if !ok {
			break
		}
		v.Add(v, new(big.Rat).Mul(by, new(big.Rat).SetInt64(d)))
		by.Mul(by, big.NewRat(1, 10))
		k++
	}
	return v, k
}

// parted makes a share of a number whose sign, or whose other half, says so.
func parted(text []rune, n numeral) numeral {
	if n.end >= len(text) {
		return n
	}
	switch text[n.end] {
	case '%':
		n.value.Quo(n.value, big.NewRat(100, 1))
		n.share, n.end = true, n.end+1
	case '‰':
		n.value.Quo(n.value, big.NewRat(1000, 1))
		n.share, n.end = true, n.end+1
	case '分':
		if n.end+1 < len(text) && text[n.end+1] == '之' {
			return quotient(text, n)
		}
	case '成':
		if n.value.Cmp(big.NewRat(10, 1)) <= 0 && (n.end+1 == len(text) || !strings.ContainsRune("为立果本员功长绩熟都因分效套品交", text[n.end+1])) {
			n.value.Quo(n.value, big.NewRat(10, 1))
			n.share, n.end = true, n.end+1
		}
	}
	return n
}

// quotient reads 百分之五 and 三分之一, whose first number is n.
func quotient(text []rune, n numeral) numeral {
	var top numeral
	var ok bool
	if i := n.end + 2; i < len(text) && text[i] >= '0' && text[i] <= '9' {
		top, ok = latinNumber(text, i)
	} else {
		top, ok = hanNumber(text, i)
	}
	if !ok || n.value.Sign() == 0 {
		return n
	}
	return numeral{value: top.value.Quo(top.value, n.value), end: top.end, share: true}
}
