package look

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Pico CSS and htmx are vendored unchanged; assets/SHA256SUMS pins them.
//
//go:embed assets
var files embed.FS

// HTMXConfig is the content of <meta name="htmx-config"> on pages that load
// htmx.min.js: no inline style (theme.css brings the indicator rules) and no eval,
// both of which the policy of Secure refuses, and no request to another host.
const HTMXConfig = `{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}`

// asset is one file to be served. Its path holds its hash, so the path changes
// with the content and the answer may be kept for ever.
type asset struct {
	content []byte
	zipped  []byte // packed once
	kind    string
	etag    string
	path    string
}

// assets are read when the first page names one: commands without pages don't.
var assets = sync.OnceValue(loadAssets)

func loadAssets() map[string]asset {
	entries, err := files.ReadDir("assets")
	if err != nil {
		panic(fmt.Sprintf("read embedded assets: %v", err)) // impossible once it compiled
	}
	out := make(map[string]asset, len(entries))
	for _, e := range entries {
		content, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			panic(fmt.Sprintf("read embedded asset %s: %v", e.Name(), err))
		}
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:8])
		out[e.Name()] = asset{content: content, zipped: packed(content), kind: contentType(e.Name()), etag: `"` + hash + `"`, path: "/assets/" + hash + "/" + e.Name()}
	}
	return out
}

func packed(content []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		panic(err) // impossible: the level is one of the package's own
	}
	_, _ = z.Write(content) // a Buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

// contentType doesn't ask the system's table, which differs between machines.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return "text/plain; charset=utf-8"
	}
}

// Asset returns the address of a file of the visual base, e.g. "theme.css". It
// panics for a name that is not there; html/template turns that into an error of
// the page, so the first test that renders the page finds it.
func Asset(name string) string {
	a, ok := assets()[name]
	if !ok {
		panic("look: no asset named " + name)
	}
	return a.path
}

// Handler serves the files under /assets/, immutable for a year. A path whose hash
// isn't that of the file is not found: it would be kept under the wrong content.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		a, ok := assets()[r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]]
		if !ok || a.path != r.URL.Path {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", a.etag)
		h.Set("Vary", "Accept-Encoding")
		content := a.content
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && r.Header.Get("Range") == "" {
			content = a.zipped
			h.Set("Content-Encoding", "gzip")
			h.Set("Content-Length", strconv.Itoa(len(content)))
			h.Set("ETag", strings.TrimSuffix(a.etag, `"`)+`-gz"`)
		}
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	})
}
