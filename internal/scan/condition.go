package scan

// condition looks at a word of health, hardship or age from i to j: whether it says
// something of a person who is named in the same sentence (SC-10). A sentence is told
// of once.
func (p *pass) condition(m matter, i, j int) {
	if i < p.named {
		return
	}
	var from, to int
	if m == party {
		from, to = p.party(i, j)
	} else {
		from, to = p.nameBefore(i)
	}
	if to == 0 || m != party && !p.saidOf(m, from, to, i, j) {
		return
	}
	what := namedIll
	if m == young || m == birth {
		what = minor
	}
	p.hit(what, from, p.written(from, from+1)+"某……"+p.written(i, j))
	p.livesAt(from)
	for p.named = j; p.named < len(p.sym) && p.char(p.named) != '。' && p.char(p.named) != ';'; {
		p.named++
	}
}

// party reads the name behind a word that says what the person is: 低保户张三, 患者：张三.
func (p *pass) party(i, j int) (from, to int) {
	from = j
	if p.char(from) == ':' {
		from++
	}
	if to = p.name(from); to > 0 {
		return from, to
	}
	if p.clauseEnds(j) { // 张三，低保户
		if from, to = p.nameBefore(i); to > 0 && p.saidOf(needy, from, to, i, j) {
			return from, to
		}
	}
	return 0, 0
}

// saidOf reports whether the word from i to j is said of the person named from a to b.
func (p *pass) saidOf(m matter, a, b, i, j int) bool {
	switch m { //nolint:exhaustive // the others say nothing of a person
	case young:
		return true
	case aged:
		return p.agedUnder(i) && p.clauseEnds(j)
	case birth:
		return p.endsIn(a, pupils)
	case suffering:
		if p.suffers(i) {
			return true
		}
		return !p.inOffice(b, j) && (p.clauseEnds(j) || p.oneOf(j, sufferers))
	case disabled:
		return !p.inOffice(b, j) && (p.clauseEnds(j) || p.oneOf(j, degrees))
	case needy:
		return !p.inOffice(b, j) && (p.within(b, i, receives) || p.stoodApart(i)) && (p.clauseEnds(j) || p.oneOf(j, reliefEnds) || j < len(p.sym) && p.sym[j]&digit != 0)
	default:
		return false
	}
}

// suffers reports whether words before i in the same clause say that somebody has what
// stands there.
func (p *pass) suffers(i int) bool {
	for k := i - 1; k >= max(0, i-12); k-- {
		switch c := p.char(k); {
		case c == '。' || c == ';' || c == ',' || c == ':':
			return false
		case c == '患' && p.char(k+1) != '者', p.reads(k, diagnosed[0]), p.reads(k, diagnosed[1]):
			return true
		}
	}
	return false
}

// agedUnder reports whether a number under fourteen stands before i, as an age of its
// own: 男，9岁.
func (p *pass) agedUnder(i int) bool {
	k, n, by := i-1, 0, 1
	if p.char(k) == '周' {
		k--
	}
	from := k
	for ; k >= 0 && k > from-3 && p.sym[k]&digit != 0; k-- {
		n += int(p.char(k)-'0') * by
		by *= 10
	}
	return k < from && n < 14 && (k < 0 || p.sym[k+1]&gap != 0 || p.char(k) == ',' || p.char(k) == '(' || p.char(k) == '|' || p.char(k) == '男' || p.char(k) == '女')
}

// stoodApart reports whether what stands at i begins a clause, or is what somebody is
// said to be.
func (p *pass) stoodApart(i int) bool {
	if i > 0 && p.sym[i]&gap != 0 {
		return true
	}
	switch p.char(i - 1) {
	case ',', '(', ':', '|', '系', '为', '是', '属':
		return true
	}
	return false
}

// inOffice reports whether the words from b to just behind j speak of an official or an
// expert, whose work is with the matter.
func (p *pass) inOffice(b, j int) bool { return p.within(b, j+8, offices) }

// livesAt looks for an address in the sentence of a person of whom SC-10 speaks (SC-08).
func (p *pass) livesAt(i int) {
	clause, place := i, false
	for k := i; k < min(i+100, len(p.sym)); k++ {
		switch p.char(k) {
		case '。', ';':
			return
		case ',', ':', '|', '(':
			clause, place = k+1, false
		case '路', '街', '巷', '弄', '里', '苑', '园', '庄', '区', '村', '镇', '乡':
			place = place || k > clause
		case '室', '栋', '幢', '户', '门':
			if place && p.sym[k-1]&digit != 0 {
				if p.char(clause) != '住' {
					p.hit(address, clause, p.written(clause, clause+2)+"***")
				}
				return
			}
		}
	}
}

// dwelling looks at 住 and the like, with an address behind it (SC-08). 住房 and 住院
// are other words.
func (p *pass) dwelling(i, j int) {
	if j-i == 1 {
		apart := i == 0 && p.first || i > 0 && (p.sym[i]&gap != 0 || p.char(i-1) == ',' || p.char(i-1) == '。' || p.char(i-1) == ';' || p.char(i-1) == '(')
		if !apart || notDwelling.has(p.char(j)) {
			return
		}
	}
	p.home(i, j)
}

var (
	notDwelling = newSet("房宅院户所宿址处建校店")
	diagnosed   = spelt("确诊", "查出")
	pupils      = spelt("学生", "同学", "儿童", "幼儿", "女童", "男童", "女孩", "男孩")
	sufferers   = spelt("患者", "病人", "病史", "住院", "去世", "死亡", "领取", "获")
	degrees     = spelt("一级", "二级", "三级", "四级", "1级", "2级", "3级", "4级", "证", "等级", "学生", "儿童", "老人")
	receives    = spelt("领", "获", "享受", "纳入", "发放", "给予", "申请")
	reliefEnds  = spelt("户", "对象", "金", "款", "人员", "补助", "待遇", "生活费", "家庭", "保障", "费")
	offices     = spelt("长", "主任", "书记", "主席", "医师", "医生", "教授", "专家", "研究", "记者", "擅长", "主治", "防治", "理事", "委员", "代表", "社工", "律师", "志愿者", "联合会", "工作", "调研", "先进")
)
