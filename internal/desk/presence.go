package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// presentFor is how long a page counts as open after it was last heard of. Pages
// tell of themselves twice in that time.
const presentFor = 50 * time.Second

// longestPage is the longest name of a page, in bytes.
const longestPage = 64

// Present is who else has a document open now.
type Present struct {
	Writing []string // names of those who are changing it
	Reading []string // names of those who only have it open
	Self    int      // further pages on which the person who asks is changing it
}

// Present notes that a person has a document open. See Bench.
func (d *Desk) Present(ctx context.Context, person, id, page string, writing bool) (Present, error) {
	if page == "" || len(page) > longestPage || strings.ContainsFunc(page, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Present{}, document.Refuse(document.Invalid, "bad-page", "页面标识无法识别，请重新打开本页。")
	}
	if _, err := d.open(ctx, person, id); err != nil {
		return Present{}, err
	}
	now := d.now()
	rows, err := d.record.Presences(ctx, id, store.Presence{Page: page, Person: person, Writing: writing}, now, now.Add(-presentFor))
	if err != nil {
		return Present{}, err
	}
	return present(rows, person, page), nil
}

// Absent forgets a page that was left. See Bench.
func (d *Desk) Absent(ctx context.Context, person, page string) error {
	return d.record.Absent(ctx, page, person)
}

// present names each other person once; who writes on one page and reads on another writes.
func present(rows []store.Presence, person, page string) Present {
	var out Present
	for _, r := range rows { // those who write come first
		switch {
		case r.Person == person:
			if r.Writing && r.Page != page {
				out.Self++
			}
		case r.Writing:
			out.Writing = append(out.Writing, r.Name)
		case !slices.Contains(out.Writing, r.Name):
			out.Reading = append(out.Reading, r.Name)
		}
	}
	out.Writing, out.Reading = slices.Compact(out.Writing), slices.Compact(out.Reading)
	return out
}
