package scan

import (
	"math"
	"unicode/utf8"
)

// found is a hit before its column is known.
type found struct {
	*advice
	line      int // from 1
	lineStart int // in bytes
	at        int // in bytes
	snippet   string
}

// pass reads one text once.
type pass struct {
	folder
	job       *job
	part      Part
	first     bool // the window begins the line
	last      bool // the window ends the line
	until     int  // hits that begin behind it belong to the next window
	run       []token
	near      [contexts]int32 // index behind the last phrase of each context
	told      int             // numbers in words are looked at up to here
	cleared   int             // what a phrase holds up to here is no phrase of its own
	named     int             // persons in the sentence up to here are told of
	listed    int             // the line of a heading of a list of persons, 0 = none
	traits    trait           // what the line has shown so far
	traitAt   int             // where a phrase of SC-10 stood, in bytes
	traitWord []rune
	seen      map[seenKey]bool // what was found with tags, when they are left out
	out       []found
	bad       found // the first byte that is no UTF-8
	tail      tail
	flow      *flow // reads marks of state secrets; made when there may be one
}

type seenKey struct {
	*advice
	at int
}

// read scans the text of a part and hands what it finds to the job.
func (p *pass) read(part Part, text string) {
	p.part, p.text, p.pos, p.line, p.listed = part, text, 0, 0, 0
	p.invalid, p.bad, p.out, p.tail.code = 0, found{}, p.out[:0], p.tail.code[:0]
	p.spans, p.past = p.spans[:0], p.past[:0]
	for p.pos < len(text) {
		p.readLine()
	}
	p.secrecy()
	if p.invalid > 0 {
		p.out = append(p.out, p.bad)
	}
	p.job.place(part, text, p.out)
}

// readLine scans one line, and once more without its tags if it has any.
func (p *pass) readLine() {
	p.line++
	p.lineStart = p.pos
	p.tags = false
	from := len(p.out)
	p.windows()
	end, bad := p.pos, p.invalid
	if bad > 0 && p.bad.line == 0 {
		p.bad = found{advice: badText, line: p.line, lineStart: p.lineStart, at: p.firstInvalid}
	}
	if p.tags {
		p.seen = map[seenKey]bool{}
		for _, f := range p.out[from:] {
			p.seen[seenKey{f.advice, f.at}] = true
		}
		p.pos, p.bare = p.lineStart, true
		p.windows()
		p.pos, p.bare, p.seen, p.invalid = end, false, nil, bad
	}
	p.remember()
}

// windows scans the line from p.pos on, window by window.
func (p *pass) windows() {
	p.traits, p.first = 0, true
	for {
		start := p.pos
		p.last = p.fill()
		p.until = math.MaxInt
		if !p.last {
			p.until = int(p.at[len(p.at)-overlap])
		}
		p.look()
		if p.last {
			p.lineTraits()
			return
		}
		p.pos = max(p.until, start+1)
		p.first = false
	}
}

// look goes to every place of the window at which something may begin.
func (p *pass) look() {
	for i := range p.near {
		p.near[i] = math.MinInt32 / 2
	}
	p.run, p.cleared, p.told, p.named = p.run[:0], 0, 0, 0
	read := int32(-1)
	for _, i := range p.todo {
		s := p.sym[i]
		if s&alnum == 0 || s&opening != 0 {
			p.flush()
		}
		if s&opening != 0 {
			p.phrase(int(i))
		}
		switch {
		case s&alnum != 0 && i >= read:
			read = int32(p.word(int(i)))
		case s&sign != 0:
			p.sign(int(i), s.char())
		}
	}
	p.flush()
	if p.first && p.last {
		p.wholeLine()
	}
	if !p.bare {
		p.broken()
	}
}

func (p *pass) sign(i int, c rune) {
	switch c {
	case '@':
		p.email(i)
	case '#', '★':
		p.disguised(i, i+1, i+1 < len(p.sym) && p.sym[i]&p.sym[i+1]&spaced != 0)
	case '×':
		p.crosses(i)
	case '密': // looked at with the whole line, see readLine
	default:
		if closer := openers[c]; closer != 0 {
			p.number(i, closer)
			return
		}
		p.inWords(i)
	}
}

// hit notes what begins at the i-th character of the window, unless another
// window or the reading with tags has it.
func (p *pass) hit(a *advice, i int, snippet string) {
	at := int(p.at[i])
	if at > p.until || !p.first && at <= int(p.at[0]) {
		return
	}
	if a.personal {
		p.traits |= personal
	}
	p.note(a, at, snippet)
}

func (p *pass) note(a *advice, at int, snippet string) {
	if p.seen[seenKey{a, at}] {
		return
	}
	if !p.job.list(a) {
		return
	}
	p.out = append(p.out, found{advice: a, line: p.line, lineStart: p.lineStart, at: at, snippet: snippet})
}

// char returns the i-th character, 0 beyond the window.
func (p *pass) char(i int) rune {
	if i < 0 || i >= len(p.sym) {
		return 0
	}
	return p.sym[i].char()
}

// written returns the characters from i to j as they were understood.
func (p *pass) written(i, j int) string {
	var buffer [96]byte
	out := buffer[:0]
	for _, s := range p.sym[max(i, 0):min(j, len(p.sym))] {
		out = utf8.AppendRune(out, s.char())
	}
	return string(out)
}

// after reports how far behind a phrase of the context the i-th character
// stands, and whether that is within reach.
func (p *pass) after(c context, i, reach int) bool {
	d := i - int(p.near[c])
	return d >= 0 && d <= reach
}
