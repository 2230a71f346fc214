package scan

// token is a stretch of letters and digits with nothing between them.
type token struct {
	start, end int // indexes in the window
	digits     int
	dashed     bool // a dash, not a space, parts it from the one before
}

func (t token) size() int { return t.end - t.start }

func (t token) numeric() bool { return t.digits == t.end-t.start }

// word reads the token at the i-th character and returns the index behind it.
// Tokens that may be pieces of one number, parted by a space, a dash or the
// bracket of an area code, are kept together until something else comes.
func (p *pass) word(i int) int {
	t := token{start: i, end: i}
	for t.end < len(p.sym) && p.sym[t.end]&alnum != 0 && (t.end == i || p.sym[t.end]&gap == 0) {
		if p.sym[t.end]&digit != 0 {
			t.digits++
		}
		t.end++
	}
	checkX := t.size() == 1 && (p.char(i) == 'X' || p.char(i) == 'x')
	if t.digits == 0 && (!checkX || len(p.run) == 0) {
		p.flush()
		p.letters(t)
		return t.end
	}
	if !p.joins(&t) {
		p.flush()
	}
	p.run = append(p.run, t)
	return t.end
}

// joins reports whether the token continues the run.
func (p *pass) joins(t *token) bool {
	if len(p.run) == 0 {
		return false
	}
	prev := p.run[len(p.run)-1]
	if p.sym[t.start]&(celled|styled) != 0 {
		return false
	}
	switch t.start - prev.end {
	case 0:
		return true
	case 1:
		switch p.char(prev.end) {
		case '-', '_':
			t.dashed = true
			return p.sym[prev.end]&(celled|styled) == 0
		case ')':
			return p.char(prev.start-1) == '(' && prev.size() <= 4
		case '.', '/', '*', '~', '·', ',', '、':
			return p.sym[prev.end]&gap == 0 && p.mobileNext(prev, *t)
		}
	}
	return false
}

// mobileNext reports whether a token may follow another behind a point or a stroke,
// as in 138.0013.8000. Only the pieces of a mobile number may: otherwise they
// belong to dates, fractions and lists.
func (p *pass) mobileNext(prev, t token) bool {
	if !t.numeric() || !prev.numeric() || t.size() != 4 {
		return false
	}
	if c := p.char(prev.end); (c == ',' || c == '、') && p.char(t.start) != '0' && p.char(prev.start) != '0' {
		return false // no number in a list begins with nought
	}
	if prev.size() == 3 {
		return p.char(prev.start) == '1'
	}
	n := len(p.run)
	return prev.size() == 4 && n > 1 && p.run[n-2].size() == 3 && p.char(prev.start-1) == p.char(prev.end)
}

// flush looks at the run of tokens that has come to its end.
func (p *pass) flush() {
	for i := 0; i < len(p.run); {
		i += max(1, p.numbers(i))
	}
	p.run = p.run[:0]
}

// numbers looks for a number that begins with the i-th token of the run, and
// returns how many tokens it takes, 0 for none. What has a check digit goes first.
func (p *pass) numbers(i int) int {
	if n := p.checked(i); n > 0 {
		return n
	}
	if p.single(i) {
		return 1
	}
	if i+1 < len(p.run) {
		return p.pieces(i)
	}
	return 0
}

// checked looks for a resident ID (SC-01) or an organisation code (SC-11) written
// in pieces: eighteen characters of the following tokens.
func (p *pass) checked(i int) int {
	var code [18]byte
	n := 0
	for j := i; j < len(p.run) && n+p.run[j].size() <= len(code); j++ {
		for k := p.run[j].start; k < p.run[j].end; k++ {
			code[n] = byte(p.sym[k].char())
			n++
		}
		if n >= 8 && j-i > 8 && !century(code[6:8]) {
			return 0 // nobody writes the code of an organisation in so many pieces
		}
		if n < len(code) {
			continue
		}
		switch {
		case !validID(code[:]):
			if j > i && validOrganisation(code[:]) {
				return j - i + 1
			}
		case validOrganisation(code[:]) && p.after(ofOrganisation, p.run[i].start, 8):
			return j - i + 1
		default:
			p.identity(code[:], p.run[i].start, p.run[j].end)
			return j - i + 1
		}
	}
	return 0
}

// identity notes a resident ID and, where the day is known, that its holder is
// under fourteen.
func (p *pass) identity(code []byte, i, j int) {
	a := idNumber
	if p.ordered(i) && !p.after(ofID, i, 12) {
		a = idMaybe // permits carry a division, a day and a serial too
	}
	p.hit(a, i, p.masked(i, j))
	if p.job.underFourteen(code) {
		p.hit(minor, i, p.masked(i, j))
	}
}

// shape returns the sizes of up to six tokens from the i-th on, as decimal
// digits: 344 for a number written 138 0013 8000. Tokens with letters end it.
func (p *pass) shape(i, n int) int {
	shape := 0
	for _, t := range p.run[i : i+n] {
		if !t.numeric() || t.size() > 9 {
			return 0
		}
		shape = shape*10 + t.size()
	}
	return shape
}
