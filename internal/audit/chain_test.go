package audit_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/audit"
)

func chain(t *testing.T, n int) []audit.Entry {
	t.Helper()
	var out []audit.Entry
	var last audit.Entry
	at := time.Date(2026, 12, 1, 8, 0, 0, 123456789, time.FixedZone("", 8*3600))
	for range n {
		e, err := audit.Entry{At: at, Actor: "p1", Act: "document.sign", Subject: "d1", Outcome: audit.Done, Detail: json.RawMessage(`{"b":1,"a":"号"}`)}.Seal(last)
		if err != nil {
			t.Fatal(err)
		}
		out, last = append(out, e), e
	}
	return out
}

func check(es []audit.Entry) audit.Report {
	var c audit.Chain
	for _, e := range es {
		if !c.Next(e) {
			break
		}
	}
	return c.Report()
}

func TestChainHolds(t *testing.T) {
	es := chain(t, 5)
	want := audit.Report{Count: 5, Head: es[4].Hash}
	if diff := cmp.Diff(want, check(es)); diff != "" {
		t.Error(diff)
	}
	if got := check(nil); got.Head != audit.Genesis || got.Broken != nil {
		t.Errorf("empty chain: %+v", got)
	}
}

func TestChainBreaks(t *testing.T) {
	reseal := func(e audit.Entry) audit.Entry {
		e.Hash, _ = e.Sum()
		return e
	}
	rows := []struct {
		name   string
		spoil  func([]audit.Entry) []audit.Entry
		seq    int64
		reason string
	}{
		{"actor changed", func(es []audit.Entry) []audit.Entry { es[2].Actor = "p2"; return es }, 3, "哈希值不符"},
		{"detail changed", func(es []audit.Entry) []audit.Entry { es[2].Detail = json.RawMessage(`{"a":1}`); return es }, 3, "哈希值不符"},
		{"instant changed", func(es []audit.Entry) []audit.Entry { es[2].At = es[2].At.Add(time.Microsecond); return es }, 3, "哈希值不符"},
		{"detail unreadable", func(es []audit.Entry) []audit.Entry { es[2].Detail = json.RawMessage(`{`); return es }, 3, "无法读取"},
		{"changed and hashed anew", func(es []audit.Entry) []audit.Entry { es[2].Actor = "p2"; es[2] = reseal(es[2]); return es }, 4, "链接不符"},
		{"taken out", func(es []audit.Entry) []audit.Entry { return append(es[:2], es[3:]...) }, 4, "序号不连续"},
		{"first taken out", func(es []audit.Entry) []audit.Entry { return es[1:] }, 2, "序号不连续"},
		{"another beginning", func(es []audit.Entry) []audit.Entry {
			es[0].Prev = strings.Repeat("1", 64)
			es[0] = reseal(es[0])
			return es
		}, 1, "链接不符"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got := check(r.spoil(chain(t, 5)))
			if got.Broken == nil || got.Broken.Seq != r.seq || !strings.Contains(got.Broken.Reason, r.reason) {
				t.Errorf("got %+v, want break at %d because %q", got.Broken, r.seq, r.reason)
			}
		})
	}
}

// The sum must not hang on the zone of the instant or the spelling of the detail:
// a database hands both back in its own way.
func TestSumOfEqualEntries(t *testing.T) {
	e := chain(t, 1)[0]
	f := e
	f.At, f.Detail = e.At.In(time.FixedZone("", 8*3600)), json.RawMessage(` {"a": "\u53f7", "b": 1.0}`)
	a, err := e.Sum()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := f.Sum(); err != nil || a != b {
		t.Errorf("sums differ: %s %s %v", a, b, err)
	}
}

// Fields must not run into each other.
func TestSumIsUnambiguous(t *testing.T) {
	a, _ := audit.Entry{Actor: "ab", Act: "c"}.Sum()
	b, _ := audit.Entry{Actor: "a", Act: "bc"}.Sum()
	if a == b {
		t.Error("different entries have the same sum")
	}
}
