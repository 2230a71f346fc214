package syntax

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample returns a file of one page, small enough to be changed by hand.
func sample() []byte {
	b := &Builder{}
	tree := b.Alloc()
	content := Add(b, Flate(nil, []byte("BT ET")))
	page := Add(b, Dict{"Type": Name("Page"), "Parent": tree, "MediaBox": Numbers(0, 0, 595, 842), "Contents": content})
	b.Set(tree, Dict{"Type": Name("Pages"), "Count": Int(1), "Kids": Array{page}})
	root := Add(b, Dict{"Type": Name("Catalog"), "Pages": tree})
	return b.File(root, Add(b, Dict{"Title": Text("通知")}))
}

// compressedSample is a file whose objects stand in an object stream.
func compressedSample() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	parts := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"}
	var index, body string
	for i, p := range parts {
		index += fmt.Sprintf("%d %d ", i+1, len(body))
		body += p + " "
	}
	stream := b.Len()
	fmt.Fprintf(&b, "4 0 obj\n%s\nendobj\n", Append(nil, Flate(Dict{
		"Type": Name("ObjStm"), "N": Int(3), "First": Int(len(index)),
	}, []byte(index+body))))
	start := b.Len()
	rows := []byte{0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 4, 1, 2, 0, 4, 2, 1, byte(stream >> 8), byte(stream), 0, 1, byte(start >> 8), byte(start), 0}
	fmt.Fprintf(&b, "5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", Append(nil, Flate(Dict{
		"Type": Name("XRef"), "Size": Int(6), "W": Numbers(1, 2, 1), "Root": Ref{Num: 1},
	}, rows)), start)
	return b.Bytes()
}

func TestOpenBothKindsOfFile(t *testing.T) {
	for name, data := range map[string][]byte{"table": sample(), "streams": compressedSample()} {
		f, err := Open(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		pages, err := f.Pages()
		if err != nil || len(pages) != 1 {
			t.Errorf("%s: %d pages, %v", name, len(pages), err)
		}
	}
}

func TestUpdateKeepsTheFile(t *testing.T) {
	for name, data := range map[string][]byte{"table": sample(), "streams": compressedSample()} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(data)
			if err != nil {
				t.Fatal(err)
			}
			u := NewUpdate(f)
			pages, err := f.Pages()
			if err != nil {
				t.Fatal(err)
			}
			d := pages[0].Dict.Clone()
			d["Rotate"] = Int(90)
			u.Set(pages[0].Ref, d)
			tail, _ := u.Tail()
			g, err := Open(append(bytes.Clone(data), tail...))
			if err != nil {
				t.Fatal(err)
			}
			after, err := g.Pages()
			if err != nil || after[0].Rotate != 90 {
				t.Fatalf("%+v, %v", after, err)
			}
			var changed []int
			for _, x := range Differences(f, g) {
				if x.Old != nil {
					changed = append(changed, x.Num)
				}
			}
			if diff := cmp.Diff([]int{pages[0].Ref.Num}, changed); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	good := string(sample())
	for name, c := range map[string]struct {
		data string
		want *Error
	}{
		"empty":           {"", ErrEmpty},
		"zip":             {"PK\x03\x04", ErrNotPDF},
		"junk before":     {"\n" + good, ErrOffset},
		"no end":          {strings.Replace(good, "startxref", "startxxxx", 1), ErrDamaged},
		"wrong offset":    {strings.Replace(good, "startxref\n", "startxref\n9", 1), ErrDamaged},
		"no root":         {strings.Replace(good, "/Root", "/Roof", 1), ErrDamaged},
		"encrypted":       {strings.Replace(good, "/Info", "/Encrypt", 1), ErrEncrypted},
		"loop of updates": {strings.Replace(good, "/Size ", "/Prev "+fmt.Sprint(strings.LastIndex(good, "xref\n0"))+"/Size ", 1), ErrDamaged},
	} {
		if _, err := Open([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want.Code)
		}
	}
}

// Small files that ask for much memory or time.
func TestOpenIsBounded(t *testing.T) {
	deep := strings.Replace(string(sample()), "/Type /Catalog", "/X "+strings.Repeat("[", 5000)+"/Type /Catalog", 1)
	if _, err := Open([]byte(deep)); err == nil {
		t.Error("endless nesting is accepted")
	}
	f, err := Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	f.budget.decoded = 1000
	if _, err := f.Decode(Flate(nil, make([]byte, 600))); err != nil {
		t.Errorf("within the budget: %v", err)
	}
	if _, err := f.Decode(Flate(nil, make([]byte, 600))); !errors.Is(err, ErrTooDeep) {
		t.Errorf("beyond the budget of the whole file: %v", err)
	}
}

// little is a budget that ends soon.
func little() *budget {
	b := newBudget()
	b.nodes = 100
	return &b
}

// The states of one file share a bound: what one has spent the others have not.
func TestStatesAreBoundedTogether(t *testing.T) {
	f, err := Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	f.budget.all.nodes = 40
	for range 8 {
		if g, err := f.State(f.Data); err == nil {
			_, err = g.Pages()
			if err == nil && g.Spent() {
				t.Fatal("pages were read beyond the bound")
			}
		}
	}
	if !f.Spent() {
		t.Error("the states together are not bounded")
	}
	if fresh, err := Open(sample()); err != nil || fresh.Spent() {
		t.Errorf("another file: %v", err)
	}
}

func TestObjects(t *testing.T) {
	for in, want := range map[string]Object{
		"12":                Literal("12"),
		"-1.5":              Literal("-1.5"),
		"12 0 R":            Ref{12, 0},
		"[1 2 3 0 R]":       Array{Literal("1"), Literal("2"), Ref{3, 0}},
		"/A#42":             Name("AB"),
		"(a\\(b\\)\\101)":   String("a(b)A"),
		"(a(b)c)":           String("a(b)c"),
		"<48 65 6>":         String("He`"),
		"<</A[/B]/C null>>": Dict{"A": Array{Name("B")}, "C": nil},
		"% note\n true":     Literal("true"),
	} {
		l := lexer{data: []byte(in), budget: little()}
		got, err := l.object()
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", in, diff)
		}
		again, err := (&lexer{data: Append(nil, got), budget: little()}).object()
		if err != nil || !Equal(again, got) {
			t.Errorf("%s: written as %s and read as %v", in, Append(nil, got), again)
		}
	}
}

