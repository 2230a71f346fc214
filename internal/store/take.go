package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// onWay is the way of the documents themselves.
var onWay = way[verdict.Case, verdict.Ruling, activities.Taken]{
	name: "a document", read: caseOf, outcome: outcomeOf,
	write: func(ctx context.Context, tx pgx.Tx, a allowed[verdict.Case, verdict.Ruling]) error {
		t := taking{allowed: a, revision: a.old.Revision, digest: a.old.Digest}
		return t.record(ctx, tx)
	},
}

// taking is one act on a document on its way into the register.
type taking struct {
	allowed[verdict.Case, verdict.Ruling]

	revision int    // the one the act leaves behind
	digest   string // of that revision
	number   document.Number
	indexNo  string

	superseded string // digest of the sealed original with the number that is given up, "" for none
}

// Take implements activities.Register.
func (s *Store) Take(ctx context.Context, documentID, requestID string, now time.Time,
	judge func(verdict.Case, verdict.Request) (verdict.Ruling, error),
) (activities.Taken, error) {
	return onWay.take(ctx, s, documentID, requestID, now, judge)
}

// Taken returns the outcome of a request that was carried out before; ok is false when
// it was not. Other words under the same id, or another person or document, are a
// Conflict.
func (s *Store) Taken(ctx context.Context, documentID, person string, r verdict.Request) (t activities.Taken, ok bool, err error) {
	return onWay.taken(ctx, s, documentID, person, r)
}

// outcomeOf returns the outcome recorded for a request; pgx.ErrNoRows when the
// act was not taken yet.
func outcomeOf(ctx context.Context, q querier, requestID string) (activities.Taken, error) {
	return takenFrom(q.QueryRow(ctx, `SELECT seq, from_stage, to_stage, seal, release FROM act WHERE request_id = $1`, requestID))
}

func takenFrom(r pgx.Row) (activities.Taken, error) {
	var t activities.Taken
	err := r.Scan(&t.Seq, &t.From, &t.Stage, &t.Seal, &t.Release)
	t.Closed = t.Stage.Closed()
	return t, err
}

