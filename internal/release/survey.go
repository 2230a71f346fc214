package release

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Flaw is something over which a visitor of the portal would stumble.
type Flaw struct {
	Path    string // of the portal, with its query
	From    string // where the visitor came from
	Message string // one sentence in Chinese
}

// Survey says how to walk over the portal.
type Survey struct {
	Visitors int                            // requests at a time; 0 means 2
	Progress func(seen, known int)          // told after each address; nil for nobody
	Seen     func(path string, body []byte) // handed every answer; nil for nobody. It may be called from several goroutines at once.
}

// Surveyed is what the walk found.
type Surveyed struct {
	Addresses int // that were read
	Documents int
	Flaws     []Flaw
}

// entrances are the addresses that a visitor knows from elsewhere.
var entrances = []string{"/", "/guide", "/rules", "/reports", "/verify", "/robots.txt", "/sitemap.xml", "/feed.atom", "/reports.atom", "/api/documents"}

// Survey opens everything that the portal shows as an anonymous visitor: each page,
// file and feed to which a way leads from its entrances (WP-11). It reports what is
// broken, and documents of which two surfaces say different things. Its error tells
// only that the walk could not be finished.
func (p *Portal) Survey(ctx context.Context, o Survey) (Surveyed, error) {
	if p.base == "" {
		return Surveyed{}, missed("no-portal", "尚未配置公开门户地址。", nil)
	}
	w := &walk{portal: p, o: o, from: map[string]string{}}
	for _, e := range entrances {
		w.add(e, "")
	}
	for len(w.next) > 0 {
		if err := w.round(ctx); err != nil {
			return w.report(), err
		}
	}
	return w.report(), nil
}

// walk goes over the portal in rounds: what one round finds is read in the next.
type walk struct {
	portal *Portal
	o      Survey

	mu        sync.Mutex
	from      map[string]string // each address that is known, and where it was found first
	next      []string
	seen      int
	documents int
	flaws     []Flaw
}

func (w *walk) add(path, from string) {
	if _, known := w.from[path]; !known {
		w.from[path] = from
		w.next = append(w.next, path)
	}
}

func (w *walk) round(ctx context.Context) error {
	paths := w.next
	w.next = nil
	queue := make(chan string)
	var visitors sync.WaitGroup
	for range cmp.Or(w.o.Visitors, 2) {
		visitors.Go(func() {
			for path := range queue {
				w.visit(ctx, path)
			}
		})
	}
	for _, path := range paths {
		if ctx.Err() != nil {
			break
		}
		queue <- path
	}
	close(queue)
	visitors.Wait()
	return ctx.Err()
}

// visit reads one address and remembers where it leads.
func (w *walk) visit(ctx context.Context, path string) {
	a, err := w.read(ctx, path)
	if id, isDocument := strings.CutPrefix(path, "/d/"); err == nil && isDocument && !strings.Contains(id, "/") {
		w.document(ctx, id, a)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, link := range a.links {
		w.add(link, path)
	}
}

// read opens an address and judges what is there.
func (w *walk) read(ctx context.Context, path string) (answered, error) {
	a, err := w.portal.open(ctx, path)
	if err != nil {
		w.flaw(path, err)
	} else {
		for _, message := range a.judge() {
			w.flaw(path, errors.New(message))
		}
		if w.o.Seen != nil {
			w.o.Seen(path, a.body)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen++
	if w.o.Progress != nil {
		w.o.Progress(w.seen, max(w.seen, len(w.from)))
	}
	return a, err
}

func (w *walk) flaw(path string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flaws = append(w.flaws, Flaw{path, w.from[path], err.Error()})
}

func (w *walk) report() Surveyed {
	slices.SortFunc(w.flaws, func(a, b Flaw) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
	})
	return Surveyed{w.seen, w.documents, w.flaws}
}

// answered is what the portal gave for an address.
type answered struct {
	kind  string // Content-Type without parameters
	head  http.Header
	body  []byte
	links []string // paths of the portal
}

// open reads an address of the portal; anything but success is an error in words.
func (p *Portal) open(ctx context.Context, path string) (answered, error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.reach(p.base+path), nil)
	if err != nil {
		return answered{}, errors.New("地址无法识别。")
	}
	request.Header.Set("User-Agent", userAgent)
	reply, err := p.client.Do(request)
	if err != nil {
		return answered{}, fmt.Errorf("无法连接：%w", err)
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		_, _ = io.Copy(io.Discard, io.LimitReader(reply.Body, maxPage))
		return answered{}, fmt.Errorf("打不开，状态码%d。", reply.StatusCode)
	}
	body, err := readUpTo(reply.Body, maxFile)
	if err != nil {
		return answered{}, fmt.Errorf("没有读完：%w", err)
	}
	kind, _, _ := strings.Cut(reply.Header.Get("Content-Type"), ";")
	a := answered{kind: kind, head: reply.Header, body: body}
	a.links = p.own(path, a.ways())
	return a, nil
}
