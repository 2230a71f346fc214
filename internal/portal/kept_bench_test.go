package portal

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// nowhere is a visitor who throws the answer away.
type nowhere struct{ head http.Header }

func (n nowhere) Header() http.Header         { return n.head }
func (n nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (n nowhere) WriteHeader(int)             {}

// BenchmarkKept measures what an answer costs that is kept, and one that is made anew,
// without the network and the register.
func BenchmarkKept(b *testing.B) {
	for name, latest := range map[string]int64{"kept": 43, "anew": 0} {
		b.Run(name, func(b *testing.B) {
			shelf := readShelf(b)
			shelf.latest = latest
			site := New(shelf, config, func() time.Time { return time.Date(2026, 9, 20, 9, 0, 0, 0, time.UTC) }, slog.New(slog.DiscardHandler))
			r := httptest.NewRequest("GET", "/d/"+inForce, nil)
			r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
			b.ReportAllocs()
			for b.Loop() {
				site.ServeHTTP(nowhere{http.Header{}}, r)
			}
		})
	}
}
