package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// The acts of the house on a take-down.
const (
	downSeen       document.Verb = "seen"           // an anonymous look saw that it is gone
	backSeen       document.Verb = "restored"       // and that it is back
	restoreFailing document.Verb = "restore_failed" // it did not come back
)

// takeDowns is the way off the website and back.
var takeDowns = way[verdict.TakeDownCase, verdict.TakeDownRuling, activities.DownStanding]{
	name: "a take-down", read: takeDownCase, outcome: takeDownOutcome, write: moveTakeDown,
}

// TakeTakeDown implements activities.Downs.
func (s *Store) TakeTakeDown(ctx context.Context, documentID, requestID string, now time.Time, judge activities.JudgeTakeDown) (activities.DownStanding, error) {
	return takeDowns.take(ctx, s, documentID, requestID, now, judge)
}

// TakeDownTaken is Taken for requests about take-downs; it returns where the take-down
// stands now.
func (s *Store) TakeDownTaken(ctx context.Context, documentID, person string, r verdict.Request) (at activities.DownStanding, ok bool, err error) {
	return takeDowns.taken(ctx, s, documentID, person, r)
}

// TakeDownCase returns the take-down of a document as a judge reads it.
func (s *Store) TakeDownCase(ctx context.Context, documentID, actor string, today document.Date) (verdict.TakeDownCase, error) {
	return takeDowns.open(ctx, s, documentID, actor, today)
}

// TakeDownStanding implements activities.Downs.
func (s *Store) TakeDownStanding(ctx context.Context, documentID string) (activities.DownStanding, error) {
	return standingOf(ctx, s, takeDowns.name, documentID, takeDownOf)
}

// takeDownOutcome is where the take-down stands now, once the request was carried out.
func takeDownOutcome(ctx context.Context, q querier, requestID string) (activities.DownStanding, error) {
	var id string
	if err := q.QueryRow(ctx, `SELECT document FROM takedown_act WHERE request_id = $1`, requestID).Scan(&id); err != nil {
		return activities.DownStanding{}, err
	}
	k, err := takeDownOf(ctx, q, id)
	return k.standing(), err
}

// moveTakeDown carries a ruling out. What hides the document takes its place in the
// sequence of releases, under the lock of the counter, so that no later release and no
// kept page can say otherwise.
func moveTakeDown(ctx context.Context, tx pgx.Tx, a allowed[verdict.TakeDownCase, verdict.TakeDownRuling]) error {
	id, c, r, u, now, asker := a.old.ID, a.found, a.words, a.ruling, a.now, a.found.Asker
	if u.Asks {
		asker = a.actor
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO takedown AS k (document, state, seq, ground, asker, confirmed, explained) VALUES ($1, 'up', 0, $2, $3, false, '')
		ON CONFLICT (document) DO NOTHING`, id, u.Ground, asker)
	if err != nil {
		return err
	}
	if r.Verb == document.TakeDown { // a new one: of an earlier take-down nothing holds any more
		if _, err := tx.Exec(ctx, `UPDATE takedown SET explained = $2 WHERE document = $1`, id, u.Explained); err != nil {
			return err
		}
	}
	no, err := hiddenFrom(ctx, tx, u)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE takedown SET state = $2, seq = $3, ground = $4, asker = $5, confirmed = $6,
			no = coalesce($7, no), down_at = CASE WHEN $7::bigint IS NULL THEN down_at ELSE $8 END WHERE document = $1`,
		id, u.To, c.Seq+1, u.Ground, asker, u.Confirmed, no, now)
	if err != nil {
		return err
	}
	line := TakeDownAct{Verb: r.Verb, From: u.From, To: u.To, Ground: u.Ground, Opinion: r.Opinion, Explained: u.Explained, At: now}
	if err := addTakeDownAct(ctx, tx, id, c.Seq+1, r.ID, a.actor, line); err != nil {
		return err
	}
	if err := oblige(ctx, tx, id, u.Duties, now); err != nil {
		return err
	}
	// Of what leaked not a word: the ledger is read by others than the document.
	detail := map[string]any{"request": r.ID, "seq": c.Seq + 1, "from": u.From, "to": u.To, "ground": u.Ground, "unit": u.Unit, "emergency": r.Verb == document.TakeDown && u.Ground.Urgent()}
	if no != nil {
		detail["no"] = *no
	}
	obliged(detail, u.Duties)
	return entry{actor: a.actor, act: "takedown." + string(r.Verb), subject: id, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// hiddenFrom draws the number from which the document is gone, nil when the act does not
// hide it.
func hiddenFrom(ctx context.Context, tx pgx.Tx, u verdict.TakeDownRuling) (*int64, error) {
	if !u.Hides() {
		return nil, nil //nolint:nilnil // none is drawn
	}
	var no int64
	err := tx.QueryRow(ctx, `UPDATE release_counter SET last = last + 1 RETURNING last`).Scan(&no)
	return &no, err
}

func addTakeDownAct(ctx context.Context, tx pgx.Tx, id string, seq int, request, person string, a TakeDownAct) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO takedown_act (document, seq, request_id, verb, from_state, to_state, person, ground, opinion, explained, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), $8, $9, $10, $11)`,
		id, seq, request, a.Verb, a.From, a.To, person, a.Ground, a.Opinion, a.Explained, a.At)
	return err
}

// DownSeen implements activities.Downs. Nobody is told 已撤下 before the look is on
// record (invariant 11). A repetition finds nothing left to do.
func (s *Store) DownSeen(ctx context.Context, documentID string, now time.Time) (activities.DownStanding, error) {
	return s.closeTakeDown(ctx, documentID, document.Hiding, func(tx pgx.Tx, k takeDownRow) error {
		var seen bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM takedown_receipt WHERE document = $1 AND no = $2 AND surface = $3 AND ok)`,
			documentID, k.No, activities.PortalSurface).Scan(&seen)
		if err == nil && !seen {
			err = document.Refuse(document.Conflict, "not-read-back", "公开栏目尚未回读核验，不能记为已撤下。")
		}
		if err != nil {
			return err
		}
		return houseTakeDown(ctx, tx, documentID, k, downSeen, document.Down, "", verdict.TakenDown(), now)
	})
}

