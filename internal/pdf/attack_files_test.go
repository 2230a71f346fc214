package pdf

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// attacks are files that somebody has tampered with. Each is built from good ones.
func attacks(t *testing.T) map[string][]byte {
	pdf := sealed(t, notice())
	mark := marked(t, pdf, repealed())
	other := sealed(t, normative())
	out := map[string][]byte{}
	changedContent(t, pdf, out)
	shadowAttacks(t, out)
	signatureAttacks(t, pdf, other, out)
	markAttacks(t, pdf, mark, out)
	strangers(t, pdf, out)
	deepShadows(t, pdf, out)
	guises(t, pdf, mark, out)
	insiders(t, pdf, mark, out)
	return out
}

// changedContent changes what the pages show, or how.
func changedContent(t *testing.T, pdf []byte, out map[string][]byte) {
	page := pageOf(t)
	add := func(name string, pick func(*syntax.File) syntax.Ref, edit func(*syntax.Update, syntax.Dict)) {
		out[name] = changed(t, pdf, pick, edit)
	}
	add("text over text", page, func(u *syntax.Update, d syntax.Dict) {
		d["Contents"] = syntax.Array{d["Contents"], syntax.Add(u, syntax.Flate(nil, []byte("1 1 1 rg 100 400 300 40 re f")))}
	})
	add("resources of a page", page, func(_ *syntax.Update, d syntax.Dict) { d["Resources"] = syntax.Dict{} })
	add("page is cropped", page, func(_ *syntax.Update, d syntax.Dict) { d["CropBox"] = syntax.Numbers(0, 400, 595, 842) })
	add("page is turned", page, func(_ *syntax.Update, d syntax.Dict) { d["Rotate"] = syntax.Int(180) })
	add("page acts", page, func(_ *syntax.Update, d syntax.Dict) {
		d["AA"] = syntax.Dict{"O": syntax.Dict{"S": syntax.Name("JavaScript")}}
	})
	add("page is taken out", treeOf, func(_ *syntax.Update, d syntax.Dict) {
		kids, _ := d["Kids"].(syntax.Array)
		d["Kids"], d["Count"] = kids[1:], syntax.Int(len(kids)-1)
	})
	add("page is put in", treeOf, func(u *syntax.Update, d syntax.Dict) {
		kids, _ := d["Kids"].(syntax.Array)
		d["Kids"] = append(append(syntax.Array{}, kids...), syntax.Add(u, syntax.Dict{"Type": syntax.Name("Page")}))
	})
	add("catalog with a script", rootOf, func(_ *syntax.Update, d syntax.Dict) { d["Names"] = syntax.Dict{"JavaScript": syntax.Dict{}} })
	add("catalog with layers", rootOf, func(_ *syntax.Update, d syntax.Dict) { d["OCProperties"] = syntax.Dict{"OCGs": syntax.Array{}} })
	add("catalog with another version", rootOf, func(_ *syntax.Update, d syntax.Dict) { d["Version"] = syntax.Name("2.0") })
	add("form with XFA", formOf, func(_ *syntax.Update, d syntax.Dict) { d["XFA"] = syntax.String("x") })
	add("form without the seal", formOf, func(_ *syntax.Update, d syntax.Dict) { d["Fields"] = syntax.Array{} })
	add("text field in the form", formOf, func(u *syntax.Update, d syntax.Dict) {
		fields, _ := d["Fields"].(syntax.Array)
		d["Fields"] = append(append(syntax.Array{}, fields...), syntax.Add(u, syntax.Dict{"FT": syntax.Name("Tx"), "V": syntax.Text("假")}))
	})
	add("catalog without the form", rootOf, func(_ *syntax.Update, d syntax.Dict) { delete(d, "AcroForm") })
	add("catalog without permissions", rootOf, func(_ *syntax.Update, d syntax.Dict) { delete(d, "Perms") })
	out["font is replaced"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		fonts := f.Dict(f.Dict(firstPage(t, f).Resources)["Font"])
		for _, name := range []syntax.Name{"F0", "F1", "F2"} {
			if r, ok := fonts[name].(syntax.Ref); ok {
				u.Set(r, syntax.Dict{"Type": syntax.Name("Font"), "Subtype": syntax.Name("Type3")})
			}
		}
	})
	out["attachment is replaced"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		spec := f.Dict(f.Array(f.Dict(rootOf(f))["AF"])[0])
		r, _ := f.Dict(spec["EF"])["F"].(syntax.Ref)
		u.Set(r, syntax.Flate(syntax.Dict{"Type": syntax.Name("EmbeddedFile")}, []byte("{}")))
	})
	out["title of the file"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		r, _ := f.Trailer["Info"].(syntax.Ref)
		u.Set(r, syntax.Dict{"Title": syntax.Text("假标题")})
	})
	out["metadata by nobody"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		r, _ := f.Dict(rootOf(f))["Metadata"].(syntax.Ref)
		u.Set(r, &syntax.Stream{Dict: syntax.Dict{"Type": syntax.Name("Metadata")}, Data: []byte("<x/>")})
	})
	out["a byte of the pages"] = flipped(pdf, len(pdf)/4)
}

