// Package stamp asks a time-stamp authority for tokens (RFC 3161).
package stamp

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"mingfa/internal/pdf/cms"
)

const (
	// patience is how long an authority may take for one token.
	patience = 15 * time.Second
	// maxResponse is more than any token with its certificates takes.
	maxResponse = 1 << 20
)

// Client asks one authority over HTTP (RFC 3161, clause 3.4).
type Client struct {
	// URL is where the authority answers.
	URL string
	// HTTP makes the requests.
	HTTP *http.Client
}

// Stamp returns a token over a message. It has been checked to stamp the message
// and to answer this request; whether the authority is trusted is for the verifier.
func (c Client) Stamp(message []byte) ([]byte, error) {
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, err
	}
	answer, err := c.ask(cms.Request(message, nonce))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.URL, err)
	}
	return cms.ReadResponse(answer, message, nonce)
}

func (c Client) ask(request []byte) ([]byte, error) {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(request))
	if err != nil {
		return nil, err
	}
	q.Header.Set("Content-Type", "application/timestamp-query")
	r, err := c.HTTP.Do(q)
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s", r.Status)
	}
	return io.ReadAll(io.LimitReader(r.Body, maxResponse))
}
