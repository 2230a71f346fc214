package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

// SavedSearch is a question that a person keeps. Query is the desk's.
type SavedSearch struct {
	ID    int64           `db:"id"`
	Name  string          `db:"name"`
	Query json.RawMessage `db:"query"`
}

// maxSavedSearches is how many a person can keep: a side list is no archive.
const maxSavedSearches = 30

// SaveSearch keeps the query under the name, in place of the one that has the name
// already. More than 30 a person are a Conflict.
func (s *Store) SaveSearch(ctx context.Context, person, name string, query json.RawMessage, now time.Time) (SavedSearch, error) {
	out := SavedSearch{Name: name, Query: query}
	err := s.tx(ctx, "save a search", func(tx pgx.Tx) error {
		var others int
		err := tx.QueryRow(ctx, `SELECT count(*) FROM saved_search WHERE person = $1 AND name <> $2`, person, name).Scan(&others)
		if err != nil {
			return err
		}
		if others >= maxSavedSearches {
			return document.Refuse(document.Conflict, "too-many-searches", fmt.Sprintf("已保存%d个查询，请先删除不用的。", maxSavedSearches))
		}
		return tx.QueryRow(ctx, `
			INSERT INTO saved_search (person, name, query, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (person, name) DO UPDATE SET query = excluded.query, at = excluded.at RETURNING id`, person, name, query, now).Scan(&out.ID)
	})
	return out, err
}

// SavedSearches returns what the person keeps, by name.
func (s *Store) SavedSearches(ctx context.Context, person string) ([]SavedSearch, error) {
	out, err := all[SavedSearch](ctx, s.pool, `SELECT id, name, query FROM saved_search WHERE person = $1 ORDER BY name`, person)
	return out, fail("list the saved searches", err)
}

// DropSearch forgets a search of the person; NotFound when there is none.
func (s *Store) DropSearch(ctx context.Context, person string, id int64) error {
	tag, err := s.pool.Exec(ctx, `DELETE FROM saved_search WHERE person = $1 AND id = $2`, person, id)
	if err == nil && tag.RowsAffected() == 0 {
		return document.Refuse(document.NotFound, "no-search", "没有这个保存的查询。")
	}
	return fail("drop a saved search", err)
}