// record writes all that follows from the ruling.
func (t *taking) record(ctx context.Context, tx pgx.Tx) error {
	for _, step := range []func(context.Context, pgx.Tx) error{t.revise, t.draw, t.move, t.note, t.answer, t.oblige} {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	return t.line().append(ctx, tx)
}

// revise stores the revision that the act itself made, and makes sure that the
// decision is bound to what is stored.
func (t *taking) revise(ctx context.Context, tx pgx.Tx) error {
	if t.ruling.Content != nil {
		e, err := edit(*t.ruling.Content)
		if err != nil {
			return err
		}
		if err := revise(ctx, tx, t.old, e, t.actor, ByAttributeReview, t.now); err != nil {
			return err
		}
		t.revision, t.digest = t.old.Revision+1, e.digest
	}
	if d := t.ruling.Decision; d != nil && (d.Revision != t.revision || d.Digest != t.digest) {
		return fmt.Errorf("decision on %s is bound to revision %d, %s, but stored is %d, %s", t.old.ID, d.Revision, d.Digest, t.revision, t.digest)
	}
	return nil
}

// draw gives the document its number, or gives the number up.
func (t *taking) draw(ctx context.Context, tx pgx.Tx) error {
	if t.ruling.VoidNumber {
		return t.void(ctx, tx)
	}
	if !t.ruling.GiveNumber {
		return nil
	}
	var err error
	if t.number, t.indexNo, err = giveNumber(ctx, tx, t.old, t.now); err != nil {
		return err
	}
	return t.printed(ctx, tx)
}

// void gives the number up, and remembers for the ledger which sealed original goes
// with it.
func (t *taking) void(ctx context.Context, tx pgx.Tx) error {
	if t.old.SealedReady {
		f, err := sealedOf(ctx, tx, t.old)
		if err != nil {
			return err
		}
		t.superseded = f.Digest
	}
	return voidNumber(ctx, tx, t.old, strings.TrimSpace(t.words.Opinion))
}

// move brings the row of the document to where the ruling says.
func (t *taking) move(ctx context.Context, tx pgx.Tx) error {
	r := t.ruling
	mover, movedAt := t.old.Mover, t.old.MovedAt
	switch {
	case r.Recalled:
		mover, movedAt = "", ""
	case r.To != t.old.Stage:
		mover, movedAt = t.actor, t.old.Stage
	}
	pinned := t.old.Pinned
	if r.Pinned != nil {
		pinned = r.Pinned
	}
	_, err := tx.Exec(ctx, `
		UPDATE document SET stage = $2, seq = seq + 1, pinned = $3, pending = $4, mover = $5, moved_at = $6, changed_at = $7,
			signed_digest = coalesce(nullif($8, ''), signed_digest), dated_on = coalesce(nullif($9, ''), dated_on),
			number = CASE WHEN $13 THEN NULL ELSE coalesce(nullif($10, ''), number) END,
			index_no = CASE WHEN $13 THEN NULL ELSE coalesce(nullif($11, ''), index_no) END, releasing = releasing OR $12
		WHERE id = $1`,
		t.old.ID, r.To, pinned, r.Pending, mover, movedAt, t.now, r.SignedDigest, r.DatedOn, t.number, t.indexNo, r.Release, r.VoidNumber)
	return err
}

// note writes the line of the timeline.
func (t *taking) note(ctx context.Context, tx pgx.Tx) error {
	d := dossier.Decision{Unit: t.ruling.Unit, Revision: t.revision, Digest: t.digest, Opinion: t.words.Opinion}
	switch {
	case t.ruling.Decision != nil:
		d = *t.ruling.Decision
	case t.ruling.Referred:
		d.Result = t.words.Result
	}
	a := Act{
		Seq: t.old.Seq + 1, Verb: t.words.Verb, From: t.old.Stage, To: t.ruling.To, Person: t.actor, Unit: d.Unit,
		Decided: t.ruling.Decision != nil, Revision: d.Revision, Digest: d.Digest, Cover: d.Cover, Result: d.Result, Opinion: d.Opinion,
		Seal: t.ruling.GiveNumber, Release: t.ruling.Release, Detail: t.detail(), At: t.now,
	}
	return addAct(ctx, tx, t.old.ID, t.words.ID, a)
}

func (t *taking) detail() ActDetail {
	return ActDetail{
		ReasonCode: t.words.ReasonCode, Target: t.words.Target, Way: t.words.Way, Checklist: t.words.Checklist,
		DatedOn: t.ruling.DatedOn, Number: t.number, IndexNo: t.indexNo, Warnings: t.ruling.Warnings,
		AttributeChanged: t.ruling.Content != nil, Voided: t.voided(), Consents: t.ruling.Consents,
	}
}

// voided is the number that the act gives up, "" for none.
func (t *taking) voided() document.Number {
	if t.ruling.VoidNumber {
		return t.old.Number
	}
	return ""
}

func (t *taking) answer(ctx context.Context, tx pgx.Tx) error {
	return answer(ctx, tx, t.old.ID, t.words.ID, t.ruling.Answers, t.now)
}

func (t *taking) oblige(ctx context.Context, tx pgx.Tx) error {
	return oblige(ctx, tx, t.old.ID, t.ruling.Duties, t.now)
}

// line is the entry in the ledger: ids, digests and stages, no words.
func (t *taking) line() entry {
	detail := map[string]any{
		"request": t.words.ID, "seq": t.old.Seq + 1, "from": t.old.Stage, "to": t.ruling.To, "revision": t.revision, "digest": t.digest,
		"unit": t.ruling.Unit,
	}
	if t.number != "" {
		detail["number"], detail["index_no"] = t.number, t.indexNo
	}
	if t.ruling.VoidNumber {
		detail["void"] = t.old.Number
	}
	if t.superseded != "" {
		detail["superseded"] = t.superseded
	}
	obliged(detail, t.ruling.Duties)
	answeredLine(detail, t.ruling.Answers)
	return entry{actor: t.actor, act: "document." + string(t.words.Verb), subject: t.old.ID, outcome: audit.Done, detail: detail, at: t.now}
}
