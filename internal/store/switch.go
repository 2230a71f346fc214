package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// pending is a release on its way to becoming visible.
type pending struct {
	ID       string                 `db:"id"`
	Document string                 `db:"document"`
	Kind     activities.ReleaseKind `db:"kind"`
	No       *int64                 `db:"no"`
	Public   document.Public        `db:"public"`
}

// Switch implements activities.Shelf. Until it commits, the public sees what it
// saw before; afterwards the document with its interpretation, in one moment.
func (s *Store) Switch(ctx context.Context, releaseID string, now time.Time) (activities.Switched, error) {
	var out activities.Switched
	err := s.tx(ctx, "switch a release", func(tx pgx.Tx) error {
		p, r, err := lockRelease(ctx, tx, releaseID)
		if err != nil {
			return err
		}
		if p.No != nil {
			out = activities.Switched{Release: p.ID, No: *p.No}
			return nil
		}
		alive := func(ctx context.Context, tx pgx.Tx, r row, p pending) error {
			if p.Kind == activities.MarkRelease || p.Kind == activities.RestoredRelease { // their life says it
				return nil
			}
			return stillAlive(ctx, tx, r.ID, document.DateOf(now))
		}
		for _, check := range []func(context.Context, pgx.Tx, row, pending) error{asked, alive, admit, live} {
			if err := check(ctx, tx, r, p); err != nil {
				return err
			}
		}
		if err := unhide(ctx, tx, p); err != nil {
			return err
		}
		if err := s.begin(ctx, tx, r, p, now); err != nil {
			return err
		}
		out, err = show(ctx, tx, p, now)
		return err
	})
	if err != nil {
		return activities.Switched{}, err
	}
	return out, nil
}

// begin puts the duties on record that a document has from the moment in which it
// becomes visible.
func (s *Store) begin(ctx context.Context, tx pgx.Tx, r row, p pending, now time.Time) error {
	if s.shown == nil || p.Kind != activities.FirstRelease && p.Kind != activities.OpenRelease {
		return nil
	}
	c, err := caseOf(ctx, tx, r, "", document.DateOf(now))
	if err != nil {
		return err
	}
	effects, err := s.shown(c)
	if err != nil {
		return err
	}
	return oblige(ctx, tx, r.ID, effects, now)
}

// lockRelease takes first the document and then its release.
func lockRelease(ctx context.Context, tx pgx.Tx, releaseID string) (pending, row, error) {
	var documentID string
	err := tx.QueryRow(ctx, `SELECT document FROM release WHERE id = $1`, releaseID).Scan(&documentID)
	if err != nil {
		return pending{}, row{}, missing(err, noRelease())
	}
	r, err := lockDocument(ctx, tx, documentID)
	if err != nil {
		return pending{}, row{}, err
	}
	p, err := one[pending](ctx, tx, `SELECT id, document, kind, no, public FROM release WHERE id = $1 FOR UPDATE`, releaseID)
	return p, r, missing(err, noRelease())
}

