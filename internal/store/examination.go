package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Examine records which hits of the scanner a person lets pass, and the line in
// the ledger. The judge is asked about the case as it is in this transaction; what
// it refuses is not recorded. The rows can't be changed afterwards.
func (s *Store) Examine(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.Case) ([]dossier.Examined, error),
) ([]dossier.Examined, error) {
	return examine(ctx, s, documentID, person, now, caseOf, judge)
}

// ExamineLate is Examine on the interpretation that follows a released document.
func (s *Store) ExamineLate(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.LateCase) ([]dossier.Examined, error),
) ([]dossier.Examined, error) {
	return examine(ctx, s, documentID, person, now, lateCase, judge)
}

// ExamineReassess is Examine on the assessment of what was filed unpublished.
func (s *Store) ExamineReassess(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.ReassessCase) ([]dossier.Examined, error),
) ([]dossier.Examined, error) {
	return examine(ctx, s, documentID, person, now, reassessCase, judge)
}

func examine[C any](ctx context.Context, s *Store, documentID, person string, now time.Time,
	read func(context.Context, pgx.Tx, row, string, document.Date) (C, error), judge func(C) ([]dossier.Examined, error),
) ([]dossier.Examined, error) {
	var out []dossier.Examined
	err := s.tx(ctx, "let a hit pass", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		c, err := read(ctx, tx, r, person, document.DateOf(now))
		if err != nil {
			return err
		}
		if out, err = judge(c); err != nil || len(out) == 0 { // none: all of them pass already, a second click
			return err
		}
		return letPass(ctx, tx, r, person, out, now)
	})
	return out, err
}

func letPass(ctx context.Context, tx pgx.Tx, r row, person string, out []dossier.Examined, now time.Time) error {
	hits := map[string]string{}
	for _, x := range out {
		_, err := tx.Exec(ctx, `INSERT INTO examination (document, hit, rule, place, reason, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			r.ID, x.Hit, x.Rule, x.Place, x.Reason, person, now)
		if err != nil {
			return err
		}
		hits[x.Hit] = x.Rule
	}
	detail := map[string]any{"hits": hits, "digest": r.Digest, "revision": r.Revision}
	return entry{actor: person, act: "scan.examine", subject: r.ID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
}

// examinedOf reads what was let pass on a document: hits of the scanner, and warnings
// that were answered, the oldest first.
func examinedOf(ctx context.Context, q querier, documentID string) (hits []dossier.Examined, warnings []dossier.Answered, err error) {
	type examined struct {
		Kind    string    `db:"kind"`
		Hit     string    `db:"hit"`
		Rule    string    `db:"rule"`
		Place   string    `db:"place"`
		Message string    `db:"message"`
		Reason  string    `db:"reason"`
		Person  string    `db:"person"`
		Name    string    `db:"name"`
		At      time.Time `db:"at"`
	}
	rows, err := all[examined](ctx, q, `
		SELECT e.kind, e.hit, e.rule, e.place, e.message, e.reason, e.person, p.name, e.at
		FROM examination e JOIN person p ON p.id = e.person WHERE e.document = $1 ORDER BY e.at, e.rule, e.place, e.hit`, documentID)
	hits = []dossier.Examined{}
	for _, r := range rows {
		on, at := document.DateOf(r.At), r.At.UTC()
		if r.Kind == warningKind {
			warnings = append(warnings, dossier.Answered{
				Mark: r.Hit, Rule: r.Rule, Place: r.Place, Message: r.Message, Reason: r.Reason, Person: r.Person, Name: r.Name, On: on, At: at,
			})
			continue
		}
		hits = append(hits, dossier.Examined{Hit: r.Hit, Rule: r.Rule, Place: r.Place, Reason: r.Reason, Person: r.Person, Name: r.Name, On: on, At: at})
	}
	return hits, warnings, err
}

// warningKind is what a row of examination is of when a warning was answered.
const warningKind = "warning"

// answer records the answers that an act gives to warnings. The rows can't be changed
// afterwards.
func answer(ctx context.Context, tx pgx.Tx, documentID, requestID string, given []dossier.Answered, now time.Time) error {
	for _, a := range given {
		_, err := tx.Exec(ctx, `
			INSERT INTO examination (document, hit, kind, rule, place, message, reason, person, request_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
			ON CONFLICT (document, hit) DO NOTHING`,
			documentID, a.Mark, warningKind, a.Rule, a.Place, a.Message, a.Reason, a.Person, requestID, now)
		if err != nil {
			return err
		}
	}
	return nil
}

// warningsOf encodes what a gate had to say, for the record of an act.
func warningsOf(p verdict.Passed) ([]byte, error) {
	if len(p.Warnings) == 0 {
		return []byte("[]"), nil
	}
	return json.Marshal(p.Warnings)
}

// answeredLine puts the answers that an act gives into its line of the ledger: which
// warning, and the digest of what was said. The words themselves stand in rows that
// can't be changed; the ledger holds no words.
func answeredLine(detail map[string]any, given []dossier.Answered) {
	type answered struct {
		Rule    string `json:"rule"`
		Place   string `json:"place"`
		Warning string `json:"warning"`
		Answer  string `json:"answer"`
	}
	lines := make([]answered, 0, len(given))
	for _, a := range given {
		sum := sha256.Sum256([]byte(a.Reason))
		lines = append(lines, answered{a.Rule, a.Place, a.Mark, hex.EncodeToString(sum[:])})
	}
	if len(lines) > 0 {
		detail["answers"] = lines
	}
}

// Dead returns which of the documents that the content may cite are repealed,
// lapsed or revoked on the day (SC-17). Only what the public can see counts: of
// others nobody is told.
func (s *Store) Dead(ctx context.Context, c dossier.Content, today document.Date) ([]document.Number, error) {
	out, err := deadOf(ctx, s.pool, c, today)
	return out, fail("look up what a text cites", err)
}

func deadOf(ctx context.Context, q querier, c dossier.Content, today document.Date) ([]document.Number, error) {
	cited := verdict.Cited(c)
	if len(cited) == 0 {
		return nil, nil
	}
	type life struct {
		Number      document.Number   `db:"number"`
		EffectiveOn document.Date     `db:"effective_on"`
		ExpiresOn   document.Date     `db:"expires_on"`
		Ended       document.Validity `db:"ended"`
		EndedOn     document.Date     `db:"ended_on"`
	}
	rows, err := all[life](ctx, q, `
		SELECT number, effective_on, expires_on, ended, ended_on FROM document d
		WHERE number = ANY($1) AND is_visible(d.id) ORDER BY number`, cited)
	var out []document.Number
	for _, r := range rows {
		l := document.Life{EffectiveOn: r.EffectiveOn, ExpiresOn: r.ExpiresOn, Ended: r.Ended, EndedOn: r.EndedOn}
		if l.On(today).Dead() {
			out = append(out, r.Number)
		}
	}
	return out, err
}
