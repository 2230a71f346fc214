package store

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// longestRelated bounds the content that is read of a related document, in bytes:
// a longer one is not compared.
const longestRelated = 200_000

// relatedOf reads what the register knows of the documents that the relations
// point at, by id or by number. What is in no register is left out.
func relatedOf(ctx context.Context, tx pgx.Tx, self string, relations []dossier.Relation) ([]dossier.Related, error) {
	var out []dossier.Related
	for i, rel := range relations {
		id, err := targetOf(ctx, tx, rel)
		if err != nil {
			return nil, err
		}
		if id == self {
			out = append(out, dossier.Related{Index: i, Kind: rel.Kind, Self: true})
		}
		if id == "" || id == self {
			continue
		}
		r, err := rowOf(ctx, tx, id)
		if document.KindOf(err) == document.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		title, attribute, err := headOf(ctx, tx, id)
		if err != nil {
			return nil, err
		}
		// The title is the drafter's own: who may not see the other document must
		// not learn its title from a finding.
		x := dossier.Related{
			Index: i, Kind: rel.Kind, Number: rel.Number, Title: rel.Title, Attribute: attribute, Life: r.life(),
			ByID: rel.Target != "", Same: rel.Number == r.Number && rel.Title == title, Numbered: r.Number != "", DatedOn: r.DatedOn,
		}
		if x.Released, err = isReleased(ctx, tx, id); err != nil {
			return nil, err
		}
		if x.Released && x.Title == "" && x.Number == "" { // what the public sees may be named
			x.Title, x.Number = title, r.Number
		}
		if x.Issuer, err = issuerName(ctx, tx, r.Unit); err != nil {
			return nil, err
		}
		if x.Body, err = likeness(ctx, tx, r, rel.Kind); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

func headOf(ctx context.Context, tx pgx.Tx, id string) (title string, attribute document.Attribute, err error) {
	err = tx.QueryRow(ctx, `SELECT title, attribute FROM document WHERE id = $1`, id).Scan(&title, &attribute)
	return title, attribute, err
}

// likeness returns what an interpretation is compared with (IN-06): text and
// interpretation of what the document rests on or forwards, "" for other relations
// and for what is too long.
func likeness(ctx context.Context, tx pgx.Tx, r row, kind document.RelationKind) (string, error) {
	if kind != document.Basis && kind != document.Forward {
		return "", nil
	}
	var size int
	err := tx.QueryRow(ctx, `SELECT octet_length(content) FROM revision WHERE document = $1 AND no = $2`, r.ID, r.Revision).Scan(&size)
	if err != nil || size > longestRelated {
		return "", err
	}
	c, err := contentOf(ctx, tx, r.ID, r.Revision)
	return c.Text.Body + "\n" + c.Interpretation.Body, err
}

func targetOf(ctx context.Context, tx pgx.Tx, rel dossier.Relation) (string, error) {
	if rel.Target != "" || rel.Number == "" {
		return rel.Target, nil
	}
	var id string
	err := tx.QueryRow(ctx, `SELECT id FROM document WHERE number = $1`, rel.Number).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	return id, err
}

// referralsOf counts the referrals since the secrecy review was last passed (SR-12),
// 0 at any other stage, and says whether one of them called it a state secret. A return
// does not answer them: only the review itself does.
func referralsOf(ctx context.Context, tx pgx.Tx, r row) (n int, suspected bool, err error) {
	if r.Stage != document.SecrecyReview {
		return 0, false, nil
	}
	err = tx.QueryRow(ctx, `
		SELECT count(*), coalesce(bool_or(detail->'checklist'->>'state_secret' = 'yes'), false) FROM act WHERE document = $1 AND from_stage = $2 AND to_stage = $2 AND result = 'refer'
			AND seq > coalesce((SELECT max(seq) FROM act WHERE document = $1 AND from_stage = $2 AND to_stage <> $2 AND verb = $3), 0)`, r.ID, r.Stage, document.Approve).Scan(&n, &suspected)
	return n, suspected, err
}

// Related reads what the register knows of the documents that relations not yet saved
// point at; self is the document that they belong to, "" for a new one.
func (s *Store) Related(ctx context.Context, self string, relations []dossier.Relation) ([]dossier.Related, error) {
	var out []dossier.Related
	err := s.snapshot(ctx, "read related documents", func(tx pgx.Tx) error {
		var err error
		out, err = relatedOf(ctx, tx, self, relations)
		return err
	})
	return out, err
}
