package web

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// writesAct finds the acts that the register and the counter write, or have refused.
var writesAct = regexp.MustCompile(`(?:\bact: |\.change\(ctx, |\.refused\(ctx, \w+, |const act = )"([a-z_.-]+)"|true: "(person\.\w+)", false: "(person\.\w+)"`)

// composed are the acts whose verb is not in the source beside them, by what begins them.
var composed = map[string][]document.Verb{
	"obligation.":     document.BesideVerbs(),
	"takedown.":       append(document.TakeDownVerbs(), "seen", "restored", "restore_failed"),
	"document.":       append(document.Verbs(), document.Consent, "published", "release_failed"),
	"reassessment.":   {document.Reassess, document.Approve, document.SendBack, document.Sign, document.Release, "published", "release_failed"},
	"interpretation.": {document.Submit, document.Approve, document.SendBack, document.Release, "published", "release_failed"},
	"person.":         {"appoint", "revoke"},
}

// TestEveryActOfTheLedgerHasAName: nobody reads a code, in the list or in its filter.
func TestEveryActOfTheLedgerHasAName(t *testing.T) {
	chosen, found := chosenActs(), 0
	for _, code := range writtenActs(t) {
		found++
		label := ledgerAct(code)
		if label == code || chosen[code] == "" {
			t.Errorf("%s has no name, or can't be chosen", code)
		}
		if english.foreign(label) {
			t.Errorf("%s: no English for %q%s", code, label, howToAdd)
		}
	}
	if found < 60 {
		t.Errorf("only %d acts were found", found)
	}
}

func writtenActs(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, room := range []string{"store", "desk"} {
		names, err := filepath.Glob("../" + room + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, m := range writesAct.FindAllStringSubmatch(string(text), -1) {
				for _, code := range m[1:] {
					out = append(out, wholeActs(t, name, code)...)
				}
			}
		}
	}
	return out
}

// wholeActs returns the whole acts that a code of the source stands for.
func wholeActs(t *testing.T, name, code string) []string {
	t.Helper()
	switch {
	case code == "":
		return nil
	case !strings.HasSuffix(code, "."):
		if !strings.Contains(code, ".") { // a refusal, see store.Refused
			code = "document." + code
		}
		return []string{code}
	}
	if composed[code] == nil {
		t.Errorf("%s: acts that begin with %q are not listed here", name, code)
	}
	var out []string
	for _, v := range composed[code] {
		out = append(out, code+string(v))
	}
	return out
}
