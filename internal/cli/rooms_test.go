package cli

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// rooms is the import table of the house (ARCHITECTURE.md): which room may
// import which. A room without a row, or an import outside its row, fails. A
// test may import what it likes.
var rooms = map[string]string{
	"cmd/mingfa":         "internal/cli",
	"policies":           "",
	"internal/document":  "",
	"internal/calendar":  "policies",
	"internal/audit":     "",
	"internal/official":  "",
	"internal/look":      "internal/official",
	"internal/embedded":  "",
	"internal/sheet":     "",
	"internal/actor":     "internal/document",
	"internal/pdf":       "internal/official",
	"internal/ooxml":     "",
	"internal/scan":      "internal/document internal/ooxml",
	"internal/picture":   "internal/document internal/scan",
	"internal/confine":   "",
	"internal/extract":   "internal/confine internal/pdf",
	"internal/intake":    "internal/document internal/ooxml internal/scan internal/official internal/confine internal/extract internal/pdf",
	"internal/dossier":   "internal/document internal/official",
	"internal/identity":  "internal/document",
	"internal/blob":      "internal/document",
	"internal/release":   "internal/document",
	"internal/procedure": "internal/document policies",
	"internal/authz":     "internal/document policies",
	"internal/rulebook":  "internal/document internal/dossier internal/calendar internal/scan internal/official policies",
	"internal/verdict":   "internal/document internal/dossier internal/authz internal/procedure internal/rulebook internal/calendar",
	"activities":         "internal/document internal/dossier internal/verdict internal/calendar internal/procedure internal/rulebook",
	"workflows":          "activities internal/document",
	"worker":             "workflows activities internal/actor internal/calendar internal/procedure",
	"internal/store":     "internal/document internal/dossier internal/audit internal/verdict internal/authz internal/procedure activities",
	"internal/desk": "internal/document internal/dossier internal/rulebook internal/calendar internal/scan internal/intake internal/extract internal/picture internal/official internal/authz " +
		"internal/verdict internal/audit internal/store internal/blob internal/actor activities workflows",
	"internal/web":    "internal/desk internal/document internal/dossier internal/verdict internal/look internal/sheet",
	"internal/api":    "internal/desk internal/document internal/dossier internal/verdict",
	"internal/portal": "internal/document internal/look internal/pdf",
	"internal/demo":   "internal/document internal/dossier",
	"internal/cli":    "*",
	"e2e":             "*",
}

func TestRooms(t *testing.T) {
	for _, p := range listPackages(t) {
		path := strings.TrimPrefix(p.ImportPath, "mingfa/")
		room, ok := roomOf(path)
		if !ok {
			t.Errorf("%s: no row in the import table", path)
			continue
		}
		for _, imp := range p.Imports {
			target, ours := strings.CutPrefix(imp, "mingfa/")
			if !ours {
				continue
			}
			if to, _ := roomOf(target); to != room && !allowed(room, to) {
				t.Errorf("%s must not import %s", room, to)
			}
		}
	}
}

// allowed reports whether a room may import another; a test support package
// (storetest) may import what its tests need.
func allowed(from, to string) bool {
	row := rooms[from]
	if row == "*" || from == "internal/store/storetest" {
		return true
	}
	for _, r := range strings.Fields(row) {
		if r == to {
			return true
		}
	}
	return false
}

// roomOf finds the room a package belongs to: the longest row that is its path
// or a folder above it.
func roomOf(path string) (string, bool) {
	if path == "internal/store/storetest" {
		return path, true
	}
	for p := path; p != ""; {
		if _, ok := rooms[p]; ok {
			return p, true
		}
		i := strings.LastIndex(p, "/")
		if i < 0 {
			return "", false
		}
		p = p[:i]
	}
	return "", false
}

type listed struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "mingfa/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
