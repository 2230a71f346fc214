package scan

// header reads a line of nothing but a grade, with or without its term, as it stands
// in the left upper corner of a document, maybe beside the copy number and the
// urgency (GB/T 9704 7.2.1–7.2.3).
func (f *flow) header(a, b int) int {
	if c := f.char(a - 1); !f.gapAt(a) && a > 0 && !framing.has(c) && f.sym[a-1]&digit == 0 {
		return 0
	}
	line := f.lineOf(a)
	first, behind := f.starts[line].index, len(f.sym)
	if line+1 < len(f.starts) {
		behind = f.starts[line+1].index
	} else if !f.end {
		return 0
	}
	if b > behind || line == 0 && !f.begin {
		return 0
	}
	if stars.has(f.char(b)) {
		b++
	}
	if e := f.term(b); e > 0 {
		b = e
	}
	e := b
	if u := f.reads(b, urgencies); u > 0 {
		e = u
	}
	i := f.copyNumber(a, first)
	for i > first && framing.has(f.char(i-1)) {
		i--
	}
	for e < behind && framing.has(f.char(e)) {
		e++
	}
	if i > first || e < behind {
		return 0
	}
	return b
}

// copyNumber returns where the copy number begins that may stand before i.
func (f *flow) copyNumber(i, first int) int {
	j := i
	for j > max(first, i-6) && f.sym[j-1]&digit != 0 {
		j--
	}
	if j == i {
		return i
	}
	if k := f.endsIn(j, copyLabels); k >= first {
		return k
	}
	return j
}

// heads reports whether a grade in brackets begins a line that then goes on as a title
// or a text: 【机密】关于某事的通知. A line that speaks of the mark or of the grade names it
// there: 【机密】字样, 【绝密】是指, 【机密】、【秘密】, or speaks of state secrets behind it.
func (f *flow) heads(a, b int) bool {
	if a == 0 || !opened.has(f.char(a-1)) || !closed.has(f.char(b)) || !f.wordy(b+1) {
		return false
	}
	line := f.lineOf(a)
	first := f.starts[line].index
	if line == 0 && !f.begin {
		return false
	}
	for i := first; i < a; i++ {
		if !framing.has(f.char(i)) {
			return false
		}
	}
	if f.reads(b+1, speaking) > 0 {
		return false
	}
	behind := len(f.sym)
	if line+1 < len(f.starts) {
		behind = f.starts[line+1].index
	}
	for i := b + 1; i < min(behind, b+longestSentence); i++ {
		if f.reads(i, spokenOf) > 0 {
			return false
		}
	}
	return true
}
