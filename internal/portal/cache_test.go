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
		c.put(at, fmt.Sprintf("%02d", i), m)
		c.get(at, "00")
	}
	if len(c.by) > 10 || c.used > c.budget || c.order.Len() != len(c.by) {
		t.Errorf("%d answers, %d of %d bytes", len(c.by), c.used, c.budget)
	}
	if c.get(at, "00") == nil || c.get(at, "29") == nil || c.get(at, "05") != nil {
		t.Error("the least used must leave first")
	}
	c.put(stamp{0, "2026-01-01"}, "old", m)
	if c.get(at, "29") == nil || c.get(stamp{2, "2026-01-01"}, "29") != nil {
		t.Error("an answer of another release is given, or an old one drives out the new")
	}
}

// An answer about the latest release is never older than the question.
func TestFreshness(t *testing.T) {
	var no, asked atomic.Int64
	f := freshness{ask: func(context.Context) (int64, error) { asked.Add(1); return no.Load(), nil }}
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			for range 100 {
				known := no.Add(1)
				if got, err := f.now(t.Context()); err != nil || got < known {
					t.Errorf("%d after %d, %v", got, known, err)
				}
			}
		})
	}
	wg.Wait()
	if n := asked.Load(); n < 1 || n > 5000 {
		t.Errorf("asked %d times", n)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	slow := freshness{ask: func(context.Context) (int64, error) { return 0, document.Refuse(document.Unavailable, "x", "") }}
	if _, err := slow.now(gone); err == nil {
		t.Error("who left gets an answer")
	}
}

func TestGzip(t *testing.T) {
	b := setup(t)
	plain := b.get("/d/" + inForce)
	w := b.do("GET", "/d/"+inForce, "Accept-Encoding", "gzip, br")
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
	for _, not := range []string{"", "br", "gzip;q=0", "xgzip"} {
		if got := b.do("GET", "/d/"+inForce, "Accept-Encoding", not).Header().Get("Content-Encoding"); got != "" {
			t.Errorf("%q: %s", not, got)
		}
	}
}
