package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Countersign records what a co-issuing body said of a joint document, and the line in
// the ledger (DH-13). The judge is asked about the case as it is in this transaction; what
// it calls a repetition, or refuses, is not recorded. A row can't be changed afterwards.
func (s *Store) Countersign(ctx context.Context, documentID, person string, now time.Time,
	judge func(verdict.Case) (c dossier.Consent, again bool, err error),
) (dossier.Consent, error) {
	var out dossier.Consent
	err := s.tx(ctx, "record a countersignature", func(tx pgx.Tx) error {
		r, err := lockDocument(ctx, tx, documentID)
		if err != nil {
			return err
		}
		c, err := caseOf(ctx, tx, r, person, document.DateOf(now))
		if err != nil {
			return err
		}
		var again bool
		if out, again, err = judge(c); err != nil || again {
			return err
		}
		out.Name, out.At = c.Actor.Name, now.UTC()
		return addConsent(ctx, tx, documentID, out)
	})
	return out, err
}

func addConsent(ctx context.Context, tx pgx.Tx, documentID string, c dossier.Consent) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO countersign (document, seq, body, stand, signatory, post, signed_on, opinion, evidence, own, revision, digest, cover, person, at)
		SELECT $1, 1 + count(*), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 FROM countersign WHERE document = $1`,
		documentID, c.Body, c.Stand, c.Signatory, c.Post, c.On, c.Opinion, c.Evidence, c.Own, c.Revision, c.Digest, c.Cover, c.Person, c.At)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(c.Opinion))
	detail := map[string]any{
		"body": c.Body, "stand": c.Stand, "signatory": c.Signatory, "on": c.On, "own": c.Own, "evidence": c.Evidence,
		"revision": c.Revision, "digest": c.Digest, "cover": c.Cover, "opinion": hex.EncodeToString(sum[:]),
	}
	return entry{actor: c.Person, act: "document." + string(document.Consent), subject: documentID, outcome: audit.Done, detail: detail, at: c.At}.append(ctx, tx)
}

// consentsOf returns what the co-issuing bodies said, in the order in which it was put on record.
func consentsOf(ctx context.Context, q querier, documentID string) ([]dossier.Consent, error) {
	type row struct {
		Body      string        `db:"body"`
		Stand     dossier.Stand `db:"stand"`
		Signatory string        `db:"signatory"`
		Post      string        `db:"post"`
		On        document.Date `db:"signed_on"`
		Opinion   string        `db:"opinion"`
		Evidence  string        `db:"evidence"`
		Own       bool          `db:"own"`
		Revision  int           `db:"revision"`
		Digest    string        `db:"digest"`
		Cover     string        `db:"cover"`
		Person    string        `db:"person"`
		Name      string        `db:"name"`
		At        time.Time     `db:"at"`
	}
	rows, err := all[row](ctx, q, `
		SELECT c.body, c.stand, c.signatory, c.post, c.signed_on, c.opinion, c.evidence, c.own, c.revision, c.digest, c.cover, c.person, p.name, c.at
		FROM countersign c JOIN person p ON p.id = c.person WHERE c.document = $1 ORDER BY c.seq`, documentID)
	out := make([]dossier.Consent, 0, len(rows))
	for _, r := range rows {
		r.At = r.At.UTC()
		out = append(out, dossier.Consent(r))
	}
	return out, err
}

// joint reads what concerns the co-issuing bodies of a joint document into its case,
// nothing of any other.
func joint(ctx context.Context, tx pgx.Tx, c *verdict.Case) error {
	bodies := c.Content.Text.JointWith
	if len(bodies) == 0 {
		return nil
	}
	var err error
	if c.Consents, err = consentsOf(ctx, tx, c.State.ID); err != nil {
		return err
	}
	if c.CoIssuers, err = coIssuersOf(ctx, tx, bodies); err != nil {
		return err
	}
	var at time.Time
	err = tx.QueryRow(ctx, `SELECT at FROM revision WHERE document = $1 AND no = $2`, c.State.ID, dossier.ConsentsSince(c.Sheets)).Scan(&at)
	c.TextSince = document.DateOf(at)
	return err
}

// ofBodies finds the units that make up issuing bodies with the names $1: each body with
// its internal units, down to the next body.
const ofBodies = `
WITH RECURSIVE tree AS (
	SELECT b.body, u.id FROM unnest($1::text[]) AS b (body) JOIN unit u ON u.agency_code <> '' AND b.body IN (u.name, nullif(u.short_name, ''))
	UNION
	SELECT t.body, c.id FROM tree t JOIN unit c ON c.parent = t.id AND c.agency_code = ''
)
`

// coIssuersOf returns those of the bodies that are units here, with who holds an office there.
func coIssuersOf(ctx context.Context, q querier, bodies []string) ([]verdict.CoIssuer, error) {
	type row struct {
		Body string        `db:"body"`
		Unit string        `db:"unit"`
		Role document.Role `db:"role"`
	}
	rows, err := all[row](ctx, q, ofBodies+`
		SELECT t.body, a.unit, a.role FROM tree t JOIN appointment a ON a.unit = t.id JOIN person p ON p.id = a.person AND p.active
		WHERE `+heldNow+` ORDER BY t.body, a.id`, bodies)
	var out []verdict.CoIssuer
	for _, r := range rows {
		if len(out) == 0 || out[len(out)-1].Body != r.Body {
			out = append(out, verdict.CoIssuer{Body: r.Body})
		}
		last := &out[len(out)-1]
		last.Appointments = append(last.Appointments, authz.Appointment{Unit: r.Unit, Role: r.Role})
	}
	return out, err
}
