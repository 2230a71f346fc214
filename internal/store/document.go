package store

import (
	"context"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
)

// Document is a document as pages and lists show it.
type Document struct {
	ID          string             `json:"id" db:"id"`
	Title       string             `json:"title" db:"title"`
	Kind        document.Kind      `json:"kind" db:"kind"`
	Class       document.Class     `json:"class" db:"class"`
	Attribute   document.Attribute `json:"attribute" db:"attribute"` // as in the present revision
	Unit        string             `json:"unit" db:"unit"`
	UnitName    string             `json:"unit_name" db:"unit_name"`
	Drafter     string             `json:"drafter" db:"drafter"`
	DrafterName string             `json:"drafter_name" db:"drafter_name"`
	CreatedAt   time.Time          `json:"created_at" db:"created_at"`
	ChangedAt   time.Time          `json:"changed_at" db:"changed_at"`

	Revision int              `json:"revision" db:"revision"`
	Digest   string           `json:"digest" db:"digest"`
	Stage    document.Stage   `json:"stage" db:"stage"`
	Urgency  document.Urgency `json:"urgency" db:"urgency"` // of the present revision
	Seq      int              `json:"seq" db:"seq"`
	Pinned   procedure.Pinned `json:"pinned" db:"-"` // zero before the first submission

	SignedDigest string          `json:"signed_digest" db:"signed_digest"`
	DatedOn      document.Date   `json:"dated_on" db:"dated_on"`
	Number       document.Number `json:"number" db:"number"`
	IndexNo      string          `json:"index_no" db:"index_no"`
	SealedFile   string          `json:"sealed_file" db:"sealed_file"` // SHA-256, "" before sealing
	MarkedFile   string          `json:"marked_file" db:"marked_file"` // of the latest marked copy

	Releasing  bool          `json:"releasing" db:"releasing"`     // a release is under way
	ReleaseNo  int64         `json:"release_no" db:"release_no"`   // of the visible release, 0 when none is
	ReleasedOn document.Date `json:"released_on" db:"-"`           // day of the first visible release
	Life       document.Life `json:"life" db:"-"`                  //
	DueOn      document.Date `json:"due_on" db:"due_on"`           // of the present stage
	Provision  bool          `json:"provisional" db:"provisional"` // DueOn rests on a calendar not yet published
}

// record is Document with the columns that need a second look.
type record struct {
	Document
	PinnedAt    *procedure.Pinned `db:"pinned"`
	ReleasedAt  *time.Time        `db:"released_at"`
	EffectiveOn document.Date     `db:"effective_on"`
	ExpiresOn   document.Date     `db:"expires_on"`
	Ended       document.Validity `db:"ended"`
	EndedOn     document.Date     `db:"ended_on"`
	ByNumber    document.Number   `db:"by_number"`
	ByTitle     string            `db:"by_title"`
	ByDocument  string            `db:"by_document"`
}

func (r record) document() Document {
	d := r.Document
	d.CreatedAt, d.ChangedAt = d.CreatedAt.UTC(), d.ChangedAt.UTC()
	if r.PinnedAt != nil {
		d.Pinned = *r.PinnedAt
	}
	if r.ReleasedAt != nil {
		d.ReleasedOn = document.DateOf(*r.ReleasedAt)
	}
	d.Life = document.Life{
		EffectiveOn: r.EffectiveOn, ExpiresOn: r.ExpiresOn, Ended: r.Ended, EndedOn: r.EndedOn,
		ByNumber: r.ByNumber, ByTitle: r.ByTitle, ByDocument: r.ByDocument,
	}
	return d
}

const documentQuery = `
SELECT d.id, d.title, d.kind, d.class, d.attribute, d.unit, u.name AS unit_name, d.drafter, p.name AS drafter_name,
	d.created_at, d.changed_at, d.revision, d.digest, d.stage, d.seq, d.pinned, d.signed_digest, d.dated_on,
	coalesce(d.number, '') AS number, coalesce(d.index_no, '') AS index_no,
	coalesce((SELECT f.digest FROM file f WHERE f.document = d.id AND f.kind = 'sealed' AND f.basis = d.signed_digest AND f.number = d.number), '') AS sealed_file,
	coalesce((SELECT f.digest FROM file f WHERE f.document = d.id AND f.kind = 'marked' ORDER BY f.at DESC LIMIT 1), '') AS marked_file,
	d.urgency,
	d.releasing, coalesce(r.no, 0) AS release_no, r.released_at, coalesce(l.due_on, '') AS due_on,
	coalesce(l.provisional, false) AS provisional,
	d.effective_on, d.expires_on, d.ended, d.ended_on, d.by_number, d.by_title, coalesce(d.by_document, '') AS by_document
FROM document d JOIN unit u ON u.id = d.unit JOIN person p ON p.id = d.drafter
LEFT JOIN deadline l ON l.document = d.id AND l.seq = d.seq
LEFT JOIN LATERAL (SELECT max(no) AS no, min(switched_at) AS released_at FROM release WHERE document = d.id AND no IS NOT NULL
	AND NOT EXISTS (SELECT 1 FROM takedown k WHERE k.document = d.id AND k.no IS NOT NULL)) r ON true
`

// Document returns the document; NotFound when there is none.
func (s *Store) Document(ctx context.Context, id string) (Document, error) {
	d, err := documentOf(ctx, s.pool, id)
	return d, fail("read a document", err)
}

func documentOf(ctx context.Context, q querier, id string) (Document, error) {
	r, err := one[record](ctx, q, documentQuery+`WHERE d.id = $1`, id)
	return r.document(), missing(err, noDocument())
}

func documents(ctx context.Context, q querier, where string, args ...any) ([]Document, error) {
	rs, err := all[record](ctx, q, documentQuery+where, args...)
	out := make([]Document, 0, len(rs))
	for _, r := range rs {
		out = append(out, r.document())
	}
	return out, err
}
