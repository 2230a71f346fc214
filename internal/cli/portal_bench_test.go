package cli

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
	"mingfa/internal/store"
	"mingfa/internal/store/storetest"
)

// benchShelf names the register of which a process of its own is the portal, so that
// the site doesn't share a processor's turn with those who visit it.
const benchShelf = "MINGFA_PORTAL_DATABASE_URL"

func TestMain(m *testing.M) {
	if url := os.Getenv(benchShelf); url != "" {
		if err := benchSite(url); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	storetest.Main(m)
}

// benchSite serves until its standard input ends.
func benchSite(shelfURL string) error {
	shelf, err := store.OpenShelf(context.Background(), shelfURL)
	if err != nil {
		return err
	}
	defer shelf.Close()
	h, err := publicSite(shelf, portalFlags{PublicURL: "https://www.mingzhou.example", Site: "明州市人民政府"}, siteFlags{}, pdf.Trust{}, time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	s := httptest.NewServer(h)
	defer s.Close()
	fmt.Println(s.URL)
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// launch starts the portal in a process of its own and returns its address.
func launch(b *testing.B, shelfURL string) string {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), benchShelf+"="+shelfURL)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	return strings.TrimSpace(address)
}

// visitor measures how long answers take.
type visitor struct {
	b      *testing.B
	client *http.Client
	coding string // that the browser takes
}

func newVisitor(b *testing.B) visitor {
	b.Helper()
	return visitor{b, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 128, DisableCompression: true}}, "gzip, deflate, br, zstd"}
}

// get reads a page as browsers do, packed, and returns its size on the wire.
func (v visitor) get(address string) int64 {
	req, err := http.NewRequestWithContext(v.b.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		v.b.Error(err)
		return 0
	}
	req.Header.Set("Accept-Encoding", v.coding)
	res, err := v.client.Do(req)
	if err != nil {
		v.b.Error(err)
		return 0
	}
	defer res.Body.Close()
	n, err := io.Copy(io.Discard, res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		v.b.Errorf("%s: %s, %v", address, res.Status, err)
	}
	return n
}

// paced asks at a steady rate, whether answers come or not, and returns how long each took
// from the moment at which it was due.
func (v visitor) paced(rate, n int, address func(i int) string) []time.Duration {
	took := make([]time.Duration, n)
	var wg sync.WaitGroup
	began := time.Now()
	for i := range n {
		due := began.Add(time.Duration(i) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		wg.Go(func() {
			v.get(address(i))
			took[i] = time.Since(due)
		})
	}
	wg.Wait()
	return took
}

// crowd asks as fast as answers come and returns requests a second.
func (v visitor) crowd(visitors int, limit time.Duration, address func(i int) string) float64 {
	var wg sync.WaitGroup
	var n atomic.Int64
	began := time.Now()
	for range visitors {
		wg.Go(func() {
			for time.Since(began) < limit {
				v.get(address(int(n.Add(1))))
			}
		})
	}
	wg.Wait()
	return float64(n.Load()) / time.Since(began).Seconds()
}

func row(w io.Writer, what string, took []time.Duration) {
	slices.Sort(took)
	at := func(q float64) string {
		return fmt.Sprintf("%.1f", float64(took[min(len(took)-1, int(q*float64(len(took))))].Microseconds())/1000)
	}
	fmt.Fprintf(w, "| %s | %d | %s | %s | %s | %s |\n", what, len(took), at(.5), at(.95), at(.99), at(1))
}

// BenchmarkPortal measures the public site over documents of its own making, as many
// as MINGFA_BENCH_DOCS says, and writes a table. Run it by make bench-portal.
func BenchmarkPortal(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("MINGFA_BENCH_DOCS"))
	if err != nil || n < 200 {
		n = 200
	}
	r := storetest.Open(b)
	began := time.Now()
	l := fill(b, r, n)
	fmt.Printf("\r%d documents, made in %s\n\n", n, time.Since(began).Round(time.Second))
	site := launch(b, r.PortalURL)
	v := newVisitor(b)
	page := func(i int) string { return fmt.Sprintf("%s/d/d%07d", site, i%n) }
	fmt.Println("| what | requests | median ms | p95 ms | p99 ms | worst ms |\n| --- | ---: | ---: | ---: | ---: | ---: |")
	v.get(page(0))
	steps := rand.New(rand.NewPCG(3, 4)).Perm(n)
	anew := func(i int) string { return page(steps[i%n]) }
	row(os.Stdout, "document page, made anew, 200/s", v.paced(200, min(n/2, 3000), anew))
	rest := atWork(b, r)
	row(os.Stdout, "document page, made anew, 200/s, workbench in use", v.paced(200, min(n/2, 3000), func(i int) string { return anew(n - 1 - i) }))
	row(os.Stdout, "document page, kept, 200/s, workbench in use", v.paced(200, 2000, func(i int) string { return page(i % 100) }))
	rest()
	searches(v, l, site)
	lists(v, site, n)
	sizes(v, site, page(1))
	beside(b, v, page)
}

