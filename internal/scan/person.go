package scan

// home looks for an address behind the word for one at i…j: the name of a place
// and a number of a house (SC-08).
func (p *pass) home(i, j int) {
	place, house := false, false
	for k := j; k < min(j+40, len(p.sym)) && !house; k++ {
		switch p.char(k) {
		case '。', ';':
			return
		case '省', '市', '区', '县', '旗', '镇', '乡', '村', '街', '路', '巷', '弄', '里', '苑', '园', '庄', '屯':
			place = place || k > j
		case '号', '室', '栋', '幢', '楼', '组', '户', '座', '排':
			house = place && (p.sym[k-1]&digit != 0 || chineseDigit(p.char(k-1)))
		}
	}
	if house {
		p.hit(address, i, p.written(i, j)+"***")
	}
}

func chineseDigit(r rune) bool {
	switch r {
	case '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '〇':
		return true
	}
	return false
}

// lineTraits looks at the line as a whole: lists of persons, and personal values
// beside words of health, hardship or age (SC-10).
func (p *pass) lineTraits() {
	t := p.traits
	switch {
	case p.named > 0: // said with the name
	case t&personal != 0 && t&underage != 0:
		p.note(minor, p.traitAt, string(p.traitWord))
	case t&personal != 0 && t&(ill|relief) != 0:
		p.note(health, p.traitAt, string(p.traitWord))
	case t&personal == 0 && t&named != 0 && p.first && p.last && p.columns():
		p.note(roster, p.lineStart, "")
	case p.first && p.last && p.entry():
		p.note(roster, p.lineStart, "")
		p.listed = 0
	case t&named != 0 && t&ill != 0 && p.first && p.stated():
		p.note(health, p.traitAt, string(p.traitWord))
	}
}

// columns reports whether the line is the head of a list of persons: names, and beside
// them what is sensitive. The telephones of officials, with their posts, are none.
func (p *pass) columns() bool {
	t := p.traits
	switch {
	case t&(idColumn|ill|relief) != 0:
		return p.cells() >= 3 || p.celledOnly()
	case t&contacts != 0 && t&duties == 0:
		return p.celledOnly()
	default:
		return false
	}
}

// celledOnly reports whether the line is nothing but cells: parted by strokes, tabs or
// wide spaces, each a word or two.
func (p *pass) celledOnly() bool {
	cells, size := 1, 0
	for i, s := range p.sym {
		switch {
		case s.char() == '。' || s.char() == ';' || s.char() == ',' || s.char() == ':' || len(p.sym) > 60:
			return false
		case s.char() == '|' && i > 0 && i < len(p.sym)-1, s&celled != 0 && i > 0 && p.char(i-1) != '|' && s.char() != '|':
			cells++
			size = 0
		}
		if size++; size > 12 {
			return false
		}
	}
	return cells >= 2
}

// entry reports whether the line is the first of a list of persons whose heading says
// what is sensitive about them (低保对象名单), and keeps such a heading in mind.
func (p *pass) entry() bool {
	t := p.traits
	if t&listing != 0 && t&(touching|relief|ill) != 0 && t&official == 0 && len(p.sym) <= 40 {
		p.listed = p.line
		return false
	}
	if p.listed == 0 || p.line > p.listed+4 || len(p.sym) > 60 {
		return false
	}
	i := 0
	for i < len(p.sym) && i < 6 && (p.sym[i]&digit != 0 || p.char(i) == '|' || p.char(i) == '.' || p.char(i) == '、' || p.char(i) == '-') {
		i++
	}
	e := p.name(i)
	return e > 0 && (e == len(p.sym) || p.sym[e]&gap != 0 || p.char(e) == '|' || p.char(e) == '、' || p.char(e) == ',')
}

// cells counts the cells of a row of a table, 0 in a sentence.
func (p *pass) cells() int {
	if len(p.sym) > 200 {
		return 0
	}
	cells := 1
	for i, s := range p.sym {
		switch {
		case s.char() == '。' || s.char() == ';':
			return 0
		case i > 0 && s&(celled|spaced) != 0 && p.char(i-1) != '|' && s.char() != '|':
			cells++
		case s.char() == '|' && i > 0 && i < len(p.sym)-1, s.char() == ',' && i > 0:
			cells++
		}
	}
	return cells
}

// stated reports whether a word of health is followed by a colon and something:
// a field that is filled in.
func (p *pass) stated() bool {
	for i, s := range p.sym {
		if int(p.at[i]) > p.traitAt && s.char() == ':' {
			return i-len(p.traitWord) < p.index(p.traitAt)+3 && i+2 < len(p.sym)
		}
	}
	return false
}

// index returns the index of the character at a place of the text.
func (p *pass) index(at int) int {
	for i := range p.at {
		if int(p.at[i]) >= at {
			return i
		}
	}
	return len(p.at)
}

// passports looks for the forms of passports and permits (SC-06). Letters with
// eight digits that are a date, or that name a thing, are none.
func (p *pass) passports(t token, code string) bool {
	if t.size() < 8 || t.size() > 11 || !likePassport(code) {
		return false
	}
	if p.after(ofPassport, t.start, 12) || p.after(ofID, t.start, 12) {
		return true
	}
	tied := p.char(t.start-1) == '-' || p.char(t.end) == '-' || p.char(t.end) == '.' && p.sym[min(t.end+1, len(p.sym)-1)]&alnum != 0
	dated := realDate(code[1:min(len(code), 9)]) || code[0] != 'E' && code[0] != 'G' && (code[1:3] == "19" || code[1:3] == "20")
	return !tied && !dated && !p.ordered(t.start)
}

// likePassport: ordinary E and G, with a second letter since 2017; D, S and P of
// officials; C of Hong Kong and Macao permits; H and M of home return permits.
func likePassport(code string) bool {
	digits := 0
	for digits < len(code) && code[len(code)-1-digits] >= '0' && code[len(code)-1-digits] <= '9' {
		digits++
	}
	first, letters := code[0], len(code)-digits
	if letters == 2 {
		second := code[1]
		return digits == 7 && (first == 'E' && second >= 'A' && second <= 'Z' && second != 'I' && second != 'O' || first == 'C' && second >= 'A' && second <= 'Z')
	}
	if letters != 1 {
		return false
	}
	switch first {
	case 'E', 'G', 'C':
		return digits == 8
	case 'D', 'S', 'P':
		return digits == 7 || digits == 8
	case 'H', 'M':
		return digits >= 8 && digits <= 10
	}
	return false
}
