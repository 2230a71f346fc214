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

// JudgeDuty decides on an act about a duty inside the transaction that records it.
type JudgeDuty func(verdict.Case, verdict.RunningDuty, verdict.DutyRequest) error

// DutyCommand is an act of a person about an obligation.
type DutyCommand struct {
	Obligation int64
	Document   string // to which the obligation belongs
	Person     string
	Request    verdict.DutyRequest
}

// ActOnDuty records the act in one transaction, with its line in the ledger. The
// same request again returns the obligation as it stands; another under the same id
// is a Conflict. NotFound when the document has no such obligation, Conflict when
// nothing of it is due any more.
func (s *Store) ActOnDuty(ctx context.Context, c DutyCommand, judge JudgeDuty, date activities.Dating, now time.Time) (Obligation, error) {
	var out Obligation
	err := s.tx(ctx, "act on an obligation", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, c.Document)
		if err != nil {
			return err
		}
		found, err := obligationsWhere(ctx, tx, `id = $1 AND document = $2 FOR NO KEY UPDATE`, c.Obligation, c.Document)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return document.Refuse(document.NotFound, "no-obligation", "本件没有这项期限。")
		}
		out = found[0]
		if done, err := c.repeated(ctx, tx); done || err != nil {
			return err
		}
		k, err := caseOf(ctx, tx, r, c.Person, document.DateOf(now))
		if err != nil {
			return err
		}
		if err := c.judge(k, out, judge); err != nil {
			return err
		}
		if err := c.record(ctx, tx, out, date, now); err != nil {
			return err
		}
		after, err := obligationsWhere(ctx, tx, `id = $1`, c.Obligation)
		if err == nil {
			out = after[0]
		}
		return err
	})
	return out, err
}

func (c DutyCommand) judge(k verdict.Case, o Obligation, judge JudgeDuty) error {
	if o.MetAt != nil || o.State == ObligationStopped {
		return document.Refuse(document.Conflict, "obligation-over", "该项期限已经办结或者终止，请刷新后查看。")
	}
	return judge(k, o.Running(), c.Request)
}

// repeated reports whether this very request was carried out before.
func (c DutyCommand) repeated(ctx context.Context, q querier) (bool, error) {
	var same bool
	err := q.QueryRow(ctx, `SELECT obligation = $2 AND verb = $3 AND person = $4 AND note = $5 FROM obligation_act WHERE request_id = $1`,
		c.Request.ID, c.Obligation, c.Request.Verb, c.Person, c.Request.Evidence()).Scan(&same)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return false, nil
	case err == nil && !same:
		return false, requestReused()
	default:
		return err == nil, err
	}
}

func (c DutyCommand) record(ctx context.Context, tx pgx.Tx, o Obligation, date activities.Dating, now time.Time) error {
	note := c.Request.Evidence()
	_, err := tx.Exec(ctx, `INSERT INTO obligation_act (request_id, obligation, verb, person, note, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		c.Request.ID, c.Obligation, c.Request.Verb, c.Person, note, now)
	if err != nil {
		return err
	}
	detail := map[string]any{"request": c.Request.ID, "obligation": o.ID, "name": o.Name, "rule": o.Rule, "due_on": o.DueOn}
	switch c.Request.Verb { //nolint:exhaustive // a judge lets no other verb pass
	case document.MeetDuty:
		var e verdict.Effects
		e, err = meetDuty(ctx, tx, o, note, date, now)
		obliged(detail, e)
	case document.ReportLeak:
		err = c.reported(ctx, tx, o, note, now)
	case document.StopDuty:
		err = holdDuty(ctx, tx, o, note, now)
	case document.RestartDuty:
		detail["after"], err = restartDuty(ctx, tx, o, date, now)
	}
	if err != nil {
		return err
	}
	return entry{actor: c.Person, act: "obligation." + string(c.Request.Verb), subject: o.Document, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// meetDuty returns what followed from it.
func meetDuty(ctx context.Context, tx pgx.Tx, o Obligation, note string, date activities.Dating, now time.Time) (verdict.Effects, error) {
	e := verdict.MetByHand(o.Name, document.DateOf(now))
	for i, d := range e.Begin {
		var err error
		if e.Begin[i], err = date(d); err != nil {
			return e, err
		}
	}
	if _, err := tx.Exec(ctx, `UPDATE obligation SET note = $2 WHERE id = $1`, o.ID, note); err != nil {
		return e, err
	}
	return e, oblige(ctx, tx, o.Document, e, now)
}

// reported meets the duty at the instant of the report, which is put on record later:
// who reported in time was in time (SR-11).
func (c DutyCommand) reported(ctx context.Context, tx pgx.Tx, o Obligation, note string, now time.Time) error {
	at, err := c.Request.MetAt(o.BegunAt, now)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE obligation SET note = $2, met_at = $3::timestamptz, state = CASE WHEN $3::timestamptz <= due_at THEN 'met' ELSE 'late' END WHERE id = $1`, o.ID, note, at)
	return err
}

