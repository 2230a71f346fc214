package rulebook_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/policies"
)

func TestRegions(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	regions, err := rulebook.LoadRegions(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"national", "shanghai", "huizhou", "strict"} {
		if r, err := rulebook.LoadRegion(fsys, id); err != nil || r.ID != id || regions[id].Label == "" {
			t.Errorf("region %s: %+v %v", id, r, err)
		}
	}
	if _, err := rulebook.LoadRegion(fsys, "atlantis"); document.KindOf(err) != document.Invalid {
		t.Errorf("unknown region: %v", err)
	}
	good, err := fs.ReadFile(fsys, "regions/national.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, old, with, want string }{
		{"unknown key", "review_months: 12", "review_month: 12", "unknown field"},
		{"another id", "id: national", "id: other", "the id is"},
		{"a strength that is none", "collective: should", "collective: perhaps", "strength"},
		{"DA-13 a mark that says something else", "PROACTIVE: 此件主动公开", "PROACTIVE: 此件不予公开", "mark"},
		{"ND-12 no years", "years: 5", "years: 0", "validity.years"},
		{"ND-05 most before least", "most: 15", "most: 3", "legality.most"},
		{"ND-11 a pattern that is none", "pattern: ''", "pattern: '['", "registration"},
		{"ND-14 evaluation before the document", "evaluate_months: 6", "evaluate_months: 600", "evaluate_months"},
		{"no basis", "basis: 国家法律", "basis: ''\n# 国家法律", "basis"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := strings.Replace(string(good), row.old, row.with, 1)
			_, err := rulebook.LoadRegions(fstest.MapFS{"regions/national.yaml": &fstest.MapFile{Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("LoadRegions: %v, want an error about %q", err, row.want)
			}
		})
	}
	misspelt := strings.Replace(string(good), "review_months: 12", "review_month: 12", 1)
	_, err = rulebook.LoadRegions(fstest.MapFS{"regions/national.yaml": &fstest.MapFile{Data: []byte(misspelt)}})
	if e, ok := errors.AsType[*document.Error](err); !ok || !strings.Contains(e.Message, "regions/national.yaml") ||
		!strings.Contains(e.Message, "“review_month”") || !strings.Contains(e.Message, "更正键名") {
		t.Errorf("a misspelt key is told without file, key or remedy: %v", err)
	}
	if _, err := rulebook.LoadRegions(fstest.MapFS{}); err == nil {
		t.Error("no national region: want an error")
	}
}

func TestNegativeList(t *testing.T) {
	item := "{id: N-1, ground: R15, title: 商业秘密, scope: 第三方}"
	for _, row := range []struct{ name, text, want string }{
		{"PD-15 a list", "version: '1'\nitems: [" + item + "]", ""},
		{"PD-15 no version", "items: [" + item + "]", "version"},
		{"PD-15 twice", "version: '1'\nitems: [" + item + "," + item + "]", "twice"},
		{"PD-15 state secrets have no place here", "version: '1'\nitems: [" + strings.Replace(item, "R15", "R14A", 1) + "]", "incomplete"},
		{"PD-15 no scope", "version: '1'\nitems: [" + strings.Replace(item, "第三方", "''", 1) + "]", "incomplete"},
		{"PD-15 unknown key", "version: '1'\nitem: []", "unknown field"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := rulebook.LoadNegativeList(fstest.MapFS{"negative.yaml": &fstest.MapFile{Data: []byte(row.text)}})
			if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
				t.Errorf("LoadNegativeList: %v, want %q", err, row.want)
			}
		})
	}
}
