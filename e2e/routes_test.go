package e2e

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// noPages are the addresses that answer with no page of their own, and with what instead.
var noPages = map[string]map[string]string{
	"web": {
		"GET /assets/": "style", "GET /healthz": "a word for programs", "GET /{$}": "leads to the inbox", "GET /inbox/acts": "leads to the inbox",
		"GET /documents/{id}/acts": "leads to the document", "GET /system/policies": "leads to the settings",
		"GET /documents/{id}/preview.pdf": "PDF", "GET /documents/{id}/files/{name}": "PDF", "GET /documents/{id}/pages/{name}": "picture",
		"GET /documents/{id}/pictures/{name}": "picture", "GET /pictures/{name}": "picture",
		"GET /health.csv": "table", "GET /health.xlsx": "table",
		"GET /inbox/news": "piece of the inbox", "GET /documents/{id}/state": "piece of the document",
	},
	"portal": {
		"GET /assets/": "style", "GET /healthz": "a word for programs", "GET /checkpoint.txt": "text", "GET /d/{id}/text.txt": "text", "GET /robots.txt": "text",
		"GET /d/{id}/file.pdf": "PDF", "GET /d/{id}/pictures/{name}": "picture", "GET /feed.atom": "feed", "GET /reports.atom": "feed", "GET /sitemap.xml": "XML",
		"GET /api/documents": "JSON", "GET /api/documents/{id}": "JSON", "GET /api/verify": "JSON", "GET /n/{number...}": "leads to the document",
	},
}

// TestEveryPageHasAPlace holds the lists of pages that axe-core looks at to the source:
// each address that answers GET is visited in one of them, or named above.
func TestEveryPageHasAPlace(t *testing.T) {
	bench := desks{ids: map[document.Stage]string{}, ends: ends{public: "a", down: "b", late: "c", filed: "d", assessed: "e", original: "f", warned: "g", pictured: "k", joint: "l"}, hits: "h", back: "i", since: "j"}
	for _, row := range wayOf {
		bench.ids[row] = string(row)
	}
	visited := map[string][]string{}
	for _, p := range bench.places() {
		visited["web"] = append(visited["web"], p.path)
	}
	for _, path := range publicPlaces("r", "v", "g", "a") {
		visited["portal"] = append(visited["portal"], path)
	}
	for room, least := range map[string]int{"web": 25, "portal": 20} {
		mux, all := http.NewServeMux(), routesOf(t, "../internal/"+room)
		if len(all) < least {
			t.Errorf("%s: only %d addresses were found in the source", room, len(all))
		}
		for pattern := range all {
			mux.Handle(pattern, http.NotFoundHandler())
		}
		seen := map[string]bool{}
		for _, path := range visited[room] {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody)
			if err != nil {
				t.Fatal(err)
			}
			_, pattern := mux.Handler(r)
			seen[pattern] = true
		}
		for pattern := range all {
			if _, known := noPages[room][pattern]; !seen[pattern] && !known {
				t.Errorf("%s: nobody looks at %s: give it a place, or name it among those that are no pages", room, pattern)
			}
		}
		for pattern := range noPages[room] {
			if !all[pattern] || seen[pattern] {
				t.Errorf("%s: %s is no address, or is visited as a page", room, pattern)
			}
		}
	}
}

// routesOf finds the patterns of GET in the source of a room.
func routesOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if pattern, err := strconv.Unquote(lit.Value); err == nil && strings.HasPrefix(pattern, "GET /") {
					out[pattern] = true
				}
			}
			return true
		})
	}
	return out
}
