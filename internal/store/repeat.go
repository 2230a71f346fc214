package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/verdict"
)

// repeats refuses with Conflict when the request is not the one that was carried out
// under its id, by the same person about the same document.
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
