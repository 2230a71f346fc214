package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"mingfa/internal/dossier"
)

// Cause says how a revision came about.
type Cause string

// The causes.
const (
	ByDraft           Cause = "draft"            // 拟稿修改
	ByAttributeReview Cause = "attribute_review" // 认定时调整公开属性 (DA-08)
)

// Revision tells of one revision without its content.
type Revision struct {
	No         int           `json:"no" db:"no"` // from 1
	Digest     string        `json:"digest" db:"digest"`
	Sheet      dossier.Sheet `json:"sheet" db:"sheet"`
	Author     string        `json:"author" db:"author"`
	AuthorName string        `json:"author_name" db:"author_name"`
	Cause      Cause         `json:"cause" db:"cause"`
	At         time.Time     `json:"at" db:"at"`
}

const revisionQuery = `
SELECT r.no, r.digest, r.sheet, r.author, p.name AS author_name, r.cause, r.at
FROM revision r JOIN person p ON p.id = r.author WHERE r.document = $1`

// Revision returns one revision with its content; NotFound when there is none.
func (s *Store) Revision(ctx context.Context, documentID string, no int) (dossier.Content, Revision, error) {
	r, err := one[Revision](ctx, s.pool, revisionQuery+` AND r.no = $2`, documentID, no)
	if err != nil {
		return dossier.Content{}, r, fail("read a revision", missing(err, noDocument()))
	}
	r.At = r.At.UTC()
	c, err := contentOf(ctx, s.pool, documentID, no)
	return c, r, fail("read a revision", err)
}

func contentOf(ctx context.Context, q querier, documentID string, no int) (dossier.Content, error) {
	var c dossier.Content
	var b []byte
	err := q.QueryRow(ctx, `SELECT content FROM revision WHERE document = $1 AND no = $2`, documentID, no).Scan(&b)
	if err != nil {
		return c, missing(err, noDocument())
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return c, fmt.Errorf("content of %s, revision %d: %w", documentID, no, err)
	}
	return c, nil
}

// addRevision stores the edition as revision no.
func addRevision(ctx context.Context, q querier, documentID string, no int, e edition, author string, cause Cause, now time.Time) error {
	sheet, err := json.Marshal(e.sheet)
	if err != nil {
		return fmt.Errorf("digest sheet: %w", err)
	}
	_, err = q.Exec(ctx, `
		INSERT INTO revision (document, no, content, sheet, digest, author, cause, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		documentID, no, string(e.canonical), sheet, e.digest, author, cause, now)
	return err
}

// repeals reports whether the content ends or changes a document in the register.
func repeals(c dossier.Content) bool {
	for _, r := range c.Relations {
		if r.Kind.Ends() != "" && r.Target != "" {
			return true
		}
	}
	return false
}
