package portal

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mingfa/internal/document"
)

// fakeShelf holds documents in memory. Like the real one it answers alike for what
// is unknown and for what is not released; closed documents are in it so that tests
// can ask for them.
type fakeShelf struct {
	mu         sync.Mutex               // of what asking leaves behind
	awaited    map[string]document.Date // interpretations that are to follow
	checkpoint string                   // of the ledger
	docs       map[string]document.Released
	files      map[string][]byte
	older      map[string]string // digest of an earlier copy → document
	closed     map[string]bool
	gone       map[string]document.Gone // what was taken down, by id; it stays in docs
	err        error
	asked      []string // searches
	latest     int64    // 0: another one at each request, so that nothing is kept
	turns      int64
	meanwhile  func() // what happens before a file is given out
}

func newShelf(t *testing.T) *fakeShelf {
	t.Helper()
	return readShelf(t)
}

func readShelf(t testing.TB) *fakeShelf {
	t.Helper()
	content, err := os.ReadFile("testdata/shelf.json")
	if err != nil {
		t.Fatal(err)
	}
	var docs []document.Released
	if err := json.Unmarshal(content, &docs); err != nil {
		t.Fatal(err)
	}
	f := &fakeShelf{docs: map[string]document.Released{}, files: map[string][]byte{}, older: map[string]string{}, closed: map[string]bool{}}
	for _, d := range docs {
		f.put(d)
	}
	return f
}

// put releases d with a sealed original and, if its life was ended, a marked copy.
func (f *fakeShelf) put(d document.Released) document.Released {
	sealed := []byte("%PDF-1.7 " + d.Document + "\n")
	d.SealedDigest = digestOf(sealed)
	shown := sealed
	if d.Life.Ended != "" {
		shown = append(slices.Clone(sealed), "marked\n"...)
	}
	d.File.Digest, d.File.Size = digestOf(shown), len(shown)
	f.files[d.File.Digest], f.files[d.SealedDigest] = shown, sealed
	f.docs[d.Document] = d
	return d
}

func digestOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

var errNoRow = document.Refuse(document.NotFound, "no-row", "内部信息：没有这一行")

func (f *fakeShelf) open() []document.Released {
	var out []document.Released
	for id, d := range f.docs {
		if _, gone := f.gone[id]; !f.closed[id] && !gone {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b document.Released) int { return cmp.Compare(b.IssuedOn, a.IssuedOn) })
	return out
}

func (f *fakeShelf) Find(_ context.Context, q document.Query) (document.Found, error) {
	f.mu.Lock()
	f.asked = append(f.asked, q.Text)
	f.mu.Unlock()
	if f.err != nil {
		return document.Found{}, fmt.Errorf("find %q: %w", q.Text, f.err)
	}
	all := slices.DeleteFunc(f.open(), func(d document.Released) bool {
		return !strings.Contains(d.Title+string(d.Number)+d.Body, q.Text) || !strings.Contains(d.Title, q.InTitle) ||
			q.Topic != "" && d.Topic != q.Topic || q.Publisher != "" && d.Publisher != q.Publisher || q.Genre != "" && d.Genre != q.Genre ||
			q.Year != 0 && d.IssuedOn.Year() != q.Year || q.Validity != "" && d.Life.On(q.Today) != q.Validity ||
			len(q.Articles) > 0 && !slices.Contains(q.Articles, d.Article)
	})
	from := min(q.Offset, len(all))
	out := document.Found{Items: all[from:min(from+q.Limit, len(all))], Total: len(all)}
	if q.Counts {
		out.Counts = counted(all, q.Today)
	}
	return out, nil
}

func counted(all []document.Released, today document.Date) map[document.Facet][]document.Count {
	out := map[document.Facet][]document.Count{}
	add := func(f document.Facet, value string) {
		i := slices.IndexFunc(out[f], func(c document.Count) bool { return c.Value == value })
		if i < 0 {
			i, out[f] = len(out[f]), append(out[f], document.Count{Value: value})
		}
		out[f][i].N++
	}
	for _, d := range all {
		add(document.ByTopic, d.Topic)
		add(document.ByPublisher, d.Publisher)
		add(document.ByGenre, d.Genre)
		add(document.ByYear, fmt.Sprint(d.IssuedOn.Year()))
		add(document.ByArticle, d.Article)
		add(document.ByValidity, string(d.Life.On(today)))
	}
	return out
}

