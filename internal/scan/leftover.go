package scan

import "unicode"

// matter does what a phrase from i to j asks for.
func (p *pass) matter(m matter, i, j int) {
	switch m {
	case nothing:
	case home:
		p.home(i, j)
	case inside, insideMark:
		p.inside(m, i, j)
	case onlyFor:
		p.onlyFor(i, j)
	case unfinished:
		p.unfinished(i, j)
	case copies:
		p.copies(i, j)
	case urgent:
		p.urgent(i, j)
	case signedBy:
		p.signedBy(i, j)
	case passedOn:
		p.passedOn(i, j)
	case thisCopy:
		p.thisCopy(i, j)
	case pending, noted:
		p.pending(m, i, j)
	case hole:
		p.hole(i, j)
	case blankDate:
		p.blankDate(i, j)
	case blankSum:
		p.blankSum(i, j)
	case dwelling:
		p.dwelling(i, j)
	case suffering, disabled, needy, party, young, aged, birth:
		p.condition(m, i, j)
	case mailSign:
		p.disguised(i, j, true)
	}
}

// inside looks at a mark of work secrets or internal use (SC-13). Prose that only
// speaks of what is not to be published is no hit.
func (p *pass) inside(m matter, i, j int) {
	switch {
	case p.quoted(i, j):
	case p.alone(i, j, 8) || p.bracketed(i, j) || p.subject(i) || m == inside && p.sentence(i, j, insideWords, 2):
		p.hit(internal, i, p.written(i, j))
	case m == inside:
		p.hit(insider, i, p.written(i, j))
	}
}

// onlyFor looks at 仅供…参考 (SC-13).
func (p *pass) onlyFor(i, j int) {
	for k := j; k < min(j+10, len(p.sym)-1); k++ {
		switch {
		case p.char(k) == '。' || p.char(k) == ',':
			return
		case p.char(k) == '参' && p.char(k+1) == '考':
			p.inside(inside, i, k+2)
			return
		}
	}
}

// unfinished looks at the name of a draft (SC-14): in the title, in brackets at
// the end of a line, or on a line of its own. In a title that is quoted, and in
// prose, a draft may be spoken of.
func (p *pass) unfinished(i, j int) {
	own := p.ownTitle() || p.issued(i, j)
	if p.quoted(i, j) && !own {
		return
	}
	ends := p.last && j >= len(p.sym)-1
	switch {
	case own, p.leftInText(i, j), p.alone(i, j, 4), p.sentence(i, j, nil, 1), p.titled() && ends, p.bracketed(i, j) && p.last && p.char(j) == ')' && j == len(p.sym)-1:
	default:
		return
	}
	if p.job.options.Consultation {
		p.hit(draftWanted, i, p.written(i, j))
		return
	}
	p.hit(draft, i, p.written(i, j))
}

// titled reports whether the line is the title: the first of the text, or a name.
func (p *pass) titled() bool {
	return p.line == 1 && len(p.sym) <= 80 || p.part == Name || p.part == Properties
}

// ownTitle reports whether the line is the title in title marks, 《办法（送审稿）》, or
// that of the paper with which it is issued.
func (p *pass) ownTitle() bool {
	if !p.titled() || !p.first || !p.last || len(p.sym) > 80 {
		return false
	}
	if n := len(p.sym); n > 2 && p.char(0) == '《' && p.char(n-1) == '》' {
		return true
	}
	for i := range p.sym {
		if p.char(i) == '《' {
			return i >= 2 && p.char(i-2) == '印' && p.char(i-1) == '发'
		}
	}
	return false
}

// leftInText reports whether the name of a draft in brackets ends a sentence that does
// not speak of drafts.
func (p *pass) leftInText(i, j int) bool {
	if p.char(i-1) != '(' || p.char(j) != ')' || p.char(j+1) != '。' || p.char(j-1) == '案' {
		return false
	}
	for k := i - 1; k >= max(0, i-60) && p.char(k) != '。'; k-- {
		for _, w := range ofDrafts {
			if p.reads(k, w) {
				return false
			}
		}
	}
	return true
}

// ofDrafts are words of sentences in which a draft is what is meant.
var ofDrafts = spelt("起草", "拟订", "拟定", "形成", "编制", "完成", "审议", "修改", "征求", "听取", "讨论", "报送", "提交", "提请", "送审", "审查", "审核", "征集", "反馈", "附", "见")

// copies looks at a copy number in its field (SC-15).
func (p *pass) copies(i, j int) {
	k := j
	for k < len(p.sym) && k < j+2 && (p.char(k) == ':' || p.char(k) == '号') {
		k++
	}
	if k < len(p.sym) && p.sym[k]&digit != 0 {
		p.hit(copyNumber, i, p.written(i, j))
	}
}

// wholeLine looks at lines that are something as a whole: six digits near the
// head of the text are a copy number (SC-15; GB/T 9704—2012 7.2.1).
func (p *pass) wholeLine() {
	if p.line > 5 || p.part != Body || len(p.sym) != 6 {
		return
	}
	for _, s := range p.sym {
		if s&digit == 0 {
			return
		}
	}
	p.hit(copyNumber, 0, p.masked(0, 6))
}

// urgent looks at 特急 and 加急 where they stand as a mark (SC-15).
func (p *pass) urgent(i, j int) {
	field := p.char(i-1) == ':' && (p.char(i-2) == '度' || p.char(i-2) == '级')
	if field || p.alone(i, j, 2) || p.bracketed(i, j) {
		p.hit(urgency, i, p.written(i, j))
	}
}

// signedBy looks at the field of the signer (SC-15).
func (p *pass) signedBy(i, j int) {
	if p.job.options.Upward || j >= len(p.sym) || i > 40 {
		return
	}
	filled := p.char(j) == ':' && unicode.Is(unicode.Han, p.char(j+1))
	if filled {
		p.hit(signer, i, p.written(i, j))
	}
}

// passedOn looks at words with which papers are handed round (SC-15): a short
// line that begins with 请 or 呈, or the word as a field.
func (p *pass) passedOn(i, j int) {
	request := p.first && p.last && len(p.sym) <= 30 && (p.char(0) == '请' || p.char(0) == '呈')
	if request || i == 0 && p.char(j) == ':' || p.alone(i, j, 0) {
		p.hit(handling, i, p.written(i, j))
	}
}