// atWork uses the office's side of the register as fifty officials do who open a page
// every ten seconds, until the returned function is called: an inbox and a search of
// the register.
func atWork(b *testing.B, r storetest.Register) (rest func()) {
	b.Helper()
	ctx, stop := context.WithCancel(b.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		for tick := time.NewTicker(200 * time.Millisecond); ctx.Err() == nil; <-tick.C {
			_, trayErr := r.Store.Tray(ctx, []store.Scope{{Stage: document.Drafting, Unit: "u"}})
			_, listErr := r.Store.Find(ctx, store.Reach{All: true}, store.SearchQuery{Today: "2026-11-22", Limit: 20})
			if err := cmp.Or(trayErr, listErr); err != nil && ctx.Err() == nil {
				b.Error(err)
			}
		}
	})
	return func() { stop(); wg.Wait() }
}

// searches asks for words of all frequencies, and for the worst: those of half or all
// documents, in titles or not, narrowed, and on late pages. Each is made anew.
func searches(v visitor, l *library, site string) {
	rnd, no := rand.New(rand.NewPCG(5, 6)), 0
	anew := func(path string) string { no++; return site + path + "&_=" + strconv.Itoa(no) }
	q := func(word string) string { return "/?q=" + url.QueryEscape(word) }
	row(os.Stdout, "two-character search, 10/s", v.paced(10, 300, func(int) string { return anew(q(pair(l, rnd))) }))
	unit := "&unit=" + url.QueryEscape("明州市第3局")
	for _, w := range append([]string{"通知", "关于", "停车"}, l.words[0][:6], l.words[40][:6]) {
		for _, by := range []struct{ name, query string }{{"", ""}, {", one unit", unit}, {", one unit and year", unit + "&year=2015"}, {", lapsed only", "&validity=lapsed"}, {", page 50", "&page=50"}} {
			row(os.Stdout, fmt.Sprintf("search for %s (in %d)%s", w, l.holding(w), by.name), v.paced(5, 10, func(int) string { return anew(q(w) + by.query) }))
		}
	}
	row(os.Stdout, "search for a 发文字号", v.paced(5, 20, func(i int) string { return anew(q(fmt.Sprintf("明政发〔%d〕%d号", 2008+i, i))) }))
}

// holding estimates by a sample in how many of 1000 documents a word occurs.
func (l *library) holding(word string) (n int) {
	for i := range 1000 {
		d := l.document(i)
		if strings.Contains(d.Title+d.Summary+d.Body, word) {
			n++
		}
	}
	return n
}

