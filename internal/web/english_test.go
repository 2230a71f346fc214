package web

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// howToAdd ends each failure of this file.
const howToAdd = "; add it to a table of internal/web/english_*.go, by its Chinese wording"

// TestEveryTemplateHasEnglish holds all words of all templates: each is said by t, or
// stands in an element that says it is in Chinese, and each that is said has English.
func TestEveryTemplateHasEnglish(t *testing.T) {
	var names []string
	for _, pattern := range []string{"templates/*.html", "templates/pieces/*.html"} {
		found, err := fs.Glob(files, pattern)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, found...)
	}
	actions := regexp.MustCompile(`\{\{.*?\}\}`)
	said := 0
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range messages.FindAllStringSubmatch(string(text), -1) {
			said++
			if english.foreign(m[1]) {
				t.Errorf("%s: no English for %q%s", name, m[1], howToAdd)
			}
		}
		root, err := html.Parse(strings.NewReader(actions.ReplaceAllString(string(text), "")))
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range unmarked(root) {
			if strings.ContainsFunc(words, isHan) {
				t.Errorf("%s: write {{t \"%s\"}}%s", name, words, howToAdd)
			}
		}
	}
	if said < 600 {
		t.Errorf("only %d messages were found in the templates", said)
	}
}

// TestScriptHasEnglish holds the words of draft.js.
func TestScriptHasEnglish(t *testing.T) {
	text := string(own[draftPath].content)
	for _, m := range regexp.MustCompile(`(\bw\()?'([^'\n]*\p{Han}[^'\n]*)'`).FindAllStringSubmatch(text, -1) {
		if m[1] == "" {
			t.Errorf("draft.js: write w('%s')", m[2])
		}
		if english.foreign(m[2]) {
			t.Errorf("draft.js: no English for %q%s", m[2], howToAdd)
		}
	}
}

// ofDocuments are the tables of words that belong to documents, which stay in Chinese.
var ofDocuments = []string{"matters", "topics", "provisions"}

// filesOfDocuments hold what is written into documents and tables of the record.
var filesOfDocuments = []string{"outline.go", "health_export.go"}

// TestEverySentenceHasEnglish holds the sentences that this room makes itself.
func TestEverySentenceHasEnglish(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "english") || name == "tongue.go" || slices.Contains(filesOfDocuments, name) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if v, ok := n.(*ast.ValueSpec); ok {
				for _, c := range ofDocuments {
					if v.Names[0].Name == c {
						return false
					}
				}
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			words, err := strconv.Unquote(lit.Value)
			if err == nil && strings.ContainsFunc(words, isHan) && !plain(words) && !speaks(words) {
				t.Errorf("%s: no English for %q%s", name, words, howToAdd)
			}
			return true
		})
	}
}

// plain reports whether a string is no sentence: a letter, the form of a date, the
// name of a file.
func plain(words string) bool {
	return len([]rune(words)) == 1 || strings.Contains(words, "1月2日") || strings.Contains(words, `\d`) || strings.HasSuffix(words, ".pdf")
}

// speaks reports whether a sentence, or a pattern of sentences, has English.
func speaks(words string) bool {
	if !english.foreign(words) {
		return true
	}
	for _, p := range englishPatterns {
		if p[0] == words || len([]rune(words)) > 1 && strings.Contains(p[0], words) {
			return true
		}
	}
	return false
}

// TestFurtherPagesInEnglish reads the pages beside the main ones in English: whatever is
// in Chinese says so, and is somebody's text or the law's.
func TestFurtherPagesInEnglish(t *testing.T) {
	house := desk.Establishment{
		People: []desk.Member{{ID: "p1", Login: "lifang", Name: "李芳", Active: true, Appointments: []desk.Term{{Appointment: desk.Appointment{Unit: "u", UnitName: "文电处", Role: document.Drafter, Label: document.Drafter.Label()}, EndsOn: "2027-01-31"}}}},
		Units:  []desk.UnitRow{{ID: "u", Name: "文电处", ShortName: "文电", ParentID: "", Parent: "办公室"}},
	}
	for _, path := range []string{
		"/documents/new", "/documents/doc-9/edit", "/ledger", "/numbers", "/establishment", "/people/p1", "/units/u", "/units/new", "/system", "/password?link=x",
	} {
		t.Run(path, func(t *testing.T) {
			v := viewAt(document.Drafting)
			v.Editable = true
			c := crowded(v)
			c.house = house
			c.me.Appointments = append(c.me.Appointments, desk.Appointment{Unit: "u", UnitName: "文电处", Role: document.Administrator, Label: document.Administrator.Label()})
			c.numbers = desk.Numbers{Series: []desk.NumberSeries{{Agency: "明政办发", Year: 2026, Last: 3, Used: 2, Missing: []int{2}}}, Voids: []desk.VoidNumber{{Number: "明政办发〔2026〕1号", Reason: "重号", Document: "doc-9"}}}
			a := inEnglish(t, bench0(c), path)
			if a.Code != http.StatusOK {
				t.Fatalf("%d", a.Code)
			}
			for _, words := range unmarked(a.root) {
				t.Errorf("Chinese that is not marked as such: %q%s", words, howToAdd)
			}
		})
	}
}
