package release

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"mingfa/internal/document"
)

const (
	deliverWithin = 10 * time.Second
	// maxReply is how much of a reply is read before the connection is given up.
	maxReply = 64 << 10
)

// Website is a website that is told of releases by Standard Webhooks.
type Website struct {
	client *http.Client
	url    string
	hook   *webhooks.Webhook
	portal *Portal
	now    func() time.Time
}

// NewWebsite tells the website at url. secret is "whsec_" with at least 24 bytes
// in base64; shared with the website, it proves where a message came from.
func NewWebsite(client *http.Client, url, secret string, portal *Portal, now func() time.Time) (*Website, error) {
	address, err := base(url)
	if err != nil {
		return nil, err
	}
	hook, err := newHook(secret)
	if err != nil {
		return nil, err
	}
	return &Website{client: stranger(client), url: address, hook: hook, portal: portal, now: now}, nil
}

// message is the body of the webhook. A delivery that was held up may arrive after
// a later one of the same document: the receiver keeps the highest release_no.
type message struct {
	Type              string            `json:"type"`
	ReleaseNo         int64             `json:"release_no"`
	Document          string            `json:"document"`
	Number            document.Number   `json:"number"`
	Title             string            `json:"title"` // without the prefix of validity; Words has it
	URL               string            `json:"url"`
	PDFURL            string            `json:"pdf_url"`
	PDFDigest         string            `json:"pdf_digest"` // SHA-256
	Validity          document.Validity `json:"validity"`
	Words             document.Words    `json:"words"`
	InterpretationURL string            `json:"interpretation_url,omitempty"`
	Digest            string            `json:"digest"` // dossier digest that was signed
	ReleasedAt        time.Time         `json:"released_at"`
}

// Deliver sends the release. The id of the message is the id of the release, so
// that a website can tell a repetition. Any answer of the 2xx class acknowledges;
// everything else is an Unavailable *document.Error.
func (w *Website) Deliver(ctx context.Context, releaseID string, r document.Released, words document.Words, at time.Time) (map[string]any, error) {
	return w.send(ctx, releaseID, w.message(r, words, at))
}

// withdrawal is the body of the webhook that tells of a take-down: the receiver removes
// what it keeps of the document. Nothing that stood in it is named.
type withdrawal struct {
	Type        string    `json:"type"`
	ReleaseNo   int64     `json:"release_no"` // higher than that of every release before
	Document    string    `json:"document"`
	URL         string    `json:"url"`
	WithdrawnAt time.Time `json:"withdrawn_at"`
}

// Retract sends the take-down. Acknowledged as a release is.
func (w *Website) Retract(ctx context.Context, documentID string, no int64, at time.Time) (map[string]any, error) {
	return w.send(ctx, fmt.Sprintf("takedown/%s/%d", documentID, no), withdrawal{
		Type: "document.withdrawn", ReleaseNo: no, Document: documentID, URL: w.portal.Address(documentID), WithdrawnAt: at.UTC(),
	})
}

// send signs and sends a message under an id by which a repetition is told.
func (w *Website) send(ctx context.Context, messageID string, what any) (map[string]any, error) {
	proof := map[string]any{"url": w.url, "webhook_id": messageID}
	body, err := json.Marshal(what)
	if err != nil {
		return proof, fmt.Errorf("release: encode webhook: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, deliverWithin)
	defer cancel()
	request, err := w.request(ctx, messageID, body)
	if err != nil {
		return proof, fmt.Errorf("release: make webhook: %w", err)
	}
	reply, err := w.client.Do(request)
	if err != nil {
		return proof, unreachable(err)
	}
	defer func() { _ = reply.Body.Close() }()
	// Read on, so that the connection can be used again; what it says is ignored.
	_, _ = io.CopyN(io.Discard, reply.Body, maxReply)
	proof["status"] = reply.StatusCode
	if reply.StatusCode < 200 || reply.StatusCode > 299 {
		return proof, missed("website-refused", fmt.Sprintf("网站返回状态码%d，没有确认收到。", reply.StatusCode), nil)
	}
	return proof, nil
}

func (w *Website) message(r document.Released, words document.Words, at time.Time) message {
	m := message{
		Type: "document.released", ReleaseNo: r.No, Document: r.Document, Number: r.Number, Title: r.Title,
		URL: w.portal.Address(r.Document), PDFURL: w.portal.file(r.Document), PDFDigest: r.File.Digest,
		Validity: words.Validity, Words: words, Digest: r.Digest, ReleasedAt: at.UTC(),
	}
	if r.Interpretation != nil {
		m.InterpretationURL = w.portal.interpretation(r.Document)
	}
	return m
}

// request signs the body for the instant of sending.
func (w *Website) request(ctx context.Context, messageID string, body []byte) (*http.Request, error) {
	now := w.now()
	signature, err := w.hook.Sign(messageID, now, body)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	h := request.Header
	h.Set("Content-Type", "application/json")
	h.Set("User-Agent", userAgent)
	h.Set(webhooks.HeaderWebhookID, messageID)
	h.Set(webhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	h.Set(webhooks.HeaderWebhookSignature, signature)
	return request, nil
}

func unreachable(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return missed("website-silent", fmt.Sprintf("网站在%d秒内没有答复。", deliverWithin/time.Second), err)
	}
	return missed("website-unreachable", "无法连接网站。", err)
}
