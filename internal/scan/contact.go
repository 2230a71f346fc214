package scan

import "strings"

// mobiles looks for a mobile number, alone or behind 86 (SC-03).
func (p *pass) mobiles(i int, t token, d string) bool {
	from := t.start
	switch {
	case len(d) == 13 && d[:2] == "86" && (p.char(t.start-1) == '+' || p.after(ofPhone, t.start, 12)):
		d, from = d[2:], from+2
	case len(d) == 15 && d[:4] == "0086":
		d, from = d[4:], from+4
	}
	if !likeMobile(d) || p.amount(t.start, t.end) {
		return false
	}
	p.mobile(from, t.end, d, p.attached(i, 1))
	return true
}

func likeMobile(d string) bool { return len(d) == 11 && d[0] == '1' && d[1] >= '3' }

// attached reports whether a dash ties n tokens from the i-th on to others, as in
// the number of a contract. The country code is no other.
func (p *pass) attached(i, n int) bool {
	before := i > 0 && p.run[i].dashed && p.run[i-1].numeric() && !strings.HasSuffix(p.written(p.run[i-1].start, p.run[i-1].end), "86")
	after := i+n < len(p.run) && p.run[i+n].dashed && p.run[i+n].digits > 0
	return before || after
}

// mobile notes a mobile number with the weight that the words before it give it.
func (p *pass) mobile(i, j int, d string, doubtful bool) {
	phone := p.after(ofPhone, i, 24)
	switch {
	case p.job.allowed(mobile.rule, d):
	case p.after(ofOffice, i, 24) || phone && p.office(i):
		p.hit(mobileDuty, i, p.masked(i, j))
	case !phone && (doubtful || p.ordered(i)):
		p.hit(mobileMaybe, i, p.masked(i, j))
	default:
		p.hit(mobile, i, p.masked(i, j))
	}
}

// officeWords end the names of offices.
var officeWords = [][]rune{
	[]rune("局"), []rune("委员会"), []rune("办公室"), []rune("中心"), []rune("科"), []rune("处"), []rune("窗口"),
	[]rune("大厅"), []rune("大队"), []rune("支队"), []rune("街道办"), []rune("指挥部"), []rune("党群部"),
}

// office reports whether the name of an office stands in the forty characters
// before i, in the same sentence, and no word for a person as such.
func (p *pass) office(i int) bool {
	found := false
	for k := i - 1; k >= max(0, i-40); k-- {
		switch p.char(k) {
		case '。', ';':
			return found
		}
		for _, w := range personWords {
			if p.reads(k, w) {
				return false
			}
		}
		for _, w := range officeWords {
			found = found || p.reads(k, w)
		}
	}
	return found
}

// personWords name somebody as a party, not as an official.
var personWords = [][]rune{
	[]rune("申请人"), []rune("当事人"), []rune("患者"), []rune("投诉人"), []rune("信访人"), []rune("住户"), []rune("户主"),
	[]rune("家长"), []rune("本人"), []rune("被征收人"), []rune("举报人"),
}

// mobilePieces notes a mobile number in n tokens. Among other numbers, as in a
// row of figures, it is in doubt.
func (p *pass) mobilePieces(i, n int) bool {
	d, j := p.joined(i, n)
	if !likeMobile(d) || p.amount(p.run[i].start, j) {
		return false
	}
	alone := len(p.run) == n || i == 1 && len(p.run) == n+1 && strings.HasSuffix(p.written(p.run[0].start, p.run[0].end), "86")
	p.mobile(p.run[i].start, j, d, !alone)
	return true
}

// areaCode returns the length of the area code that digits begin with, when as
// many follow as a telephone number has; 0 otherwise (SC-04).
func areaCode(d string) int {
	if len(d) < 10 || len(d) > 12 || d[0] != '0' {
		return 0
	}
	code := 4
	if d[1] == '1' && d[2] == '0' || d[1] == '2' {
		code = 3
	} else if d[1] < '3' {
		return 0
	}
	if rest := len(d) - code; rest != 7 && rest != 8 || d[code] < '2' {
		return 0
	}
	return code
}

func (p *pass) landline(i, j int, d string) {
	if !p.job.allowed(landline.rule, d) {
		p.hit(landline, i, p.masked(i, j))
	}
}

// landlinePieces notes an area code with a number, in one piece or in two.
func (p *pass) landlinePieces(i, n int) bool {
	if n > 3 || p.char(p.run[i].start) != '0' || p.char(p.run[i].start+1) == '0' || p.shape(i, n) == 0 {
		return false
	}
	d, j := p.joined(i, n)
	if areaCode(d) != p.run[i].size() || p.amount(p.run[i].start, j) {
		return false
	}
	p.landline(p.run[i].start, j, d)
	return true
}
