package portal

import (
	"fmt"
	"strings"
	"testing"
)

// WP-07: each document has one page and stands in one category, whatever words its
// office uses; GI-11: in the one that the regulation names first.
func TestEachDocumentInOneCategory(t *testing.T) {
	b := setup(t)
	base := b.shelf.docs[inForce]
	articles := map[string]string{
		"行政规范性文件": "rules", "《条例》第二十条第（一）项 规章": "rules", "第二十条第十一项": "welfare", "第二十条第一项": "rules", "财政预算、规划": "plans", "食品安全监督": "supervision",
		"": "other", "别的": "other",
	}
	i := 0
	for article := range articles {
		d := base
		d.Document, d.Article = fmt.Sprint("a", i), article
		b.shelf.put(d)
		i++
	}
	seen := map[string]string{}
	for _, c := range categories {
		for _, a := range b.page("/?category=" + c.Code).all("a") {
			id, page := strings.CutPrefix(attr(a.Node, "href"), "/d/")
			if !page || strings.Contains(id, "/") {
				continue
			}
			if seen[id] != "" {
				t.Errorf("%s is in %s and in %s", id, seen[id], c.Code)
			}
			seen[id] = c.Code
		}
	}
	for id, d := range b.shelf.docs {
		if want, ours := articles[d.Article]; ours && strings.HasPrefix(id, "a") && seen[id] != want {
			t.Errorf("%q is in %q, want %q", d.Article, seen[id], want)
		}
		if seen[id] == "" {
			t.Errorf("%s is in no category", id)
		}
		if got := attr(b.page("/d/" + id).all("link[rel=canonical]")[0].Node, "href"); got != config.BaseURL+"/d/"+id {
			t.Errorf("the address of %s is %s", id, got)
		}
	}
}
