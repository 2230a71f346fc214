package audit

import (
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint is a statement about the ledger at an instant: it had Seq entries, and
// the last of them the hash Head. As each hash covers the entry before it, a signed
// checkpoint in other hands holds the whole ledger up to there: whoever rewrites or
// cuts it, with whatever rights in the database, contradicts the signature.
type Checkpoint struct {
	Seq  int64     `json:"seq"`
	Head string    `json:"head"` // Hash of entry Seq
	At   time.Time `json:"at"`   // UTC, whole microseconds
}

// form is the first line of the signed text; another form gets another name.
const form = "mingfa-ledger/1"

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s\n", form, c.Seq, c.Head, c.At.UTC().Format(instant))
}

// NewKey makes a key pair for checkpoints under a name, which must have neither
// blanks nor "+". private goes to the signer only; public to whoever checks.
// Both are in the text form of golang.org/x/mod/sumdb/note (Ed25519).
func NewKey(name string) (private, public string, err error) {
	private, public, err = note.GenerateKey(rand.Reader, name)
	if err != nil {
		return "", "", fmt.Errorf("make a key for the ledger: %w", err)
	}
	return private, public, nil
}

// Sign returns the checkpoint as a signed note: text that a person can read and
// a program can check.
func (c Checkpoint) Sign(private string) (string, error) {
	s, err := note.NewSigner(strings.TrimSpace(private))
	if err != nil {
		return "", fmt.Errorf("private key of the ledger: %w", err)
	}
	b, err := note.Sign(&note.Note{Text: c.text()}, s)
	return string(b), err
}

// OpenCheckpoint checks the signature of a note with the public key and returns
// what it states. Any fault is an error; nothing unsigned is returned.
func OpenCheckpoint(signed, public string) (Checkpoint, error) {
	v, err := note.NewVerifier(strings.TrimSpace(public))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("public key of the ledger: %w", err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(v))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("signature of a checkpoint: %w", err)
	}
	return parse(n.Text)
}

func parse(text string) (Checkpoint, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != 4 || lines[0] != form {
		return Checkpoint{}, fmt.Errorf("checkpoint: not of the form %s", form)
	}
	seq, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || seq < 0 {
		return Checkpoint{}, fmt.Errorf("checkpoint: %q is no count of entries", lines[1])
	}
	at, err := time.Parse(instant, lines[3])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("checkpoint: instant: %w", err)
	}
	c := Checkpoint{Seq: seq, Head: lines[2], At: at}
	if c.text() != text {
		return Checkpoint{}, fmt.Errorf("checkpoint: not in its one spelling")
	}
	return c, nil
}
