package audit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/audit"
)

func checkpointOf(e audit.Entry) audit.Checkpoint {
	return audit.Checkpoint{Seq: e.Seq, Head: e.Hash, At: e.At.Add(time.Hour)}
}

func TestCheckpointIsSigned(t *testing.T) {
	private, public, err := audit.NewKey("mingfa.test")
	if err != nil {
		t.Fatal(err)
	}
	_, stranger, err := audit.NewKey("mingfa.test")
	if err != nil {
		t.Fatal(err)
	}
	want := checkpointOf(chain(t, 3)[2])
	signed, err := want.Sign(private)
	if err != nil {
		t.Fatal(err)
	}
	got, err := audit.OpenCheckpoint(signed, public)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	rows := []struct{ name, signed, public, says string }{
		{"another key of the same name", signed, stranger, "signature"},
		{"entry count changed", strings.Replace(signed, "\n3\n", "\n2\n", 1), public, "signature"},
		{"no signature", strings.SplitAfter(signed, "\n\n")[0], public, "signature"},
		{"nothing", "", public, "signature"},
		{"no key", signed, "x", "public key"},
	}
	for _, r := range rows {
		if got, err := audit.OpenCheckpoint(r.signed, r.public); err == nil || !strings.Contains(err.Error(), r.says) {
			t.Errorf("%s: %+v, %v", r.name, got, err)
		}
	}
	if _, err := want.Sign("x"); err == nil {
		t.Error("signed without a key")
	}
}

// Invariant 8, against whoever owns the database: a chain that was made anew from
// end to end is whole in itself, but not what was signed.
func TestChainAgainstCheckpoints(t *testing.T) {
	first := chain(t, 5)
	anew := func(t *testing.T) []audit.Entry {
		t.Helper()
		var out []audit.Entry
		var last audit.Entry
		for _, e := range first {
			e.Actor = "p2"
			e, err := e.Seal(last)
			if err != nil {
				t.Fatal(err)
			}
			out, last = append(out, e), e
		}
		return out
	}
	rows := []struct {
		name    string
		entries []audit.Entry
		known   []audit.Checkpoint
		seq     int64  // of the break, 0 = none
		reason  string // of the break
		signed  int64
	}{
		{"agrees", first, []audit.Checkpoint{checkpointOf(first[1]), checkpointOf(first[3])}, 0, "", 4},
		{"two of one entry agree", first, []audit.Checkpoint{checkpointOf(first[3]), checkpointOf(first[3])}, 0, "", 4},
		{"at the end", first, []audit.Checkpoint{checkpointOf(first[4])}, 0, "", 5},
		{"made anew", anew(t), []audit.Checkpoint{checkpointOf(first[3])}, 4, "整体改写", 0},
		{"made anew behind the checkpoint", append(first[:2:2], anew(t)[2:]...), []audit.Checkpoint{checkpointOf(first[1])}, 3, "链接不符", 2},
		{"cut", first[:3], []audit.Checkpoint{checkpointOf(first[1]), checkpointOf(first[4])}, 4, "载明台账有5条，现只有3条", 2},
		{"emptied", nil, []audit.Checkpoint{checkpointOf(first[4])}, 1, "现只有0条", 0},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			var c audit.Chain
			for _, p := range r.known {
				c.Expect(p)
			}
			for _, e := range r.entries {
				if !c.Next(e) {
					break
				}
			}
			got := c.Report()
			if got.Signed != r.signed {
				t.Errorf("held up to %d, want %d", got.Signed, r.signed)
			}
			switch {
			case r.seq == 0 && (got.Broken != nil || got.Checkpoints != len(r.known)):
				t.Errorf("%+v, %+v", got, got.Broken)
			case r.seq != 0 && (got.Broken == nil || got.Broken.Seq != r.seq || !strings.Contains(got.Broken.Reason, r.reason)):
				t.Errorf("broken: %+v, want at %d because %q", got.Broken, r.seq, r.reason)
			}
		})
	}
}
