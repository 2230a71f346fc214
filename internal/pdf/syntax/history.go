package syntax

import (
	"bytes"
	"strconv"
)

// Replaced counts what the file still holds of states that it had before: objects that
// a later update put in another place or away, a root that it changed, and whole states
// that no later one goes back to. Files that are written at once in several sections
// have none: linearized ones, whose sections share no object, and hybrid ones, whose
// sections agree.
func (f *File) Replaced() int {
	n := f.replaced
	for _, e := range f.ends() {
		if e.section > 0 && !f.sections[e.section] {
			n++
		}
	}
	return n
}

// Earlier returns the states that the file had before its last update, oldest first, as
// bytes to open. It returns no more than most of them.
func (f *File) Earlier(most int) [][]byte {
	var out [][]byte
	for _, e := range f.ends() {
		if state := f.Data[:e.at]; len(out) < most && len(bytes.TrimSpace(f.Data[e.at:])) > 0 && e.section > 0 && e.section < e.at {
			out = append(out, state)
		}
	}
	return out
}

// elsewhere reports whether an entry of an older section leads to something that the
// newer one does not.
func (e entry) elsewhere(newer entry) bool {
	switch {
	case e.kind == free, e.kind == plain && e.at == 0: // written for numbers that are not used
		return false
	case e.kind == compressed:
		return e != newer
	default:
		return newer.kind != plain || newer.at != e.at
	}
}

// compareRoot counts a root that is not that of the newest trailer.
func (f *File) compareRoot(older Dict) {
	if r, ok := older["Root"].(Ref); ok && r != f.Trailer["Root"] {
		f.replaced++
	}
}

// end is where a state of the file ends, with the section that it says to begin with.
type end struct{ at, section int }

// ends finds the ends of all states: the mark with the offset before it.
func (f *File) ends() []end {
	const mark, word = "%%EOF", "startxref"
	var out []end
	for at := 0; ; {
		i := bytes.Index(f.Data[at:], []byte(mark))
		if i < 0 {
			return out
		}
		before := f.Data[max(at+i-48, 0) : at+i]
		at += i + len(mark)
		j := bytes.LastIndex(before, []byte(word))
		if j < 0 {
			continue
		}
		section, err := strconv.Atoi(string(bytes.TrimSpace(before[j+len(word):])))
		if err == nil {
			out = append(out, end{at, section})
		}
	}
}
