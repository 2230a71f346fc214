package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/gowebpki/jcs"
)

// Genesis is the Prev of the first entry: 64 zeros.
var Genesis = strings.Repeat("0", 64)

// The outcomes of an entry.
const (
	Done    = "done"    // 已办
	Refused = "refused" // 被拒绝
	Failed  = "failed"  // 未成: the house tried and did not get there
)

// Entry is one line of the ledger: who did what to what, and how it ended.
// Detail holds ids, digests and codes, never what a document says.
type Entry struct {
	Seq     int64           `json:"seq"` // from 1, without gaps
	At      time.Time       `json:"at"`  // UTC, whole microseconds
	Actor   string          `json:"actor"`
	Act     string          `json:"act"`
	Subject string          `json:"subject"`
	Outcome string          `json:"outcome"`
	Detail  json.RawMessage `json:"detail"` // a JSON value; empty counts as null
	Prev    string          `json:"prev"`   // Hash of the entry before, Genesis for the first
	Hash    string          `json:"hash"`   // Sum of this entry
}

const instant = "2006-01-02T15:04:05.000000Z"

// Sum returns the SHA-256, in lower-case hexadecimal, over the RFC 8785 form of
// all fields but Hash. Seq and At go in as text of one fixed form, so that no
// reader's idea of numbers or zones can change the sum.
func (e Entry) Sum() (string, error) {
	detail := e.Detail
	if len(detail) == 0 {
		detail = json.RawMessage("null")
	}
	b, err := json.Marshal(map[string]any{
		"seq": strconv.FormatInt(e.Seq, 10), "at": e.At.UTC().Format(instant), "actor": e.Actor, "act": e.Act,
		"subject": e.Subject, "outcome": e.Outcome, "detail": detail, "prev": e.Prev,
	})
	if err != nil {
		return "", fmt.Errorf("encode ledger entry %d: %w", e.Seq, err)
	}
	b, err = jcs.Transform(b)
	if err != nil {
		return "", fmt.Errorf("canonical form of ledger entry %d: %w", e.Seq, err)
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), nil
}

// Seal returns the entry as it follows prev: with the next Seq, the link, the
// instant cut to microseconds and the hash. The zero prev begins a chain.
func (e Entry) Seal(prev Entry) (Entry, error) {
	e.Seq, e.Prev = prev.Seq+1, prev.Hash
	if prev.Seq == 0 {
		e.Prev = Genesis
	}
	e.At = e.At.UTC().Truncate(time.Microsecond)
	hash, err := e.Sum()
	e.Hash = hash
	return e, err
}
