package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Reading is what was read from a finished PDF.
type Reading struct {
	Original dossier.Original `json:"original"`
	Body     string           `json:"body"`
}

// KeepOriginal records what was read from a file that a person handed in. A repetition
// keeps the first reading, so that a draft made of it stays as it is.
func (s *Store) KeepOriginal(ctx context.Context, person string, r Reading, now time.Time) (Reading, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return Reading{}, fmt.Errorf("reading of a file: %w", err)
	}
	err = s.tx(ctx, "record a finished file", func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `INSERT INTO original (digest, person, reading, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
			r.Original.Digest, person, b, now)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		detail := map[string]any{"digest": r.Original.Digest, "size": r.Original.Size}
		return entry{actor: person, act: "original.add", subject: "", outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
	if err != nil {
		return Reading{}, err
	}
	return s.Original(ctx, person, r.Original.Digest)
}

// Original returns what was read from a file that this person handed in; NotFound for
// any other.
func (s *Store) Original(ctx context.Context, person, digest string) (Reading, error) {
	var b []byte
	err := s.pool.QueryRow(ctx, `SELECT reading FROM original WHERE digest = $1 AND person = $2`, digest, person).Scan(&b)
	if err != nil {
		return Reading{}, fail("read a finished file", missing(err, document.Refuse(document.NotFound, "no-original", "没有您上传的这份成品 PDF，请重新上传。")))
	}
	var r Reading
	if err := json.Unmarshal(b, &r); err != nil {
		return Reading{}, fmt.Errorf("reading of %s: %w", digest, err)
	}
	return r, nil
}

// printed refuses the number that a finished PDF does not bear: nothing can be added to
// it any more (SC-20).
func (t *taking) printed(ctx context.Context, tx pgx.Tx) error {
	if t.number == "" {
		return nil
	}
	c, err := contentOf(ctx, tx, t.old.ID, t.revision)
	if err != nil {
		return err
	}
	o := c.Text.Original
	if o == nil || o.Bears(string(t.number)) || o.Bears(t.number.Printed()) {
		return nil
	}
	e := document.Refuse(document.Unfit, "number-not-printed",
		"按流水应编“"+string(t.number)+"”，成品 PDF 所印的不是这个字号，没有编号。请先办理排在前面的公文；已错号的，退回拟稿，印入新的字号后重新上传、报批。")
	e.Rule = "SC-20"
	return e
}
