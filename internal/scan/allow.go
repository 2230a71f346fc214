package scan

import (
	_ "embed"
	"strings"

	"mingfa/internal/document"
)

// Allowed is a value that is let pass, with the reason for it.
type Allowed struct {
	Rule   string // SC-03, SC-04 or SC-07
	Value  string // digits, an address, or "@" and a domain with all below it
	Reason string
}

//go:embed allow.txt
var allowText string

func builtIn() []Allowed {
	list, err := ParseAllowed(allowText)
	if err != nil { // the list is part of the program and read by its tests
		panic(err)
	}
	return list
}

// ParseAllowed reads an allow-list: a line an entry, "rule | value | reason"; lines
// that begin with # say something about the list. The error is an Invalid *Error.
func ParseAllowed(text string) ([]Allowed, error) {
	var out []Allowed
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != 3 {
			return nil, badAllowed(line, "应当写作“规则 | 内容 | 理由”")
		}
		a := Allowed{strings.TrimSpace(cells[0]), strings.TrimSpace(cells[1]), strings.TrimSpace(cells[2])}
		if err := a.check(); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// check: what is let pass is exact, and somebody has said why.
func (a Allowed) check() error {
	switch {
	case a.Reason == "":
		return badAllowed(a.Value, "没有写明理由")
	case a.Rule != mobile.rule && a.Rule != landline.rule && a.Rule != mail.rule:
		return badAllowed(a.Value, "只能放行电话号码（SC-03、SC-04）和电子邮箱（SC-07）")
	case a.Rule == mail.rule && (strings.Count(a.Value, "@") != 1 || !strings.Contains(a.Value, ".")):
		return badAllowed(a.Value, "应当是电子邮箱，或者“@”加域名")
	case a.Rule != mail.rule && len(number(a.Value)) < 10:
		return badAllowed(a.Value, "应当是手机号码，或者带区号的固定电话号码")
	}
	return nil
}

func badAllowed(what, why string) error {
	return document.Refuse(document.Invalid, "allow-list", "放行名单中的“"+what+"”"+why+"。")
}

// number leaves of a value its digits only.
func number(value string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, value)
}

func allowTable(list []Allowed) (map[string]bool, error) {
	out := map[string]bool{}
	for _, a := range list {
		if err := a.check(); err != nil {
			return nil, err
		}
		value := strings.ToLower(a.Value)
		if a.Rule != mail.rule {
			value = number(a.Value)
		}
		out[a.Rule+" "+value] = true
	}
	return out, nil
}

// allowed reports whether a value found by a rule is on the list.
func (s *Scanner) allowed(rule, value string) bool {
	value = strings.ToLower(value)
	if s.allow[rule+" "+value] {
		return true
	}
	_, domain, mail := strings.Cut(value, "@")
	for mail && domain != "" {
		if s.allow[rule+" @"+domain] {
			return true
		}
		_, domain, _ = strings.Cut(domain, ".")
	}
	return false
}
