package pdf

import (
	"slices"
	"strings"

	"mingfa/internal/pdf/syntax"
)

// markOn is a mark annotation found on a page.
type markOn struct {
	object syntax.Object // as it stands in the list, mostly a reference
	dict   syntax.Dict
}

func marksOn(f *syntax.File, p syntax.Page) []markOn {
	var out []markOn
	for _, o := range f.Array(p.Dict["Annots"]) {
		if d := f.Dict(o); isMark(f, d) {
			out = append(out, markOn{o, d})
		}
	}
	return out
}

// marks lists the marks that count, annotations that stand in a revision which a
// trusted signer signed, and those that do not. They are told apart by their ids.
func (in inspection) marks(pages []syntax.Page) (counting, claims []MarkFound) {
	for _, p := range pages {
		counted := map[string]bool{} // once a page
		for _, m := range marksOn(in.file, p) {
			signer, ok := in.standsFor(m.object)
			found := in.read(m.dict)
			found.Signer = signer
			if counted[found.ID] {
				continue
			}
			counted[found.ID] = ok
			list := &counting
			if !ok {
				list = &claims
			}
			*list = found.into(*list, len(pages))
		}
	}
	return counting, claims
}

// into counts one more page for a mark in a list.
func (m MarkFound) into(list []MarkFound, pages int) []MarkFound {
	i := slices.IndexFunc(list, func(x MarkFound) bool { return x.ID == m.ID && x.Signer == m.Signer })
	if i < 0 {
		list = append(list, m)
		i = len(list) - 1
	}
	list[i].Pages++
	list[i].Complete = list[i].Pages == pages
	return list
}

func (in inspection) read(d syntax.Dict) MarkFound {
	data := in.file.Dict(d[ourKey])
	level, _ := data["Level"].(syntax.Name)
	id := syntax.DecodeText(data["Id"])
	found := MarkFound{
		ID: id, Status: syntax.DecodeText(data["Status"]), Diagonal: syntax.DecodeText(data["Diagonal"]),
		Banner: strings.TrimSpace(syntax.DecodeText(in.file.Resolve(d["Contents"]))), Level: Level(level),
		Source: syntax.DecodeText(data["Source"]),
	}
	var ok bool
	if found.Time, ok = syntax.ParseDate(data["M"]); !ok {
		found.Time, _ = syntax.ParseDate(d["M"]) // where the marks of the first versions have it
	}
	return found
}

// standsFor returns the trusted signer of the revision in which an annotation
// was written.
func (in inspection) standsFor(o syntax.Object) (string, bool) {
	r, ok := o.(syntax.Ref)
	if !ok {
		return "", false
	}
	start, _, ok := in.file.Span(r.Num)
	if !ok {
		return "", false
	}
	for _, s := range in.signatures {
		if start < s.End {
			return s.Signer, s.Intact && s.Trusted
		}
	}
	return "", false
}
