package portal

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"mingfa/internal/document"
)

// What is kept lasts until the next release or midnight, and no longer.
func TestKeptUntilRelease(t *testing.T) {
	b := setup(t)
	b.shelf.latest = 43
	first := b.get("/d/" + inForce)
	d := b.shelf.docs[inForce]
	d.Title = "改后的名称"
	b.shelf.put(d)
	if b.get("/d/"+inForce) != first {
		t.Error("made anew although nothing was released")
	}
	b.shelf.latest++
	if !strings.Contains(b.get("/d/"+inForce), "改后的名称") {
		t.Error("a release doesn't show")
	}
	b.shelf.closed[inForce] = true
	b.now = b.now.Add(24 * time.Hour)
	if got := b.do("GET", "/d/"+inForce).Code; got != 404 {
		t.Errorf("the next day: status %d", got)
	}
	b.shelf.closed[inForce] = false
	if got := b.do("GET", "/d/"+inForce).Code; got != 200 {
		t.Errorf("a refusal was kept: status %d", got)
	}
	b.shelf.err = errors.New("away")
	if got := b.do("GET", "/d/"+inForce).Code; got != 503 {
		t.Errorf("kept answers are given while nobody can say whether they hold: status %d", got)
	}
}

func TestCacheBudget(t *testing.T) {
	at := stamp{1, "2026-01-01"}
	m := answering("text/plain", []byte(strings.Repeat("甲", 100)))
	c := cache{budget: 10 * (m.size() + 2)}
	for i := range 30 {
		c.put(at, &keptAnswer{key: fmt.Sprintf("%02d", i), answer: m})
		c.get(at, "00")
	}
	if len(c.by) > 10 || c.used > c.budget || c.order.Len() != len(c.by) {
		t.Errorf("%d answers, %d of %d bytes", len(c.by), c.used, c.budget)
	}
	if c.get(at, "00") == nil || c.get(at, "29") == nil || c.get(at, "05") != nil {
		t.Error("the least used must leave first")
	}
	c.put(stamp{0, "2026-01-01"}, &keptAnswer{key: "old", answer: m})
	if c.get(at, "29") == nil || c.get(stamp{2, "2026-01-01"}, "29") != nil {
		t.Error("an answer of another release is given, or an old one drives out the new")
	}
}

// An answer about the latest release is never older than the question.
func TestFreshness(t *testing.T) {
	var no, asked atomic.Int64
	f := freshness{ask: func(context.Context) (int64, error) { asked.Add(1); return no.Load(), nil }}
	var wg sync.WaitGroup
	for range crowd - 1 {
		wg.Go(func() {
			for range 500 {
				known := no.Add(1)
				if got, err := f.now(t.Context()); err != nil || got < known {
					t.Errorf("%d after %d, %v", got, known, err)
				}
			}
		})
	}
	wg.Wait()
	if n := asked.Load(); n < 1 || n > 500*(crowd-1) {
		t.Errorf("asked %d times", n)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	slow := freshness{ask: func(context.Context) (int64, error) { return 0, document.Refuse(document.Unavailable, "x", "") }}
	if _, err := slow.now(gone); err == nil {
		t.Error("who left gets an answer")
	}
}

// What a crowd was told lasts for a moment, and no error does.
func TestFreshnessInACrowd(t *testing.T) {
	for _, want := range []error{nil, errors.New("away")} {
		var no, asked atomic.Int64
		hold := make(chan struct{})
		f := freshness{ask: func(context.Context) (int64, error) { <-hold; asked.Add(1); return no.Load(), want }}
		var wg sync.WaitGroup
		for range 10 * crowd {
			wg.Go(func() {
				if _, err := f.now(t.Context()); !errors.Is(err, want) {
					t.Error(err)
				}
			})
		}
		close(hold)
		wg.Wait()
		if n := asked.Load(); n > 10*crowd {
			t.Errorf("asked %d times", n)
		}
		no.Store(1)
		for got := int64(0); got != 1; got, _ = f.now(t.Context()) {
			if t.Context().Err() != nil {
				t.Fatal("the crowd's answer lasts for ever")
			}
		}
	}
}

func TestGzip(t *testing.T) {
	b := setup(t)
	plain := b.get("/d/" + inForce)
	w := b.do("GET", "/d/"+inForce, "Accept-Encoding", "gzip, deflate")
	if w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Vary") != "Accept-Encoding" || w.Body.Len()*2 > len(plain) {
		t.Fatalf("%d of %d bytes, headers %v", w.Body.Len(), len(plain), w.Header())
	}
	tag := w.Header().Get("ETag")
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || string(got) != plain {
		t.Errorf("unpacked it differs, %v", err)
	}
	for _, match := range []string{tag, "W/" + tag, `"x", ` + tag} {
		if got := b.do("GET", "/d/"+inForce, "If-None-Match", match, "Accept-Encoding", "gzip").Code; got != 304 {
			t.Errorf("If-None-Match %s: status %d", match, got)
		}
	}
}

// Content negotiation (RFC 9110, 12.5.3).
func TestCodings(t *testing.T) {
	b := setup(t)
	plain, tags := b.get("/d/"+inForce), map[string]string{}
	for accept, want := range map[string]string{
		"": "", "br": "br", "gzip, deflate, br, zstd": "br", "gzip;q=1.0, br;q=0.5": "gzip", "BR;Q=0.1": "br", "gzip;q=0": "", "gzip; q=0.0, br ; q=0": "",
		"xgzip": "", "*": "br", "br;q=0, *": "gzip", "*;q=0": "", "identity, br;q=0.5": "", "identity;q=0.2, gzip;q=0.5": "gzip", "gzip;q=2": "", "gzip;q=NaN": "",
		"identity;q=0": "", "gzip;level=9": "gzip", ",;, ,": "",
	} {
		w := b.do("GET", "/d/"+inForce, "Accept-Encoding", accept)
		h := w.Header()
		if h.Get("Content-Encoding") != want || h.Get("Vary") != "Accept-Encoding" || h.Get("Content-Length") != fmt.Sprint(w.Body.Len()) {
			t.Errorf("%q: headers %v", accept, h)
		}
		if tags[want] != "" && tags[want] != h.Get("ETag") {
			t.Errorf("%q: another tag for the same content", accept)
		}
		tags[want] = h.Get("ETag")
		var content io.Reader = w.Body
		switch want {
		case "br":
			content = brotli.NewReader(w.Body)
		case "gzip":
			z, err := gzip.NewReader(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			content = z
		}
		if got, err := io.ReadAll(content); err != nil || string(got) != plain {
			t.Errorf("%q: unpacked it differs, %v", accept, err)
		}
	}
	if tags[""] == tags["br"] || tags["br"] == tags["gzip"] || tags[""] == tags["gzip"] {
		t.Errorf("different contents under the same tag: %v", tags)
	}
}