// hold stops the clocks of what an act leaves waiting for others.
func hold(ctx context.Context, tx pgx.Tx, documentID string, names []string, now time.Time) error {
	if len(names) == 0 {
		return nil
	}
	found, err := obligationsWhere(ctx, tx, `document = $1 AND name = ANY($2) AND held_at IS NULL AND `+running, documentID, names)
	for _, o := range found {
		if err := holdDuty(ctx, tx, o, "报请有权机关确定", now); err != nil {
			return err
		}
	}
	return err
}

func holdDuty(ctx context.Context, tx pgx.Tx, o Obligation, why string, now time.Time) error {
	if _, err := tx.Exec(ctx, `UPDATE obligation SET held_at = $2 WHERE id = $1`, o.ID, now); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO obligation_pause (obligation, no, from_on, why) SELECT $1, coalesce(max(no), 0) + 1, $2, $3 FROM obligation_pause WHERE obligation = $1`,
		o.ID, document.DateOf(now), why)
	return err
}

// restartDuty lets the clock run again and works the due date out anew: neither the
// day on which it stopped nor this one counts (CAL-08). The time limit of the stage
// is the same term and goes with it.
func restartDuty(ctx context.Context, tx pgx.Tx, o Obligation, date activities.Dating, now time.Time) (document.Date, error) {
	_, err := tx.Exec(ctx, `UPDATE obligation_pause SET until_on = $2 WHERE obligation = $1 AND until_on = ''`, o.ID, document.DateOf(now))
	if err != nil {
		return "", err
	}
	fresh := o.Duty
	fresh.Pauses = nil
	for _, p := range o.Pauses {
		if p.Until == "" {
			p.Until = string(document.DateOf(now))
		}
		fresh.Pause(p.From, p.Until, p.Why)
	}
	if fresh, err = date(fresh); err != nil {
		return "", err
	}
	due := dueAt(fresh, o.BegunAt)
	_, err = tx.Exec(ctx, `
		UPDATE obligation SET held = held + ($6::timestamptz - held_at), held_at = NULL, due_on = $2, due_at = $3::timestamptz, provisional = $4, receipt = $5,
			state = CASE WHEN $3::timestamptz >= $6 THEN 'open' ELSE state END
		WHERE id = $1`, o.ID, fresh.DueOn, due, fresh.Provisional, fresh.Receipt, now)
	if err != nil {
		return "", err
	}
	_, err = tx.Exec(ctx, `
		UPDATE deadline l SET due_on = $3, due_at = $4, provisional = $5, receipt = $6
		FROM document d WHERE d.id = $1 AND l.document = d.id AND l.seq = d.seq AND l.stage = d.stage AND 'stage:' || d.stage = $2`,
		o.Document, o.Name, fresh.DueOn, due, fresh.Provisional, fresh.Receipt)
	return fresh.DueOn, err
}
