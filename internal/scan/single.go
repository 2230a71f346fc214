package scan

// single looks at one token by itself and reports whether it was something.
func (p *pass) single(i int) bool {
	t := p.run[i]
	if t.numeric() {
		return p.numeral(i, t)
	}
	code := p.written(t.start, t.end)
	switch {
	case t.size() == 18 && validOrganisation([]byte(code)):
		return true // SC-11: no personal value, and no other number begins in it
	case t.size() == 18 && p.after(ofOrganisation, t.start, 8):
		p.hit(orgBroken, t.start, code)
		return true
	case t.size() == 18 && t.digits == 17 && p.after(ofID, t.start, 12):
		p.hit(idBroken, t.start, p.masked(t.start, t.end))
		return true
	case p.blanks(t):
		p.hit(placeholder, t.start, code)
		return true
	case p.passports(t, code):
		p.hit(passport, t.start, p.masked(t.start, t.end))
		return true
	case p.contact(t):
		return true
	}
	return p.glued(i, t)
}

// glued looks at the digits of a token that letters stand before or behind, as in
// TEL13800138000. Letters and digits in turns are a hash or a serial number.
func (p *pass) glued(i int, t token) bool {
	from, to := t.start, t.end
	for from < to && p.sym[from]&digit == 0 {
		from++
	}
	for to > from && p.sym[to-1]&digit == 0 {
		to--
	}
	if to-from != t.digits || t.digits < 8 || t.size()-t.digits > 8 {
		return false
	}
	if from-t.start == 2 && p.char(t.start)|0x20 == 'q' && p.char(t.start+1)|0x20 == 'q' {
		p.near[ofQQ] = int32(from)
	}
	if x := p.char(to) | 0x20; to < t.end && x == 'x' && t.digits == 17 {
		code := []byte(p.written(from, to+1))
		if validID(code) {
			p.identity(code, from, to+1)
			return true
		}
	}
	return p.numeral(i, token{start: from, end: to, digits: to - from})
}

// numeral looks at digits and nothing else.
func (p *pass) numeral(i int, t token) bool {
	n := t.size()
	if n < 5 || n > 64 {
		return false
	}
	d := p.written(t.start, t.end)
	switch {
	case n == 18 && (validID([]byte(d)) || validOrganisation([]byte(d))):
		if validID([]byte(d)) {
			p.identity([]byte(d), t.start, t.end)
		}
		return true
	case n == 18 && p.after(ofOrganisation, t.start, 8):
		p.hit(orgBroken, t.start, d)
		return true
	case (n == 18 || n == 15) && !likeOldID(d) && p.after(ofID, t.start, 12):
		p.hit(idBroken, t.start, p.masked(t.start, t.end))
		return true
	case p.mobiles(i, t, d), p.cards(t, d), p.oldIDs(t, d), p.messengers(t), p.accounts(t.start, t.end, n):
		return true
	case n == 8 && p.after(ofPassport, t.start, 12):
		p.hit(passport, t.start, p.masked(t.start, t.end))
		return true
	case n >= 10 && areaCode(d) > 0 && !p.amount(t.start, t.end):
		p.landline(t.start, t.end, d)
		return true
	}
	return false
}

func (p *pass) cards(t token, d string) bool {
	if !validCard(d) || p.amount(t.start, t.end) || p.ordered(t.start) && !p.banked(t.start) {
		return false
	}
	p.hit(bankCard, t.start, p.masked(t.start, t.end))
	return true
}

// banked reports whether the words before speak of a card or an account.
func (p *pass) banked(i int) bool { return p.after(ofCard, i, 16) || p.after(ofAccount, i, 12) }

// ordered reports whether the words before say that a number is that of a thing.
func (p *pass) ordered(i int) bool { return p.after(ofOrder, i, 8) }

func (p *pass) oldIDs(t token, d string) bool {
	if !likeOldID(d) || p.amount(t.start, t.end) || p.ordered(t.start) && !p.after(ofID, t.start, 12) {
		return false
	}
	p.hit(idOld, t.start, p.masked(t.start, t.end))
	return true
}

