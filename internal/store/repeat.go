package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/verdict"
)

// Taken returns the outcome of a request that was carried out before; ok is
// false when it was not. Other words under the same id, or another person or
// document, are a Conflict. The stage the person saw is left out of the
// comparison: it moved on by the act itself.
func (s *Store) Taken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	err = s.snapshot(ctx, "find a repeated request", func(tx pgx.Tx) error {
		t, err = outcomeOf(ctx, tx, r.ID)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		ok = true
		return repeats(ctx, tx, documentID, person, r)
	})
	return t, ok && err == nil, err
}

func repeats(ctx context.Context, tx pgx.Tx, documentID, person string, r verdict.Request) error {
	var payload []byte
	var known verdict.Request
	var sameDocument, samePerson bool
	err := tx.QueryRow(ctx, `SELECT document = $2, actor = $3, payload FROM request WHERE id = $1`, r.ID, documentID, person).
		Scan(&sameDocument, &samePerson, &payload)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(payload, &known); err != nil {
		return fmt.Errorf("request %s: %w", r.ID, err)
	}
	r.Stage, known.Stage = "", ""
	want, err := json.Marshal(known)
	if err != nil {
		return err
	}
	got, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if !sameDocument || !samePerson || string(got) != string(want) {
		return requestReused()
	}
	return nil
}
