package portal

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden files anew")

// outline returns what a page shows, one line a block, with the elements' names.
func outline(p tree) string {
	blocks := map[string]bool{"h1": true, "h2": true, "h3": true, "h4": true, "p": true, "li": true, "dt": true, "dd": true, "th": true, "td": true, "title": true, "summary": true}
	var b strings.Builder
	for n := range p.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case blocks[n.Data]:
			b.WriteString(n.Data + ": " + tree{n}.text() + "\n")
		case n.Data == "meta":
			b.WriteString("meta " + attr(n, "name") + ": " + attr(n, "content") + "\n")
		case n.Data == "a" || n.Data == "iframe":
			b.WriteString("  → " + attr(n, "href") + attr(n, "src") + "\n")
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	b := setup(t)
	for name, target := range map[string]string{"document": "/d/" + inForce, "repealed": "/d/" + repealed, "jiedu": "/d/" + repealed + "/jiedu"} {
		got, file := outline(b.page(target)), "testdata/"+name+".golden"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got; rewrite with -update):\n%s", target, diff)
		}
	}
}
