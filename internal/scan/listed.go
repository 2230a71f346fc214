package scan

// listed reports whether the grade from a to e is one of several in a row, as in
// prose on the law of secrets: 绝密、机密、秘密; 机密级(20年). A star is no part of
// prose.
func (f *flow) listed(a, e int) bool {
	if f.char(a-1) == '★' {
		return false
	}
	if f.next(f.followed(e)) > 0 {
		return true
	}
	for k := a - 2; k >= max(0, a-20); k-- {
		if f.char(k) != '密' {
			continue
		}
		if _, ok := f.grade(k); !ok {
			continue
		}
		i := f.suffixed(k + 1)
		if closeQuote.has(f.char(i)) {
			i++
		}
		if f.joint(f.followed(i)) == a {
			return true
		}
		if t := f.term(i); t > 0 && f.joint(t) == a {
			return true
		}
	}
	return false
}

// followed returns the index behind a term in round brackets at i, i if there is none.
func (f *flow) followed(i int) int {
	if f.char(i) == '(' {
		if e := f.term(i + 1); e > 0 && f.char(e) == ')' {
			return e + 1
		}
	}
	return i
}

// next returns the index behind the next member of a list of grades, 0 if there is none.
func (f *flow) next(i int) int {
	if closeQuote.has(f.char(i)) {
		i++
	}
	return f.level(f.joint(i))
}

// joint returns the index behind what joins the members of a list, -1 if there is none.
func (f *flow) joint(i int) int {
	e := f.reads(i, joints)
	if e == 0 {
		return -1
	}
	if openQuote.has(f.char(e)) {
		e++
	}
	return e
}
