package portal

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

// made is an answer that is ready to be sent, and to be sent again to others.
type made struct {
	kind   string // Content-Type
	tag    string // of the content, without quotes
	head   map[string]string
	plain  []byte
	zipped []byte // nil where packing does not pay
}

// worthPacking is the size from which an answer needs a second packet of the network.
const worthPacking = 1200

func answering(kind string, content []byte) *made {
	sum := sha256.Sum256(content)
	m := &made{kind: kind, tag: hex.EncodeToString(sum[:16]), head: map[string]string{}, plain: content}
	if len(content) > worthPacking {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(content) // a Buffer takes everything
		_ = z.Close()
		m.zipped = b.Bytes()
	}
	return m
}

// size is what it costs to keep m.
func (m *made) size() int { return len(m.plain) + len(m.zipped) + 512 }

// send answers with content that may be kept but must be asked after each time, so
// that a repeal shows at once.
func (m *made) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, value := range m.head {
		h.Set(name, value)
	}
	h.Set("Content-Type", m.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("Vary", "Accept-Encoding")
	body, tag := m.plain, m.tag
	if m.zipped != nil && takesGzip(r) {
		body, tag = m.zipped, m.tag+"-gz"
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", `"`+tag+`"`)
	// Proxies repeat a tag with W/ before it, and the tag is the same for what is
	// packed and what isn't.
	if asked := r.Header.Get("If-None-Match"); strings.Contains(asked, m.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the visitor is gone; there is nobody left to tell
	}
}

func takesGzip(r *http.Request) bool {
	for _, part := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.TrimSpace(name) == "gzip" {
			q = strings.ReplaceAll(q, " ", "")
			return q != "q=0" && q != "q=0.0"
		}
	}
	return false
}
