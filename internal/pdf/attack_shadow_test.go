package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// covering is content that covers the text of a page.
const covering = "1 1 1 rg 0 0 595 842 re f"

// validated adds validation data, which everybody may add: an update that does nothing
// else of note.
func validated(f *syntax.File, u *syntax.Update) {
	root, _ := u.Current(rootOf(f)).(syntax.Dict)
	root = root.Clone()
	root["DSS"] = syntax.Dict{"Certs": syntax.Array{syntax.Add(u, syntax.Flate(nil, []byte("certificate")))}}
	u.Set(rootOf(f), root)
}

// besides appends one more part to the content of the first page.
func besides(t *testing.T, f *syntax.File, u *syntax.Update, part syntax.Ref) {
	p := firstPage(t, f)
	d := p.Dict.Clone()
	d["Contents"] = syntax.Array{d["Contents"], part}
	u.Set(p.Ref, d)
}

// deepShadows hide behind validation data what no object of the seal is changed for.
func deepShadows(t *testing.T, pdf []byte, out map[string][]byte) {
	waitsBehindTheEnd(t, out)
	lengthIsSupplied(t, out)
	unreadableObjects(t, out)
	twiceInAStream(t, out)
	ambiguousTables(t, pdf, out)
	page := pageOf(t)
	// References to the page name another generation than the one that is there now.
	f := opened(t, pdf)
	content, _ := f.Dict(page(f))["Contents"].(syntax.Ref)
	out["shadow: another generation"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		validated(f, u)
		u.Set(syntax.Ref{Num: content.Num, Gen: 1}, f.Get(content.Num))
	})
	// What is behind the stated size does not exist for most readers.
	valid := attack(t, pdf, validated)
	size := syntax.Append([]byte("/Size "), opened(t, valid).Trailer["Size"])
	at := bytes.LastIndex(valid, size)
	short := bytes.Clone(valid)
	copy(short[at:], "/Size 5"+strings.Repeat(" ", len(size)-len("/Size 5")))
	out["shadow: the size shrinks"] = short
	out["shadow: bytes behind validation data"] = append(bytes.Clone(valid), "\n9 0 obj\n<</Type /Page>>\nendobj\n"...)
	out["shadow: form of validation data is a resource"] = sharedWithValidation(t)
	out["shadow: metadata are content"] = sharedWithMetadata(t)
	out["shadow: annotations are content"] = sharedWithAnnotations(t)
}

