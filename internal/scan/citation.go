package scan

import (
	"unicode"

	"mingfa/internal/document"
)

// disclosed are the ways in which a text says how it is disclosed (DA-13).
var disclosed = []struct {
	words     []rune
	attribute document.Attribute
}{
	{[]rune("公开发布"), document.Proactive},
	{[]rune("主动公开"), document.Proactive},
	{[]rune("依申请公开"), document.OnRequest},
	{[]rune("不予公开"), document.Withheld},
	{[]rune("不公开"), document.Withheld},
	{[]rune("免予公开"), document.Withheld},
}

// thisCopy looks at a mark of disclosure: 此件主动公开 (SC-16). Without an attribute
// to compare with, only what is not to be published is a hit (SC-13).
func (p *pass) thisCopy(i, j int) {
	for _, d := range disclosed {
		if !p.reads(j, d.words) {
			continue
		}
		end := j + len(d.words)
		switch want := p.job.options.Attribute; {
		case want == "" && d.attribute == document.Withheld:
			if d.words[1] != '予' { // 不予公开 is found by itself
				p.hit(internal, i, p.written(i, end))
			}
		case want != "" && want != d.attribute:
			p.hit(markDiffers, i, p.written(i, end))
		}
		p.job.marked = true
		return
	}
}

// number looks for a document number around the year in brackets that may begin
// at i (SC-20), and looks it up (SC-17).
func (p *pass) number(i int, closing rune) {
	if i < 2 || !p.year(i+1) || p.char(i+5) != closing || !unicode.Is(unicode.Han, p.char(i-1)) || !unicode.Is(unicode.Han, p.char(i-2)) {
		return
	}
	k := i + 6
	ordinal := p.char(k) == '第'
	if ordinal {
		k++
	}
	from := k
	for k < len(p.sym) && k < from+6 && p.sym[k]&digit != 0 {
		k++
	}
	if k == from || p.char(k) != '号' {
		return
	}
	start := i
	for start > 0 && start > i-16 && unicode.Is(unicode.Han, p.char(start-1)) {
		start--
	}
	wrong := ordinal || p.char(i) != '〔' || p.char(from) == '0'
	if wrong {
		a := numberForm
		if own := p.first && p.last && k == len(p.sym)-1 && start == 0 && p.line <= 10; own {
			a = numberOwn
		}
		p.hit(a, start, p.written(max(start, i-4), k+1))
	}
	p.lookUp(start, i, p.written(i+1, i+5), p.written(from, k))
}

func (p *pass) year(i int) bool {
	return (p.char(i) == '1' && p.char(i+1) == '9' || p.char(i) == '2' && p.char(i+1) == '0') &&
		i+3 < len(p.sym) && p.sym[i+2]&digit != 0 && p.sym[i+3]&digit != 0
}

// lookUp asks the register whether a cited document is dead. Where the agency's
// code begins can't be seen in Chinese, so every beginning is tried, the longest first.
func (p *pass) lookUp(start, i int, year, serial string) {
	if p.job.options.Dead == nil {
		return
	}
	for k := start; k <= i-2; k++ {
		number := p.written(k, i) + "〔" + year + "〕" + serial + "号"
		if !p.job.options.Dead(document.Number(number)) {
			continue
		}
		a := deadBasis
		if p.job.options.Normative {
			a = deadGround
		}
		p.hit(a, k, number)
		return
	}
}
