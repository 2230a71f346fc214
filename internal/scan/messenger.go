package scan

import "strings"

// letters looks at a token without digits: the name of a messenger, the account
// with one, a word for @, a note of the writer's, or letters that hold a place.
func (p *pass) letters(t token) {
	word := ""
	if t.size() <= 24 {
		word = p.written(t.start, t.end)
	}
	switch strings.ToUpper(word) {
	case "QQ":
		p.near[ofQQ] = int32(t.end)
	case "VX", "WX", "WECHAT", "WEIXIN":
		p.near[ofWeChat] = int32(t.end)
	case "V":
		if p.char(t.end) == '信' {
			p.near[ofWeChat] = int32(t.end + 1)
		}
	case "AT":
		p.atWord(t.start, t.end)
	case "WXID":
		p.accountID(t)
	default:
		p.notes(t, word)
	}
}

// notes looks at a word that is none of a messenger's.
func (p *pass) notes(t token, word string) {
	switch {
	case word == "TODO" || word == "FIXME" || word == "TBD":
		p.hit(leftover, t.start, word)
	case word == "" || strings.Trim(word, "Xx") != "":
		p.contact(t)
	case len(word) >= 3 || strings.EqualFold(word, "XX") && (p.measured(t.end) || p.blankName(t.start, t.end)):
		p.hit(placeholder, t.start, word)
	}
}

// accountID notes the account that WeChat gives who chooses none: wxid_… (SC-07).
func (p *pass) accountID(t token) {
	end := p.accountEnd(t.end, t.start+40)
	if p.char(t.end) == '_' && end-t.end > 6 {
		p.hit(messenger, t.start, p.masked(t.start, end))
	}
}

// accountEnd returns the index behind an account that is read up to i already.
func (p *pass) accountEnd(i, most int) int {
	for i < len(p.sym) && i <= most && (p.sym[i]&alnum != 0 || p.char(i) == '-' || p.char(i) == '_') && p.sym[i]&gap == 0 {
		i++
	}
	return i
}

// chosen reports whether the characters from i to j look like an account.
func (p *pass) chosen(i, j int) bool {
	for _, s := range p.sym[i:j] {
		if s&digit != 0 || s.char() == '_' {
			return true
		}
	}
	return false
}

// contact notes a WeChat account: a letter and five to nineteen more characters
// behind the word 微信号, or behind 微信 and a colon. Without either a digit or a
// line in it must tell it from a word.
func (p *pass) contact(t token) bool {
	if p.sym[t.start]&letter == 0 || !p.after(ofWeChat, t.start, 4) {
		return false
	}
	end := p.accountEnd(t.end, t.start+20)
	if end-t.start < 6 || end-t.start > 20 {
		return false
	}
	if c := p.char(t.start - 1); c != ':' && c != '号' && c != '为' && (int(p.near[ofWeChat]) != t.start || !p.chosen(t.start, end)) {
		return false
	}
	p.hit(messenger, t.start, p.masked(t.start, end))
	return true
}

// messengers notes digits behind QQ.
func (p *pass) messengers(t token) bool {
	if t.size() < 5 || t.size() > 12 || !p.after(ofQQ, t.start, 5) {
		return false
	}
	p.hit(messenger, t.start, p.masked(t.start, t.end))
	return true
}
