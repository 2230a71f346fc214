package scan

// tail is the number that a line ends in, which may go on in the next.
type tail struct {
	code                []byte
	line, lineStart, at int
	phone               *advice // what is said of it if it is a mobile number; nil: the words before do not speak of one
	card                bool    // they speak of a card or an account
}

// broken looks for a number that is broken over the end of a line, as text of fixed
// width has it: a resident ID, over up to three lines, and where the words before it
// speak of one, a mobile number or a card. Otherwise nothing without a check character
// is put together that way: figures below one another are no number.
func (p *pass) broken() {
	if n := len(p.tail.code); n > 0 && p.first && len(p.sym) > 0 && p.sym[0]&alnum != 0 {
		k := 0
		for k < len(p.sym) && len(p.tail.code) < 20 && p.sym[k]&alnum != 0 && (k == 0 || p.sym[k]&gap == 0) {
			p.tail.code = append(p.tail.code, byte(p.sym[k].char()))
			k++
		}
		p.joinedLines(p.tail.code, n)
		if p.last && k == len(p.sym) && len(p.tail.code) < 18 && p.figures() {
			return // the whole line is a piece
		}
	}
	p.tail.code = p.tail.code[:0]
	if p.last {
		p.keepTail()
	}
}

// joinedLines notes what a number is that was n characters long at the end of a line.
func (p *pass) joinedLines(code []byte, n int) {
	var a *advice
	switch d := string(code); {
	case validID(code):
		a = idNumber
	case !p.figures():
	case p.tail.phone != nil && n >= 3 && likeMobile(d) && !p.job.allowed(mobile.rule, d):
		a = p.tail.phone
	case p.tail.card && n >= 3 && validCard(d):
		a = bankCard
	}
	if a != nil && p.job.list(a) {
		p.out = append(p.out, found{a, p.tail.line, p.tail.lineStart, p.tail.at, mask([]rune(string(code)))})
	}
}

// figures reports whether what is kept is digits and nothing else.
func (p *pass) figures() bool {
	for _, c := range p.tail.code {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func (p *pass) keepTail() {
	end := len(p.sym)
	i := end
	for i > 0 && end-i < 18 && p.sym[i-1]&digit != 0 && (i == end || p.sym[i]&gap == 0) {
		i--
	}
	if n := end - i; n == 0 || n > 17 || i > 0 && p.sym[i-1]&alnum != 0 && p.sym[i]&gap == 0 {
		return
	}
	for _, s := range p.sym[i:] {
		p.tail.code = append(p.tail.code, byte(s.char()))
	}
	p.tail.line, p.tail.lineStart, p.tail.at = p.line, p.lineStart, int(p.at[i])
	p.tail.phone, p.tail.card = nil, p.banked(i)
	switch {
	case p.after(ofOffice, i, 24), p.after(ofPhone, i, 24) && p.office(i):
		p.tail.phone = mobileDuty
	case p.after(ofPhone, i, 24):
		p.tail.phone = mobile
	}
}