// Restored implements activities.Downs.
func (s *Store) Restored(ctx context.Context, documentID, releaseID, failed string, now time.Time) (activities.DownStanding, error) {
	return s.closeTakeDown(ctx, documentID, document.Restoring, func(tx pgx.Tx, k takeDownRow) error {
		if failed != "" {
			return houseTakeDown(ctx, tx, documentID, k, restoreFailing, document.Down, failed, verdict.Effects{}, now)
		}
		if err := seenRelease(ctx, tx, documentID, releaseID); err != nil {
			return err
		}
		return houseTakeDown(ctx, tx, documentID, k, backSeen, document.Up, "", verdict.Effects{}, now)
	})
}

// closeTakeDown does what is due in a state; in any other there is nothing to do.
func (s *Store) closeTakeDown(ctx context.Context, documentID string, in document.TakeDownState, do func(pgx.Tx, takeDownRow) error) (activities.DownStanding, error) {
	return settle(ctx, s, "close a take-down", documentID, takeDownOf, func(tx pgx.Tx, _ row, k takeDownRow) error {
		if k.State != in {
			return nil
		}
		return do(tx, k)
	})
}

func houseTakeDown(ctx context.Context, tx pgx.Tx, id string, k takeDownRow, verb document.Verb, to document.TakeDownState, words string, e verdict.Effects, now time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE takedown SET state = $2, seq = seq + 1 WHERE document = $1`, id, to); err != nil {
		return err
	}
	if err := addTakeDownAct(ctx, tx, id, k.Seq+1, "", "", TakeDownAct{Verb: verb, From: k.State, To: to, Ground: k.Ground, Opinion: words, At: now}); err != nil {
		return err
	}
	if err := oblige(ctx, tx, id, e, now); err != nil {
		return err
	}
	outcome := audit.Done
	if verb == restoreFailing {
		outcome = audit.Failed
	}
	detail := map[string]any{"seq": k.Seq + 1, "from": k.State, "to": to}
	obliged(detail, e)
	return entry{actor: house, act: "takedown." + string(verb), subject: id, outcome: outcome, detail: detail, at: now}.append(ctx, tx)
}

// notTakenDown refuses every release of what is taken down but the one that puts it back,
// for which two persons must have asked.
func notTakenDown(ctx context.Context, tx pgx.Tx, id string, kind activities.ReleaseKind) error {
	k, err := takeDownOf(ctx, tx, id)
	switch {
	case err != nil:
		return err
	case kind == activities.RestoredRelease && k.State != document.Restoring:
		return document.Refuse(document.Forbidden, "not-asked", "本件没有正在办理的恢复公开，不能公开。")
	case kind != activities.RestoredRelease && k.No != 0:
		return document.Refuse(document.Conflict, "taken-down", "本件已经撤下，恢复公开前不能发布。")
	default:
		return nil
	}
}

// unhide lets the public see again what is put back, in the transaction of the switch.
func unhide(ctx context.Context, tx pgx.Tx, p pending) error {
	if p.Kind != activities.RestoredRelease {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE takedown SET no = NULL, down_at = NULL WHERE document = $1`, p.Document)
	return err
}
