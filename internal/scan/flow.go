package scan

import (
	"sort"
	"unicode"
	"unicode/utf8"
)

// A mark of a state secret may be torn over lines, so it is looked for in a second
// reading that knows no ends of lines, only where a line began. It reads nothing
// but the surroundings of the characters that may end a grade, which the first
// reading noted.

const (
	// margin is how many characters around a grade are read. No part of a mark
	// stands farther off.
	margin = 256
	// tear is the most characters that are let stand within a grade.
	tear = 6
)

// span is a stretch of a text with something in it that may end a grade.
type span struct {
	from, to        int // in bytes; to is where the last such character stands
	line, lineStart int // of the first such character
}

// mayGrade reports whether the 密 that comes now may end a grade.
func (f *folder) mayGrade() bool { return f.noting && (len(f.sym) <= tear || f.graded()) }

// spot notes what comes now and may end a grade.
func (f *folder) spot(at int) {
	k := len(f.sym)
	s := span{from: 0, to: at, line: f.line, lineStart: f.lineStart}
	if k >= margin {
		s.from = int(f.at[k-margin])
	} else if n := len(f.past) - (margin - k); n >= 0 {
		s.from = int(f.past[n])
	}
	for n := len(f.spans); n > 0 && f.spans[n-1].to >= s.from; n = len(f.spans) {
		last := f.spans[n-1]
		s = span{from: min(s.from, last.from), to: max(s.to, last.to), line: last.line, lineStart: last.lineStart}
		f.spans = f.spans[:n-1]
	}
	f.spans = append(f.spans, s)
}

// graded reports whether the first character of a grade stands near the end.
func (f *folder) graded() bool {
	for _, s := range f.sym[max(0, len(f.sym)-tear-1):] {
		if c := s.char(); c == '绝' || c == '机' || c == '秘' {
			return true
		}
	}
	return false
}

// remember keeps where the last characters of a line stand, for what comes behind.
func (f *folder) remember() {
	n := len(f.at)
	if n >= margin {
		f.past = append(f.past[:0], f.at[n-margin:]...)
		return
	}
	f.past = append(f.past, f.at...)
	if len(f.past) > 8*margin {
		f.past = f.past[:copy(f.past, f.past[len(f.past)-margin:])]
	}
}

// start is where a line starts in a flow.
type start struct {
	index    int // of its first character
	line, at int // number from 1, place in bytes
}

// flow is a stretch of a text, folded without regard to the ends of lines.
type flow struct {
	folder
	starts []start
	begin  bool // the stretch starts with the text
	end    bool // and ends with it
}

// secretMark is a mark that was found in a flow.
type secretMark struct {
	line, lineStart int
	from, to        int // indexes in the flow
}

// flowSize is how many characters are held at a time.
const flowSize = 1 << 15

// read finds the marks of a span, in order. Once with the tags as they are written,
// and once more without them if there are any.
func (f *flow) read(text string, s span, each func(secretMark)) {
	f.text = text
	line, at := s.line, s.lineStart
	if s.from < at {
		line, at = lineBefore(text, s)
	}
	var lines []int
	for f.bare = false; ; f.bare = true {
		f.tags = false
		f.stretch(s, start{line: line, at: at}, func(m secretMark) {
			k := sort.SearchInts(lines, m.line)
			if f.bare && k < len(lines) && lines[k] == m.line {
				return
			}
			if !f.bare && (len(lines) == 0 || lines[len(lines)-1] != m.line) {
				lines = append(lines, m.line)
			}
			each(m)
		})
		if f.bare || !f.tags {
			return
		}
	}
}

// lineBefore returns the number and the start of the line in which a span begins,
// when what it was noted for stands in a later one.
func lineBefore(text string, s span) (line, at int) {
	line = s.line
	for i := s.from; i < s.lineStart; {
		n := lineEndAt(text, i)
		if n > 0 {
			line--
		}
		i += max(n, 1)
	}
	for at = s.from; at > 0 && lineEndAt(text, at-1) == 0 && (at < 2 || lineEndAt(text, at-2) != 2) && (at < 3 || lineEndAt(text, at-3) != 3); {
		at--
	}
	return line, at
}

// stretch folds a span piece by piece and looks at each.
func (f *flow) stretch(s span, first start, each func(secretMark)) {
	f.pos, f.gap, f.sym, f.at = s.from, 0, f.sym[:0], f.at[:0]
	f.starts, f.begin = append(f.starts[:0], first), s.from == first.at
	looked, behind := 0, -1
	for {
		limit := flowSize
		f.stop = min(s.to+1, len(f.text))
		if behind >= 0 {
			limit, f.stop = behind+margin, len(f.text)
		}
		if f.todo = f.todo[:0]; f.more(limit) {
			f.newLine()
		}
		f.end = f.pos >= len(f.text)
		if behind < 0 && f.pos > s.to {
			behind = len(f.sym)
		}
		over := f.end || behind >= 0 && len(f.sym) >= behind+margin
		if !over && len(f.sym) < flowSize {
			continue
		}
		upTo := len(f.sym)
		if !over {
			upTo -= margin
		}
		f.look(looked, upTo, each)
		if over {
			return
		}
		if looked = upTo; behind < 0 {
			looked = f.shift(upTo)
		}
	}
}

