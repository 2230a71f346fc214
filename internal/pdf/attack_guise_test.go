package pdf

import (
	"bytes"
	"fmt"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// guises are attacks that look like something which is permitted: a time stamp,
// validation data, a remark, one more signature.
func guises(t *testing.T, pdf, mark []byte, out map[string][]byte) {
	page := pageOf(t)
	over := func(kind string) syntax.Dict {
		return syntax.Dict{"Subtype": syntax.Name(kind), "Rect": syntax.Numbers(0, 0, 595, 842), "F": syntax.Int(4)}
	}
	covered := func(base []byte, kind string) []byte {
		return attack(t, base, func(f *syntax.File, u *syntax.Update) {
			d := over(kind)
			d["AP"] = syntax.Dict{"N": white(u)}
			annotate(t, d)(f, u)
		})
	}
	// An authority stamps whatever it is sent, and stands for nothing but the time.
	out["time stamp over a white remark"] = archived(t, covered(pdf, "Square"))
	out["time stamp over a forged mark"] = archived(t, attack(t, pdf, annotate(t, syntax.Dict{
		"Subtype": syntax.Name("Watermark"), "NM": syntax.String(markPrefix + "x"), "Rect": syntax.Numbers(0, 0, 595, 842),
		ourKey: syntax.Dict{"Status": syntax.Text("repealed"), "Id": syntax.String("x")},
	})))
	out["time stamp over a mark taken away"] = archived(t, attack(t, mark, func(f *syntax.File, u *syntax.Update) {
		editAnnotations(u, firstPage(t, f), func(a syntax.Array) syntax.Array { return a[:1] })
	}))
	out["time stamp over new metadata"] = archived(t, attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		r, _ := f.Dict(rootOf(f))["Metadata"].(syntax.Ref)
		u.Set(r, &syntax.Stream{Dict: syntax.Dict{"Type": syntax.Name("Metadata")}, Data: []byte("<x/>")})
	}))
	out["time stamp with a picture over the page"] = archived(t, attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		d := over("Widget")
		d["FT"], d["T"], d["AP"] = syntax.Name("Sig"), syntax.Text("S"), syntax.Dict{"N": white(u)}
		annotate(t, d)(f, u)
	}))
	for _, kind := range []string{"FreeText", "Highlight", "Ink", "Watermark"} {
		out["evil annotation: "+kind] = covered(pdf, kind)
	}
	out["sneaky signature: a field without a value"] = covered(attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		form := f.Dict(formOf(f)).Clone()
		fields, _ := form["Fields"].(syntax.Array)
		form["Fields"] = append(append(syntax.Array{}, fields...), syntax.Add(u, syntax.Dict{"FT": syntax.Name("Sig"), "T": syntax.Text("S")}))
		u.Set(formOf(f), form)
	}), "Widget")
	out["mark: rolled back by the table"] = rolledBack(t, marked(t, marked(t, pdf, amended()), repealed()), len(pdf))
	foreign := marked(t, sealed(t, normative()), repealed())
	out["mark: pasted from another document"] = append(bytes.Clone(pdf), foreign[len(sealed(t, normative())):]...)
	out["page is hidden by inherited resources"] = changed(t, pdf, treeOf, func(_ *syntax.Update, d syntax.Dict) { d["Resources"] = syntax.Dict{} })
	out["page with the words of a voice"] = changed(t, pdf, rootOf, func(u *syntax.Update, d syntax.Dict) {
		d["StructTreeRoot"] = syntax.Add(u, syntax.Dict{"Type": syntax.Name("StructTreeRoot"), "K": syntax.Dict{"S": syntax.Name("P"), "ActualText": syntax.Text("有效")}})
	})
	out["page opens something"] = changed(t, pdf, rootOf, func(_ *syntax.Update, d syntax.Dict) {
		d["OpenAction"] = syntax.Dict{"S": syntax.Name("URI"), "URI": syntax.String("http://x")}
	})
	out["page shows its thumbnail"] = changed(t, pdf, page, func(u *syntax.Update, d syntax.Dict) { d["Thumb"] = white(u) })
	out["form wants other appearances"] = changed(t, pdf, formOf, func(_ *syntax.Update, d syntax.Dict) { d["NeedAppearances"] = syntax.Literal("true") })
	out["copied text is another"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		for _, o := range f.Dict(f.Dict(firstPage(t, f).Resources)["Font"]) {
			if r, ok := f.Dict(o)["ToUnicode"].(syntax.Ref); ok {
				u.Set(r, syntax.Flate(nil, []byte("1 beginbfrange <0000> <FFFF> <4E00> endbfrange")))
			}
		}
	})
	layered := shadow(t, layers)
	out["layer is switched on"] = attack(t, layered, func(f *syntax.File, u *syntax.Update) {
		r, _ := f.Dict(rootOf(f))["OCProperties"].(syntax.Ref)
		d := f.Dict(r).Clone()
		d["D"] = syntax.Dict{"BaseState": syntax.Name("ON")}
		u.Set(r, d)
	})
	universal(t, pdf, out)
}

// layers adds content that no reader shows unless it is switched on.
func layers(f *syntax.File, u *syntax.Update) {
	layer := syntax.Add(u, syntax.Dict{"Type": syntax.Name("OCG"), "Name": syntax.Text("另一文本")})
	root := f.Dict(rootOf(f)).Clone()
	root["OCProperties"] = syntax.Add(u, syntax.Dict{"OCGs": syntax.Array{layer}, "D": syntax.Dict{"OFF": syntax.Array{layer}}})
	u.Set(rootOf(f), root)
}

