package scan

import "strings"

// longestSentence is how far from a mark the ends of its sentence are looked for.
const longestSentence = 40

// sentence reports whether the phrase from i to j is a sentence of its own in its
// paragraph, but for so many more characters, signs, and words of its kind: …落实。内部资料
// 注意保存。
func (p *pass) sentence(i, j int, kind words, more int) bool {
	from, to := i, j
	for from > 0 && !sentenceEnds.has(p.char(from-1)) {
		if from--; i-from > longestSentence {
			return false
		}
	}
	for to < len(p.sym) && !sentenceEnds.has(p.char(to)) {
		if to++; to-j > longestSentence {
			return false
		}
	}
	if from == 0 && !p.first || to == len(p.sym) && !p.last {
		return false
	}
	for k := from; k < to; k++ {
		switch n := p.longest(k, kind); {
		case k == i:
			k = j - 1
		case n > 0:
			k += n - 1
		case strings.ContainsRune(around, p.char(k)) && p.char(k) != '|':
		default:
			more--
		}
	}
	return more >= 0
}

// longest returns the length of the first of the words that stands at i, 0 if none does.
func (p *pass) longest(i int, of words) int {
	for _, w := range of {
		if p.reads(i, w) {
			return len(w)
		}
	}
	return 0
}

// issued reports whether the draft named from i to j is what the sentence issues to be
// carried out: 现将《办法（草案）》印发给你们，请遵照执行. A draft that is sent for comments is
// what it should be.
func (p *pass) issued(i, j int) bool {
	from, to := i, j
	for from > 0 && i-from < 60 && p.char(from-1) != '。' && p.char(from-1) != ';' {
		from--
	}
	for to < len(p.sym) && to-j < 60 && p.char(to) != '。' && p.char(to) != ';' {
		to++
	}
	if p.within(from, i, asks) || p.within(j, to, asks) {
		return false
	}
	return (p.within(from, i, issues) || p.within(j, to, issues)) && p.within(j, to, commands)
}

var (
	sentenceEnds = newSet("。;:!?")
	insideWords  = spelt("内部资料", "内部文件", "内部材料", "内部使用", "注意保存", "注意保管", "注意保密", "不得外传", "请勿外传", "严禁外传", "严禁转载", "妥善保管")
	issues       = spelt("印发", "转发", "下发", "发给")
	commands     = spelt("给你们", "遵照执行", "贯彻", "执行", "落实")
	asks         = spelt("意见", "反馈", "审议", "审查", "研究", "提出", "修改", "讨论", "论证", "征求", "提请", "报送")
)