// newLine notes where the next line starts. Of empty lines the last counts.
func (f *flow) newLine() {
	last := &f.starts[len(f.starts)-1]
	next := start{len(f.sym), last.line + 1, f.pos}
	f.gap |= celled | spaced
	if last.index == next.index && last.index > 0 {
		*last = next
		return
	}
	f.starts = append(f.starts, next)
}

// shift drops what has been looked at, but for what the rest may look back on, and
// returns the new index of the i-th character.
func (f *flow) shift(i int) int {
	drop := i - margin
	f.sym = f.sym[:copy(f.sym, f.sym[drop:])]
	f.at = f.at[:copy(f.at, f.at[drop:])]
	k := sort.Search(len(f.starts), func(k int) bool { return f.starts[k].index > drop }) - 1
	f.starts = f.starts[:copy(f.starts, f.starts[k:])]
	for k := range f.starts {
		f.starts[k].index -= drop
	}
	f.begin = f.starts[0].index == 0
	return margin
}

// look goes to every 密, and every end of a grade in Latin letters, from the i-th
// character to the j-th. A line tells no more than one mark.
func (f *flow) look(i, j int, each func(secretMark)) {
	line := 0
	for k := i; k < j; k++ {
		from, to, ok := f.markAt(k)
		if !ok {
			continue
		}
		at := f.starts[f.lineOf(from)]
		if at.line != line {
			line = at.line
			each(secretMark{at.line, at.at, from, to})
		}
	}
}

// markAt is mark or latin, by what stands at k.
func (f *flow) markAt(k int) (from, to int, ok bool) {
	switch s := f.sym[k]; {
	case s.char() == '密':
		return f.mark(k)
	case s&letter != 0:
		return f.latin(k)
	default:
		return 0, 0, false
	}
}

// lineOf returns which of the starts is that of the line of the i-th character.
func (f *flow) lineOf(i int) int {
	return sort.Search(len(f.starts), func(k int) bool { return f.starts[k].index > i }) - 1
}

// char returns the i-th character, 0 beyond the flow.
func (f *flow) char(i int) rune {
	if i < 0 || i >= len(f.sym) {
		return 0
	}
	return f.sym[i].char()
}

// wordy reports whether the i-th character is one of a word or a number.
func (f *flow) wordy(i int) bool {
	switch c := f.char(i); {
	case c >= 0x4e00 && c <= 0x9fff:
		return true
	case c < utf8.RuneSelf:
		return i >= 0 && i < len(f.sym) && f.sym[i]&alnum != 0
	default:
		return unicode.IsLetter(c) || unicode.IsNumber(c)
	}
}

// begins reports whether no word goes on from the character before the i-th to it.
func (f *flow) begins(i int) bool { return !f.wordy(i-1) || f.gapAt(i) }

// ends reports whether no word goes on with the i-th character.
func (f *flow) ends(i int) bool { return !f.wordy(i) || f.gapAt(i) }

func (f *flow) gapAt(i int) bool { return i >= len(f.sym) || f.sym[i]&gap != 0 }

// reads returns the index behind the first of the words that stands at i, 0 if none.
func (f *flow) reads(i int, of words) int {
	c := f.char(i)
	for _, w := range of {
		if w[0] == c && f.has(i, w) {
			return i + len(w)
		}
	}
	return 0
}

// endsIn returns the index at which the first of the words begins that ends before
// j, -1 if none does.
func (f *flow) endsIn(j int, of words) int {
	c := f.char(j - 1)
	for _, w := range of {
		if w[len(w)-1] == c && f.has(j-len(w), w) {
			return j - len(w)
		}
	}
	return -1
}

func (f *flow) has(i int, w []rune) bool {
	for k, r := range w {
		if f.char(i+k) != r {
			return false
		}
	}
	return true
}

// lineEndAt returns the length of the end of a line at byte i, 0 if there is none.
func lineEndAt(text string, i int) int {
	switch c := text[i]; {
	case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
		return 2
	case c < utf8.RuneSelf:
		if endsLine(rune(c)) {
			return 1
		}
	case c == 0xc2 || c == 0xe2: // U+0085, U+2028, U+2029
		if r, n := utf8.DecodeRuneInString(text[i:]); endsLine(r) {
			return n
		}
	}
	return 0
}