// lists measures what has no words: lists, pages of them, feeds and the sitemap.
func lists(v visitor, site string, n int) {
	last := strconv.Itoa((n + 19) / 20)
	for _, p := range []struct{ name, path string }{
		{"first page of the list", "/?"},
		{"list of one unit", "/?unit=" + url.QueryEscape("明州市第3局")},
		{"list of a category", "/?category=plans"},
		{"list of one year, kind and validity", "/?year=2015&validity=lapsed&genre=" + url.QueryEscape("意见")},
		{"page 1000 of the list", "/?page=" + strconv.Itoa(min(1000, n/20))},
		{"last page of the list", "/?page=" + last},
		{"feed", "/feed.atom?"},
		{"feed of one unit", "/feed.atom?unit=" + url.QueryEscape("明州市第3局")},
		{"feed of a search", "/feed.atom?q=" + url.QueryEscape("停车")},
		{"annual reports", "/reports?"},
		{"sitemap, first file", "/sitemap.xml?part=1"},
	} {
		row(os.Stdout, p.name, v.paced(2, 10, func(i int) string { return site + p.path + "&_=" + strconv.Itoa(i) }))
	}
}

func pair(l *library, rnd *rand.Rand) string {
	return string([]rune(l.words[rnd.IntN(len(l.words))])[:2])
}

// sizes tells what a first visit costs: page and styles.
func sizes(v visitor, base, page string) {
	res, err := http.Get(page)
	if err != nil {
		v.b.Fatal(err)
	}
	html, _ := io.ReadAll(res.Body)
	_ = res.Body.Close()
	total := v.get(page)
	for _, part := range strings.Split(string(html), `<link rel="stylesheet" href="`)[1:] {
		address, _, _ := strings.Cut(part, `"`)
		total += v.get(base + address)
	}
	fmt.Printf("\nfirst view with styles: %.1f KB\n", float64(total)/1024)
}

// beside compares with nginx serving the same pages as files, packed beforehand, if
// there is an nginx.
func beside(b *testing.B, v visitor, page func(int) string) {
	b.Helper()
	const hot, visitors, rounds, limit = 100, 64, 5, 2 * time.Second
	program, err := exec.LookPath("nginx")
	if err != nil {
		fmt.Println("nginx is not installed: no comparison")
		return
	}
	dir := b.TempDir()
	for _, d := range []string{dir, filepath.Dir(dir)} { // its workers have an account of their own
		if err := os.Chmod(d, 0o755); err != nil {
			b.Fatal(err)
		}
	}
	for i := range hot {
		save(b, v, page(i), filepath.Join(dir, "d", filepath.Base(page(i))+".html"))
	}
	address := nginx(b, program, dir)
	fmt.Println("\n| kept pages, 64 visitors | ours, requests/s | nginx, requests/s | % |\n| --- | ---: | ---: | ---: |")
	v.coding = "gzip"       // nginx packs in this one
	for i := range rounds { // in turns, for a machine is never as quiet as it was
		ours := v.crowd(visitors, limit, func(i int) string { return page(i % hot) })
		theirs := v.crowd(visitors, limit, func(i int) string { return address + "/d/" + filepath.Base(page(i%hot)) + ".html" })
		fmt.Printf("| round %d | %.0f | %.0f | %.0f |\n", i+1, ours, theirs, 100*ours/theirs)
	}
}

func save(b *testing.B, v visitor, address, path string) {
	b.Helper()
	for _, packed := range []bool{false, true} {
		req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, address, http.NoBody)
		if err != nil {
			b.Fatal(err)
		}
		name := path
		if packed {
			req.Header.Set("Accept-Encoding", "gzip")
			name += ".gz"
		}
		res, err := v.client.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		content, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || os.MkdirAll(filepath.Dir(name), 0o755) != nil || os.WriteFile(name, content, 0o644) != nil {
			b.Fatalf("save %s: %v", name, err)
		}
	}
}

func nginx(b *testing.B, program, dir string) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close()
	conf := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf(`daemon off; worker_processes auto; pid %[1]s/pid; error_log %[1]s/error.log;
events {}
http { access_log off; gzip_static on; keepalive_requests 1000000; server { listen %[2]s; root %[1]s; } }`, dir, addr)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	cmd := exec.CommandContext(ctx, program, "-c", conf)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { stop(); _ = cmd.Wait() })
	for range 100 {
		if c, err := net.Dial("tcp", addr); err == nil {
			_ = c.Close()
			return "http://" + addr
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.Fatal("nginx does not answer")
	return ""
}
