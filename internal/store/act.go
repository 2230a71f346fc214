package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// The acts of the house itself, beside the verbs of people.
const (
	ReleaseDone   document.Verb = "published"      // 发布完成: read back and found public
	ReleaseFailed document.Verb = "release_failed" // 发布未成
)

// Act is one line of a document's timeline.
type Act struct {
	Seq        int            `json:"seq" db:"seq"`
	Verb       document.Verb  `json:"verb" db:"verb"`
	From       document.Stage `json:"from" db:"from_stage"`
	To         document.Stage `json:"to" db:"to_stage"`
	Person     string         `json:"person" db:"person"` // id, "" for an act of the house
	PersonName string         `json:"person_name" db:"person_name"`
	Unit       string         `json:"unit" db:"unit"` // id of the unit in whose name
	UnitName   string         `json:"unit_name" db:"unit_name"`
	Decided    bool           `json:"decided" db:"decided"` // a decision, bound to Cover
	Revision   int            `json:"revision" db:"revision"`
	Digest     string         `json:"digest" db:"digest"`
	Cover      string         `json:"cover" db:"cover"`
	Result     string         `json:"result" db:"result"`
	Opinion    string         `json:"opinion" db:"opinion"`
	Seal       bool           `json:"seal" db:"seal"`       // it gave the number
	Release    bool           `json:"release" db:"release"` // it asked for the release
	Detail     ActDetail      `json:"detail" db:"detail"`
	At         time.Time      `json:"at" db:"at"`
}

// ActDetail is what only some acts have.
type ActDetail struct {
	ReasonCode       document.ReturnReason `json:"reason_code,omitempty"`
	Target           document.Stage        `json:"target,omitempty"`
	Way              document.WayBack      `json:"way,omitempty"`
	Checklist        map[string]string     `json:"checklist,omitempty"`
	DatedOn          document.Date         `json:"dated_on,omitempty"`
	Number           document.Number       `json:"number,omitempty"`
	IndexNo          string                `json:"index_no,omitempty"`
	Voided           document.Number       `json:"voided,omitempty"` // the number that was given up
	AttributeChanged bool                  `json:"attribute_changed,omitempty"`
	Warnings         []document.Finding    `json:"warnings,omitempty"`
	Consents         []dossier.Consent     `json:"consents,omitempty"` // of a signature: what the co-issuing bodies agreed to
	ReleaseID        string                `json:"release_id,omitempty"`
	Failure          string                `json:"failure,omitempty"` // Chinese: why the release did not come about
}

// Label returns what the timeline calls the act, in Chinese.
func (a Act) Label() string {
	if a.Verb == ReleaseDone {
		return "发布完成"
	}
	if a.Verb == ReleaseFailed {
		return "发布未成"
	}
	return a.Verb.Label()
}

// Acts returns the timeline of a document in order; none for a document that
// does not exist.
func (s *Store) Acts(ctx context.Context, documentID string) ([]Act, error) {
	as, err := all[Act](ctx, s.pool, `
		SELECT a.seq, a.verb, a.from_stage, a.to_stage, coalesce(a.person, '') AS person, coalesce(p.name, '') AS person_name,
			coalesce(a.unit, '') AS unit, coalesce(u.name, '') AS unit_name, a.decided, a.revision, a.digest, a.cover, a.result,
			a.opinion, a.seal, a.release, a.detail, a.at
		FROM act a LEFT JOIN person p ON p.id = a.person LEFT JOIN unit u ON u.id = a.unit
		WHERE a.document = $1 ORDER BY a.seq`, documentID)
	for i := range as {
		as[i].At = as[i].At.UTC()
	}
	return as, fail("list the acts", err)
}

// LastDecided returns the latest revision on which the person acted, 0 for none:
// what the person has seen, to show what changed since.
func (s *Store) LastDecided(ctx context.Context, documentID, person string) (int, error) {
	var no int
	err := s.pool.QueryRow(ctx, `SELECT coalesce(max(revision), 0) FROM act WHERE document = $1 AND person = $2`,
		documentID, person).Scan(&no)
	return no, fail("read the last decision", err)
}

func addAct(ctx context.Context, q querier, documentID, requestID string, a Act) error {
	detail, err := json.Marshal(a.Detail)
	if err != nil {
		return fmt.Errorf("detail of an act: %w", err)
	}
	_, err = q.Exec(ctx, `
		INSERT INTO act (document, seq, request_id, verb, from_stage, to_stage, person, unit, decided, revision, digest, cover, result,
			opinion, seal, release, detail, at)
		VALUES ($1, $2, nullif($3, ''), $4, $5, $6, nullif($7, ''), nullif($8, ''), $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
		documentID, a.Seq, requestID, a.Verb, a.From, a.To, a.Person, a.Unit, a.Decided, a.Revision, a.Digest, a.Cover, a.Result,
		a.Opinion, a.Seal, a.Release, detail, a.At)
	return err
}
