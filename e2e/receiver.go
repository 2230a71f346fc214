// Package e2e meets the whole system as its users do: the real binary with real
// PostgreSQL and real Temporal, over HTTP and in a browser. Receiver is what a
// website needs to take part: a small model for those who connect one.
package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// maxMessage is the largest message the receiver reads, in bytes.
const maxMessage = 1 << 20

// Notice is what a website learns of a release.
type Notice struct {
	ReleaseNo int64  `json:"release_no"`
	Document  string `json:"document"`
	Number    string `json:"number"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	PDFDigest string `json:"pdf_digest"`
	Validity  string `json:"validity"`
}

// Receiver is a website's end of the webhook. It keeps the latest notice of each
// document: a message it has seen is acknowledged and changes nothing, and one
// with a lower release number than what it knows is acknowledged and ignored.
type Receiver struct {
	hook *webhooks.Webhook

	mu      sync.Mutex
	seen    map[string]int    // message id to number of times it came
	latest  map[string]Notice // by document
	refuses int               // answers 500 that many times first
	hang    chan struct{}     // when set, waits for it before it answers
}

// NewReceiver makes a receiver that shares the secret (whsec_…) with the sender.
func NewReceiver(secret string) (*Receiver, error) {
	hook, err := webhooks.NewWebhook(secret)
	if err != nil {
		return nil, fmt.Errorf("receiver: %w", err)
	}
	return &Receiver{hook: hook, seen: map[string]int{}, latest: map[string]Notice{}}, nil
}

// ServeHTTP verifies the signature before it looks at anything.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(io.LimitReader(req.Body, maxMessage))
	if err != nil || r.hook.Verify(body, req.Header) != nil {
		http.Error(w, "signature", http.StatusUnauthorized)
		return
	}
	if wait := r.gate(); wait != nil {
		select {
		case <-wait:
		case <-req.Context().Done():
			return
		}
	}
	var n Notice
	if err := json.Unmarshal(body, &n); err != nil {
		http.Error(w, "body", http.StatusBadRequest)
		return
	}
	if !r.take(req.Header.Get("webhook-id"), n) {
		http.Error(w, "not now", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (r *Receiver) gate() <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.hang
}

// take keeps a notice; false asks the sender to come again.
func (r *Receiver) take(id string, n Notice) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen[id]++
	if r.refuses > 0 {
		r.refuses--
		return false
	}
	if n.ReleaseNo > r.latest[n.Document].ReleaseNo {
		r.latest[n.Document] = n
	}
	return true
}

// Latest returns what the website shows of a document.
func (r *Receiver) Latest(document string) (Notice, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	n, ok := r.latest[document]
	return n, ok
}

// RefuseNext makes the receiver answer 500 to the next n messages.
func (r *Receiver) RefuseNext(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuses = n
}

// Hang makes the receiver keep callers waiting until the returned function is called.
func (r *Receiver) Hang() (release func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	gate := make(chan struct{})
	r.hang = gate
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		close(gate)
		r.hang = nil
	}
}
