package procedure_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/policies"
)

// ownFolder is a folder of an office that replaces the procedure of general documents.
func ownFolder(t *testing.T, change func(string) string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "policies", "procedures", "general.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "procedures"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "procedures", "general.yaml"), []byte(change(string(data))), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

const secrecyLine, attributeLine = "  - {stage: secrecy_review, workdays: 2}\n", "  - {stage: attribute_review, workdays: 2}\n"

// TestOwnProcedure: an office changes order and terms within the invariants; the
// other procedures stay.
func TestOwnProcedure(t *testing.T) {
	fsys, err := policies.Load(ownFolder(t, func(s string) string {
		s = strings.Replace(s, attributeLine, "", 1)
		return strings.Replace(s, secrecyLine, "  - {stage: secrecy_review, workdays: 4}\n"+attributeLine, 1)
	}))
	if err != nil {
		t.Fatal(err)
	}
	book, err := procedure.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	way, err := book.Resolve(document.General, procedure.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	before := way.Route().Before(document.AttributeReview)
	if len(before) == 0 || before[len(before)-1] != document.SecrecyReview || way.Workdays(document.SecrecyReview) != 4 {
		t.Errorf("the office's own way: %+v", way.Steps)
	}
	if _, err := book.Resolve(document.Normative, procedure.Facts{}); err != nil {
		t.Errorf("the other procedures: %v", err)
	}
}

// TestOwnProcedureRefused: what breaks an invariant is refused with file, place and
// what to do.
func TestOwnProcedureRefused(t *testing.T) {
	drop := func(line string) func(string) string {
		return func(s string) string { return strings.Replace(s, line, "", 1) }
	}
	for name, row := range map[string]struct {
		change func(string) string
		want   []string
	}{
		"DH-08 without the office check": {
			drop("  - {stage: office_check, workdays: 2}\n"),
			[]string{"DH-08", "“办公室审核”环节（office_check）", "stages", "请补上该环节"},
		},
		"DH-07 without the review of the unit": {
			drop("  - {stage: unit_review, workdays: 2}\n"),
			[]string{"DH-07", "“处室核稿”环节（unit_review）", "请补上该环节"},
		},
		"invariant-2 secrecy after the signing": {func(s string) string {
			s = strings.Replace(s, secrecyLine, "", 1)
			return strings.Replace(s, "  - {stage: registration", secrecyLine+"  - {stage: registration", 1)
		}, []string{"SR-01", "第13行 stages[7].stage", "secrecy_review", "签发之前"}},
		"a term beyond a year": {func(s string) string {
			return strings.Replace(s, secrecyLine, "  - {stage: secrecy_review, workdays: 400}\n", 1)
		}, []string{"第9行 stages[3].workdays", "secrecy_review", "400个工作日", "请填0（不限）至250"}},
		"a stage twice": {
			func(s string) string { return strings.Replace(s, secrecyLine, secrecyLine+secrecyLine, 1) },
			[]string{"第10行 stages[4].stage", "secrecy_review", "请只保留一处"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			fsys, err := policies.Load(ownFolder(t, row.change))
			if err != nil {
				t.Fatal(err)
			}
			_, err = procedure.Load(fsys)
			for _, want := range append(row.want, "procedures/general.yaml") {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%v, want an error with %q", err, want)
				}
			}
		})
	}
}
