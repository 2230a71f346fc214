package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// row is the document as an act needs it: where it stands.
type row struct {
	ID           string             `db:"id"`
	Unit         string             `db:"unit"`
	Drafter      string             `db:"drafter"`
	Revision     int                `db:"revision"`
	Digest       string             `db:"digest"`
	Stage        document.Stage     `db:"stage"`
	Seq          int                `db:"seq"`
	Pinned       *procedure.Pinned  `db:"pinned"`
	Pending      *verdict.Pending   `db:"pending"`
	Mover        string             `db:"mover"`
	MovedAt      document.Stage     `db:"moved_at"`
	SignedDigest string             `db:"signed_digest"`
	DatedOn      document.Date      `db:"dated_on"`
	Number       document.Number    `db:"number"`
	IndexNo      string             `db:"index_no"`
	Releasing    bool               `db:"releasing"`
	SealedReady  bool               `db:"sealed_ready"`
	EffectiveOn  document.Date      `db:"effective_on"`
	ExpiresOn    document.Date      `db:"expires_on"`
	Ended        document.Validity  `db:"ended"`
	EndedOn      document.Date      `db:"ended_on"`
	ByNumber     document.Number    `db:"by_number"`
	ByTitle      string             `db:"by_title"`
	ByDocument   string             `db:"by_document"`
	Attribute    document.Attribute `db:"attribute"` // as it is now (DA-18)
	OpenedOn     document.Date      `db:"opened_on"`
}

const rowQuery = `
SELECT d.id, d.unit, d.drafter, d.revision, d.digest, d.stage, d.seq, d.pinned, d.pending, d.mover, d.moved_at, d.signed_digest,
	d.dated_on, coalesce(d.number, '') AS number, coalesce(d.index_no, '') AS index_no, d.releasing,
	d.signed_digest <> '' AND EXISTS (
		SELECT 1 FROM file f WHERE f.document = d.id AND f.kind = 'sealed' AND f.basis = d.signed_digest AND f.number = d.number) AS sealed_ready,
	d.effective_on, d.expires_on, d.ended, d.ended_on, d.by_number, d.by_title, coalesce(d.by_document, '') AS by_document, d.attribute,
	coalesce((SELECT s.changed_on FROM reassessment s WHERE s.document = d.id AND s.proposed = 'PROACTIVE'), '') AS opened_on
FROM document d WHERE d.id = $1`

func rowOf(ctx context.Context, q querier, id string) (row, error) {
	r, err := one[row](ctx, q, rowQuery, id)
	return r, missing(err, noDocument())
}

// lockDocument takes the document for this transaction. NO KEY UPDATE, because
// the key never changes: others may go on pointing at the document meanwhile.
func lockDocument(ctx context.Context, tx pgx.Tx, id string) (row, error) {
	tag, err := tx.Exec(ctx, `SELECT 1 FROM document WHERE id = $1 FOR NO KEY UPDATE`, id)
	if err != nil {
		return row{}, err
	}
	if tag.RowsAffected() == 0 {
		return row{}, noDocument()
	}
	return rowOf(ctx, tx, id)
}

// state returns the row as a judge reads it.
func (r row) state() verdict.State {
	st := verdict.State{
		ID: r.ID, Unit: r.Unit, Drafter: r.Drafter, Stage: r.Stage, Seq: r.Seq, Pending: r.Pending, Mover: r.Mover, MovedAt: r.MovedAt,
		SignedDigest: r.SignedDigest, DatedOn: r.DatedOn, Number: r.Number, SealedReady: r.SealedReady, Releasing: r.Releasing, OpenedOn: r.OpenedOn,
	}
	if r.Pinned != nil {
		st.Pinned = *r.Pinned
	}
	return st
}

func (r row) life() document.Life {
	return document.Life{
		EffectiveOn: r.EffectiveOn, ExpiresOn: r.ExpiresOn, Ended: r.Ended, EndedOn: r.EndedOn,
		ByNumber: r.ByNumber, ByTitle: r.ByTitle, ByDocument: r.ByDocument,
	}
}
