package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// KeepPicture records a picture that a person handed in. A repetition keeps what is known
// of the first.
func (s *Store) KeepPicture(ctx context.Context, person string, p dossier.Picture, now time.Time) error {
	b, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("a picture: %w", err)
	}
	return s.tx(ctx, "record a picture", func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `INSERT INTO picture (digest, person, picture, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, p.Digest, person, b, now)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		detail := map[string]any{"digest": p.Digest, "size": p.Size}
		return entry{actor: person, act: "picture.add", subject: "", outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
}

// Picture returns what is known of a picture that this person handed in; NotFound for any
// other.
func (s *Store) Picture(ctx context.Context, person, digest string) (dossier.Picture, error) {
	var b []byte
	err := s.pool.QueryRow(ctx, `SELECT picture FROM picture WHERE digest = $1 AND person = $2`, digest, person).Scan(&b)
	if err != nil {
		return dossier.Picture{}, fail("read a picture", missing(err, document.Refuse(document.NotFound, "no-picture", "没有您上传的这张图片，请重新上传。")))
	}
	var p dossier.Picture
	if err := json.Unmarshal(b, &p); err != nil {
		return dossier.Picture{}, fmt.Errorf("picture %s: %w", digest, err)
	}
	return p, nil
}

// Picture returns the bytes of a picture that the latest release of a document shows, by
// its SHA-256; NotFound as with Get.
func (s *Shelf) Picture(ctx context.Context, documentID, digest string) ([]byte, error) {
	if !sound(reflect.ValueOf(documentID)) || !sound(reflect.ValueOf(digest)) {
		return nil, notPublic()
	}
	var b []byte
	err := s.pool.QueryRow(ctx, `SELECT bytes FROM portal.released_picture WHERE document = $1 AND digest = $2 LIMIT 1`, documentID, digest).Scan(&b)
	return b, fail("read a released picture", missing(err, notPublic()))
}

// sameAsNamed reports whether these are the pictures that a release names, to the byte.
func sameAsNamed(p activities.Prepared) bool {
	for _, x := range p.Public.Pictures {
		sum := sha256.Sum256(p.Pictures[x.Digest])
		if hex.EncodeToString(sum[:]) != x.Digest || len(p.Pictures[x.Digest]) != x.Size {
			return false
		}
	}
	return true
}

// addPictures stores the pictures of a release that is being prepared.
func addPictures(ctx context.Context, tx pgx.Tx, p activities.Prepared) error {
	for _, x := range p.Public.Pictures {
		if _, err := tx.Exec(ctx, `INSERT INTO release_picture (digest, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING`, x.Digest, p.Pictures[x.Digest]); err != nil {
			return err
		}
	}
	return nil
}

// publicPictures are those that the texts show which go out, and no other: not one of an
// annex that stays in the house (DA-11), nor one that no text shows.
func publicPictures(c dossier.Content, explained bool) []document.PublicPicture {
	shown := dossier.Content{Text: dossier.Text{Pictures: c.Printed()}}
	if explained {
		shown.Interpretation.Pictures = dossier.Illustrating(c.Interpretation.Body, c.Interpretation.Pictures)
	}
	var out []document.PublicPicture
	for _, p := range shown.Pictures() {
		out = append(out, document.PublicPicture{Name: p.Name, Digest: p.Digest, Type: p.Type, Size: p.Size, Width: p.Width, Height: p.Height})
	}
	return out
}