func flipped(pdf []byte, at int) []byte {
	out := bytes.Clone(pdf)
	out[at] ^= 1
	return out
}

// shadowAttacks hide content before the seal is set, and bring it out afterwards.
func shadowAttacks(t *testing.T, out map[string][]byte) {
	page := pageOf(t)
	// Hide: what covers the text is taken away.
	pdf := shadow(t, func(f *syntax.File, u *syntax.Update) {
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Contents"] = syntax.Array{d["Contents"], syntax.Add(u, syntax.Flate(nil, []byte("q 1 1 1 rg 0 0 1 1 re f Q")))}
		u.Set(p.Ref, d)
	})
	out["shadow: hide"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		r, _ := f.Array(firstPage(t, f).Dict["Contents"])[1].(syntax.Ref)
		u.Set(r, syntax.Flate(nil, nil))
	})
	// Replace: something that was referred to and missing is supplied.
	var vain syntax.Ref
	pdf = shadow(t, func(f *syntax.File, u *syntax.Update) {
		vain = syntax.Ref{Num: 900}
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Contents"] = syntax.Array{d["Contents"], vain}
		u.Set(p.Ref, d)
	})
	out["shadow: replace"] = attack(t, pdf, func(_ *syntax.File, u *syntax.Update) {
		u.Set(vain, syntax.Flate(nil, []byte("1 1 1 rg 100 400 300 40 re f")))
	})
	// The same below the size that the trailer states.
	var low syntax.Ref
	pdf = shadow(t, func(f *syntax.File, u *syntax.Update) {
		low = u.Alloc()
		p := firstPage(t, f)
		d := p.Dict.Clone()
		d["Contents"] = syntax.Array{d["Contents"], low}
		u.Set(p.Ref, d)
		u.Set(u.Alloc(), syntax.Int(1))
	})
	out["shadow: replace within the size"] = attack(t, pdf, func(_ *syntax.File, u *syntax.Update) {
		u.Set(low, syntax.Flate(nil, []byte("1 1 1 rg 100 400 300 40 re f")))
	})
	// Hide and replace: a second tree of pages waits inside the sealed bytes.
	var second syntax.Ref
	pdf = shadow(t, func(f *syntax.File, u *syntax.Update) {
		second = u.Alloc()
		leaf := syntax.Add(u, syntax.Dict{"Type": syntax.Name("Page"), "Parent": second, "MediaBox": syntax.Numbers(0, 0, 595, 842)})
		u.Set(second, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(1), "Kids": syntax.Array{leaf}})
	})
	out["shadow: hide and replace"] = changed(t, pdf, rootOf, func(_ *syntax.Update, d syntax.Dict) { d["Pages"] = second })
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	start, _, _ := f.Span(second.Num)
	tree := treeOf(f)
	// … brought out by a table alone: the object of the tree points at the other.
	out["shadow: by the table alone"] = appendTable(pdf, fmt.Sprintf("%d 1\n%010d 00000 n \n", tree.Num, start), f.Trailer)
	out["shadow: another catalog"] = appendTable(pdf, "", withRoot(f.Trailer, second))
	out["shadow: page is freed"] = appendTable(pdf, fmt.Sprintf("%d 1\n0000000000 00001 f \n", page(f).Num), f.Trailer)
}

func withRoot(d syntax.Dict, root syntax.Ref) syntax.Dict {
	d = d.Clone()
	d["Root"] = root
	return d
}

// appendTable appends a cross-reference table and no objects.
func appendTable(pdf []byte, rows string, trailer syntax.Dict) []byte {
	return appendTableTo(pdf, pdf, rows, trailer)
}

