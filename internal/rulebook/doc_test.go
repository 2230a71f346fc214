package rulebook_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/rulebook"
)

// documented is a line of docs/rules.md.
type documented struct{ status, where, remark string }

var line = regexp.MustCompile(`(?m)^\| ([A-Z]+-?\d+[A-C]?) \| ([^|]+) \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$`)

func readRules(t *testing.T) map[string]documented {
	t.Helper()
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]documented{}
	for _, m := range line.FindAllStringSubmatch(string(page), -1) {
		if _, twice := rules[m[1]]; twice {
			t.Errorf("%s stands twice in docs/rules.md", m[1])
		}
		rules[m[1]] = documented{status: m[3], where: strings.TrimSpace(m[4]), remark: strings.TrimSpace(m[5])}
	}
	if len(rules) != 263 {
		t.Errorf("docs/rules.md has %d rules, the rulebook 261 and the house two of its own (LY-32, LY-33)", len(rules))
	}
	return rules
}

// TestRulesPage holds the page and the code together: every rule of the code is
// on the page with its gates, and every rule that the page calls enforced is.
func TestRulesPage(t *testing.T) {
	page, code := map[string]string{}, map[string]string{}
	for _, r := range rulebook.Rules() {
		if _, twice := code[r.ID]; twice {
			t.Errorf("rule %s stands twice in the code", r.ID)
		}
		gates := make([]string, len(r.Gates))
		for i, g := range r.Gates {
			gates[i] = string(g)
		}
		code[r.ID] = "rulebook " + strings.Join(gates, " ")
		if r.Title == "" || r.Cite == "" || r.Confidence == "" || len(r.Gates) == 0 {
			t.Errorf("rule %s lacks title, citation, confidence or gates", r.ID)
		}
	}
	rules := readRules(t)
	for id, d := range rules {
		switch {
		case d.status == "not yet" || d.status == "out of scope":
			if d.where != "" {
				t.Errorf("%s is %s, yet has a place", id, d.status)
			}
			if d.remark == "" {
				t.Errorf("%s is %s, and nothing says why", id, d.status)
			}
		case d.status != "enforced":
			t.Errorf("%s: unknown status %q", id, d.status)
		case strings.HasPrefix(d.where, "rulebook "):
			page[id] = d.where
		case strings.HasPrefix(d.where, "as "):
			if other := rules[d.where[3:]]; !strings.HasPrefix(other.where, "rulebook ") {
				t.Errorf("%s is enforced %s, which no gate enforces", id, d.where)
			}
		default:
			if !cites(t, strings.Trim(d.where, "`"), id) {
				t.Errorf("%s is said to be enforced in %s, which does not name it", id, d.where)
			}
			if !tested(t, id) {
				t.Errorf("%s is said to be enforced in %s, but no test names it", id, d.where)
			}
		}
	}
	if diff := cmp.Diff(code, page); diff != "" {
		t.Errorf("rules in the code (-) and on the page (+):\n%s", diff)
	}
}

// cites reports whether any file of a room, tests aside, names the rule.
func cites(t *testing.T, room, id string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(filepath.Join("../..", room), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasSuffix(name, "_test.go") || found {
			return err
		}
		data, err := os.ReadFile(name)
		found = cited(string(data), id)
		return err
	})
	if err != nil {
		t.Errorf("%s: %v", room, err)
	}
	return found
}

// testTexts are all tests of the house but this one, which would find what it looks for
// in itself.
var testTexts = sync.OnceValues(func() ([]string, error) {
	var out []string
	for _, room := range []string{"internal", "workflows", "activities", "worker", "policies", "e2e"} {
		err := filepath.WalkDir(filepath.Join("../..", room), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, "_test.go") || entry.Name() == "doc_test.go" {
				return err
			}
			data, err := os.ReadFile(name)
			out = append(out, string(data))
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
})

// tested reports whether any test of the house names the rule.
func tested(t *testing.T, id string) bool {
	t.Helper()
	texts, err := testTexts()
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, id) })
}

var spans = regexp.MustCompile(`\b([A-Z]+-)(\d\d)(?:…|–|-)(\d\d)\b`)

// cited reports whether the text names the rule, alone or in a span (LY-01…05).
func cited(text, id string) bool {
	if strings.Contains(text, id) {
		return true
	}
	for _, m := range spans.FindAllStringSubmatch(text, -1) {
		if number, ok := strings.CutPrefix(id, m[1]); ok && number >= m[2] && number <= m[3] {
			return true
		}
	}
	return false
}

// TestEveryRuleHasARow: each rule of the gates is shown by a test that is named
// after it.
func TestEveryRuleHasARow(t *testing.T) {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(data)
	}
	for _, r := range rulebook.Rules() {
		named := regexp.MustCompile(`"[^"\n]*\b` + r.ID + `\b[^"\n]*", rulebook\.|func Test` + strings.ReplaceAll(r.ID, "-", "") + `\w*\(`)
		if !named.MatchString(tests.String()) {
			t.Errorf("no row of a table test is named after %s", r.ID)
		}
	}
}

var ruleID = regexp.MustCompile(`[A-Z]{2}-\d\d`)

// TestGateTable: all fourteen gates are told of, each with rules or with the place
// where they are held; what is said to be held elsewhere is enforced.
func TestGateTable(t *testing.T) {
	documentedRules := readRules(t)
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	ruled := map[rulebook.Gate]bool{}
	for _, r := range rulebook.Rules() {
		for _, g := range r.Gates {
			ruled[g] = true
		}
	}
	table := rulebook.GateTable()
	if len(table) != 14 {
		t.Errorf("%d gates, the rulebook has fourteen", len(table))
	}
	for i, g := range table {
		if string(g.Gate) != fmt.Sprintf("G%d", i+1) || g.Label == "" {
			t.Errorf("gate %d is %s %q", i+1, g.Gate, g.Label)
		}
		if ruled[g.Gate] == (g.Held != "") || ruled[g.Gate] != slices.Contains(rulebook.Gates(), g.Gate) {
			t.Errorf("%s: rules %t, held elsewhere %q, among the gates of the way %t", g.Gate, ruled[g.Gate], g.Held, slices.Contains(rulebook.Gates(), g.Gate))
		}
		if !strings.Contains(string(page), "| "+string(g.Gate)+" | "+g.Label+" |") {
			t.Errorf("docs/rules.md lacks %s", g.Gate)
		}
		for _, id := range ruleID.FindAllString(g.Held, -1) {
			if documentedRules[id].status != "enforced" {
				t.Errorf("%s names %s, which is %s", g.Gate, id, documentedRules[id].status)
			}
		}
	}
}
