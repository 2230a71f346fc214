package scan

// tail is the number that a line ends in, which may go on in the next.
type tail struct {
	code                []byte
	line, lineStart, at int
}

// broken looks for a resident ID that is broken over the end of a line, as text of
// fixed width has it. Without a check character nothing is put together that way:
// figures below one another are no number.
func (p *pass) broken() {
	if n := len(p.tail.code); n > 0 && p.first && len(p.sym) > 0 && p.sym[0]&alnum != 0 {
		code := p.tail.code
		for k := 0; k < len(p.sym) && len(code) < 19 && p.sym[k]&alnum != 0 && (k == 0 || p.sym[k]&gap == 0); k++ {
			code = append(code, byte(p.sym[k].char()))
		}
		if validID(code) && p.job.list(idNumber) {
			p.out = append(p.out, found{idNumber, p.tail.line, p.tail.lineStart, p.tail.at, mask([]rune(string(code)))})
		}
	}
	p.tail.code = p.tail.code[:0]
	if p.last {
		p.keepTail()
	}
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
}
