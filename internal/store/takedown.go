package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// takeDownRow is where the take-down of a document stands.
type takeDownRow struct {
	State     document.TakeDownState  `db:"state"`
	Seq       int                     `db:"seq"`
	Ground    document.TakeDownGround `db:"ground"`
	Asker     string                  `db:"asker"`
	Confirmed bool                    `db:"confirmed"`
	Explained string                  `db:"explained"`
	No        int64                   `db:"no"` // 0 = the public can see the document
}

// takeDownOf reads the take-down of a document; of one that was never taken down it
// says that it is up.
func takeDownOf(ctx context.Context, q querier, documentID string) (takeDownRow, error) {
	r, err := one[takeDownRow](ctx, q, `SELECT state, seq, ground, asker, confirmed, explained, coalesce(no, 0) AS no FROM takedown WHERE document = $1`, documentID)
	if errors.Is(err, pgx.ErrNoRows) {
		return takeDownRow{State: document.Up}, nil
	}
	return r, err
}

func (k takeDownRow) standing() activities.DownStanding {
	return activities.DownStanding{Seq: k.Seq, State: k.State, Confirmed: k.Confirmed, No: k.No}
}

// takeDownCase reads everything that a judgement on the take-down rests on.
func takeDownCase(ctx context.Context, tx pgx.Tx, r row, actor string, today document.Date) (verdict.TakeDownCase, error) {
	var c verdict.TakeDownCase
	var err error
	if c.Document, err = caseOf(ctx, tx, r, actor, today); err != nil {
		return c, err
	}
	k, err := takeDownOf(ctx, tx, r.ID)
	if err != nil {
		return c, err
	}
	c.State, c.Seq, c.Ground, c.Asker, c.Confirmed = k.State, k.Seq, k.Ground, k.Asker, k.Confirmed
	err = tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM release WHERE document = $1 AND no IS NOT NULL)`, r.ID).Scan(&c.Released)
	return c, err
}

// TakeDownAct is a line of the timeline of a take-down.
type TakeDownAct struct {
	Verb      document.Verb           `db:"verb"`
	From      document.TakeDownState  `db:"from_state"`
	To        document.TakeDownState  `db:"to_state"`
	Person    string                  `db:"person"` // name, "" for an act of the house
	Ground    document.TakeDownGround `db:"ground"`
	Opinion   string                  `db:"opinion"`
	Explained string                  `db:"explained"`
	At        time.Time               `db:"at"`
}

// TakeDownActs returns what was done about the take-down of a document, in order.
func (s *Store) TakeDownActs(ctx context.Context, documentID string) ([]TakeDownAct, error) {
	out, err := all[TakeDownAct](ctx, s.pool, `
		SELECT a.verb, a.from_state, a.to_state, coalesce(p.name, '') AS person, a.ground, a.opinion, a.explained, a.at
		FROM takedown_act a LEFT JOIN person p ON p.id = a.person WHERE a.document = $1 ORDER BY a.seq`, documentID)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the acts on a take-down", err)
}

// TakenDown implements activities.Downs: what an anonymous look must no longer find.
// NotFound when the document is not taken down.
func (s *Store) TakenDown(ctx context.Context, documentID string) (document.Missing, error) {
	var m document.Missing
	err := s.pool.QueryRow(ctx, `
		SELECT k.no, k.down_at, k.ground, r.public, ARRAY(
			SELECT file_digest FROM release WHERE document = $1 AND no IS NOT NULL UNION SELECT sealed_digest FROM release WHERE document = $1 AND no IS NOT NULL ORDER BY 1)
		FROM takedown k JOIN LATERAL (SELECT public FROM release WHERE document = $1 AND no IS NOT NULL ORDER BY no DESC LIMIT 1) AS r ON true
		WHERE k.document = $1 AND k.no IS NOT NULL`, documentID).Scan(&m.No, &m.At, &m.Ground, &m.Public, &m.Digests)
	m.At = m.At.UTC()
	return m, fail("read what is taken down", missing(err, document.Refuse(document.NotFound, "not-taken-down", "本件没有撤下。")))
}

// DownReceipt implements activities.Downs.
func (s *Store) DownReceipt(ctx context.Context, documentID string, no int64, r activities.Receipt) error {
	proof, err := json.Marshal(r.Proof)
	if err != nil {
		return fmt.Errorf("encode a receipt: %w", err)
	}
	_, err = s.pool.Exec(ctx, `
		INSERT INTO takedown_receipt (document, no, surface, ok, detail, at, proof) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (document, no, surface) DO UPDATE SET ok = excluded.ok, detail = excluded.detail, at = excluded.at, proof = excluded.proof`,
		documentID, no, r.Surface, r.OK, r.Detail, r.At, proof)
	return fail("store a receipt", err)
}

// DownReceipts returns what the surfaces answered to the latest take-down, by name.
func (s *Store) DownReceipts(ctx context.Context, documentID string) ([]activities.Receipt, error) {
	type receipt struct {
		Surface string    `db:"surface"`
		OK      bool      `db:"ok"`
		Detail  string    `db:"detail"`
		At      time.Time `db:"at"`
	}
	rows, err := all[receipt](ctx, s.pool, `
		SELECT surface, ok, detail, at FROM takedown_receipt WHERE document = $1 AND no = (SELECT max(no) FROM takedown_receipt WHERE document = $1) ORDER BY surface`, documentID)
	out := make([]activities.Receipt, 0, len(rows))
	for _, r := range rows {
		out = append(out, activities.Receipt{Surface: r.Surface, OK: r.OK, Detail: r.Detail, At: r.At.UTC()})
	}
	return out, fail("list the receipts of a take-down", err)
}
