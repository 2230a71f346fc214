package api

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"mingfa/internal/rulebook"
)

var update = flag.Bool("update", false, "rewrite docs/openapi.yaml")

// TestSpecFile holds docs/openapi.yaml to what the server says of itself.
func TestSpecFile(t *testing.T) {
	got, err := Spec()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("..", "..", "docs", "openapi.yaml")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/openapi.yaml is out of date: go test ./internal/api -update\n%s", diff)
	}
}

func TestSpecIsTheSameEachTime(t *testing.T) {
	first, err := Spec()
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again, err := Spec()
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the document differs between two calls (err %v)", err)
		}
	}
}

func specTree(t *testing.T) map[string]any {
	t.Helper()
	b, err := Spec()
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := yaml.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// walk visits every node of the document with its path.
func walk(node any, path string, visit func(path string, m map[string]any)) {
	switch n := node.(type) {
	case map[string]any:
		visit(path, n)
		for k, v := range n {
			walk(v, path+"/"+k, visit)
		}
	case []any:
		for _, v := range n {
			walk(v, path, visit)
		}
	}
}

func TestSpecReferencesResolve(t *testing.T) {
	tree, used := specTree(t), map[string]bool{}
	walk(tree, "", func(path string, m map[string]any) {
		ref, ok := m["$ref"].(string)
		if !ok {
			return
		}
		used[ref] = true
		var node any = tree
		for _, step := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
			parent, _ := node.(map[string]any)
			node = parent[step]
		}
		if node == nil {
			t.Errorf("%s: %s leads nowhere", path, ref)
		}
	})
	for name := range tree["components"].(map[string]any)["schemas"].(map[string]any) {
		if !used["#/components/schemas/"+name] {
			t.Errorf("schema %s is used by nothing", name)
		}
	}
}

func TestSpecIsComplete(t *testing.T) {
	tree, ids := specTree(t), map[string]bool{}
	if tree["openapi"] != "3.1.0" {
		t.Errorf("openapi is %v", tree["openapi"])
	}
	for path, ops := range tree["paths"].(map[string]any) {
		for method, op := range ops.(map[string]any) {
			checkOperation(t, method+" "+path, op.(map[string]any), ids)
		}
	}
	walk(tree["components"], "components", func(path string, m map[string]any) {
		props, _ := m["properties"].(map[string]any)
		if strings.HasSuffix(path, "/properties") {
			return
		}
		for name, p := range props {
			if p.(map[string]any)["description"] == nil {
				t.Errorf("%s: field %s has no description", path, name)
			}
		}
	})
}

func checkOperation(t *testing.T, name string, op map[string]any, ids map[string]bool) {
	t.Helper()
	for _, key := range []string{"summary", "description", "operationId", "tags"} {
		if op[key] == nil {
			t.Errorf("%s has no %s", name, key)
		}
	}
	if id, _ := op["operationId"].(string); ids[id] {
		t.Errorf("%s: operationId %s occurs twice", name, id)
	} else {
		ids[id] = true
	}
	inPath := strings.Count(name, "{")
	params, _ := op["parameters"].([]any)
	for _, p := range params {
		param := p.(map[string]any)
		if param["description"] == nil {
			t.Errorf("%s: parameter %s has no description", name, param["name"])
		}
		if param["in"] == "path" {
			inPath--
		}
	}
	if inPath != 0 {
		t.Errorf("%s: path parameters are not documented", name)
	}
}

// TestSpecClosesRequestsOnly: a request may not hold unknown fields, an answer may.
func TestSpecClosesRequestsOnly(t *testing.T) {
	schemas := specTree(t)["components"].(map[string]any)["schemas"].(map[string]any)
	for name, closed := range map[string]bool{"Act": true, "Text": true, "Draft": true, "Credentials": true, "View": false, "Problem": false} {
		if got := schemas[name].(map[string]any)["additionalProperties"] == false; got != closed {
			t.Errorf("%s: closed is %v, want %v", name, got, closed)
		}
	}
}

// TestResults holds the results of a secrecy review (SR-15) and that of an
// attribute review (DA-08) to those of the rulebook.
func TestResults(t *testing.T) {
	f, _ := reflect.TypeFor[act]().FieldByName("Result")
	want := strings.Join(append([]string{""}, append(rulebook.Results(), rulebook.Dissent)...), ",")
	if got := f.Tag.Get("enum"); got != want {
		t.Errorf("the document offers %q, the rulebook %q", got, want)
	}
}

// TestShapes holds every documenting type to the type it documents: the same
// names, the same types, in the same order, each with words.
func TestShapes(t *testing.T) {
	type field struct{ JSON, Type string }
	flat := func(typ reflect.Type) []field {
		var out []field
		for _, f := range reflect.VisibleFields(typ) {
			if f.Anonymous || f.Tag.Get("json") == "-" {
				continue
			}
			out = append(out, field{f.Tag.Get("json"), f.Type.String()})
		}
		return out
	}
	for wire, shape := range shapes {
		want, got := flat(wire), flat(shape)
		if shape == reflect.TypeFor[view]() {
			got = append(flat(reflect.TypeFor[item]()), got...)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s and %s differ (-wire +shape):\n%s", wire, shape, diff)
		}
		for i := range shape.NumField() {
			if f := shape.Field(i); f.Tag.Get("doc") == "" && f.Tag.Get("json") != "-" {
				t.Errorf("%s.%s has no words", shape, f.Name)
			}
		}
	}
}
