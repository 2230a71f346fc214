package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
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

// LateCase returns the late interpretation of a document as a judge reads it.
func (s *Store) LateCase(ctx context.Context, documentID, actor string, today document.Date) (verdict.LateCase, error) {
	var c verdict.LateCase
	err := s.snapshot(ctx, "read a late interpretation", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err == nil {
			c, err = lateCase(ctx, tx, r, actor, today)
		}
		return err
	})
	return c, err
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

// TakeLate implements activities.Late.
func (s *Store) TakeLate(ctx context.Context, documentID, requestID string, now time.Time, judge activities.JudgeLate) (activities.Taken, error) {
	var out activities.Taken
	err := s.tx(ctx, "take an act on a late interpretation", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		actor, words, err := requestOf(ctx, tx, documentID, requestID)
		if err != nil {
			return err
		}
		if out, err = lateOutcome(ctx, tx, requestID); !errors.Is(err, pgx.ErrNoRows) {
			return err
		}
		c, err := lateCase(ctx, tx, r, actor, document.DateOf(now))
		if err != nil {
			return err
		}
		ruling, err := judge(c, words)
		if err != nil {
			return err
		}
		if err := moveLate(ctx, tx, c, actor, words, ruling, now); err != nil {
			return err
		}
		out, err = lateOutcome(ctx, tx, requestID)
		return err
	})
	return out, err
}

func lateOutcome(ctx context.Context, q querier, requestID string) (activities.Taken, error) {
	var t activities.Taken
	err := q.QueryRow(ctx, `SELECT seq, from_stage, to_stage, release FROM interpretation_act WHERE request_id = $1`, requestID).
		Scan(&t.Seq, &t.From, &t.Stage, &t.Release)
	t.Closed = t.Stage.Closed()
	return t, err
}

func moveLate(ctx context.Context, tx pgx.Tx, c verdict.LateCase, actor string, r verdict.Request, u verdict.LateRuling, now time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE interpretation SET stage = $2, seq = seq + 1, releasing = releasing OR $3 WHERE document = $1`, c.Document.State.ID, u.To, u.Release)
	if err != nil {
		return err
	}
	if err := addLateAct(ctx, tx, c, actor, r, u, now); err != nil {
		return err
	}
	if err := answer(ctx, tx, c.Document.State.ID, r.ID, u.Answers, now); err != nil {
		return err
	}
	detail := map[string]any{"request": r.ID, "seq": c.Seq + 1, "from": u.From, "to": u.To, "digest": c.Digest, "unit": u.Unit}
	answeredLine(detail, u.Answers)
	return entry{actor: actor, act: "interpretation." + string(r.Verb), subject: c.Document.State.ID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

func addLateAct(ctx context.Context, tx pgx.Tx, c verdict.LateCase, actor string, r verdict.Request, u verdict.LateRuling, now time.Time) error {
	warnings, err := warningsOf(u.Passed)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO interpretation_act (document, seq, request_id, verb, from_stage, to_stage, person, digest, result, opinion, release, warnings, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), $8, $9, $10, $11, $12, $13)`,
		c.Document.State.ID, c.Seq+1, r.ID, r.Verb, u.From, u.To, actor, c.Digest, r.Result, r.Opinion, u.Release, warnings, now)
	return err
}

// LateStanding implements activities.Late.
func (s *Store) LateStanding(ctx context.Context, documentID string) (activities.Standing, error) {
	if _, err := rowOf(ctx, s.pool, documentID); err != nil {
		return activities.Standing{}, fail("read a late interpretation", err)
	}
	l, err := lateOf(ctx, s.pool, documentID)
	return l.standing(), fail("read a late interpretation", err)
}

func (l lateRow) standing() activities.Standing {
	return activities.Standing{Seq: l.Seq, Stage: l.Stage, Releasing: l.Releasing}
}

// LatePublished implements activities.Late. A repetition finds nothing left to do.
func (s *Store) LatePublished(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.Standing, error) {
	var out activities.Standing
	err := s.tx(ctx, "close the release of an interpretation", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		l, err := lateOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if l.Releasing {
			if err := closeLate(ctx, tx, r, l, releaseID, failed, now); err != nil {
				return err
			}
			if l, err = lateOf(ctx, tx, documentID); err != nil {
				return err
			}
		}
		out = l.standing()
		return nil
	})
	return out, err
}