func TestMalformedObjects(t *testing.T) {
	for _, in := range []string{"", "[", "<<", "<</A", "<</A 1/A 2>>", "<<1 2>>", ">", ")", "(", "<4x>", "<", "{"} {
		l := lexer{data: []byte(in), budget: little()}
		if o, err := l.object(); err == nil {
			t.Errorf("%q is read as %v", in, o)
		}
	}
}

func TestText(t *testing.T) {
	for _, s := range []string{"", "abc", "明州市〔2026〕", "𠮷"} {
		if got := DecodeText(Text(s)); got != s {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(sample())
	f.Add(compressedSample())
	f.Add([]byte("%PDF-1.4\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R/Prev 9/XRefStm 9>>\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		var refusal *Error
		if err != nil {
			if !errors.As(err, &refusal) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		pages, err := file.Pages()
		if err != nil {
			return
		}
		file.Reach()
		file.Replaced()
		u := NewUpdate(file)
		u.Set(pages[0].Ref, pages[0].Dict)
		tail, _ := u.Tail()
		again, err := Open(append(bytes.Clone(data), tail...))
		if err != nil {
			t.Fatalf("an update makes the file unreadable: %v", err)
		}
		for _, d := range Differences(file, again) {
			if d.Old != nil {
				t.Fatalf("an empty update changes object %d", d.Num)
			}
		}
		for n := range again.xref {
			if s, ok := again.Get(n).(*Stream); ok {
				_, _ = again.Decode(s)
			}
		}
	})
}

// A cross-reference stream may be written with the predictor of TIFF, or with
// that of PNG.
func TestPredictors(t *testing.T) {
	rows := []byte{1, 0, 0, 2, 0, 4, 1, 2, 0}
	tiff := bytes.Clone(rows)
	for i := len(tiff) - 1; i > 0; i-- {
		if i%3 != 0 {
			tiff[i] -= tiff[i-1]
		}
	}
	var sub, up []byte
	for i := 0; i < len(rows); i += 3 {
		sub = append(append(sub, 1), tiff[i:i+3]...)
		up = append(up, 2)
		for k := range 3 {
			above := byte(0)
			if i > 0 {
				above = rows[i-3+k]
			}
			up = append(up, rows[i+k]-above)
		}
	}
	f, err := Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		predictor int
		data      []byte
	}{"none": {1, rows}, "TIFF": {2, tiff}, "PNG sub": {11, sub}, "PNG up": {12, up}} {
		got, err := f.Decode(Flate(Dict{"DecodeParms": Dict{"Predictor": Int(c.predictor), "Columns": Int(3)}}, c.data))
		if err != nil || !bytes.Equal(got, rows) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for _, bad := range []Dict{{"Predictor": Int(3)}, {"Predictor": Int(2), "BitsPerComponent": Int(4)}, {"Predictor": Int(12), "Columns": Int(1 << 20)}} {
		if _, err := f.Decode(Flate(Dict{"DecodeParms": bad}, rows)); err == nil {
			t.Errorf("%v is accepted", bad)
		}
	}
}

func TestMissing(t *testing.T) {
	f, err := Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	root, _ := f.Trailer["Root"].(Ref)
	d := f.Dict(root).Clone()
	d["X"] = Array{Dict{"Y": Ref{Num: 77}}, root}
	u := NewUpdate(f)
	u.Set(root, d)
	tail, _ := u.Tail()
	g, err := Open(append(bytes.Clone(f.Data), tail...))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[int]bool{77: true}, g.Reach().Missing); diff != "" {
		t.Error(diff)
	}
	if missing := f.Reach().Missing; len(missing) != 0 {
		t.Errorf("missing in a whole file: %v", missing)
	}
}
