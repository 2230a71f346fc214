package scan

// field reads filled-in grades: 密级:机密, 密级|机密|, 【密级】机密, 密级为机密.
func (f *flow) field(a, b int) int {
	for j, n := a, 0; n <= 3; j, n = j-1, n+1 {
		if f.labelled(j, b) {
			return b
		}
		if !fieldOpen.has(f.char(j - 1)) {
			break
		}
	}
	if f.char(a-1) == '(' && f.char(b) == ')' && f.ends(b+1) && f.label(a-1, labels) >= 0 {
		return b
	}
	if f.named(a, b) {
		return b
	}
	return 0
}

// labelled reports whether a label for grades ends before j, with what parts it
// from the grade.
func (f *flow) labelled(j, b int) bool {
	if f.char(j-1) == ':' && f.label(f.skipBack(j-1, 2, quotesEnd), labels) >= 0 {
		return true
	}
	if !f.ends(b) {
		return false
	}
	if closed.has(f.char(j - 1)) { // 【密级】机密
		if i := f.label(j-1, labels); i > 0 && opened.has(f.char(i-1)) {
			return true
		}
	}
	for i := j - 1; i >= j-3 && fieldSign.has(f.char(i)); i-- {
		if f.label(f.skipBack(i, 2, cellEnd), labels, designations) >= 0 {
			return true
		}
	}
	return false
}

// named reports whether a label with a verb stands before the grade, and nothing
// that goes on behind it.
func (f *flow) named(a, b int) bool {
	j := f.endsIn(f.skipBack(a, 2, verbQuote), designates)
	if j < 0 || f.label(f.skipBack(j, 1, quotes), labels, designations) < 0 {
		return false
	}
	if quotes.has(f.char(b)) {
		b++
	}
	return f.ends(b) && !quotes.has(f.char(b))
}

// skipBack returns the index behind what is left when up to n of those characters
// are taken away before j.
func (f *flow) skipBack(j, n int, of *set) int {
	for ; n > 0 && j > 0 && of.has(f.char(j-1)); n-- {
		j--
	}
	return j
}

// label returns where a label begins that ends before j, -1 if there is none. It may
// be one for grade and term together.
func (f *flow) label(j int, of ...words) int {
	if i := f.endsIn(j, termLabel); i >= 0 {
		j = f.skipBack(i, 1, conjoined)
	}
	for _, words := range of {
		if i := f.endsIn(j, words); i >= 0 {
			return i
		}
	}
	return -1
}

// ticked reads a grade whose box is ticked.
func (f *flow) ticked(a, b int) int {
	switch {
	case ticks.has(f.char(a - 1)):
		if f.ends(b) {
			return b
		}
	case f.char(a-1) != '■':
	case f.char(b) == '□', f.ends(b) && f.unticked(a-1):
		return b
	}
	return 0
}

// unticked reports whether a box that is not ticked, with its word, ends before j.
func (f *flow) unticked(j int) bool {
	if i := f.endsIn(j, boxed); i >= 0 {
		return f.char(i-1) == '□'
	}
	if f.char(j-1) == '级' {
		j--
	}
	if f.char(j-1) != '密' {
		return false
	}
	i, ok := f.grade(j - 1)
	return ok && f.char(i-1) == '□'
}
