package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
	"mingfa/internal/store"
)

// SavedSearch is a question that a person asks again.
type SavedSearch struct {
	ID    int64     `json:"id"`
	Name  string    `json:"name"`
	Query FindQuery `json:"query"`
}

// maxSearchName is how many characters the name of a saved search may have.
const maxSearchName = 30

// Searches returns what the person has saved. See Counter.
func (d *Desk) Searches(ctx context.Context, person string) ([]SavedSearch, error) {
	kept, err := d.record.SavedSearches(ctx, person)
	out := make([]SavedSearch, 0, len(kept))
	for _, k := range kept {
		s, err := savedSearch(k)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, err
}

func savedSearch(k store.SavedSearch) (SavedSearch, error) {
	s := SavedSearch{ID: k.ID, Name: k.Name}
	if err := json.Unmarshal(k.Query, &s.Query); err != nil {
		return s, fmt.Errorf("saved search %d: %w", k.ID, err)
	}
	return s, nil
}

// SaveSearch keeps a question. See Counter.
func (d *Desk) SaveSearch(ctx context.Context, person, name string, q FindQuery) (SavedSearch, error) {
	name = strings.TrimSpace(name)
	q.Before, q.Offset, q.Limit = "", 0, 0
	switch {
	case name == "":
		return SavedSearch{}, document.Refuse(document.Invalid, "name-missing", "请给这个查询起一个名称。")
	case utf8.RuneCountInString(name) > maxSearchName:
		return SavedSearch{}, document.Refuse(document.Invalid, "name-too-long", fmt.Sprintf("名称不超过%d个字。", maxSearchName))
	case q == FindQuery{}:
		return SavedSearch{}, document.Refuse(document.Invalid, "empty-search", "请先输入查找的词或者选择条件，再保存。")
	case len(scan.SecrecyMarks(name+"\n"+q.Text)) > 0:
		return SavedSearch{}, d.refused(ctx, person, "search", "", intake.SecrecyMark("name"))
	}
	b, err := json.Marshal(q)
	if err != nil {
		return SavedSearch{}, fmt.Errorf("saved search: %w", err)
	}
	kept, err := d.record.SaveSearch(ctx, person, name, b, d.now())
	return SavedSearch{ID: kept.ID, Name: kept.Name, Query: q}, err
}

// DropSearch forgets a saved question. See Counter.
func (d *Desk) DropSearch(ctx context.Context, person string, id int64) error {
	return d.record.DropSearch(ctx, person, id)
}
