package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// ObligationState says how an obligation stands.
type ObligationState string

// The states.
const (
	ObligationOpen    ObligationState = "open"    // 办理中
	ObligationMet     ObligationState = "met"     // 按时办结
	ObligationLate    ObligationState = "late"    // 逾期; met all the same when MetAt is set
	ObligationStopped ObligationState = "stopped" // 终止: nothing is due any more
)

// Obligation is a dated duty of a document in the register.
type Obligation struct {
	ID       int64           `json:"id" db:"id"`
	Document string          `json:"document" db:"document"`
	BegunAt  time.Time       `json:"begun_at" db:"begun_at"`
	DueAt    time.Time       `json:"due_at" db:"due_at"`
	State    ObligationState `json:"state" db:"state"`
	MetAt    *time.Time      `json:"met_at" db:"met_at"` // nil = not met
	Note     string          `json:"note" db:"note"`
	HeldAt   *time.Time      `json:"held_at" db:"held_at"` // since when its clock stands still, nil = it runs
	verdict.Duty
}

// Running is the obligation as a judge reads it.
func (o Obligation) Running() verdict.RunningDuty {
	return verdict.RunningDuty{Duty: o.Duty, Held: o.HeldAt != nil}
}

// obligationRow is Obligation as it is read.
type obligationRow struct {
	ID          int64           `db:"id"`
	Document    string          `db:"document"`
	Name        string          `db:"name"`
	Rule        string          `db:"rule"`
	Title       string          `db:"title"`
	Unit        string          `db:"unit"`
	Count       int             `db:"count"`
	From        document.Date   `db:"from_on"`
	BegunAt     time.Time       `db:"begun_at"`
	DueOn       document.Date   `db:"due_on"`
	DueAt       time.Time       `db:"due_at"`
	Provisional bool            `db:"provisional"`
	Receipt     json.RawMessage `db:"receipt"`
	State       ObligationState `db:"state"`
	MetAt       *time.Time      `db:"met_at"`
	Note        string          `db:"note"`
	Owner       document.Role   `db:"owner"`
	HeldAt      *time.Time      `db:"held_at"`
	Pauses      []pause         `db:"pauses"`
}

// pause is calendar.Pause as the register has it.
type pause struct {
	From  string `json:"from"`
	Until string `json:"until"`
	Why   string `json:"why"`
}

const obligationColumns = `id, document, name, rule, title, unit, count, from_on, begun_at, due_on, due_at, provisional, receipt, state, met_at, note, owner, held_at,
	(SELECT coalesce(jsonb_agg(jsonb_build_object('from', p.from_on, 'until', p.until_on, 'why', p.why) ORDER BY p.no), '[]')
		FROM obligation_pause p WHERE p.obligation = obligation.id) AS pauses`

func (r obligationRow) obligation() Obligation {
	o := Obligation{
		ID: r.ID, Document: r.Document, BegunAt: r.BegunAt.UTC(), DueAt: r.DueAt.UTC(), State: r.State, Note: r.Note,
		Duty: verdict.Duty{
			Rule: r.Rule, Name: r.Name, Title: r.Title, Count: r.Count, From: r.From, DueOn: r.DueOn, Provisional: r.Provisional, Receipt: r.Receipt,
			Owner: r.Owner,
		},
	}
	o.SetUnit(r.Unit)
	for _, p := range r.Pauses {
		o.Pause(p.From, p.Until, p.Why)
	}
	if r.HeldAt != nil {
		held := r.HeldAt.UTC()
		o.HeldAt = &held
	}
	if r.MetAt != nil {
		met := r.MetAt.UTC()
		o.MetAt = &met
	}
	return o
}

func obligationsWhere(ctx context.Context, q querier, where string, args ...any) ([]Obligation, error) {
	rows, err := all[obligationRow](ctx, q, `SELECT `+obligationColumns+` FROM obligation WHERE `+where, args...)
	out := make([]Obligation, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.obligation())
	}
	return out, err
}

// Obligations returns the obligations of a document, the oldest first.
func (s *Store) Obligations(ctx context.Context, documentID string) ([]Obligation, error) {
	out, err := obligationsWhere(ctx, s.pool, `document = $1 ORDER BY id`, documentID)
	return out, fail("list the obligations", err)
}

// running are the obligations that something is still due of.
const running = `met_at IS NULL AND stopped_at IS NULL`

// oblige carries out what an act does to the duties of its document, in the
// transaction that records the act.
func oblige(ctx context.Context, tx pgx.Tx, documentID string, e verdict.Effects, now time.Time) error {
	if err := noted(ctx, tx, documentID, e); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `
		UPDATE obligation SET met_at = $3, state = CASE WHEN state = 'open' AND least($3, held_at) <= due_at THEN 'met' ELSE 'late' END
		WHERE document = $1 AND name = ANY($2) AND `+running, documentID, nonNil(e.Meet), now)
	if err != nil {
		return err
	}
	stop := append([]string{}, e.Stop...)
	for _, d := range e.Begin {
		stop = append(stop, d.Name)
	}
	if _, err := tx.Exec(ctx, `UPDATE obligation SET stopped_at = $3, state = 'stopped' WHERE document = $1 AND name = ANY($2) AND `+running,
		documentID, stop, now); err != nil {
		return err
	}
	if err := hold(ctx, tx, documentID, e.Hold, now); err != nil {
		return err
	}
	for _, d := range e.Begin {
		if err := begin(ctx, tx, documentID, d, now); err != nil {
			return err
		}
	}
	return nil
}

// noted keeps by what the duties are met or ended.
func noted(ctx context.Context, tx pgx.Tx, documentID string, e verdict.Effects) error {
	for _, name := range slices.Sorted(maps.Keys(e.Notes)) {
		if !slices.Contains(e.Meet, name) && !slices.Contains(e.Stop, name) {
			continue
		}
		if _, err := tx.Exec(ctx, `UPDATE obligation SET note = $3 WHERE document = $1 AND name = $2 AND `+running, documentID, name, e.Notes[name]); err != nil {
			return err
		}
	}
	return nil
}

// obliged tells the ledger what became of the duties: names and days.
func obliged(detail map[string]any, e verdict.Effects) {
	if e.None() {
		return
	}
	begun := map[string]document.Date{}
	for _, d := range e.Begin {
		begun[d.Name] = d.DueOn
	}
	detail["duties"] = map[string]any{"begun": begun, "met": nonNil(e.Meet), "stopped": nonNil(e.Stop), "held": nonNil(e.Hold)}
}

func nonNil(names []string) []string { return append([]string{}, names...) }

func begin(ctx context.Context, tx pgx.Tx, documentID string, d verdict.Duty, now time.Time) error {
	d, err := d.Starting(now)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO obligation (document, name, rule, title, unit, count, from_on, begun_at, due_on, due_at, provisional, receipt, owner)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce(nullif($13, ''), 'drafter'))`,
		documentID, d.Name, d.Rule, d.Title, d.Unit, d.Count, d.From, now, d.DueOn, dueAt(d, now), d.Provisional, d.Receipt, d.Owner)
	return err
}

// dueAt is the instant after which the duty is late.
func dueAt(d verdict.Duty, begun time.Time) time.Time {
	if d.ByTheHour() {
		return begun.Add(time.Duration(d.Count) * time.Hour)
	}
	return d.DueOn.Midnight().AddDate(0, 0, 1)
}
