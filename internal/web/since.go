package web

import (
	"context"
	"fmt"
	"unicode"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

// parts are the parts of a dossier, in order.
func parts() []dossier.Part { return dossier.Parts() }

func annexAnchor(i int) string { return fmt.Sprintf("annex-%d", i) }

// Beside a change are shown the unchanged paragraphs next to it, blank lines not counted,
// and of long ones no more than the characters next to it.
const (
	aroundParagraphs = 3
	aroundCharacters = 150
)

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
	begins, ends := 0, 0
	if !first {
		begins = nearby(len(r), func(i int) rune { return r[i] })
	}
	if !last {
		ends = nearby(len(r), func(i int) rune { return r[len(r)-1-i] })
	}
	left := len(r) - begins - ends
	if left <= 20 {
		return text
	}
	gap := fmt.Sprintf("……〔略%d字〕……", left)
	if begins > 0 && r[begins] == '\n' {
		gap = "\n" + gap
	}
	if ends > 0 && r[len(r)-ends-1] == '\n' {
		gap += "\n"
	}
	return string(r[:begins]) + gap + string(r[len(r)-ends:])
}

// nearby returns how many of the characters, counted from a change on, are of the
// paragraphs next to it; it ends before the break behind the last of them.
func nearby(n int, at func(int) rune) int {
	n = min(n, aroundCharacters)
	paragraphs, blank := 0, true
	for i := range n {
		if at(i) != '\n' {
			blank = blank && unicode.IsSpace(at(i))
			continue
		}
		if !blank {
			paragraphs++
		}
		if paragraphs == aroundParagraphs {
			return i
		}
		blank = true
	}
	return n
}
