package scan_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/scan"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// labelled is a row of testdata/labelled.txt.
type labelled struct {
	line int
	want []string // "SC-01:block"
	text string
}

var codePoint = regexp.MustCompile(`<U\+([0-9A-F]{4})>`)

func readLabelled(t *testing.T, name string, least int) []labelled {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var rows []labelled
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		want, text, ok := strings.Cut(line, " | ")
		if !ok {
			t.Fatalf("line %d: no column", n)
		}
		r := labelled{line: n, text: written(text)}
		if want != "-" {
			r.want = strings.Split(want, ", ")
		}
		rows = append(rows, r)
	}
	if len(rows) < least {
		t.Errorf("%d rows, fewer than the %d that were promised", len(rows), least)
	}
	return rows
}

func written(text string) string {
	text = strings.NewReplacer("⏎", "\n", "⇥", "\t").Replace(text)
	return codePoint.ReplaceAllStringFunc(text, func(m string) string {
		v, _ := strconv.ParseInt(m[3:7], 16, 32)
		return string(rune(v))
	})
}

// score counts for one rule: found and right, found and wrong, missed.
type score struct{ right, wrong, missed int }

func (s score) String() string {
	return fmt.Sprintf("%5d %5d %5d %8s %8s", s.right, s.wrong, s.missed, ratio(s.right, s.wrong), ratio(s.right, s.missed))
}

func ratio(right, other int) string {
	if right+other == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", float64(right)/float64(right+other))
}

// TestAccuracy holds precision and recall over the labelled set, and every row
// that goes wrong, to testdata/accuracy.golden.
func TestAccuracy(t *testing.T) {
	measure(t, readLabelled(t, "testdata/labelled.txt", 400), "testdata/accuracy.golden")
}

// TestHeldOut does so for marks of state secrets that were held out when the first
// patterns were written. They have been looked at since; unseen.txt has taken their
// place.
func TestHeldOut(t *testing.T) {
	measure(t, readLabelled(t, "testdata/heldout.txt", 60), "testdata/heldout.golden")
}

// TestUnseen does so for a second set, on all rules, written and measured before
// the way of reading that it tests: precision 0.946 and recall 0.530 at first. Its
// rows are not changed, and those that go wrong are not fitted to.
func TestUnseen(t *testing.T) {
	measure(t, readLabelled(t, "testdata/unseen.txt", 150), "testdata/unseen.golden")
}

func measure(t *testing.T, rows []labelled, expected string) {
	t.Helper()
	s := scanner(t, scan.Options{})
	scores, all := map[string]*score{}, &score{}
	var errors []string
	for _, r := range rows {
		var got []string
		for _, h := range s.Text(r.text).Hits {
			got = append(got, h.Rule+":"+string(h.Severity))
			if h.Cite == "" || h.Message == "" || h.Remedy == "" {
				t.Errorf("line %d: without article, message or remedy: %+v", r.line, h)
			}
		}
		slices.Sort(got)
		got = slices.Compact(got)
		count := func(label string, add func(*score)) {
			rule, _, _ := strings.Cut(label, ":")
			if scores[rule] == nil {
				scores[rule] = &score{}
			}
			add(scores[rule])
			add(all)
		}
		for _, g := range got {
			if slices.Contains(r.want, g) {
				count(g, func(s *score) { s.right++ })
				continue
			}
			count(g, func(s *score) { s.wrong++ })
			errors = append(errors, fmt.Sprintf("line %d: found %s in %q", r.line, g, r.text))
		}
		for _, w := range r.want {
			if !slices.Contains(got, w) {
				count(w, func(s *score) { s.missed++ })
				errors = append(errors, fmt.Sprintf("line %d: missed %s in %q", r.line, w, r.text))
			}
		}
	}
	golden(t, expected, summary(len(rows), scores, all, errors))
}

func summary(rows int, scores map[string]*score, all *score, errors []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows\n\nrule   right wrong missed precision recall\n", rows)
	var rules []string
	for rule := range scores {
		rules = append(rules, rule)
	}
	slices.Sort(rules)
	for _, rule := range rules {
		fmt.Fprintf(&b, "%s  %s\n", rule, scores[rule])
	}
	fmt.Fprintf(&b, "all    %s\n\n%d wrong or missed\n", all, len(errors))
	for _, e := range errors {
		b.WriteString(e + "\n")
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	t.Log("\n" + got)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