// signatureAttacks wrap, move or replace the signature itself.
func signatureAttacks(t *testing.T, pdf, other []byte, out map[string][]byte) {
	from, to := gap(pdf)
	ranges := byteRangeOf(pdf)
	fields := strings.Fields(strings.Trim(strings.TrimPrefix(ranges, "/ByteRange "), "[]"))
	rewritten := func(v ...string) []byte {
		s := "/ByteRange [" + strings.Join(v, " ")
		return inPlace(t, pdf, ranges, s+strings.Repeat(" ", len(ranges)-len(s)-1)+"]")
	}
	out["wrapping: the gap grows"] = rewritten("0", fields[1], fmt.Sprint(to+40), fmt.Sprint(len(pdf)-to-40))
	out["wrapping: the gap starts early"] = rewritten("0", fmt.Sprint(from-60), fields[2], fields[3])
	out["wrapping: the file starts late"] = rewritten("9", fmt.Sprint(from-9), fields[2], fields[3])
	out["wrapping: the end is left out"] = rewritten("0", fields[1], fields[2], fmt.Sprint(len(pdf)-to-30))
	out["wrapping: beyond the end"] = rewritten("0", fields[1], fields[2], fmt.Sprint(len(pdf)))
	out["wrapping: no second range"] = rewritten("0", fields[1])
	out["wrapping: negative"] = rewritten("0", "-1", fields[2], fields[3])
	// The signed second part moves to the end, something else takes its place.
	injected := "\n99 0 obj\n<</Type /Catalog>>\nendobj\n"
	moved := append(bytes.Clone(pdf[:to]), injected...)
	moved = append(moved, pdf[to:]...)
	out["wrapping: the second part moves"] = moved
	out["value is emptied"] = append(append(bytes.Clone(pdf[:from+1]), bytes.Repeat([]byte{'0'}, to-from-2)...), pdf[to-1:]...)
	otherFrom, otherTo := gap(other)
	value := bytes.Clone(pdf)
	copy(value[from+1:to-1], other[otherFrom+1:otherTo-1])
	out["value of another document"] = value
	padded := bytes.Clone(pdf)
	copy(padded[to-40:to-1], hex.EncodeToString([]byte("hidden in the end")))
	out["something in the padding"] = padded
	out["value is rewritten"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		_, v := sealField(f)
		d := f.Dict(v).Clone()
		d["ByteRange"], d["Contents"] = syntax.Numbers(0, 10, 20, 30), syntax.String("x")
		u.Set(v, d)
	})
	out["seal is taken away"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		root := f.Dict(rootOf(f)).Clone()
		delete(root, "AcroForm")
		delete(root, "Perms")
		u.Set(rootOf(f), root)
		p := firstPage(t, f)
		d := p.Dict.Clone()
		delete(d, "Annots")
		u.Set(p.Ref, d)
	})
	out["picture of the seal"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		w, _ := sealField(f)
		d := f.Dict(w).Clone()
		d["AP"] = syntax.Dict{"N": white(u)}
		u.Set(w, d)
	})
	out["bytes after the end"] = append(bytes.Clone(pdf), "\n%comment"...)
	out["objects after the end, no table"] = append(bytes.Clone(pdf), "\n9 0 obj\n<</Type /Page>>\nendobj\n%%EOF\n"...)
	out["a second end"] = append(bytes.Clone(pdf), "%%EOF\n"...)
	out["a file behind the file"] = append(bytes.Clone(pdf), typeset(t, notice()).PDF...)
	out["junk before the header"] = append([]byte("GIF89a\n"), pdf...)
	out["cut within the seal"] = bytes.Clone(pdf[:to+10])
	out["new table over the whole file"] = appendTable(pdf, "0 1\n0000000000 65535 f \n", syntax.Dict{"Root": syntax.Ref{Num: 1}, "Size": syntax.Int(2)})
}

