package desk

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/sergi/go-diff/diffmatchpatch"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Diff returns what changed between two revisions. See Counter.
func (d *Desk) Diff(ctx context.Context, person, id string, from, to int) ([]PartDiff, error) {
	c, err := d.open(ctx, person, id)
	if err != nil {
		return nil, err
	}
	if to == 0 {
		to = len(c.Sheets)
	}
	if from == 0 {
		if from, err = d.record.LastDecided(ctx, id, person); err != nil {
			return nil, err
		}
		from = max(from, 1)
	}
	if from > to || to > len(c.Sheets) {
		return nil, document.Refuse(document.NotFound, "no-revision", fmt.Sprintf("本件共有%d稿，没有所要比较的稿次。", len(c.Sheets)))
	}
	before, _, err := d.record.Revision(ctx, id, from)
	if err != nil {
		return nil, err
	}
	after, _, err := d.record.Revision(ctx, id, to)
	if err != nil {
		return nil, err
	}
	return compare(before, after, c.Sheets[from-1].Diff(c.Sheets[to-1])), nil
}

// compare shows the changed parts only.
func compare(before, after dossier.Content, changed []dossier.Part) []PartDiff {
	out := []PartDiff{}
	for _, p := range changed {
		out = append(out, PartDiff{Part: p, Label: p.Label(), Runs: runs(plain(before, p), plain(after, p))})
	}
	return out
}

// runs compares two texts. Runs of digits and of letters are one token each: a
// number that changed is a changed number, not a changed digit.
func runs(a, b string) []Run {
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = 2 * time.Second // then coarser runs, still right: a page must come back
	ta, tb, words := tokens(a, b)
	out := []Run{}
	for _, diff := range dmp.DiffMainRunes(ta, tb, false) {
		var text strings.Builder
		for _, r := range diff.Text {
			text.WriteString(words[r])
		}
		op := map[diffmatchpatch.Operation]string{
			diffmatchpatch.DiffEqual: "equal", diffmatchpatch.DiffDelete: "delete", diffmatchpatch.DiffInsert: "insert",
		}[diff.Type]
		out = append(out, Run{Op: op, Text: text.String()})
	}
	return out
}

// tokens turns both texts into runes that stand for words of one dictionary.
func tokens(a, b string) (ta, tb []rune, words map[rune]string) {
	ids := map[string]rune{}
	words = map[rune]string{}
	translate := func(s string) []rune {
		var out []rune
		for _, w := range split(s) {
			id, ok := ids[w]
			if !ok {
				id = tokenRune(len(ids))
				ids[w], words[id] = id, w
			}
			out = append(out, id)
		}
		return out
	}
	return translate(a), translate(b), words
}

// tokenRune gives the n-th rune from 1 on that UTF-8 can carry: surrogates are
// passed over.
func tokenRune(n int) rune {
	r := rune(n + 1)
	if r >= 0xd800 {
		r += 0x800
	}
	return r
}

// split cuts a text into runs of ASCII letters or digits and single characters.
func split(s string) []string {
	var out []string
	start := -1
	for i, r := range s {
		word := r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if word {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			out = append(out, s[start:i])
			start = -1
		}
		out = append(out, string(r))
	}
	if start >= 0 {
		out = append(out, s[start:])
	}
	return out
}
