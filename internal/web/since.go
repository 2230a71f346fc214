package web

import (
	"context"
	"fmt"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

// parts are the parts of a dossier, in order.
func parts() []dossier.Part { return dossier.Parts() }

func annexAnchor(i int) string { return fmt.Sprintf("annex-%d", i) }

// around is how many characters of unchanged text are shown beside a change.
const around = 60

// sinceDecided returns what changed since this person last decided on the
// document, nil when nothing did. Trouble is logged: the page is of use without.
func (b *bench) sinceDecided(ctx context.Context, me desk.Person, v desk.View) []desk.PartDiff {
	if v.Seen < 1 || v.Seen >= v.Revision {
		return nil
	}
	changes, err := b.counter.Diff(ctx, me.ID, v.ID, v.Seen, v.Revision)
	if err != nil {
		b.log.WarnContext(ctx, "difference since the last decision", "document", v.ID, "err", err)
		return nil
	}
	return shortened(changes)
}

// shortened leaves out what did not change and is far from what did.
func shortened(parts []desk.PartDiff) []desk.PartDiff {
	out := make([]desk.PartDiff, 0, len(parts))
	for _, p := range parts {
		short := desk.PartDiff{Part: p.Part, Label: p.Label}
		for i, r := range p.Runs {
			if r.Op == "equal" {
				r.Text = cut(r.Text, i == 0, i == len(p.Runs)-1)
			}
			short.Runs = append(short.Runs, r)
		}
		out = append(out, short)
	}
	return out
}

// cut keeps the end of a first run, the beginning of a last one, and both of one
// that stands between changes.
func cut(text string, first, last bool) string {
	r := []rune(text)
	keep := 2 * around
	if first || last {
		keep = around
	}
	if len(r) <= keep+20 {
		return text
	}
	gap := fmt.Sprintf("……〔略%d字〕……", len(r)-keep)
	switch {
	case first && last:
		return gap
	case first:
		return gap + string(r[len(r)-around:])
	case last:
		return string(r[:around]) + gap
	default:
		return string(r[:around]) + gap + string(r[len(r)-around:])
	}
}