// rolledBack leads every object back to where it stood when the file had a size.
func rolledBack(t *testing.T, pdf []byte, size int) []byte {
	t.Helper()
	older, newer := opened(t, pdf[:size]), opened(t, pdf)
	rows := ""
	for _, d := range syntax.Differences(older, newer) {
		if start, _, ok := older.Span(d.Num); ok {
			rows += fmt.Sprintf("%d 1\n%010d 00000 n \n", d.Num, start)
		}
	}
	return appendTable(pdf, rows, newer.Trailer)
}

// universal empties what a signature is verified by: a reader that then says nothing
// instead of "broken" is taken in.
func universal(t *testing.T, pdf []byte, out map[string][]byte) {
	value := func(edit func(syntax.Dict)) []byte {
		return attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
			_, v := sealField(f)
			d := f.Dict(v).Clone()
			edit(d)
			u.Set(v, d)
		})
	}
	for _, key := range []syntax.Name{"Contents", "ByteRange"} {
		out["universal: no "+string(key)] = value(func(d syntax.Dict) { delete(d, key) })
		out["universal: null as "+string(key)] = value(func(d syntax.Dict) { d[key] = syntax.Literal("null") })
		out["universal: nothing in "+string(key)] = value(func(d syntax.Dict) { d[key] = syntax.Array{} })
	}
	out["universal: zeros"] = value(func(d syntax.Dict) { d["Contents"] = make(syntax.String, 16) })
	out["universal: another format"] = value(func(d syntax.Dict) { d["SubFilter"] = syntax.Name(formatTimestamp) })
	out["permission is raised"] = value(func(d syntax.Dict) {
		d["Reference"] = syntax.Array{syntax.Dict{"TransformMethod": syntax.Name("DocMDP"), "TransformParams": syntax.Dict{"P": syntax.Int(3)}}}
	})
	out["universal: the value stands in the field"] = attack(t, pdf, func(f *syntax.File, u *syntax.Update) {
		w, v := sealField(f)
		d := f.Dict(w).Clone()
		d["V"] = f.Dict(v)
		u.Set(w, d)
	})
	// A document of the attacker's own with a signature of no kind.
	forged := typeset(t, normative()).PDF
	out["universal: a document of one's own"] = attack(t, forged, func(f *syntax.File, u *syntax.Update) {
		value := syntax.Dict{"Type": syntax.Name("Sig"), "Filter": syntax.Name("Adobe.PPKLite"), "SubFilter": syntax.Name(formatPAdES), "Name": syntax.Text("明州市人民政府办公室")}
		field := syntax.Add(u, syntax.Dict{"FT": syntax.Name("Sig"), "T": syntax.Text("Seal"), "V": value})
		root := f.Dict(rootOf(f)).Clone()
		root["AcroForm"] = syntax.Dict{"Fields": syntax.Array{field}, "SigFlags": syntax.Int(3)}
		u.Set(rootOf(f), root)
	})
}

// insiders have a key that is trusted, and do with it what no seal permits.
func insiders(t *testing.T, pdf, mark []byte, out map[string][]byte) {
	signed := func(name string, base []byte, edit func(*syntax.File, *syntax.Update)) {
		out["insider: "+name] = countersignedAfter(t, base, identity(t, systemIdentity), edit)
	}
	signed("text over text", pdf, func(f *syntax.File, u *syntax.Update) {
		besides(t, f, u, syntax.Add(u, syntax.Flate(nil, []byte(covering))))
	})
	signed("script in a remark", pdf, annotate(t, syntax.Dict{
		"Subtype": syntax.Name("Text"), "Rect": syntax.Numbers(0, 0, 9, 9), "A": syntax.Dict{"S": syntax.Name("JavaScript"), "JS": syntax.String("x")},
	}))
	signed("link", pdf, annotate(t, syntax.Dict{
		"Subtype": syntax.Name("Link"), "Rect": syntax.Numbers(0, 0, 9, 9), "A": syntax.Dict{"S": syntax.Name("URI"), "URI": syntax.String("http://x")},
	}))
	signed("file attached by a remark", pdf, annotate(t, syntax.Dict{"Subtype": syntax.Name("FileAttachment"), "Rect": syntax.Numbers(0, 0, 9, 9)}))
	signed("signature field that acts through its parent", pdf, func(f *syntax.File, u *syntax.Update) {
		parent := syntax.Add(u, syntax.Dict{"T": syntax.Text("P"), "AA": syntax.Dict{"V": syntax.Dict{"S": syntax.Name("JavaScript"), "JS": syntax.String("x")}}})
		annotate(t, syntax.Dict{"Subtype": syntax.Name("Widget"), "FT": syntax.Name("Sig"), "Parent": parent, "Rect": syntax.Numbers(0, 0, 9, 9)})(f, u)
	})
	signed("white remark over a mark", mark, func(f *syntax.File, u *syntax.Update) {
		annotate(t, syntax.Dict{"Subtype": syntax.Name("Square"), "Rect": syntax.Numbers(0, 0, 595, 842), "AP": syntax.Dict{"N": white(u)}})(f, u)
	})
	signed("white signature over a mark", mark, func(f *syntax.File, u *syntax.Update) {
		annotate(t, syntax.Dict{"Subtype": syntax.Name("Widget"), "FT": syntax.Name("Sig"), "T": syntax.Text("W"), "Rect": syntax.Numbers(60, 700, 540, 842), "AP": syntax.Dict{"N": white(u)}})(f, u)
	})
	signed("mark taken away, nothing in its place", mark, func(f *syntax.File, u *syntax.Update) {
		editAnnotations(u, firstPage(t, f), func(a syntax.Array) syntax.Array {
			var kept syntax.Array
			for _, o := range a {
				if !isMark(f, f.Dict(o)) {
					kept = append(kept, o)
				}
			}
			return kept
		})
	})
}