func opened(t testing.TB, pdf []byte) *syntax.File {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// waitsBehindTheEnd seals a table that leads behind the end of the sealed file, to
// where the content will be.
func waitsBehindTheEnd(t *testing.T, out map[string][]byte) {
	const beyond = 400_000
	set := typeset(t, notice())
	var part syntax.Ref
	pdf := attack(t, set.PDF, func(f *syntax.File, u *syntax.Update) {
		part = u.Alloc()
		besides(t, f, u, part)
	})
	pdf = appendTable(pdf, fmt.Sprintf("%d 1\n%010d 00000 n \n", part.Num, beyond), trailerOf(t, pdf, part.Num+1))
	sealed, err := Seal(pdf, fonts(t), identity(t, officeIdentity), SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: day(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	if len(sealed) > beyond {
		t.Fatal("the sealed file is too long")
	}
	object := syntax.Append(fmt.Appendf(nil, "%d 0 obj\n", part.Num), syntax.Flate(nil, []byte(covering)))
	out["shadow: behind the end"] = placedAt(t, sealed, beyond, append(object, "\nendobj\n"...))
}

// placedAt appends bytes at an offset, and validation data after them.
func placedAt(t *testing.T, pdf []byte, offset int, object []byte) []byte {
	t.Helper()
	padded := append(bytes.Clone(pdf), bytes.Repeat([]byte{'\n'}, offset-len(pdf))...)
	padded = append(padded, object...)
	f := opened(t, padded)
	u := syntax.NewUpdate(f)
	validated(f, u)
	tail, _ := u.Tail()
	return append(padded, tail...)
}

// trailerOf returns the newest trailer of a file with another size.
func trailerOf(t *testing.T, pdf []byte, size int) syntax.Dict {
	d := opened(t, pdf).Trailer.Clone()
	d["Size"] = syntax.Int(size)
	return d
}

// lengthIsSupplied seals a part of the content whose length is missing, so that it
// can't be read, and supplies the length.
func lengthIsSupplied(t *testing.T, out map[string][]byte) {
	var length syntax.Ref
	pdf := shadow(t, func(f *syntax.File, u *syntax.Update) {
		length = syntax.Ref{Num: 900}
		part := u.Alloc()
		besides(t, f, u, part)
		u.Set(part, syntax.Literal(fmt.Sprintf("<</Length 900 0 R>>\nstream\n%s\nendstream", covering)))
	})
	out["shadow: a length is supplied"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		validated(f, u)
		u.Set(length, syntax.Int(len(covering)))
	})
}

// unreadableObjects seals an object in a stream whose filter is not known here, and
// changes it in another such stream.
func unreadableObjects(t *testing.T, out map[string][]byte) {
	packed := func(u *syntax.Update, num int, value string) syntax.Ref {
		head := fmt.Sprintf("%d 0 ", num)
		return syntax.Add(u, &syntax.Stream{
			Dict: syntax.Dict{"Type": syntax.Name("ObjStm"), "N": syntax.Int(1), "First": syntax.Int(len(head)), "Filter": syntax.Name("ASCIIHexDecode")},
			Data: fmt.Appendf(nil, "%x>", head+value),
		})
	}
	var num int
	base := streamed(t)
	pdf := packedUpdate(t, base, func(f *syntax.File, u *syntax.Update) (int, syntax.Ref) {
		r := u.Alloc()
		num = r.Num
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Resources"] = r
		u.Set(p.Ref, d)
		return num, packed(u, num, "<</Font<</F1 90 0 R>>>>")
	})
	pdf, err := Seal(pdf, fonts(t), identity(t, officeIdentity), SealRequest{Time: day(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	out["shadow: objects that can't be read"] = packedUpdate(t, pdf, func(f *syntax.File, u *syntax.Update) (int, syntax.Ref) {
		validated(f, u)
		return num, packed(u, num, "<</Font<</F1 91 0 R>>>>")
	})
}

// twiceInAStream changes an object within an object stream that has it under its number
// twice: readers that go by the place see the old one, others the new one.
func twiceInAStream(t *testing.T, out map[string][]byte) {
	var num int
	pack := func(u *syntax.Update, values ...string) syntax.Ref {
		head, body := "", ""
		for _, v := range values {
			head += fmt.Sprintf("%d %d ", num, len(body))
			body += v + " "
		}
		return syntax.Add(u, syntax.Flate(syntax.Dict{"Type": syntax.Name("ObjStm"), "N": syntax.Int(len(values)), "First": syntax.Int(len(head))}, []byte(head+body)))
	}
	const good, bad = "<</Font<</F1 90 0 R>>>>", "<</Font<</F1 91 0 R>>>>"
	pdf := packedUpdate(t, streamed(t), func(f *syntax.File, u *syntax.Update) (int, syntax.Ref) {
		r := u.Alloc()
		num = r.Num
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Resources"] = r
		u.Set(p.Ref, d)
		return num, pack(u, good)
	})
	pdf, err := Seal(pdf, fonts(t), identity(t, officeIdentity), SealRequest{Time: day(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	out["shadow: an object twice in a stream"] = packedUpdate(t, pdf, func(f *syntax.File, u *syntax.Update) (int, syntax.Ref) {
		validated(f, u)
		return num, pack(u, good, bad)
	})
}

// streamed is a small file whose table is a stream.
func streamed(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", "<</Length 0>>\nstream\n\nendstream",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	rows := []byte{0, 0, 0, 0}
	for _, a := range append(at, start) {
		rows = append(rows, 1, byte(a>>8), byte(a), 0)
	}
	fmt.Fprintf(&b, "5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n", len(rows), rows, start)
	return b.Bytes()
}

// packedUpdate appends an update in which one more object is said to be in an object
// stream, the first there.
func packedUpdate(t *testing.T, pdf []byte, edit func(*syntax.File, *syntax.Update) (int, syntax.Ref)) []byte {
	t.Helper()
	f := opened(t, pdf)
	u := syntax.NewUpdate(f)
	num, in := edit(f, u)
	tail, _ := u.Tail()
	whole := append(bytes.Clone(pdf), tail...)
	start := len(whole)
	data := []byte{2, byte(in.Num >> 8), byte(in.Num), 0}
	d := opened(t, whole).Trailer.Clone()
	for _, k := range []syntax.Name{"Filter", "DecodeParms", "Length"} {
		delete(d, k)
	}
	last := bytes.LastIndex(whole, []byte("startxref"))
	var prev int
	_, _ = fmt.Sscanf(string(whole[last:]), "startxref\n%d", &prev)
	size, _ := syntax.AsInt(d["Size"])
	d["Prev"], d["Type"], d["W"], d["Index"] = syntax.Int(prev), syntax.Name("XRef"), syntax.Numbers(1, 2, 1), syntax.Array{syntax.Int(num), syntax.Int(1)}
	d["Size"] = syntax.Int(size + 1)
	whole = fmt.Appendf(whole, "%d 0 obj\n", size)
	whole = syntax.Append(whole, &syntax.Stream{Dict: d, Data: data})
	return fmt.Appendf(whole, "\nendobj\nstartxref\n%d\n%%%%EOF\n", start)
}

// ambiguousTables say of one object that it stands in two places: of two readers each
// takes another.
func ambiguousTables(t *testing.T, pdf []byte, out map[string][]byte) {
	f := opened(t, pdf)
	tree := treeOf(f)
	start, _, ok := f.Span(tree.Num)
	if !ok {
		t.Fatal("the tree of pages stands nowhere")
	}
	grown := fmt.Appendf(bytes.Clone(pdf), "%d 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n", tree.Num)
	root := f.Dict(rootOf(f)).Clone()
	root["DSS"] = syntax.Dict{}
	valid := fmt.Sprintf("%d 1\n%010d 00000 n \n", rootOf(f).Num, len(grown))
	grown = append(syntax.Append(fmt.Appendf(grown, "%d 0 obj\n", rootOf(f).Num), root), "\nendobj\n"...)
	row := func(at int) string { return fmt.Sprintf("%d 1\n%010d 00000 n \n", tree.Num, at) }
	out["table: two rows for one object"] = appendTableTo(pdf, grown, row(start)+row(len(pdf))+valid, f.Trailer)
	hybrid := func(table, stream int) []byte {
		d := syntax.Dict{"Type": syntax.Name("XRef"), "W": syntax.Numbers(1, 4, 1), "Size": f.Trailer["Size"], "Index": syntax.Array{syntax.Int(tree.Num), syntax.Int(1)}}
		data := []byte{1, byte(stream >> 24), byte(stream >> 16), byte(stream >> 8), byte(stream), 0}
		trailer := f.Trailer.Clone()
		trailer["XRefStm"] = syntax.Int(len(grown))
		both := syntax.Append(fmt.Appendf(bytes.Clone(grown), "%d 0 obj\n", 990), &syntax.Stream{Dict: d, Data: data})
		return appendTableTo(pdf, append(both, "\nendobj\n"...), row(table)+valid, trailer)
	}
	out["table: hybrid, changed in the stream"] = hybrid(start, len(pdf))
	out["table: hybrid, changed in the table"] = hybrid(len(pdf), start)
	loop := f.Trailer.Clone()
	loop["Prev"] = syntax.Int(len(grown))
	out["table: goes back to itself"] = fmt.Appendf(bytes.Clone(grown), "xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n", valid, syntax.Append(nil, loop), len(grown))
}

// appendTableTo appends a table to a file that was grown by objects since.
func appendTableTo(pdf, grown []byte, rows string, trailer syntax.Dict) []byte {
	at := bytes.LastIndex(pdf, []byte("startxref"))
	var prev int
	_, _ = fmt.Sscanf(string(pdf[at:]), "startxref\n%d", &prev)
	d := trailer.Clone()
	d["Prev"] = syntax.Int(prev)
	return fmt.Appendf(bytes.Clone(grown), "xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n", rows, syntax.Append(nil, d), len(grown))
}

// sharedWithValidation seals a page whose resources are called validation data, too.
func sharedWithValidation(t *testing.T) []byte {
	var shared syntax.Ref
	pdf := shadow(t, func(f *syntax.File, u *syntax.Update) {
		p := firstPage(t, f)
		shared = syntax.Add(u, f.Dict(p.Resources).Clone())
		d := p.Dict.Clone()
		d["Resources"] = shared
		u.Set(p.Ref, d)
		root := f.Dict(rootOf(f)).Clone()
		root["DSS"] = shared
		u.Set(rootOf(f), root)
	})
	return attack(t, pdf, func(_ *syntax.File, u *syntax.Update) { u.Set(shared, syntax.Dict{"Certs": syntax.Array{}}) })
}

// sharedWithMetadata seals a page whose content is called metadata, too: a mark that
// says the validity there would wipe the page.
func sharedWithMetadata(t *testing.T) []byte {
	var shared syntax.Ref
	pdf := shadow(t, func(f *syntax.File, u *syntax.Update) {
		shared, _ = f.Dict(rootOf(f))["Metadata"].(syntax.Ref)
		besides(t, f, u, shared)
	})
	return countersignedAfter(t, pdf, identity(t, systemIdentity), func(f *syntax.File, u *syntax.Update) {
		u.Set(shared, &syntax.Stream{Dict: syntax.Dict{"Type": syntax.Name("Metadata")}, Data: []byte(covering)})
	})
}

// sharedWithAnnotations seals a page whose content is called its list of annotations, too.
func sharedWithAnnotations(t *testing.T) []byte {
	pdf := shadow(t, func(f *syntax.File, u *syntax.Update) {
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Annots"] = d["Contents"]
		u.Set(p.Ref, d)
	})
	return countersignedAfter(t, pdf, identity(t, systemIdentity), func(f *syntax.File, u *syntax.Update) {
		r, _ := firstPage(t, f).Dict["Annots"].(syntax.Ref)
		u.Set(r, syntax.Array{})
	})
}

// countersignedAfter makes a change and signs it in the same update.
func countersignedAfter(t testing.TB, pdf []byte, id *Identity, edit func(*syntax.File, *syntax.Update)) []byte {
	t.Helper()
	f := opened(t, bytes.Clone(pdf))
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	u := syntax.NewUpdate(f)
	edit(f, u)
	out, err := id.sign(f, u, newSums(f.Data), signing{field: "Later", page: pages[len(pages)-1], time: day(2026, 11, 23)})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
