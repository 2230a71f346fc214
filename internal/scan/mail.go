package scan

import (
	"slices"
	"strings"
)

// email looks for an address around the @ at i (SC-07).
func (p *pass) email(i int) {
	from, to := i, i+1
	for from > 0 && i-from < 64 && mailChar(p.sym[from-1], true) && p.sym[from]&gap == 0 {
		from--
	}
	for to < len(p.sym) && to-i < 128 && mailChar(p.sym[to], false) && p.sym[to]&gap == 0 {
		to++
	}
	for to > i+1 && (p.char(to-1) == '.' || p.char(to-1) == '-') {
		to--
	}
	domain := p.written(i+1, to)
	dot := strings.LastIndexByte(domain, '.')
	if from == i || dot < 1 || len(domain)-dot < 3 || strings.Trim(domain[dot+1:], "0123456789") == "" {
		p.spacedMail(i)
		return
	}
	if p.job.allowed(mail.rule, p.written(from, to)) {
		return
	}
	p.hit(mail, from, p.written(from, from+1)+"***@"+domain)
}

func mailChar(s symbol, local bool) bool {
	switch s.char() {
	case '.', '-':
		return true
	case '_', '+', '%':
		return local
	}
	return s&alnum != 0
}

// spacedMail looks at an @ with spaces or brackets around it.
func (p *pass) spacedMail(i int) {
	if closer := openers[p.char(i-1)]; closer != 0 && p.char(i+1) == closer {
		p.disguised(i-1, i+2, true)
		return
	}
	p.disguised(i, i+1, true)
}

// atWord looks at the word at from i to j where it may stand for @: (at), or between
// spaces.
func (p *pass) atWord(i, j int) {
	if closer := openers[p.char(i-1)]; closer != 0 && p.char(j) == closer {
		p.disguised(i-1, j+1, true)
		return
	}
	if j < len(p.sym) && p.sym[i]&p.sym[j]&spaced != 0 {
		p.disguised(i, j, true)
	}
}

// ends of domains under which people have their mail. What is no @ is taken for one
// only before such a domain.
var domains = []string{
	"com", "cn", "net", "org", "edu", "gov", "info", "me", "io", "cc", "hk", "tw", "mo", "top", "vip", "xyz", "ltd", "site", "online", "tech", "work", "biz", "email",
}

// disguised looks for an address around something from i to j that may stand for @
// (SC-07): a(at)b.cn, a#b.cn, a @ b . cn.
func (p *pass) disguised(i, j int, spaces bool) {
	from := i
	for from > 0 && i-from < 64 && mailChar(p.sym[from-1], true) && (from == i || p.sym[from]&gap == 0) {
		from--
	}
	if i-from < 2 || !spaces && i < len(p.sym) && p.sym[i]&gap != 0 || p.char(from-1) == '/' {
		return
	}
	domain := p.domain(j, spaces)
	if domain == "" || p.job.allowed(mail.rule, p.written(from, i)+"@"+domain) {
		return
	}
	p.hit(mail, from, p.written(from, from+1)+"***@"+domain)
}

// domain reads a domain at i, with spaces and words for its points if that is
// allowed; "" if it is none that people have their mail under.
func (p *pass) domain(i int, spaces bool) string {
	var labels [mostLabels]token
	n := 0
	for k := i; n < mostLabels && k < i+100; {
		end := k
		for end < len(p.sym) && end-k < 40 && (p.sym[end]&alnum != 0 || p.char(end) == '-') && (end == k || p.sym[end]&gap == 0) {
			end++
		}
		if end == k || !spaces && p.sym[k]&gap != 0 {
			break
		}
		labels[n] = token{start: k, end: end}
		n++
		if k = p.point(end, spaces); k == 0 {
			break
		}
	}
	if n < 2 || !slices.Contains(domains, strings.ToLower(p.written(labels[n-1].start, labels[n-1].end))) {
		return ""
	}
	out := make([]string, 0, n)
	for _, t := range labels[:n] {
		out = append(out, strings.ToLower(p.written(t.start, t.end)))
	}
	return strings.Join(out, ".")
}

const mostLabels = 6

var points = spelt("(dot)", "[dot]", "(.)", "[.]", "dot", "点", ".")

// point returns the index behind what parts a domain at i, 0 if there is nothing.
func (p *pass) point(i int, spaces bool) int {
	if i >= len(p.sym) {
		return 0
	}
	if p.char(i) == '.' && (spaces || p.sym[i]&gap == 0) {
		return i + 1
	}
	if !spaces {
		return 0
	}
	for _, w := range points {
		if p.readsFolded(i, w) {
			return i + len(w)
		}
	}
	return 0
}

// readsFolded is reads without regard to case.
func (p *pass) readsFolded(i int, text []rune) bool {
	for k, r := range text {
		c := p.char(i + k)
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != r {
			return false
		}
	}
	return true
}
