package portal

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
)

// coding is a content coding of HTTP.
type coding string

// The codings in which an answer is kept.
const (
	identity coding = "identity"
	quick    coding = "quick" // brotli for one visitor, in a third of the time
	gzipped  coding = "gzip"
	brotlied coding = "br"
)

// suffix sets the tags of the same content in different codings apart.
func (c coding) suffix() string {
	switch c {
	case gzipped:
		return "-gz"
	case brotlied:
		return "-br"
	case quick:
		return "-q"
	case identity:
	}
	return ""
}

// packer is a writer of gzip or brotli; making one costs more than packing a page.
type packer interface {
	io.WriteCloser
	Reset(w io.Writer)
}

// Pages take brotli's fifth level some hundred microseconds; higher ones gain little.
var packers = map[coding]*sync.Pool{
	gzipped:  {New: func() any { return gzip.NewWriter(nil) }},
	brotlied: {New: func() any { return brotli.NewWriterLevel(nil, 5) }},
	quick:    {New: func() any { return brotli.NewWriterLevel(nil, 3) }},
}

func (c coding) pack(content []byte) []byte {
	var b bytes.Buffer
	z := packers[c].Get().(packer)
	z.Reset(&b)
	_, _ = z.Write(content) // a Buffer takes everything
	_ = z.Close()
	packers[c].Put(z)
	return b.Bytes()
}

// preferred returns the coding that a visitor likes best by its Accept-Encoding (RFC
// 9110, 12.5.3); of those liked alike the smallest. Who refuses all, plain included,
// gets plain: better than no page.
func preferred(accept []string) coding {
	best, liked := identity, 0.0
	for _, c := range [...]coding{brotlied, gzipped} {
		if q := weight(accept, c); q > liked {
			best, liked = c, q
		}
	}
	if q := weight(accept, identity); q > liked {
		return identity
	}
	return best
}

// weight returns the q-value of a coding. What isn't named has that of *, or none;
// only plain is always welcome unless it is refused, though less than what is asked for.
func weight(accept []string, c coding) float64 {
	const atLast = 0.0001
	found, any := -1.0, -1.0
	for _, line := range accept {
		for part := range strings.SplitSeq(line, ",") {
			name, q := valued(part)
			switch {
			case strings.EqualFold(name, string(c)):
				found = q
			case name == "*":
				any = q
			}
		}
	}
	switch {
	case found >= 0:
		return found
	case c == identity && any != 0:
		return atLast
	}
	return max(any, 0)
}

// valued splits "gzip;q=0.5". A value that is no number is taken for a refusal.
func valued(part string) (name string, q float64) {
	name, rest, weighed := strings.Cut(part, ";")
	name = strings.TrimSpace(name)
	if !weighed {
		return name, 1
	}
	key, value, _ := strings.Cut(rest, "=")
	if !strings.EqualFold(strings.TrimSpace(key), "q") {
		return name, 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return name, 0
	}
	return name, q
}
