package scan

// spoken are the digits as they are written out, with those of ASCII.
var spoken = map[rune]byte{
	'〇': '0', '零': '0', '○': '0', '一': '1', '壹': '1', '幺': '1', '二': '2', '贰': '2', '两': '2', '三': '3', '叁': '3', '四': '4', '肆': '4',
	'五': '5', '伍': '5', '六': '6', '陆': '6', '七': '7', '柒': '7', '八': '8', '捌': '8', '九': '9', '玖': '9',
}

// most is how many digits of a spoken number are put together.
const mostSpoken = 20

// inWords looks for a number with digits in words among its digits, at i the first
// that is not looked at yet: 一三八〇〇…, 1三8 (SC-01, SC-03).
func (p *pass) inWords(i int) {
	if i < p.told || !p.spokenAt(i+1) && !p.spokenAt(i-1) && !p.spokenAt(i+2) {
		return
	}
	from := i
	for i-from < 2*mostSpoken {
		if p.spokenAt(from-1) && p.sym[from]&celled == 0 {
			from--
		} else if p.joint(from-1) && p.spokenAt(from-2) {
			from -= 2
		} else {
			break
		}
	}
	var digits []byte
	k := from
	for {
		if d := p.spokenDigit(k); d != 0 && (k == from || p.sym[k]&celled == 0) {
			if len(digits) <= mostSpoken {
				digits = append(digits, d)
			}
			k++
		} else if p.joint(k) && p.spokenAt(k+1) {
			k++
		} else {
			break
		}
	}
	p.told = k
	p.spokenNumber(string(digits), from, k)
}

// spokenNumber notes what the digits from i to j are.
func (p *pass) spokenNumber(d string, i, j int) {
	if len(d) == 13 && d[:2] == "86" {
		d = d[2:]
	}
	if c := p.char(j); len(d) == 17 && (c == 'X' || c == 'x') {
		d, j = d+"X", j+1
	}
	switch {
	case len(d) == 18 && validID([]byte(d)):
		p.identity([]byte(d), i, j)
	case likeMobile(d) && !p.amount(i, j):
		p.mobile(i, j, d, false)
	}
}

func (p *pass) spokenAt(i int) bool { return p.spokenDigit(i) != 0 }

// spokenDigit returns the digit at i, 0 if there is none.
func (p *pass) spokenDigit(i int) byte {
	if i < 0 || i >= len(p.sym) {
		return 0
	}
	if p.sym[i]&digit != 0 {
		return byte(p.sym[i].char())
	}
	return spoken[p.sym[i].char()]
}

// joint reports whether the i-th character may stand between the digits of a number.
func (p *pass) joint(i int) bool {
	switch p.char(i) {
	case '-', '.', '·', '_', '*', '/', '~':
		return true
	}
	return false
}
