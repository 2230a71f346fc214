package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
)

func linkDigest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// NewPasswordLink lets the holder of the token set the person's password once until
// expires. The old password holds until then.
func (s *Store) NewPasswordLink(ctx context.Context, person, token string, expires time.Time, actor string, now time.Time) error {
	detail := map[string]string{"expires_at": expires.UTC().Format(time.RFC3339)}
	return s.change(ctx, "person.password_link", person, actor, detail, now, func(tx pgx.Tx) error {
		// An older link is of no use any more: whoever lost it must not fear it.
		if _, err := tx.Exec(ctx, `UPDATE password_link SET used_at = $2 WHERE person = $1 AND used_at IS NULL`, person, now); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO password_link (token, person, expires_at) VALUES ($1, $2, $3)`, linkDigest(token), person, expires)
		return err
	})
}

// UsePasswordLink sets the password of the person for whom the link was made and
// ends that person's sessions. A link that is unknown, used or out of time is
// NotFound: which of these is nobody's business.
func (s *Store) UsePasswordLink(ctx context.Context, token, passwordHash string, now time.Time) error {
	return s.tx(ctx, "use a password link", func(tx pgx.Tx) error {
		var person string
		err := tx.QueryRow(ctx, `
			UPDATE password_link SET used_at = $2 WHERE token = $1 AND used_at IS NULL AND expires_at > $2 RETURNING person`, linkDigest(token), now).Scan(&person)
		if err != nil {
			return missing(err, document.Refuse(document.NotFound, "no-link", "这个链接无效、已经用过或者已经过期，请联系系统管理员重新办理。"))
		}
		if _, err := tx.Exec(ctx, `UPDATE person SET password_hash = $2, sessions_since = $3 WHERE id = $1`, person, passwordHash, now); err != nil {
			return err
		}
		return entry{actor: person, act: "person.password", subject: person, outcome: audit.Done, detail: map[string]string{}, at: now}.append(ctx, tx)
	})
}
