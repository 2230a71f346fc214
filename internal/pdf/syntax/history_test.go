package syntax

import (
	"bytes"
	"fmt"
	"testing"
)

// written is a PDF under construction; at keeps where each object stands.
type written struct {
	bytes.Buffer
	at map[int]int
}

func (w *written) object(num int, body string) {
	w.at[num] = w.Len()
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", num, body)
}

// section writes a table of the objects from first to last, with a trailer, and returns
// where it stands. Objects without a place are free.
func (w *written) section(first, last int, trailer string) int {
	at := w.Len()
	fmt.Fprintf(w, "xref\n%d %d\n", first, last-first+1)
	for n := first; n <= last; n++ {
		if w.at[n] == 0 {
			fmt.Fprint(w, "0000000000 65535 f \n")
			continue
		}
		fmt.Fprintf(w, "%010d 00000 n \n", w.at[n])
	}
	fmt.Fprintf(w, "trailer\n<< /Size 6 %s >>\n", trailer)
	return at
}

func (w *written) end(section int) { fmt.Fprintf(w, "startxref\n%d\n%%%%EOF\n", section) }

// whole is a file of one page, written at once, and where its section stands.
func whole() (*written, int) {
	w := &written{at: map[int]int{}}
	w.WriteString("%PDF-1.7\n")
	w.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
	w.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	w.object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>")
	w.object(4, "<< /Length 3 >>\nstream\nold\nendstream")
	at := w.section(0, 4, "/Root 1 0 R")
	w.end(at)
	return w, at
}

// TestReplaced: a file tells whether it still holds what it was before (SC-18).
func TestReplaced(t *testing.T) {
	again := func(trailer string) func(*written, int) {
		return func(w *written, first int) {
			w.object(4, "<< /Length 3 >>\nstream\nnew\nendstream")
			w.end(w.section(4, 4, fmt.Sprintf(trailer, first)))
		}
	}
	for _, row := range []struct {
		name           string
		then           func(*written, int)
		replaced, left int
	}{
		{"SC-18 written at once", func(*written, int) {}, 0, 0},
		{"SC-18 contents replaced", again("/Root 1 0 R /Prev %d"), 1, 1},
		{"SC-18 an object taken away", func(w *written, first int) {
			w.at[4] = 0
			w.end(w.section(4, 4, fmt.Sprintf("/Root 1 0 R /Prev %d", first)))
		}, 1, 1},
		{"SC-18 another root", func(w *written, first int) {
			w.object(5, "<< /Type /Catalog /Pages 2 0 R >>")
			w.end(w.section(5, 5, fmt.Sprintf("/Root 5 0 R /Prev %d", first)))
		}, 1, 1},
		{"SC-18 a whole file behind the other", func(w *written, _ int) {
			w.end(w.section(0, 4, "/Root 1 0 R"))
		}, 1, 1},
		{"SC-18 a second section that says the same", func(w *written, first int) {
			w.end(w.section(0, 4, fmt.Sprintf("/Root 1 0 R /Prev %d", first)))
		}, 0, 1},
		{"SC-18 an empty section, as a hybrid file has", func(w *written, first int) {
			w.end(w.section(0, -1, fmt.Sprintf("/Root 1 0 R /Prev %d", first)))
		}, 0, 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			w, first := whole()
			old := bytes.TrimSpace(bytes.Clone(w.Bytes()))
			row.then(w, first)
			f, err := Open(w.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			states := f.Earlier(8)
			if f.Replaced() != row.replaced || len(states) != row.left {
				t.Fatalf("replaced %d, want %d; %d states, want %d", f.Replaced(), row.replaced, len(states), row.left)
			}
			if len(states) > 0 && !bytes.Equal(states[0], old) {
				t.Errorf("the first state is not what the file was")
			}
			if len(f.Earlier(0)) != 0 {
				t.Error("more states than were asked for")
			}
		})
	}
}

// TestReplacedLinearized: a linearized file has two sections and two ends, and was
// written at once (ISO 32000-2, annex F).
func TestReplacedLinearized(t *testing.T) {
	build := func(main int) *written {
		w := &written{at: map[int]int{}}
		w.WriteString("%PDF-1.7\n")
		w.object(3, "<< /Linearized 1 /L 0 /N 1 >>")
		at := w.Len() // the objects of the first page stand behind its section
		w.at[4], w.at[5] = at+len(linearTable(main)), at+len(linearTable(main))+len(catalog)
		w.section(4, 5, fmt.Sprintf("/Root 4 0 R /Prev %06d", main))
		w.end(0)
		w.WriteString(catalog + page)
		w.object(1, "<< /Type /Pages /Kids [5 0 R] /Count 1 >>")
		w.object(2, "<< >>")
		w.section(0, 3, "")
		w.end(at)
		return w
	}
	first := build(0)
	main := bytes.LastIndex(first.Bytes(), []byte("xref\n0 4"))
	f, err := Open(build(main).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if f.Replaced() != 0 || len(f.Earlier(8)) != 0 {
		t.Errorf("replaced %d, %d states", f.Replaced(), len(f.Earlier(8)))
	}
}

const (
	catalog = "4 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n"
	page    = "5 0 obj\n<< /Type /Page /Parent 1 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
)

// linearTable is as long as the first section of a linearized file with its end.
func linearTable(main int) string {
	w := &written{at: map[int]int{4: 1, 5: 1}}
	w.section(4, 5, fmt.Sprintf("/Root 4 0 R /Prev %06d", main))
	w.end(0)
	return w.String()
}
