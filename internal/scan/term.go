package scan

// term returns the index behind how long a secret is kept, 0 if that does not stand
// at i: 10年, 十年, 6个月, 长期, or a day or event up to which (SR-05).
func (f *flow) term(i int) int {
	if e := f.reads(i, terms); e > 0 {
		return e
	}
	if f.char(i) == '自' {
		if e := f.day(i + 1); e > 0 && f.char(e) == '起' {
			i = e + 1
		}
	}
	if e := f.day(i); e > 0 {
		return e
	}
	j := f.digits(i, 64)
	if j == i {
		for j < i+3 && hanDigits.has(f.char(j)) {
			j++
		}
	}
	if j == i {
		return 0
	}
	return f.reads(j, units)
}

// day returns the index behind a day at i: 2026年9月17日.
func (f *flow) day(i int) int {
	year := f.digits(i, 4)
	if year != i+4 || f.char(year) != '年' {
		return 0
	}
	month := f.digits(year+1, 2)
	if month == year+1 || f.char(month) != '月' {
		return 0
	}
	day := f.digits(month+1, 2)
	if day == month+1 || f.char(day) != '日' {
		return 0
	}
	return day + 1
}

func (f *flow) digits(i, most int) int {
	j := i
	for j < i+most && j < len(f.sym) && f.sym[j]&digit != 0 {
		j++
	}
	return j
}
