package api

import (
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Instants leave this door in UTC, whatever zone the store read them in, and
// lists leave it as lists, never as null. Slices and maps are copied first: what
// the desk handed out stays as it was.

func itemsUTC(in []desk.Item) []desk.Item {
	return each(in, func(i *desk.Item) *time.Time { return &i.UpdatedAt })
}

func entriesUTC(in []desk.LedgerEntry) []desk.LedgerEntry {
	return each(in, func(e *desk.LedgerEntry) *time.Time { return &e.At })
}

func tidied(v desk.View) desk.View {
	v.UpdatedAt = v.UpdatedAt.UTC()
	v.Route, v.Targets = list(v.Route), list(v.Targets)
	v.Options, v.Findings, v.Repeals = list(v.Options), list(v.Findings), list(v.Repeals)
	v.Examined = each(v.Examined, func(x *dossier.Examined) *time.Time { return &x.At })
	v.Known = each(v.Known, func(x *dossier.Answered) *time.Time { return &x.At })
	v.CoSignatures = append([]desk.CoSignature{}, v.CoSignatures...)
	for i := range v.CoSignatures {
		v.CoSignatures[i].Said = each(v.CoSignatures[i].Said, func(c *dossier.Consent) *time.Time { return &c.At })
	}
	if v.Parts == nil {
		v.Parts = map[dossier.Part]string{}
	}
	v.Acts = each(v.Acts, func(e *desk.Event) *time.Time { return &e.At })
	if v.Release != nil {
		r := *v.Release
		r.Surfaces = each(r.Surfaces, func(s *desk.Surface) *time.Time { return &s.At })
		v.Release = &r
	}
	standing := make(map[document.Stage]desk.Verdict, len(v.Standing))
	for stage, d := range v.Standing {
		d.At = d.At.UTC()
		standing[stage] = d
	}
	v.Standing = standing
	return v
}

func each[T any](in []T, instant func(*T) *time.Time) []T {
	out := make([]T, len(in))
	for i, x := range in {
		at := instant(&x)
		*at = at.UTC()
		out[i] = x
	}
	return out
}

func list[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}
