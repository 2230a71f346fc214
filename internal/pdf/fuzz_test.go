package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// FuzzVerify holds that whatever the bytes are, Verify answers or refuses with
// a message, and never calls intact what differs from a good file.
func FuzzVerify(f *testing.F) {
	small := sealed(f, Sheet{Title: "通知", Body: "正文。", SignOrgan: "明州市人民政府", DatedOn: day(2026, 11, 21)})
	f.Add(small)
	f.Add(marked(f, small, repealed()))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n88\n%%EOF"))
	f.Add([]byte("%PDF-1.7\nstartxref\n9\n%%EOF"))
	trust := TrustIn(identity(f, officeIdentity), identity(f, systemIdentity))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Verify(data, trust)
		var refusal *Error
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("error without a code: %v", err)
		}
		if err == nil && r.Verdict == Intact && !bytes.HasPrefix(data, small[:len(small)/2]) {
			t.Fatal("an unknown file is called intact")
		}
		if _, err := Text(data); err != nil && !errors.As(err, &refusal) {
			t.Fatalf("error without a code: %v", err)
		}
	})
}

// FuzzMark holds that whatever the file is, Mark refuses with a message or gives
// what it promises: the file as a prefix, every page with one mark that counts.
func FuzzMark(f *testing.F) {
	f.Add(foreign())
	f.Add(marked(f, foreign(), amended()))
	f.Add(countersigned(f, foreign(), identity(f, ecdsaIdentity), "S"))
	f.Fuzz(func(t *testing.T, data []byte) {
		id := identity(t, ecdsaIdentity)
		out, err := Mark(data, fonts(t), id, repealed())
		var refusal *Error
		if err != nil {
			if !errors.As(err, &refusal) {
				t.Fatalf("error without a code: %v", err)
			}
			return
		}
		if !bytes.HasPrefix(out, data) {
			t.Fatal("the file is no prefix of the result")
		}
		r, err := Verify(out, TrustIn(id))
		if err != nil {
			t.Fatalf("the result cannot be verified: %v", err)
		}
		last := r.Signatures[len(r.Signatures)-1]
		if !last.Intact || !last.WholeFile {
			t.Fatalf("signature of the mark: %+v", last)
		}
		counted := false
		for _, m := range r.Marks {
			counted = counted || m.Status == "repealed" && m.Complete
		}
		if !counted {
			t.Fatalf("the mark does not count: %+v", r.Marks)
		}
	})
}

// FuzzGuard holds that a change to a file that is not a mark, a signature or
// another thing that is permitted is never passed over: the pages of the result
// show what those of the file show, or there is a violation.
func FuzzGuard(f *testing.F) {
	base := foreign()
	f.Add([]byte("\n3 0 obj\n<</Type/Page/Rotate 90>>\nendobj\n"), 3)
	f.Add([]byte("\n1 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n"), 1)
	f.Add([]byte("\n99 0 obj\n<<>>\nendobj\n"), 99)
	f.Fuzz(func(t *testing.T, object []byte, num int) {
		if num < 1 || num > 200 {
			return
		}
		older, err := syntax.Open(base)
		if err != nil {
			t.Fatal(err)
		}
		at := len(base) + 1
		whole := append(append(bytes.Clone(base), object...), '\n')
		whole = appendTable(whole, fmt.Sprintf("%d 1\n%010d 00000 n \n", num, at), older.Trailer)
		newer, err := syntax.Open(whole)
		if err != nil {
			return
		}
		for _, c := range compare(older, newer) {
			if c.Class == ClassViolation {
				return
			}
		}
		if was, is := shown(older), shown(newer); was != is {
			t.Fatalf("passed over:\n%s\n%s", was, is)
		}
	})
}

