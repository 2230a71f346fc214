package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
)

// ledgerLock is the key of the advisory lock under which the ledger grows: one
// line after the other, in the order of commits.
const ledgerLock = 0x6d696e67666101 // "mingfa", 1

// house is the actor of what no person did.
const house = "mingfa"

// entry is a line before it has its place in the chain.
type entry struct {
	actor, act, subject, outcome string
	detail                       any
	at                           time.Time
}

// append writes the line at the end of the chain. The lock is held until the
// transaction ends, so this should be its last statement.
func (e entry) append(ctx context.Context, tx pgx.Tx) error {
	detail, err := json.Marshal(e.detail)
	if err != nil {
		return fmt.Errorf("ledger detail: %w", err)
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(ledgerLock)); err != nil {
		return fmt.Errorf("lock the ledger: %w", err)
	}
	var last audit.Entry
	err = tx.QueryRow(ctx, `SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1`).Scan(&last.Seq, &last.Hash)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return fmt.Errorf("read the head of the ledger: %w", err)
	}
	next, err := audit.Entry{At: e.at, Actor: e.actor, Act: e.act, Subject: e.subject, Outcome: e.outcome, Detail: detail}.Seal(last)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO ledger (seq, at, actor, act, subject, outcome, detail, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		next.Seq, next.At, next.Actor, next.Act, next.Subject, next.Outcome, next.Detail, next.Prev, next.Hash)
	return err
}

// Refused records that an act was refused: who, what, on which document (""
// when there is none yet) and why, by code and rule. Nothing of the content goes
// in, not even the sentences of the findings. The same refusal of the same attempt is
// recorded once, see sameAttempt.
func (s *Store) Refused(ctx context.Context, actor, verb, documentID string, e *document.Error, now time.Time) error {
	type place struct {
		Rule  string `json:"rule"`
		Place string `json:"place"`
	}
	detail := struct {
		Kind     document.ErrorKind `json:"kind"`
		Code     string             `json:"code"`
		Rule     string             `json:"rule,omitempty"`
		Findings []place            `json:"findings,omitempty"`
	}{Kind: e.Kind, Code: e.Code, Rule: e.Rule}
	for _, f := range document.Blocking(e.Findings) {
		detail.Findings = append(detail.Findings, place{f.Rule, f.Place})
	}
	act := verb
	if !strings.Contains(verb, ".") { // else it is named in full, as person.appoint
		act = "document." + verb
	}
	line := entry{actor: actor, act: act, subject: documentID, outcome: audit.Refused, detail: detail, at: now}
	return s.tx(ctx, "record a refusal", func(tx pgx.Tx) error {
		if again, err := line.repeats(ctx, tx); again || err != nil {
			return err
		}
		return line.append(ctx, tx)
	})
}

// sameAttempt is how long the same refusal of the same person counts as one attempt, as
// long as nothing was done about its subject: a client that asks again and again.
const sameAttempt = time.Hour

// repeats reports whether the line says what the ledger says of this attempt already.
func (e entry) repeats(ctx context.Context, tx pgx.Tx) (bool, error) {
	detail, err := json.Marshal(e.detail)
	if err != nil {
		return false, fmt.Errorf("ledger detail: %w", err)
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(ledgerLock)); err != nil {
		return false, fmt.Errorf("lock the ledger: %w", err)
	}
	var again bool
	err = tx.QueryRow(ctx, `
		WITH latest AS (SELECT seq, at, actor, act, outcome, detail FROM ledger WHERE subject = $1 ORDER BY seq DESC LIMIT 50)
		SELECT EXISTS (SELECT 1 FROM latest WHERE actor = $2 AND act = $3 AND outcome = $4 AND detail::text = $5 AND at > $6
			AND seq > coalesce((SELECT max(seq) FROM latest WHERE outcome <> $4), 0))`,
		e.subject, e.actor, e.act, e.outcome, string(detail), e.at.Add(-sameAttempt)).Scan(&again)
	return again, err
}

// Refusal is an act that was refused among several.
type Refusal struct {
	Document string `json:"document"`
	Verb     string `json:"verb"`
	Code     string `json:"code"`
}

// RefusedSeveral records in one line what was refused within one request (invariant 8).
func (s *Store) RefusedSeveral(ctx context.Context, actor string, list []Refusal, now time.Time) error {
	detail := map[string]any{"count": len(list), "refused": list}
	line := entry{actor: actor, act: "document.bulk", subject: actor, outcome: audit.Refused, detail: detail, at: now}
	return s.tx(ctx, "record refusals", func(tx pgx.Tx) error { return line.append(ctx, tx) })
}

const entryColumns = `seq, at, actor, act, subject, outcome, detail, prev, hash`

// Ledger returns up to limit lines from number from on, in order.
func (s *Store) Ledger(ctx context.Context, from int64, limit int) ([]audit.Entry, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+entryColumns+` FROM ledger WHERE seq >= $1 ORDER BY seq LIMIT $2`, from, limit)
	if err != nil {
		return nil, fail("read the ledger", err)
	}
	out, err := pgx.CollectRows(rows, scanEntry)
	return out, fail("read the ledger", err)
}

// LedgerQuery chooses lines of the ledger; an empty field chooses all.
type LedgerQuery struct {
	To          int64     // the greatest number, 0 = no bound
	Act, Actor  string    // as they stand in the ledger
	Subject     string    // as it stands there, or a part of the title or the whole number of a document
	From, Until time.Time // the first instant and the one after the last, zero = no bound
	Limit       int
}

// LatestLedger returns up to q.Limit of the chosen lines, the newest first.
func (s *Store) LatestLedger(ctx context.Context, q LedgerQuery) ([]audit.Entry, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+entryColumns+` FROM ledger
		WHERE ($1::bigint = 0 OR seq <= $1) AND ($2::text = '' OR act = $2) AND ($3::text = '' OR actor = $3)
			AND ($4::text = '' OR subject = $4 OR subject IN (SELECT id FROM document WHERE number = $4 OR strpos(title, $4) > 0))
			AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
		ORDER BY seq DESC LIMIT $7`, q.To, q.Act, q.Actor, q.Subject, bound(q.From), bound(q.Until), q.Limit)
	if err != nil {
		return nil, fail("read the ledger backwards", err)
	}
	out, err := pgx.CollectRows(rows, scanEntry)
	return out, fail("read the ledger backwards", err)
}

// bound is an instant for a query, nil where there is none.
func bound(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// VerifyLedger checks the whole chain, line by line as they come in, and that it
// agrees with the checkpoints that the caller knows and trusts.
func (s *Store) VerifyLedger(ctx context.Context, known ...audit.Checkpoint) (audit.Report, error) {
	rows, err := s.pool.Query(ctx, `SELECT `+entryColumns+` FROM ledger ORDER BY seq`)
	if err != nil {
		return audit.Report{}, fail("verify the ledger", err)
	}
	defer rows.Close()
	var chain audit.Chain
	for _, c := range known {
		chain.Expect(c)
	}
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return audit.Report{}, fail("verify the ledger", err)
		}
		if !chain.Next(e) {
			return chain.Report(), nil
		}
	}
	return chain.Report(), fail("verify the ledger", rows.Err())
}

func scanEntry(row pgx.CollectableRow) (audit.Entry, error) {
	var e audit.Entry
	err := row.Scan(&e.Seq, &e.At, &e.Actor, &e.Act, &e.Subject, &e.Outcome, &e.Detail, &e.Prev, &e.Hash)
	e.At = e.At.UTC()
	return e, err
}