// markAttacks take marks away, forge them, or hide them.
func markAttacks(t *testing.T, pdf, mark []byte, out map[string][]byte) {
	eachPage := func(edit func(*syntax.File, *syntax.Update, syntax.Array) syntax.Array) func(*syntax.File, *syntax.Update) {
		return func(f *syntax.File, u *syntax.Update) {
			pages, err := f.Pages()
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pages {
				editAnnotations(u, p, func(a syntax.Array) syntax.Array { return edit(f, u, a) })
			}
		}
	}
	without := func(f *syntax.File, _ *syntax.Update, a syntax.Array) syntax.Array {
		var kept syntax.Array
		for _, o := range a {
			if !isMark(f, f.Dict(o)) {
				kept = append(kept, o)
			}
		}
		return kept
	}
	out["mark: removed"] = attack(t, mark, eachPage(without))
	out["mark: removed from the objects"] = attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		r, _ := marksOn(f, firstPage(t, f))[0].object.(syntax.Ref)
		u.Set(r, nil)
	})
	out["mark: hidden by a flag"] = attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		m := marksOn(f, firstPage(t, f))[0]
		r, _ := m.object.(syntax.Ref)
		d := m.dict.Clone()
		d["F"] = syntax.Int(2)
		u.Set(r, d)
	})
	out["mark: empty appearance"] = attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		m := marksOn(f, firstPage(t, f))[0]
		r, _ := f.Dict(m.dict["AP"])["N"].(syntax.Ref)
		u.Set(r, syntax.Flate(syntax.Dict{"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Form"), "BBox": syntax.Numbers(0, 0, 1, 1)}, nil))
	})
	out["mark: words rewritten for all pages"] = attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		r, _ := marksOn(f, firstPage(t, f))[0].dict["Contents"].(syntax.Ref)
		u.Set(r, syntax.Text("本文件有效。"))
	})
	out["mark: state rewritten for all pages"] = attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		r, _ := marksOn(f, firstPage(t, f))[0].dict[ourKey].(syntax.Ref)
		d := f.Dict(r).Clone()
		d["Status"] = syntax.Text("in_force")
		u.Set(r, d)
	})
	out["mark: covered by a stamp"] = attack(t, mark, eachPage(func(_ *syntax.File, u *syntax.Update, a syntax.Array) syntax.Array {
		return append(a, syntax.Add(u, syntax.Dict{"Subtype": syntax.Name("Stamp"), "Rect": syntax.Numbers(0, 0, 595, 842), "AP": syntax.Dict{"N": white(u)}}))
	}))
	out["mark: replaced by another"] = attack(t, mark, eachPage(func(f *syntax.File, u *syntax.Update, a syntax.Array) syntax.Array {
		return append(without(f, u, a), syntax.Add(u, syntax.Dict{
			"Subtype": syntax.Name("Watermark"), "NM": syntax.String(markPrefix + "x"), "Rect": syntax.Numbers(0, 0, 1, 1),
			ourKey: syntax.Dict{"Status": syntax.Text("in_force")},
		}))
	}))
	out["mark: forged by nobody"] = attack(t, pdf, eachPage(func(_ *syntax.File, u *syntax.Update, a syntax.Array) syntax.Array {
		return append(a, syntax.Add(u, syntax.Dict{
			"Subtype": syntax.Name("Watermark"), "NM": syntax.String(markPrefix + "x"), "Rect": syntax.Numbers(0, 0, 1, 1),
			ourKey: syntax.Dict{"Status": syntax.Text("repealed")},
		}))
	}))
}

// strangers sign with keys that nobody trusts.
func strangers(t *testing.T, pdf []byte, out map[string][]byte) {
	other := stranger(t)
	mark, err := Mark(pdf, fonts(t), other, repealed())
	if err != nil {
		t.Fatal(err)
	}
	out["mark by a stranger of the same name"] = mark
	again, err := Mark(mark, fonts(t), identity(t, systemIdentity), amended())
	if err != nil {
		t.Fatal(err)
	}
	out["mark of ours over a stranger's"] = again
	out["seal by a stranger of the same name"] = sealedBy(t, other, notice())
	out["seal under an ordinary certificate"] = sealedBy(t, underLeaf(t, identity(t, officeIdentity)), notice())
	out["stranger signs a white page over the text"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		p := firstPage(t, f)
		w := syntax.Add(u, syntax.Dict{
			"Type": syntax.Name("Annot"), "Subtype": syntax.Name("Widget"), "FT": syntax.Name("Sig"), "T": syntax.Text("S"),
			"Rect": syntax.Numbers(0, 0, 595, 842), "AP": syntax.Dict{"N": white(u)},
		})
		editAnnotations(u, p, func(a syntax.Array) syntax.Array { return append(a, w) })
	})
}