func closeLate(ctx context.Context, tx pgx.Tx, r row, l lateRow, releaseID, failed string, now time.Time) error {
	verb, to, outcome := ReleaseDone, document.Published, audit.Done
	if failed != "" {
		verb, to, outcome = ReleaseFailed, l.Stage, audit.Failed
	} else if err := seenRelease(ctx, tx, r.ID, releaseID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE interpretation SET stage = $2, seq = seq + 1, releasing = false WHERE document = $1`, r.ID, to)
	if err != nil {
		return err
	}
	c := verdict.LateCase{Document: verdict.Case{State: verdict.State{ID: r.ID}}, Seq: l.Seq, Digest: l.Digest}
	if err := addLateAct(ctx, tx, c, "", verdict.Request{Verb: verb, Opinion: failed}, verdict.LateRuling{From: l.Stage, To: to}, now); err != nil {
		return err
	}
	var duties verdict.Effects
	if failed == "" {
		duties.Meet = []string{verdict.InterpretDuty}
	}
	if err := oblige(ctx, tx, r.ID, duties, now); err != nil {
		return err
	}
	detail := map[string]any{"release": releaseID, "seq": l.Seq + 1}
	obliged(detail, duties)
	return entry{actor: house, act: "interpretation." + string(verb), subject: r.ID, outcome: outcome, detail: detail, at: now}.append(ctx, tx)
}

// lateMaterial returns the late interpretation that a release of that kind shows: the
// one that is being released, or one that became visible before; nil for none.
func lateMaterial(ctx context.Context, q querier, documentID string, kind activities.ReleaseKind) (*dossier.Interpretation, error) {
	var seen bool
	err := q.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM release WHERE document = $1 AND kind = 'interpretation' AND no IS NOT NULL)`, documentID).Scan(&seen)
	if err != nil || !seen && kind != activities.LateRelease {
		return nil, err
	}
	l, err := lateOf(ctx, q, documentID)
	if err == nil && l.Digest == "" {
		err = fmt.Errorf("document %s has no late interpretation", documentID)
	}
	return &l.Material, err
}

// cleared is invariants 1 to 3 for a late interpretation: a publisher's act is open,
// and exactly this material was found open to the public by somebody who wrote none
// of it.
func cleared(ctx context.Context, tx pgx.Tx, r row) error {
	l, err := lateOf(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	visible, err := isReleased(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	if !visible || l.Stage != document.Publication || !l.Releasing {
		return document.Refuse(document.Forbidden, "not-asked", "解读材料没有正在办理的发布，不能公开。")
	}
	var sound bool
	err = tx.QueryRow(ctx, `
		SELECT coalesce((SELECT a.verb = 'approve' AND a.result = 'open' AND a.digest = $2
				AND NOT EXISTS (SELECT 1 FROM interpretation_revision v WHERE v.document = $1 AND v.author = a.person)
			FROM interpretation_act a WHERE a.document = $1 AND a.from_stage = 'secrecy_review' ORDER BY a.seq DESC LIMIT 1), false)`,
		r.ID, l.Digest).Scan(&sound)
	if err == nil && !sound {
		err = broken(2, "解读材料未经未参与撰写的人员保密审查，或者审查后有改动，不能发布。")
	}
	return err
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

// LateTaken returns the outcome of a request about a late interpretation that was
// carried out before.
func (s *Store) LateTaken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	return s.repeated(ctx, documentID, person, r, lateOutcome)
}

// repeated returns the outcome that a request had before, asked for by the same person.
func (s *Store) repeated(
	ctx context.Context, documentID, person string, r verdict.Request, outcome func(context.Context, querier, string) (activities.Taken, error),
) (t activities.Taken, ok bool, err error) {
	err = s.snapshot(ctx, "find a repeated request", func(tx pgx.Tx) error {
		t, err = outcome(ctx, tx, r.ID)
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
