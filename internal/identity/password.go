package identity

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"mingfa/internal/document"
)

// The cost of a hash, as OWASP advises for argon2id.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	threads = 1
	saltLen = 16
	keyLen  = 32
)

// MaxPassword is the limit on a password, in bytes.
const MaxPassword = 256

// Hash returns the argon2id hash of a password as a PHC string with a fresh
// salt. An empty or overlong password is Invalid.
func Hash(password string) (string, error) {
	if password == "" || len(password) > MaxPassword {
		return "", document.Refuse(document.Invalid, "bad-password", "口令不能为空，也不能超过256个字节。")
	}
	salt := make([]byte, saltLen)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("hash a password: %w", err)
	}
	key := argon2.IDKey([]byte(password), salt, passes, memory, threads, keyLen)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, encode(salt), encode(key)), nil
}

// Verify reports whether the password is the one that was hashed. A hash that
// can't be read, or one of other costs than those of Hash allow, matches nothing.
func Verify(hash, password string) bool {
	p, err := parse(hash)
	if err != nil || len(password) > MaxPassword {
		return false
	}
	key := argon2.IDKey([]byte(password), p.salt, p.passes, p.memory, p.threads, uint32(len(p.key)))
	return subtle.ConstantTimeCompare(key, p.key) == 1
}

type phc struct {
	memory, passes uint32
	threads        uint8
	salt, key      []byte
}

// parse reads a PHC string. The bounds keep a spoilt row of the database from
// eating the memory of the house.
func parse(hash string) (phc, error) {
	var p phc
	var version int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return p, errors.New("no argon2id hash")
	}
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return p, errors.New("unknown version of argon2")
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.threads); err != nil {
		return p, fmt.Errorf("costs: %w", err)
	}
	var errSalt, errKey error
	p.salt, errSalt = base64.RawStdEncoding.Strict().DecodeString(parts[4])
	p.key, errKey = base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if err := errors.Join(errSalt, errKey); err != nil {
		return p, err
	}
	if p.memory < 8 || p.memory > 1<<18 || p.passes < 1 || p.passes > 16 || p.threads < 1 || len(p.salt) < 8 || len(p.key) < 16 || len(p.key) > 64 {
		return p, errors.New("costs out of bounds")
	}
	return p, nil
}

func encode(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }
