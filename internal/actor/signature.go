package actor

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// KeySize is the length of the key in bytes.
const KeySize = 32

// header is the name of the header field.
const header = "mingfa-actor"

// claim is what the header carries.
type claim struct {
	Actor string `json:"actor"`
	MAC   []byte `json:"mac"`
}

// subject is what is signed: one person, one act on one document.
type subject struct{ actor, workflow, update, id string }

// mac returns the HMAC-SHA-256 over the parts, each with its length before it, so
// that no two subjects are written alike.
func (s subject) mac(key []byte) []byte {
	h := hmac.New(sha256.New, key)
	for _, part := range []string{s.actor, s.workflow, s.update, s.id} {
		var n [8]byte
		binary.BigEndian.PutUint64(n[:], uint64(len(part)))
		h.Write(n[:])
		h.Write([]byte(part))
	}
	return h.Sum(nil)
}

type contextKey struct{}

// With returns a context in which the person acts.
func With(ctx context.Context, personID string) context.Context {
	return context.WithValue(ctx, contextKey{}, personID)
}

// from returns the person who acts, "" when nobody does.
func from(ctx context.Context) string {
	id, _ := ctx.Value(contextKey{}).(string)
	return id
}

func checkKey(key []byte) error {
	if len(key) != KeySize {
		return fmt.Errorf("actor: the key has %d bytes, need %d", len(key), KeySize)
	}
	return nil
}
