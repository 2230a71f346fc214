package intake

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// closing lifts off what stands below the text: the note on annexes, signature,
// date, mark of disclosure, imprint. Where a text follows that the document issues,
// they stand in the middle; from there on nothing but those is taken.
func (l *layout) closing(lines []line) []line {
	lines = l.imprint(lines)
	at := slices.IndexFunc(lines, func(x line) bool { return x.table == nil && dateLine.MatchString(unspaced(said(x))) })
	if at < 0 {
		return l.annexNote(lines)
	}
	if at+1 < len(lines) && !issues(lines[at+1:]) { // a date within the text
		return l.annexNote(lines)
	}
	from := at
	for from > 0 && isSigner(lines[from-1]) && at-from < 8 {
		from--
	}
	to := at + 1
	for to < len(lines) && lines[to].table == nil && (disclosed.MatchString(said(lines[to])) || said(lines[to]) == "") {
		to++
	}
	for _, x := range lines[from:to] {
		l.lift(x)
	}
	return append(l.annexNote(lines[:from]), issued(lines[to:])...)
}

// issues reports whether what follows the date is more than closing: a text that is
// issued, which begins on a new page or with a title in the middle.
func issues(rest []line) bool {
	for _, x := range rest {
		if x.table == nil && (disclosed.MatchString(said(x)) || said(x) == "" && !x.newPage) {
			continue
		}
		return x.newPage || x.table == nil && x.centered
	}
	return true
}

// issued marks the title of a text that the document issues (印发、转发).
func issued(lines []line) []line {
	for len(lines) > 0 && lines[0].table == nil && said(lines[0]) == "" {
		lines = lines[1:]
	}
	n := titleLength(lines)
	if n == 0 {
		return lines
	}
	title := line{title: true}
	for _, x := range lines[:n] {
		title.text += joined(x)
	}
	return append([]line{title}, lines[n:]...)
}

// isSigner reports whether a line may be the name of an issuing body.
func isSigner(x line) bool {
	s := unspaced(said(x))
	return x.table == nil && x.heading == 0 && s != "" && utf8.RuneCountInString(s) <= 30 && !strings.ContainsAny(s, "，。；：、！？:,;") &&
		!numbered(s) && organ.MatchString(s)
}

// imprint lifts off the lines at the end that name copies, the printing body and
// its date.
func (l *layout) imprint(lines []line) []line {
	var off []string
	for len(lines) > 0 {
		x := lines[len(lines)-1]
		s := said(x)
		if x.table != nil {
			s = strings.TrimSpace(strings.Join(slices.Concat(x.table...), " "))
		}
		m := copyLine.FindStringSubmatch(s)
		switch {
		case m != nil && strings.HasPrefix(s, "抄送"):
			l.copyTo = strings.TrimRight(m[1], "。 　")
		case s == "" && x.table == nil, m != nil, printedLine.MatchString(unspaced(s)):
		case disclosed.MatchString(s) && len(lines) > 1 && dateLine.MatchString(unspaced(said(lines[len(lines)-2]))):
			slices.Reverse(off)
			l.lifted = append(l.lifted, off...)
			return lines
		default:
			slices.Reverse(off)
			l.lifted = append(l.lifted, off...)
			return lines
		}
		if s != "" && (m == nil || !strings.HasPrefix(s, "抄送")) {
			off = append(off, s)
		}
		lines = lines[:len(lines)-1]
	}
	return lines
}

// annexNote takes off the list of annexes at the end of the text: the typesetter
// makes it from the annexes themselves.
func (l *layout) annexNote(lines []line) []line {
	for i := len(lines) - 1; i >= 0 && i >= len(lines)-20; i-- {
		m := annexNote.FindStringSubmatch(said(lines[i]))
		if lines[i].table != nil || m == nil {
			continue
		}
		names := []string{withoutNumber(m[1])}
		for _, x := range lines[i+1:] {
			s := said(x)
			item := annexItem.FindStringSubmatch(s)
			switch {
			case x.table != nil || strings.ContainsAny(s, "。；"):
				return lines
			case item != nil:
				names = append(names, item[1])
			case s != "":
				names[len(names)-1] += s // a name that goes on in the next line
			}
		}
		l.announced = names
		for _, x := range lines[i:] {
			l.lift(x)
		}
		return lines[:i]
	}
	return lines
}

func withoutNumber(s string) string {
	if m := annexItem.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return s
}
