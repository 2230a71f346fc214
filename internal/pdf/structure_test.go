package pdf

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/pdf/syntax"
)

// Every piece of a page is either decoration or belongs to an element, and the
// tree that leads back from the pieces to the elements is whole.
func TestEverythingOnThePagesIsTagged(t *testing.T) {
	for name, sheet := range map[string]Sheet{
		"normative": normative(), "letter": letter(), "order": order(), "minutes": minutes(), "joint": joint(), "notice": notice(),
	} {
		t.Run(name, func(t *testing.T) {
			f, err := syntax.Open(typeset(t, sheet).PDF)
			if err != nil {
				t.Fatal(err)
			}
			root, err := f.Catalog()
			if err != nil {
				t.Fatal(err)
			}
			pages, err := f.Pages()
			if err != nil {
				t.Fatal(err)
			}
			tree := f.Array(f.Dict(f.Dict(root["StructTreeRoot"])["ParentTree"])["Nums"])
			for i, p := range pages {
				pieces := checkPieces(t, f, p)
				owners := f.Array(tree[2*i+1])
				if len(owners) != pieces || p.Dict["StructParents"] != syntax.Object(syntax.Int(i)) {
					t.Errorf("page %d: %d pieces, %d owners", i+1, pieces, len(owners))
				}
				for _, o := range owners {
					if f.Dict(o)["Type"] != syntax.Name("StructElem") {
						t.Errorf("page %d: a piece belongs to %v", i+1, o)
					}
				}
			}
		})
	}
}

// checkPieces counts the marked pieces of a page. Whatever draws stands in one.
func checkPieces(t *testing.T, f *syntax.File, p syntax.Page) int {
	t.Helper()
	stream, _ := f.Resolve(p.Dict["Contents"]).(*syntax.Stream)
	content, err := f.Decode(stream)
	if err != nil {
		t.Fatal(err)
	}
	pieces, depth := 0, 0
	err = f.Operators(content, func(op string, args syntax.Array) {
		switch op {
		case "BDC":
			depth++
			if args[0] == syntax.Object(syntax.Name("Artifact")) { // a page number
				return
			}
			d, _ := args[1].(syntax.Dict)
			if n, ok := syntax.AsInt(d["MCID"]); !ok || n != pieces {
				t.Errorf("piece %d has number %v", pieces, d["MCID"])
			}
			pieces++
		case "BMC":
			depth++
		case "EMC":
			depth--
		case "TJ", "S", "f", "s", "B":
			if depth != 1 {
				t.Errorf("%s at depth %d of marked content", op, depth)
			}
		}
	})
	if err != nil || depth != 0 {
		t.Errorf("marked content does not end: depth %d, %v", depth, err)
	}
	return pieces
}

func TestStructureReadsInOrder(t *testing.T) {
	text := tool(t, typeset(t, normative()).PDF, "pdfinfo", "-struct-text", "FILE")
	at := 0
	for _, want := range []string{
		"H1", "关于印发明州市城市公共停车场", "H2", "第一章", "第一条", "附件：1.", "（此件主动公开）", "H2", "公共停车场分类和收费标准",
		"Table", "TR", "TH", "类别", "TR", "TD", "一类", "H2", "停车场备案表填写说明", "L (block)", "LI", "Lbl", "——", "LBody", "地面泊位", "LI", "Lbl", "——", "LBody", "地下泊位", "抄送：", "Figure",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("no %q after place %d in\n%s", want, at, text)
		}
		at += i + len(want)
	}
}

func TestOutline(t *testing.T) {
	s := normative()
	s.Body = "# 办法\n## 第一章 总则\n（一）范围\n第一条 甲。\n# 附表\n一、乙\n"
	f, err := syntax.Open(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var walk func(syntax.Dict, int)
	walk = func(d syntax.Dict, depth int) {
		for o := d["First"]; o != nil; o = f.Dict(o)["Next"] {
			got = append(got, strings.Repeat(" ", depth)+syntax.DecodeText(f.Dict(o)["Title"]))
			walk(f.Dict(o), depth+1)
		}
	}
	walk(f.Dict(root["Outlines"]), 0)
	want := []string{"办法", " 第一章 总则", "  （一）范围", "附表", " 一、乙", "附件1　公共停车场分类和收费标准", "附件2　停车场备案表填写说明"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
