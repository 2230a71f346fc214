// Package pagetest reads HTML pages in tests: of the workbench, of the portal, and of
// both in the whole system.
package pagetest

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Parse returns the root of a page; a test can't go on without one.
func Parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("parse page: %v", err)
	}
	return root
}

// Attr returns the value of an attribute, "" if the element has none of that name.
func Attr(n *html.Node, key string) string {
	value, _ := attribute(n, key)
	return value
}

// Has reports whether the element has the attribute, with a value or without.
func Has(n *html.Node, key string) bool {
	_, found := attribute(n, key)
	return found
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// All returns the elements below n that match, in the order of the page.
func All(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			out = append(out, d)
		}
	}
	return out
}

// Text returns the words below n as they stand, without white space around them.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
