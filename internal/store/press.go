package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
)

// Paper implements activities.Press.
func (s *Store) Paper(ctx context.Context, documentID string) (activities.Paper, error) {
	var p activities.Paper
	err := s.snapshot(ctx, "read what is to be sealed", func(tx pgx.Tx) error {
		r, err := rowOf(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if p, err = paperOf(r); err != nil {
			return err
		}
		if p.Content, err = contentOf(ctx, tx, r.ID, r.Revision); err != nil {
			return err
		}
		issuer, err := issuerOf(ctx, tx, r.Unit)
		if err != nil {
			return err
		}
		p.Head, p.Issuer, p.SealText = issuer.Head, issuer.Name, issuer.Name
		return addHands(ctx, tx, &p)
	})
	return p, err
}

// paperOf refuses what is not signed as it stands (DH-14) and not numbered.
func paperOf(r row) (activities.Paper, error) {
	if r.SignedDigest == "" || r.SignedDigest != r.Digest {
		return activities.Paper{}, document.Refuse(document.Conflict, "not-as-signed", "本件当前内容与签发的内容不一致，不能用印。")
	}
	if r.Number == "" {
		return activities.Paper{}, document.Refuse(document.Conflict, "not-numbered", "本件尚未编号，不能用印。")
	}
	return activities.Paper{Document: r.ID, Digest: r.Digest, Number: r.Number, DatedOn: r.DatedOn, IndexNo: r.IndexNo}, nil
}

// addHands adds the name of the signer, which only documents that go up and
// orders bear (DH-05, LY-28), and the day of registration, which is the 印发日期.
func addHands(ctx context.Context, tx pgx.Tx, p *activities.Paper) error {
	var signer string
	var registered time.Time
	err := tx.QueryRow(ctx, `
		SELECT coalesce((SELECT p.name FROM act a JOIN person p ON p.id = a.person
				WHERE a.document = $1 AND a.verb = 'sign' AND a.digest = $2 ORDER BY a.seq DESC LIMIT 1), ''),
			(SELECT a.at FROM act a WHERE a.document = $1 AND a.seal ORDER BY a.seq DESC LIMIT 1)`, p.Document, p.Digest).Scan(&signer, &registered)
	if err != nil {
		return err
	}
	p.IssuedOn = document.DateOf(registered)
	if k := p.Content.Text.Kind; k.Upward() || k == document.Order {
		p.SignerName = signer
	}
	return nil
}

// AddFile implements activities.Press.
func (s *Store) AddFile(ctx context.Context, documentID string, f activities.File, now time.Time) (activities.File, error) {
	var stored activities.File
	err := s.tx(ctx, "record a file", func(tx pgx.Tx) error {
		if err := stillNumbered(ctx, tx, documentID, f); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `
			INSERT INTO file (document, kind, basis, digest, size, pages, date, at, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT (document, kind, basis, number) DO NOTHING`, documentID, f.Kind, f.Basis, f.Digest, f.Size, f.Pages, f.Date, now, f.Number)
		if violates(err, foreignKey) {
			return noDocument()
		}
		if err != nil {
			return err
		}
		if stored, err = fileOf(ctx, tx, `document = $1 AND kind = $2 AND basis = $3 AND number = $4`, documentID, f.Kind, f.Basis, f.Number); err != nil || tag.RowsAffected() == 0 {
			return err
		}
		detail := map[string]any{"kind": f.Kind, "digest": f.Digest, "basis": f.Basis}
		return entry{actor: house, act: "file.add", subject: documentID, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
	return stored, err
}

// stillNumbered refuses a sealed original that bears a number which was given up
// while it was made (DH-18). The document stays locked until the file is recorded.
func stillNumbered(ctx context.Context, tx pgx.Tx, documentID string, f activities.File) error {
	if f.Kind != activities.SealedFile {
		return nil
	}
	r, err := lockDocument(ctx, tx, documentID)
	if err == nil && (r.Number == "" || r.Number != f.Number) {
		err = document.Refuse(document.Conflict, "number-changed", "用印期间发文字号已经变动，请重新用印。")
	}
	return err
}

// File implements activities.Press.
func (s *Store) File(ctx context.Context, documentID string, kind activities.FileKind) (activities.File, error) {
	f, err := fileOf(ctx, s.pool, `document = $1 AND kind = $2
		AND (kind <> 'sealed' OR number = (SELECT d.number FROM document d WHERE d.id = $1))`, documentID, kind)
	return f, fail("read a file", err)
}

// sealedOf returns the sealed original of the document as it stands: over the signed
// digest and with the present number. One with a number that was given up is none (DH-18).
func sealedOf(ctx context.Context, q querier, r row) (activities.File, error) {
	return fileOf(ctx, q, `document = $1 AND kind = 'sealed' AND basis = $2 AND number = $3 AND number <> ''`, r.ID, r.SignedDigest, r.Number)
}

func fileOf(ctx context.Context, q querier, where string, args ...any) (activities.File, error) {
	type row struct {
		Kind   activities.FileKind `db:"kind"`
		Digest string              `db:"digest"`
		Size   int                 `db:"size"`
		Basis  string              `db:"basis"`
		Pages  int                 `db:"pages"`
		Date   document.Date       `db:"date"`
		Number document.Number     `db:"number"`
	}
	r, err := one[row](ctx, q, `
		SELECT kind, digest, size, basis, pages, date, number FROM file WHERE `+where+` ORDER BY at DESC, basis DESC LIMIT 1`, args...)
	f := activities.File{Kind: r.Kind, Digest: r.Digest, Size: r.Size, Basis: r.Basis, Pages: r.Pages, Date: r.Date, Number: r.Number}
	return f, missing(err, document.Refuse(document.NotFound, "no-file", "本件还没有这种文件。"))
}