// FuzzTail holds that whatever somebody without a key appends to a sealed file, it is not
// called intact unless everything that can be reached is as it was sealed, but for
// validation data.
func FuzzTail(f *testing.F) {
	base := sealed(f, Sheet{Title: "通知", Body: "正文。", SignOrgan: "明州市人民政府", DatedOn: day(2026, 11, 21)})
	trust := TrustIn(identity(f, officeIdentity))
	was := reachable(opened(f, base))
	for _, edit := range []func(*syntax.File, *syntax.Update){
		validated,
		func(file *syntax.File, u *syntax.Update) { u.Set(treeOf(file), syntax.Dict{}) },
		func(file *syntax.File, u *syntax.Update) { u.Set(syntax.Ref{Num: 4, Gen: 1}, file.Get(4)) },
		func(file *syntax.File, u *syntax.Update) { layers(file, u); validated(file, u) },
	} {
		file := opened(f, base)
		u := syntax.NewUpdate(file)
		edit(file, u)
		tail, _ := u.Tail()
		f.Add(tail)
	}
	f.Add(appendTable(base, "4 1\n0000000015 00000 n \n", opened(f, base).Trailer)[len(base):])
	f.Add([]byte("\r\n\x00 "))
	f.Fuzz(func(t *testing.T, tail []byte) {
		whole := append(bytes.Clone(base), tail...)
		r, err := Verify(whole, trust)
		if err != nil || r.Verdict != Intact || blank(tail) {
			return
		}
		if is := reachable(opened(t, whole)); is != was || !bytes.Contains(tail, []byte("%%EOF")) {
			t.Fatalf("called intact:\n%s\n%s", was, is)
		}
	})
}

// reachable writes down everything that can be reached but for validation data.
func reachable(f *syntax.File) string {
	seen := map[int]bool{}
	var b []byte
	var visit func(syntax.Object)
	visit = func(o syntax.Object) {
		switch x := o.(type) {
		case syntax.Ref:
			if !seen[x.Num] {
				seen[x.Num] = true
				o = f.Resolve(x)
				b = syntax.Append(fmt.Appendf(b, "\n%d: ", x.Num), o)
				visit(o)
			}
		case syntax.Array:
			for _, o := range x {
				visit(o)
			}
		case syntax.Dict:
			for _, k := range slices.Sorted(maps.Keys(x)) {
				visit(x[k])
			}
		case *syntax.Stream:
			visit(x.Dict)
		}
	}
	root := f.Dict(f.Trailer["Root"]).Clone()
	delete(root, "DSS")
	delete(root, "Extensions")
	visit(root)
	visit(f.Trailer["Info"])
	return string(syntax.Append(b, root))
}

// shown writes down what decides the look of the pages, but for annotations.
func shown(f *syntax.File) string {
	pages, err := f.Pages()
	if err != nil {
		return err.Error()
	}
	var b []byte
	for _, p := range pages {
		d := p.Dict.Clone()
		delete(d, "Annots")
		b = syntax.Append(syntax.Append(b, d), f.Resolve(p.Dict["Contents"]))
		b = fmt.Appendf(syntax.Append(b, f.Resolve(p.Resources)), "%v %d", p.Box, p.Rotate)
	}
	return string(b)
}

// FuzzTypeset holds that any text can be set, read back and opened.
func FuzzTypeset(f *testing.F) {
	f.Add("通知", "一、总则\n（一）范围。适用。\n| a | b |\n|---|---|\n| 1 | 2 |")
	f.Add("a b\nc", "# 标题\n- 甲\n  - 乙\n1. 丙\n**粗**`码`[链](http://x)\n```\n围\n```")
	f.Add("“（”", "，。（（（《《\u200b\u3000\u0000 https://"+string(bytes.Repeat([]byte("x"), 200)))
	f.Fuzz(func(t *testing.T, title, body string) {
		set, err := fonts(t).Typeset(Sheet{Title: title, Body: body, Addressee: title, SignOrgan: title, DatedOn: day(2026, 1, 1)})
		if errors.Is(err, ErrBadSheet) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		file, err := syntax.Open(set.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if pages, err := file.Pages(); err != nil || len(pages) != set.Pages {
			t.Fatalf("%d pages, %v; want %d", len(pages), err, set.Pages)
		}
		if _, err := Text(set.PDF); err != nil {
			t.Fatal(err)
		}
	})
}