// show gives the release the next number. The counter stays locked until the
// commit, so numbers grow in the order in which releases become visible.
func show(ctx context.Context, tx pgx.Tx, p pending, now time.Time) (activities.Switched, error) {
	out := activities.Switched{Release: p.ID}
	if err := tx.QueryRow(ctx, `UPDATE release_counter SET last = last + 1 RETURNING last`).Scan(&out.No); err != nil {
		return out, err
	}
	if _, err := tx.Exec(ctx, `UPDATE release SET no = $2, switched_at = $3 WHERE id = $1`, p.ID, out.No, now); err != nil {
		return out, err
	}
	if p.Public.Life.Ended == document.Repealed || p.Public.Life.Ended == document.Revoked {
		// Of a document that is no more nobody asks whether its term should be extended.
		over := verdict.Effects{Stop: []string{verdict.EvaluateDuty, verdict.CleanUpDuty, verdict.InterpretDuty}}
		if err := oblige(ctx, tx, p.Document, over, now); err != nil {
			return out, err
		}
	}
	detail := map[string]any{
		"release": p.ID, "no": out.No, "kind": p.Kind, "file": p.Public.File.Digest, "sealed": p.Public.SealedDigest, "digest": p.Public.Digest,
	}
	return out, entry{actor: house, act: "release.switch", subject: p.Document, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// asked refuses a first release for which no publisher's act is open, and a mark
// release of what the public can't see anyway.
func asked(ctx context.Context, tx pgx.Tx, r row, p pending) error {
	if err := notTakenDown(ctx, tx, r.ID, p.Kind); err != nil || p.Kind == activities.RestoredRelease {
		return err
	}
	if p.Kind == activities.LateRelease {
		return cleared(ctx, tx, r)
	}
	if p.Kind == activities.OpenRelease {
		return openable(ctx, tx, r)
	}
	if p.Kind != activities.MarkRelease {
		if r.Stage != document.Publication || !r.Releasing {
			return document.Refuse(document.Forbidden, "not-asked", "本件没有正在办理的发布，不能公开。")
		}
		return nil
	}
	visible, err := isReleased(ctx, tx, r.ID)
	if err == nil && !visible {
		return document.Refuse(document.Forbidden, "not-asked", "本件尚未公开，不能标注效力后重新发布。")
	}
	return err
}

// stillAlive refuses to make public, as if it were in force, what a released
// decision has repealed in the meantime (invariant 6).
func stillAlive(ctx context.Context, tx pgx.Tx, id string, today document.Date) error {
	by, err := repealedBy(ctx, tx, id, today)
	if err != nil || by == "" {
		return err
	}
	return document.Refuse(document.Conflict, "already-repealed", "本件已由"+string(by)+"废止，不再发布。")
}

// repealedBy returns the number of the released document that has repealed this
// one by that day, "" when none has.
func repealedBy(ctx context.Context, q querier, id string, today document.Date) (document.Number, error) {
	var number document.Number
	err := q.QueryRow(ctx, `
		SELECT number FROM decision WHERE repeals AND kind = 'repeals' AND target = $1 AND day <= $2 ORDER BY day, number LIMIT 1`, id, today).Scan(&number)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return number, err
}

// repealedUnseen is repealedBy for what waits for its release, "" for all else.
func repealedUnseen(ctx context.Context, q querier, r row, today document.Date) (document.Number, error) {
	if r.Stage != document.Publication {
		return "", nil
	}
	return repealedBy(ctx, q, r.ID, today)
}

// live compares the life that the snapshot tells of with the register, and writes
// the ending of a mark release into the register in the same transaction.
func live(ctx context.Context, tx pgx.Tx, r row, p pending) error {
	want := r.life()
	if p.Kind == activities.MarkRelease {
		var err error
		if want, err = ending(ctx, tx, r, p.Public.Life); err != nil {
			return err
		}
	}
	if p.Public.Life != want {
		return document.Refuse(document.Forbidden, "life-differs", "拟发布的效力状态与登记的不一致，不能发布。")
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET ended = $2, ended_on = $3, by_number = $4, by_title = $5, by_document = nullif($6, '') WHERE id = $1`,
		r.ID, want.Ended, want.EndedOn, want.ByNumber, want.ByTitle, want.ByDocument)
	return err
}

// ending returns the life of the document under the decision that is claimed to
// end or change it. It must be there in the signed text of a document that the
// public can see (ND-20).
func ending(ctx context.Context, tx pgx.Tx, r row, claim document.Life) (document.Life, error) {
	refused := document.Refuse(document.Forbidden, "no-basis", "没有找到已经发布的废止、修改或者更正决定，不能标注效力。")
	if r.Ended.Dead() && r.ByDocument != claim.ByDocument {
		// The row is locked: of two decisions at once the first stays.
		return document.Life{}, document.Refuse(document.Conflict, "already-ended", "本件已由另一份文件废止，不再重复标注。")
	}
	if claim.Ended == document.Corrected && (r.Ended == document.Amended || r.Ended == document.Partly) {
		return document.Life{}, document.Refuse(document.Conflict, "already-changed", "本件已经修改或者部分失效，不再标注更正。")
	}
	life := r.life()
	err := tx.QueryRow(ctx, `SELECT day, number, title FROM decision WHERE document = $1 AND target = $2 AND kind = $3 AND day = $4 LIMIT 1`,
		claim.ByDocument, r.ID, claim.Ended.Deciding(), claim.EndedOn).Scan(&life.EndedOn, &life.ByNumber, &life.ByTitle)
	life.Ended, life.ByDocument = claim.Ended, claim.ByDocument
	return life, missing(err, refused)
}
