package portal

import (
	"context"
	"encoding/xml"
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"mingfa/internal/document"
)

// longShelf lists so many documents that one sitemap can't hold them.
type longShelf struct {
	Shelf
	total int
}

func (l longShelf) Find(context.Context, document.Query) (document.Found, error) {
	return document.Found{Total: l.total}, nil
}

func (l longShelf) Addresses(_ context.Context, offset, limit int) (out []document.Address, err error) {
	for i := offset; i < min(offset+limit, l.total); i++ {
		out = append(out, document.Address{Document: fmt.Sprint("d", i), Attribute: document.Proactive, IssuedOn: "2026-01-01", Interpretation: true})
	}
	return out, nil
}

// Each document is in exactly one part, and the index names every part.
func TestSitemapInParts(t *testing.T) {
	b := setup(t)
	const total = 2*sitemapPart + 1
	b.site = New(longShelf{b.shelf, total}, config, func() time.Time { return b.now }, slog.New(slog.DiscardHandler))
	var index sitemapIndex
	if err := xml.Unmarshal([]byte(b.get("/sitemap.xml")), &index); err != nil {
		t.Fatal(err)
	}
	if len(index.Maps) != 3 {
		t.Fatalf("%d parts, want 3", len(index.Maps))
	}
	seen := map[string]bool{}
	for _, m := range index.Maps {
		var part urlSet
		if err := xml.Unmarshal([]byte(b.get(m.Loc[len(config.BaseURL):])), &part); err != nil {
			t.Fatal(err)
		}
		if len(part.URLs) > 50_000 {
			t.Errorf("%d addresses in a file", len(part.URLs))
		}
		for _, u := range part.URLs {
			if seen[u.Loc] {
				t.Errorf("%s twice", u.Loc)
			}
			seen[u.Loc] = true
		}
	}
	if len(seen) != 2*total+len(columns) {
		t.Errorf("%d addresses, want %d", len(seen), 2*total+len(columns))
	}
}

// What the house signed of its ledger can be fetched by anybody (invariant 8), and
// is asked for anew each time, as it changes without a release.
func TestCheckpoint(t *testing.T) {
	b := setup(t)
	if a := b.answer(http.MethodGet, "/checkpoint.txt"); a.Status != http.StatusNotFound {
		t.Errorf("without a checkpoint: %d", a.Status)
	}
	for _, signed := range []string{"mingfa-ledger/1\n7\n", "mingfa-ledger/1\n8\n"} {
		b.shelf.checkpoint = signed
		if got := b.get("/checkpoint.txt"); got != signed {
			t.Errorf("%q, want %q", got, signed)
		}
	}
}
