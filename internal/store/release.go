package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
)

// Prepare implements activities.Shelf.
func (s *Store) Prepare(ctx context.Context, p activities.Prepared, now time.Time) error {
	sum := sha256.Sum256(p.PDF)
	digest := hex.EncodeToString(sum[:])
	if digest != p.Public.File.Digest || len(p.PDF) != p.Public.File.Size || p.Public.Document != p.Document || !sameAsNamed(p) {
		return document.Refuse(document.Invalid, "release-inconsistent", "拟发布的文件与其指纹、大小或者所属公文不一致，不能发布。")
	}
	public, err := json.Marshal(p.Public)
	if err != nil {
		return fmt.Errorf("encode a release: %w", err)
	}
	return s.tx(ctx, "prepare a release", func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO release_file (digest, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`, digest, p.PDF)
		if err != nil {
			return err
		}
		if err := addPictures(ctx, tx, p); err != nil {
			return err
		}
		tag, err := tx.Exec(ctx, `
			INSERT INTO release AS r (id, document, kind, prepared_at, public, file_digest, sealed_digest) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, prepared_at = excluded.prepared_at, public = excluded.public,
				file_digest = excluded.file_digest, sealed_digest = excluded.sealed_digest
			WHERE r.no IS NULL AND r.document = excluded.document`,
			p.Release, p.Document, p.Kind, now, public, digest, p.Public.SealedDigest)
		if violates(err, foreignKey) {
			return noDocument()
		}
		if err == nil && tag.RowsAffected() == 0 {
			return document.Refuse(document.Conflict, "release-used", "这个发布编号已经发布过，或者属于另一件公文。")
		}
		return err
	})
}

// Discard implements activities.Shelf.
func (s *Store) Discard(ctx context.Context, releaseID string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM release WHERE id = $1 AND no IS NULL`, releaseID)
	return fail("discard a release", err)
}

// Visible implements activities.Shelf. A release that is still hidden is NotFound.
func (s *Store) Visible(ctx context.Context, releaseID string) (document.Released, error) {
	var r document.Released
	err := s.pool.QueryRow(ctx, `SELECT no, public FROM release WHERE id = $1 AND no IS NOT NULL`, releaseID).Scan(&r.No, &r.Public)
	return r, fail("read a release", missing(err, noRelease()))
}

// Receipt implements activities.Shelf.
func (s *Store) Receipt(ctx context.Context, r activities.Receipt) error {
	proof, err := json.Marshal(r.Proof)
	if err != nil {
		return fmt.Errorf("encode a receipt: %w", err)
	}
	_, err = s.pool.Exec(ctx, `
		INSERT INTO receipt (release, surface, ok, detail, at, proof) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (release, surface) DO UPDATE SET ok = excluded.ok, detail = excluded.detail, at = excluded.at, proof = excluded.proof`,
		r.Release, r.Surface, r.OK, r.Detail, r.At, proof)
	if violates(err, foreignKey) {
		return noRelease()
	}
	return fail("store a receipt", err)
}

// ReleaseState is a release with what the surfaces answered.
type ReleaseState struct {
	Release  string                 `json:"release" db:"id"`
	Kind     activities.ReleaseKind `json:"kind" db:"kind"`
	No       int64                  `json:"no" db:"no"` // 0 while it is hidden
	Receipts []activities.Receipt   `json:"receipts" db:"-"`
}

// LatestRelease returns the release of the document that was prepared last; ok is
// false when there is none.
func (s *Store) LatestRelease(ctx context.Context, documentID string) (r ReleaseState, ok bool, err error) {
	err = s.snapshot(ctx, "read the latest release", func(tx pgx.Tx) error {
		rs, err := all[ReleaseState](ctx, tx, `
			SELECT id, kind, coalesce(no, 0) AS no FROM release WHERE document = $1 ORDER BY prepared_at DESC, id DESC LIMIT 1`, documentID)
		if err != nil || len(rs) == 0 {
			return err
		}
		r, ok = rs[0], true
		r.Receipts, err = receiptsOf(ctx, tx, r.Release)
		return err
	})
	return r, ok, err
}

func receiptsOf(ctx context.Context, q querier, releaseID string) ([]activities.Receipt, error) {
	type receipt struct {
		Release string         `db:"release"`
		Surface string         `db:"surface"`
		OK      bool           `db:"ok"`
		Detail  string         `db:"detail"`
		At      time.Time      `db:"at"`
		Proof   map[string]any `db:"proof"`
	}
	rows, err := all[receipt](ctx, q, `
		SELECT release, surface, ok, detail, at, proof FROM receipt WHERE release = $1 ORDER BY surface`, releaseID)
	out := make([]activities.Receipt, 0, len(rows))
	for _, r := range rows {
		r.At = r.At.UTC()
		out = append(out, activities.Receipt(r))
	}
	return out, err
}

func noRelease() *document.Error {
	return document.Refuse(document.NotFound, "no-release", "没有这次发布，或者尚未公开。")
}
