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
			signer, ok := in.standsFor(m)
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

// standsFor returns the trusted signer of the revision in which the last part of a mark
// was written. Time stamps are no signers.
func (in inspection) standsFor(m markOn) (string, bool) {
	at, ok := in.written(m)
	if !ok {
		return "", false
	}
	for _, s := range in.signatures {
		if at < s.End {
			return s.Signer, s.Intact && s.Trusted && !s.Timestamp
		}
	}
	return "", false
}

// written returns where the last part of a mark begins. All of them stand in the file by
// themselves, as this program writes them.
func (in inspection) written(m markOn) (at int, ok bool) {
	for i, o := range []syntax.Object{m.object, m.dict["Contents"], m.dict[ourKey], m.dict["AP"]} {
		r, isRef := o.(syntax.Ref)
		if !isRef {
			if i == 0 {
				return 0, false
			}
			continue // a part of the annotation itself
		}
		start, found := in.file.Start(r.Num)
		if !found {
			return 0, false
		}
		at = max(at, start)
	}
	return at, true
}
