package pdf

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/pdf/syntax"
)

// leadsTo returns the addresses that the pages of a file lead to, in order.
func leadsTo(t *testing.T, pdf []byte) []string {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range pages {
		for _, o := range f.Array(p.Dict["Annots"]) {
			d := f.Dict(o)
			if d["Subtype"] != syntax.Name("Link") {
				continue
			}
			for _, v := range f.Array(d["Rect"]) {
				if n, ok := syntax.AsFloat(v); !ok || n < 0 || n > 842 {
					t.Errorf("a link off the page: %v", d["Rect"])
				}
			}
			uri, _ := f.Dict(d["A"])["URI"].(syntax.String)
			out = append(out, string(uri))
		}
	}
	return slices.Compact(out)
}

func TestLinks(t *testing.T) {
	s := notice()
	s.VerifyURL = "https://mingzhou.example/d/1"
	s.Body = "一、详见[办事指南](https://mingzhou.example/指南?a=1)。\n\n二、网址为https://parking.mingzhou.example/open/api/v2/spaces?district=all，电子邮箱见[此处](mailto:office@mingzhou.example)。\n\n" +
		"三、[不可信](javascript:alert(1))的地址和[域名](https://明州.example/)没有链接。\n\n- [目录](http://mingzhou.example/list)\n"
	pdf := typeset(t, s).PDF
	want := []string{
		"https://mingzhou.example/%E6%8C%87%E5%8D%97?a=1", "https://parking.mingzhou.example/open/api/v2/spaces?district=all",
		"mailto:office@mingzhou.example", "http://mingzhou.example/list", "https://mingzhou.example/d/1",
	}
	if diff := cmp.Diff(want, leadsTo(t, pdf)); diff != "" {
		t.Error(diff)
	}
	marked := marked(t, sealed(t, s), repealed())
	if r := verified(t, marked); r.Verdict != Intact || len(r.Changes) == 0 {
		t.Errorf("verdict %s", r.Verdict)
	}
	if diff := cmp.Diff(want, leadsTo(t, marked)); diff != "" {
		t.Errorf("after the mark: %s", diff)
	}
}