// accounts looks for an account by the words before it (SC-09).
func (p *pass) accounts(i, j, digits int) bool {
	if digits < 8 || !p.after(ofAccount, i, 10) || p.amount(i, j) || !p.clause(int(p.near[ofAccount]), i) {
		return false
	}
	p.hit(account, i, p.masked(i, j))
	return true
}

// clause reports whether nothing from i to j ends a clause.
func (p *pass) clause(i, j int) bool {
	for k := max(i, 0); k < j; k++ {
		switch p.char(k) {
		case ',', '。', ';':
			return false
		}
	}
	return true
}

// amount reports whether the number from i to j is a sum or a measure.
func (p *pass) amount(i, j int) bool {
	switch p.char(j) {
	case '元', '万', '亿', '吨', '亩', '户', '%', '‰', '℃', '千', '公', '平', '立', '人':
		return p.char(j) != '人' || p.char(j+1) != '民'
	case ',':
		return p.digitsAt(j+1) == 3
	case '.':
		n := p.digitsAt(j + 1)
		return n > 0 && n <= 4
	}
	switch p.char(i - 1) {
	case '¥', '$', '€':
		return true
	case '.': // 0.138… is a fraction, 1.138… and 12.138… are items of a list
		return p.char(i-2) == '0' || i >= 4 && p.sym[i-2]&p.sym[i-3]&p.sym[i-4]&digit != 0
	}
	return false
}

// digitsAt counts the digits from the i-th character on, up to twenty.
func (p *pass) digitsAt(i int) int {
	n := 0
	for n < 20 && i+n < len(p.sym) && p.sym[i+n]&digit != 0 && p.sym[i+n]&gap == 0 {
		n++
	}
	return n
}

// pieces looks for numbers without a check character that are written in pieces.
func (p *pass) pieces(i int) int {
	if p.run[i].size() < 3 {
		return p.spelled(i)
	}
	for n := min(len(p.run)-i, 6); n >= 2; n-- {
		switch shape := p.shape(i, n); shape {
		case 0:
		case 344, 38, 74, 335, 434, 443:
			usual := shape == 344 || shape == 38 || shape == 74
			if (usual || len(p.run) == n) && p.mobilePieces(i, n) {
				return n
			}
		case 4444, 44441, 44442, 44443, 4447, 6444, 64441:
			if d, j := p.joined(i, n); validCard(d) && (!p.ordered(p.run[i].start) || p.banked(p.run[i].start)) {
				p.hit(bankCard, p.run[i].start, p.masked(p.run[i].start, j))
				return n
			}
		case 663, 672:
			if d, j := p.joined(i, n); len(p.run) == n && likeOldID(d) {
				p.hit(idOld, p.run[i].start, p.masked(p.run[i].start, j))
				return n
			}
		}
		if p.landlinePieces(i, n) {
			return n
		}
	}
	return p.spelled(i)
}

// joined returns the digits of n tokens from the i-th on and the index behind them.
func (p *pass) joined(i, n int) (string, int) {
	end := p.run[i+n-1].end
	var out []byte
	for _, t := range p.run[i : i+n] {
		out = append(out, p.written(t.start, t.end)...)
	}
	return string(out), end
}

// spelled looks for numbers whose digits stand one by one: 1 3 8 0 0 1 …, and for
// accounts in any pieces.
func (p *pass) spelled(i int) int {
	start := p.run[i].start
	if p.after(ofAccount, start, 10) {
		n := len(p.run) - i
		if n > 8 {
			n = 8
		}
		if d, j := p.joined(i, n); p.accounts(start, j, len(d)) {
			return n
		}
	}
	if i > 0 && p.run[i-1].size() == 1 {
		return 0
	}
	ones := 0
	for i+ones < len(p.run) && ones < 20 && p.run[i+ones].size() == 1 && p.run[i+ones].digits == 1 {
		ones++
	}
	switch {
	case ones == 11 && p.mobilePieces(i, ones):
		return ones
	case ones >= 16 && ones <= 19:
		if d, j := p.joined(i, ones); validCard(d) {
			p.hit(bankCard, start, p.masked(start, j))
			return ones
		}
	}
	return 0
}
