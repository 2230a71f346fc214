package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Source implements activities.Shelf. It refuses what is not PROACTIVE or not
// numbered; of the rest it takes only what is meant for the public.
func (s *Store) Source(ctx context.Context, documentID string, kind activities.ReleaseKind, today document.Date) (document.Public, error) {
	var p document.Public
	err := s.snapshot(ctx, "read the public side of a document", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		p, err = publicOf(ctx, tx, r, kind, today)
		return err
	})
	return p, err
}

// publicOf builds the snapshot from the signed revision, so that nothing that
// was written later can slip in.
func publicOf(ctx context.Context, tx pgx.Tx, r row, kind activities.ReleaseKind, today document.Date) (document.Public, error) {
	if r.SignedDigest == "" || r.Number == "" {
		return document.Public{}, document.Refuse(document.Conflict, "not-numbered", "本件尚未签发编号，不能发布。")
	}
	c, err := signedContent(ctx, tx, r)
	if err != nil {
		return document.Public{}, err
	}
	changed, err := openedOf(ctx, tx, r, &c)
	if err != nil {
		return document.Public{}, err
	}
	if !c.Disclosure.Attribute.Releasable() {
		return document.Public{}, broken(1, "本件的公开属性不是“主动公开”，不能发布。")
	}
	issuer, err := issuerOf(ctx, tx, r.Unit)
	if err != nil {
		return document.Public{}, err
	}
	issued, err := issuedOn(ctx, tx, r.ID, today)
	if err != nil {
		return document.Public{}, err
	}
	if late, err := lateMaterial(ctx, tx, r.ID, kind); err != nil {
		return document.Public{}, err
	} else if late != nil {
		c.Interpretation = *late
	}
	added, err := completedOf(ctx, tx, r.ID)
	if err != nil {
		return document.Public{}, err
	}
	c.Catalogue = c.Catalogue.Filled(added.Catalogue)
	relations, err := publicRelations(ctx, tx, c.Relations)
	return withRolls(document.Public{
		Document: r.ID, IndexNo: r.IndexNo, Title: c.Text.Title, Publisher: issuer.Name, Number: r.Number,
		Topic: c.Catalogue.Topic, Genre: c.Text.Kind.Label(), WrittenOn: r.DatedOn, IssuedOn: issued,
		Attribute: c.Disclosure.Attribute, AttributeSince: changed.since, PrintedAs: changed.printed, Article: c.Catalogue.Article, Summary: c.Catalogue.Summary, Addressee: c.Text.Addressee,
		Body: c.Text.Body, Extracted: c.Text.Original != nil, Life: r.life(), Annexes: publicAnnexes(c.Shown()), Interpretation: publicInterpretation(c.Interpretation),
		Relations: relations, Digest: r.SignedDigest, Pictures: publicPictures(c, publicInterpretation(c.Interpretation) != nil),
	}, c.Text), err
}

// withRolls adds the people of minutes; of another kind nothing is printed of them.
func withRolls(p document.Public, t dossier.Text) document.Public {
	if t.Kind == document.Minutes {
		p.Present, p.Excused, p.Attending = t.Present, t.Excused, t.Attending
	}
	return p
}

// signedContent returns the revision that was signed.
func signedContent(ctx context.Context, q querier, r row) (dossier.Content, error) {
	var no int
	err := q.QueryRow(ctx, `SELECT max(no) FROM revision WHERE document = $1 AND digest = $2 HAVING max(no) IS NOT NULL`,
		r.ID, r.SignedDigest).Scan(&no)
	if err != nil {
		return dossier.Content{}, missing(err, document.Refuse(document.Conflict, "not-as-signed", "没有找到签发的稿次，不能发布。"))
	}
	return contentOf(ctx, q, r.ID, no)
}

// issuedOn is the day of the first visible release, or today before there is one.
func issuedOn(ctx context.Context, q querier, documentID string, today document.Date) (document.Date, error) {
	var first document.Date
	err := q.QueryRow(ctx, `
		SELECT coalesce((SELECT public->>'issued_on' FROM release WHERE document = $1 AND no IS NOT NULL ORDER BY no LIMIT 1), $2)`,
		documentID, today).Scan(&first)
	return first, err
}

func publicAnnexes(as []dossier.Annex) []document.PublicAnnex {
	out := make([]document.PublicAnnex, 0, len(as))
	for _, a := range as {
		out = append(out, document.PublicAnnex{Title: a.Title, Body: a.Body})
	}
	return out
}

func publicInterpretation(i dossier.Interpretation) *document.PublicInterpretation {
	if i.Need != dossier.Needed {
		return nil
	}
	return &document.PublicInterpretation{Title: i.Title, Form: i.Form, Body: i.Body}
}

// publicRelations leaves out the id of every document that the public can't see.
func publicRelations(ctx context.Context, q querier, rs []dossier.Relation) ([]document.PublicRelation, error) {
	out := make([]document.PublicRelation, 0, len(rs))
	for _, r := range rs {
		p := document.PublicRelation{Kind: r.Kind, Number: r.Number, Title: r.Title}
		visible, err := isReleased(ctx, q, r.Target)
		if err != nil {
			return nil, err
		}
		if visible {
			p.Document = r.Target
		}
		out = append(out, p)
	}
	return out, nil
}

// isReleased reports whether the public can see the document now.
func isReleased(ctx context.Context, q querier, documentID string) (bool, error) {
	var yes bool
	err := q.QueryRow(ctx, `SELECT is_visible($1)`, documentID).Scan(&yes)
	return yes, err
}
