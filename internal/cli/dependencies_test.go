package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDependencies: every module that is required directly stands in
// docs/dependencies.md with its licence and reason, and no other does.
func TestDependencies(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	var required, listed []string
	for line := range strings.Lines(string(mod)) {
		if m := regexp.MustCompile(`^\t(\S+) v\S+$`).FindStringSubmatch(strings.TrimRight(line, "\n")); m != nil {
			required = append(required, m[1])
		}
	}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 || !strings.Contains(cells[1], "/") {
			continue
		}
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[1], -1) {
			listed = append(listed, m[1])
		}
		for i, what := range map[int]string{2: "licence", 3: "use", 4: "reason"} {
			if strings.TrimSpace(cells[i]) == "" {
				t.Errorf("%s: no %s", strings.TrimSpace(cells[1]), what)
			}
		}
	}
	slices.Sort(required)
	slices.Sort(listed)
	if len(required) == 0 {
		t.Fatal("go.mod requires nothing: it was not read")
	}
	if diff := cmp.Diff(required, listed); diff != "" {
		t.Errorf("go.mod against the table:\n%s", diff)
	}
}