func (f *fakeShelf) Latest(context.Context) (int64, error) {
	if f.latest != 0 {
		return f.latest, f.err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.turns++
	return f.turns, f.err
}

func (f *fakeShelf) Editions(_ context.Context, id string) ([]document.Edition, error) {
	d, ok := f.docs[id]
	if !ok || f.closed[id] {
		return nil, f.err
	}
	out := []document.Edition{{No: d.No, First: true, At: d.IssuedOn.Midnight().Add(9*time.Hour + 30*time.Minute).UTC(), Digest: d.SealedDigest}}
	if d.Life.Ended != "" {
		out = append(out, document.Edition{No: d.No + 1, At: d.Life.EndedOn.Midnight(), Life: d.Life, Digest: d.File.Digest})
	}
	return out, f.err
}

func (f *fakeShelf) Awaited(_ context.Context, id string) (document.Date, error) {
	return f.awaited[id], f.err
}

func (f *fakeShelf) Checkpoint(context.Context) (string, error) {
	return f.checkpoint, f.err
}

func (f *fakeShelf) Pointing(_ context.Context, id string) ([]document.Released, error) {
	return slices.DeleteFunc(f.open(), func(d document.Released) bool {
		return !slices.ContainsFunc(d.Relations, func(r document.PublicRelation) bool { return r.Document == id })
	}), f.err
}

func (f *fakeShelf) Get(_ context.Context, id string) (document.Released, error) {
	d, ok := f.docs[id]
	if f.err != nil {
		return document.Released{}, errors.Join(f.err, errors.New("get "+id))
	}
	if _, gone := f.gone[id]; !ok || f.closed[id] || gone {
		return document.Released{}, errNoRow
	}
	return d, nil
}

func (f *fakeShelf) Gone(_ context.Context, id string) (document.Gone, error) {
	if g, ok := f.gone[id]; ok {
		return g, f.err
	}
	return document.Gone{}, cmp.Or(f.err, error(errNoRow))
}

func (f *fakeShelf) GoneNumber(ctx context.Context, number string) (document.Gone, error) {
	for id := range f.gone {
		if string(f.docs[id].Number) == number {
			return f.Gone(ctx, id)
		}
	}
	return document.Gone{}, cmp.Or(f.err, error(errNoRow))
}

func (f *fakeShelf) Withdrawn(_ context.Context, limit int) (out []document.Gone, err error) {
	for _, g := range f.gone {
		out = append(out, g)
	}
	return out[:min(limit, len(out))], f.err
}

func (f *fakeShelf) ByNumber(_ context.Context, number string) (document.Released, error) {
	for _, d := range f.open() {
		if string(d.Number) == number {
			return d, f.err
		}
	}
	return document.Released{}, cmp.Or(f.err, error(errNoRow))
}

func (f *fakeShelf) Addresses(_ context.Context, offset, limit int) ([]document.Address, error) {
	all := f.open()
	slices.Reverse(all)
	var out []document.Address
	for _, d := range all[min(offset, len(all)):min(offset+limit, len(all))] {
		out = append(out, document.Address{Document: d.Document, IssuedOn: d.IssuedOn, Life: d.Life, Attribute: d.Attribute, Interpretation: d.Interpretation != nil})
	}
	return out, f.err
}

func (f *fakeShelf) File(_ context.Context, digest string) (string, []byte, error) {
	if f.meanwhile != nil {
		f.meanwhile()
	}
	content, ok := f.files[digest]
	if !ok {
		return "", nil, errNoRow
	}
	return "文件.pdf", content, f.err
}

func (f *fakeShelf) Picture(_ context.Context, id, digest string) ([]byte, error) {
	content, ok := f.files[digest]
	if _, gone := f.gone[id]; !ok || f.closed[id] || gone || f.docs[id].Document == "" {
		return nil, cmp.Or(f.err, error(errNoRow))
	}
	return content, f.err
}

func (f *fakeShelf) ByDigest(_ context.Context, digest string) (document.Released, error) {
	for _, d := range f.open() {
		if digest == d.File.Digest || digest == d.SealedDigest || f.older[digest] == d.Document {
			return d, f.err
		}
	}
	return document.Released{}, cmp.Or(f.err, error(errNoRow))
}
