package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// lateRow is where a late interpretation stands, with its present revision.
type lateRow struct {
	Stage     document.Stage         `db:"stage"`
	Seq       int                    `db:"seq"`
	Revision  int                    `db:"revision"`
	Releasing bool                   `db:"releasing"`
	Material  dossier.Interpretation `db:"material"`
	Digest    string                 `db:"digest"`
}

// lateOf reads the late interpretation of a document; one that nobody has begun is
// at drafting.
func lateOf(ctx context.Context, q querier, documentID string) (lateRow, error) {
	r, err := one[lateRow](ctx, q, `
		SELECT i.stage, i.seq, i.revision, i.releasing, v.material, v.digest
		FROM interpretation i JOIN interpretation_revision v ON v.document = i.document AND v.no = i.revision WHERE i.document = $1`, documentID)
	if errors.Is(err, pgx.ErrNoRows) {
		return lateRow{Stage: document.Drafting}, nil
	}
	return r, err
}

// lateCase reads everything that a judgement on it rests on.
func lateCase(ctx context.Context, tx pgx.Tx, r row, actor string, today document.Date) (verdict.LateCase, error) {
	c := verdict.LateCase{}
	var err error
	if c.Document, err = caseOf(ctx, tx, r, actor, today); err != nil {
		return c, err
	}
	l, err := lateOf(ctx, tx, r.ID)
	if err != nil {
		return c, err
	}
	c.Stage, c.Seq, c.Releasing, c.Material, c.Digest = l.Stage, l.Seq, l.Releasing, l.Material, l.Digest
	whole := c.Document.Content
	whole.Interpretation, whole.Interpretation.Need = l.Material, dossier.Needed
	if c.Document.Quoted, err = quotedOf(ctx, tx, r.ID, whole); err != nil {
		return c, err
	}
	if c.Authors, err = stringsOf(ctx, tx, `SELECT DISTINCT author FROM interpretation_revision WHERE document = $1 ORDER BY author`, r.ID); err != nil {
		return c, err
	}
	if c.Reviewed, err = stringsOf(ctx, tx, `SELECT DISTINCT person FROM interpretation_act WHERE document = $1 AND from_stage = 'secrecy_review' ORDER BY person`, r.ID); err != nil {
		return c, err
	}
	c.Cleared, err = clearedLate(ctx, tx, r.ID)
	return c, err
}

// clearedLate is the digest of the material that the latest decision of the secrecy
// review found open to the public, "" when it found otherwise or there was none.
func clearedLate(ctx context.Context, q querier, documentID string) (string, error) {
	var digest, verb string
	err := q.QueryRow(ctx, `
		SELECT digest, verb FROM interpretation_act WHERE document = $1 AND from_stage = 'secrecy_review' ORDER BY seq DESC LIMIT 1`, documentID).Scan(&digest, &verb)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && verb != string(document.Approve) {
		return "", nil
	}
	return digest, err
}

func stringsOf(ctx context.Context, q querier, sql string, args ...any) ([]string, error) {
	rows, err := q.Query(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// SaveLate stores a revision of the material, edited on base, see LateCase.Base.
// may judges whether the author may write it now. A save that changes nothing makes
// no revision.
func (s *Store) SaveLate(ctx context.Context, documentID, author, base string, m dossier.Interpretation, may func(verdict.LateCase) error, now time.Time) error {
	digest, encoded, err := lateDigest(m)
	if err != nil {
		return err
	}
	return s.tx(ctx, "save a late interpretation", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		c, err := lateCase(ctx, tx, r, author, document.DateOf(now))
		if err != nil {
			return err
		}
		if err := may(c); err != nil {
			return err
		}
		switch {
		case c.Digest == digest:
			return nil
		case c.Base() != base:
			return document.Refuse(document.Conflict, "stale-digest", "解读材料已由他人修改，请核对最新稿后再保存。")
		}
		_, err = tx.Exec(ctx, `
			INSERT INTO interpretation AS i (document, revision) VALUES ($1, 1) ON CONFLICT (document) DO UPDATE SET revision = i.revision + 1`, documentID)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			INSERT INTO interpretation_revision (document, no, material, digest, author, at) SELECT $1, revision, $2, $3, $4, $5 FROM interpretation WHERE document = $1`,
			documentID, encoded, digest, author, now)
		if err != nil {
			return err
		}
		return entry{actor: author, act: "interpretation.save", subject: documentID, outcome: audit.Done, detail: map[string]any{"digest": digest}, at: now}.append(ctx, tx)
	})
}

// lateDigest is the digest of the material as a part of a dossier.
func lateDigest(m dossier.Interpretation) (digest string, encoded []byte, err error) {
	m.Need = dossier.Needed
	c := dossier.Content{Interpretation: m}.Clean()
	sheet, err := c.Sheet()
	if err != nil {
		return "", nil, err
	}
	encoded, err = json.Marshal(c.Interpretation)
	return sheet[dossier.InterpretationPart], encoded, err
}

// LateAct is a line of the timeline of a late interpretation.
type LateAct struct {
	Verb    document.Verb  `db:"verb"`
	To      document.Stage `db:"to_stage"`
	Person  string         `db:"person"` // name, "" for an act of the house
	Opinion string         `db:"opinion"`
	At      time.Time      `db:"at"`
	// Warnings is what the gate had to say, with the answers.
	Warnings []document.Finding `db:"warnings"`
}

// LateActs returns what was done about a late interpretation, in order.
func (s *Store) LateActs(ctx context.Context, documentID string) ([]LateAct, error) {
	out, err := all[LateAct](ctx, s.pool, `
		SELECT a.verb, a.to_stage, coalesce(p.name, '') AS person, a.opinion, a.at, a.warnings
		FROM interpretation_act a LEFT JOIN person p ON p.id = a.person WHERE a.document = $1 ORDER BY a.seq`, documentID)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the acts on a late interpretation", err)
}
