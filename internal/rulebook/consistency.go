package rulebook

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"mingfa/internal/document"
)

// stated are the kinds of statement in an interpretation that must be found in
// the document: what a reader would hold the office to.
var stated = []struct {
	label   string
	pattern *regexp.Regexp
}{
	{"发文字号", regexp.MustCompile(`\p{Han}{2,16}〔\d{4}〕\d+号`)},
	{"日期", regexp.MustCompile(`\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2}月\d{1,2}日`)},
	{"金额", regexp.MustCompile(`\d+(\.\d+)?[万亿千百]?元`)},
	{"数字", regexp.MustCompile(`\d+(\.\d+)?(%|‰|[万亿]?(个?工作日|个?自然日|日|天|个月|年|小时|分钟|时|点|次|倍|户|人|名|家|件|项|平方米|公里|米|吨|千克|公斤|岁|级))`)},
	{"名称", regexp.MustCompile(`《[^《》]{2,60}》|“[^“”]{2,30}”`)},
}

// mostCompared bounds the comparisons, each of which reads the whole document: a
// text made to be slow must not hold up the gate.
const mostCompared = 300

// inconsistent finds what the interpretation states and the document does not:
// each number, date, amount, document number, and term in title or quotation
// marks. Chinese and Arabic numerals of the document are read alike.
func (in Input) inconsistent() []document.Finding {
	source := normal(in.Content.Text.Title + "\n" + inTheOpenText(in))
	rest := normal(in.Content.Interpretation.Body)
	var out []document.Finding
	left := mostCompared
	if blank(in.Content.Text.Body) {
		return nil // DH-02 speaks of that
	}
	seen := map[string]bool{}
	for _, kind := range stated {
		for _, found := range kind.pattern.FindAllString(rest, -1) {
			if seen[found] {
				continue
			}
			seen[found] = true
			if left--; left < 0 {
				return append(out, warn("interpretation.body", fmt.Sprintf("解读材料所列数字、日期、名称超过%d处，其余未作比对。", mostCompared), "请精简解读材料，或者逐一核对其余内容。"))
			}
			if contains(source, found) {
				continue
			}
			out = append(out, warn("interpretation.body", "解读材料中的"+kind.label+"“"+strings.Trim(found, "“”")+"”不见于文件。", "请核对解读材料与文件是否一致；确为文件以外的背景情况的，可以保留。"))
		}
		// What was looked at as a date is not looked at again as a number.
		rest = kind.pattern.ReplaceAllString(rest, "　")
	}
	return out
}

// inTheOpenText is the document without its interpretation: body, shown annexes,
// the documents it speaks of, and its own days.
func inTheOpenText(in Input) string {
	c := in.Content
	parts := []string{c.Text.Body, c.Text.EffectiveOn.Chinese(), c.Text.ExpiresOn.Chinese()}
	for _, a := range c.Shown() {
		parts = append(parts, a.Title, a.Body)
	}
	for _, r := range c.Relations {
		parts = append(parts, string(r.Number), r.Title, "《"+r.Title+"》", r.On.Chinese())
	}
	return strings.Join(parts, "\n")
}

// contains reports whether the source states the same: the term in it word for
// word, or without its marks; a number not as the end of a longer number.
func contains(source, found string) bool {
	term := strings.Trim(found, "《》“”")
	if term != found {
		return strings.Contains(source, term)
	}
	for from := 0; ; {
		i := strings.Index(source[from:], found)
		if i < 0 {
			return false
		}
		at := from + i
		if !unicode.IsDigit(rune(found[0])) || at == 0 || !strings.ContainsRune("0123456789.", rune(source[at-1])) {
			return true
		}
		from = at + len(found)
	}
}

var chineseNumber = regexp.MustCompile(`[零〇一二两三四五六七八九十百千]+`)

// normal folds widths, drops spaces and thousands separators, and writes Chinese
// numerals below ten thousand in Arabic digits, so that 三十日 and 30日 are one.
func normal(s string) string {
	s = width.Fold.String(s)
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = separators.ReplaceAllString(s, "$1$2")
	s = pointing.ReplaceAllString(s, "$1")
	return chineseNumber.ReplaceAllStringFunc(s, arabic)
}

// pointing are the words in which 一 counts nothing: 哪一天, 每一项.
var pointing = regexp.MustCompile(`([哪这那每某同另任])一`)

var separators = regexp.MustCompile(`(\d),(\d{3})`)

var numerals = []rune("零一二三四五六七八九")

// arabic turns 二十三 into 23; what is no number (一一, 百) stays as it is.
func arabic(s string) string {
	total, digit, seen := 0, -1, false
	for _, r := range s {
		if r == '两' {
			r = '二'
		}
		if r == '〇' {
			r = '零'
		}
		if d := slices.Index(numerals, r); d >= 0 {
			if digit > 0 {
				return s
			}
			digit, seen = d, true
			continue
		}
		unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case digit > 0:
			total += digit * unit
		case unit == 10 && total == 0 && !seen:
			total = 10
		default:
			return s
		}
		digit, seen = -1, true
	}
	if digit > 0 {
		total += digit
	}
	return strconv.Itoa(total)
}
