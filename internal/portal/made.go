package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// made is an answer that is ready to be sent, and to be sent again to others. It is
// packed when somebody wants it so. It is safe for concurrent use.
type made struct {
	tag   string // of the content, without quotes
	head  http.Header
	plain form
	packs map[coding]*pack // none where packing does not pay
}

// form is the content in one coding, with the headers that belong to it. Headers are
// made once: a page is asked for far more often than it changes.
type form struct {
	body []byte
	head http.Header
}

type pack struct {
	asked atomic.Bool
	once  sync.Once
	form  form
}

// worthPacking is the size from which an answer needs a second packet of the network.
const worthPacking = 1200

func answering(kind string, content []byte) *made {
	sum := sha256.Sum256(content)
	m := &made{
		tag:  hex.EncodeToString(sum[:16]),
		head: http.Header{"Content-Type": {kind}, "Cache-Control": {"no-cache"}, "Vary": {"Accept-Encoding"}},
	}
	m.plain = m.in(identity, content)
	if len(content) > worthPacking {
		m.packs = map[coding]*pack{gzipped: {}, brotlied: {}}
	}
	return m
}

// in returns a form of the content. The tag of what is packed ends in the coding's
// name, for two contents must not have the same.
func (m *made) in(c coding, body []byte) form {
	head := http.Header{"Content-Length": {strconv.Itoa(len(body))}, "Etag": {`"` + m.tag + c.suffix() + `"`}}
	if c == quick {
		head["Content-Encoding"] = []string{string(brotlied)}
	} else if c != identity {
		head["Content-Encoding"] = []string{string(c)}
	}
	return form{body, head}
}

// form returns the content as the visitor likes it best. Whoever asks first is answered
// sooner with brotli in a hurry: most pages are asked for once between two releases, and
// packing well would take as long as making the page. What is asked for again is kept
// packed well.
func (m *made) form(r *http.Request) form {
	if m.packs == nil {
		return m.plain
	}
	c := preferred(r.Header["Accept-Encoding"])
	p := m.packs[c]
	if p == nil {
		return m.plain
	}
	if c == brotlied && p.asked.CompareAndSwap(false, true) {
		return m.in(quick, quick.pack(m.plain.body))
	}
	p.once.Do(func() { p.form = m.in(c, c.pack(m.plain.body)) })
	return p.form
}

// size is what it costs at most to keep m.
func (m *made) size() int { return 2*len(m.plain.body) + 2048 }

// send answers with content that may be kept but must be asked after each time, so
// that a repeal shows at once.
func (m *made) send(w http.ResponseWriter, r *http.Request) {
	h, f := w.Header(), m.form(r)
	for name, value := range m.head {
		h[name] = value
	}
	for name, value := range f.head {
		h[name] = value
	}
	// Proxies repeat a tag with W/ before it, and the tag is the same for what is
	// packed and what isn't.
	if asked := r.Header.Get("If-None-Match"); asked != "" && strings.Contains(asked, m.tag) {
		h.Del("Content-Length")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.body) // the visitor is gone; there is nobody left to tell
	}
}
