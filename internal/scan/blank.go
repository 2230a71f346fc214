package scan

import (
	"strings"
	"unicode"
)

// blankShown stands in a snippet where the text has a blank.
const blankShown = "　"

// blankDate looks at 年月 and 月日 where a space holds the place of the month or the day
// of a year that is written (SC-14): 2026年　月　日. Without a year it is a form.
func (p *pass) blankDate(i, j int) {
	number := i > 0 && (p.sym[i-1]&digit != 0 || p.char(i) == '年' && strings.ContainsRune("〇零一二三四五六七八九", p.char(i-1)))
	if !number || p.sym[j-1]&gap == 0 || !p.blankEnds(j) {
		return
	}
	from := i
	for from > max(0, i-8) && (p.sym[from-1]&digit != 0 || strings.ContainsRune("〇零一二三四五六七八九年", p.char(from-1))) {
		from--
	}
	p.hit(unfilled, from, p.written(from, j-1)+blankShown+p.written(j-1, j))
}

// blankEnds reports whether no word begins before j with what stands there: 3月 日均 is
// no date.
func (p *pass) blankEnds(j int) bool {
	return j >= len(p.sym) || p.sym[j]&gap != 0 || !unicode.Is(unicode.Han, p.char(j)) || strings.ContainsRune("日起前后止至施印发", p.char(j))
}

// blankSum looks at a unit of money with a wide space where the number belongs (SC-14):
// 金额    万元. A row of cells is a table.
func (p *pass) blankSum(i, j int) {
	if i == 0 || p.sym[i]&celled == 0 || j < len(p.sym) && (p.sym[j]&gap != 0 || unicode.Is(unicode.Han, p.char(j))) {
		return
	}
	for k := i - 1; k >= max(0, i-40); k-- {
		if p.sym[k]&celled != 0 && k > 0 {
			return
		}
	}
	label := i // where the label ends
	if p.char(i-1) == ':' {
		label--
	}
	for _, w := range ofMoney {
		if k := label - len(w); k >= 0 && p.reads(k, w) {
			p.hit(unfilled, k, p.written(k, i)+blankShown+p.written(i, j))
			return
		}
	}
}

// ofMoney are words behind which a sum stands.
var ofMoney = spelt("金额", "补助", "补贴", "资金", "投资", "经费", "预算", "价款", "合计", "共计", "总额", "人民币", "费用", "奖励", "罚款", "为")

// blankName reports whether crosses from i to j stand alone behind a label whose value
// is no secret: 联系人：××.
func (p *pass) blankName(i, j int) bool {
	if p.char(i-1) != ':' || j < len(p.sym) && p.sym[j]&gap == 0 && !strings.ContainsRune(",。;、)|", p.char(j)) {
		return false
	}
	for _, w := range valueLabels {
		if k := i - 1 - len(w); k >= 0 && p.reads(k, w) {
			return true
		}
	}
	return false
}

var valueLabels = spelt("联系人", "联系电话", "联系方式", "责任人", "负责人", "经办人", "日期", "时间", "地点", "金额", "责任单位", "牵头单位", "文号", "有效期")
