package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// foreignPDF is a PDF of somebody else, with entries in its catalog and on its page.
func foreignPDF(catalog, page syntax.Dict) []byte {
	b := &syntax.Builder{}
	tree := b.Alloc()
	leaf := page.Clone()
	leaf["Type"], leaf["Parent"], leaf["MediaBox"] = syntax.Name("Page"), tree, syntax.Numbers(0, 0, 595, 842)
	b.Set(tree, syntax.Dict{"Type": syntax.Name("Pages"), "Count": syntax.Int(1), "Kids": syntax.Array{syntax.Add(b, leaf)}})
	root := catalog.Clone()
	root["Type"], root["Pages"] = syntax.Name("Catalog"), tree
	return b.File(syntax.Add(b, root), syntax.Add(b, syntax.Dict{}))
}

// Each class of PDF that can't be taken has its own answer and says what to do instead,
// whether its words are wanted or the file itself.
func TestDocImportRefusesPDF(t *testing.T) {
	plain := foreignPDF(nil, nil)
	action := func(d syntax.Dict) syntax.Dict { return syntax.Dict{"OpenAction": d} }
	_, path := office(t)
	signed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for code, c := range map[string]struct {
		pdf    []byte
		remedy string
	}{
		"encrypted-file":         {bytes.Replace(plain, []byte("/Root"), []byte("/Encrypt<</Filter/Standard>>/Root"), 1), "重新"},
		"damaged-file":           {plain[:len(plain)/2], "重新"},
		"pdf-junk-before-header": {append([]byte("HTTP/1.1 200 OK\r\n\r\n"), plain...), "另存为新的PDF文件"},
		"pdf-scripts":            {foreignPDF(action(syntax.Dict{"S": syntax.Name("JavaScript"), "JS": syntax.String("x")}), nil), "重新"},
		"pdf-launch":             {foreignPDF(action(syntax.Dict{"S": syntax.Name("Launch"), "F": syntax.String("cmd.exe")}), nil), "重新"},
		"pdf-media":              {foreignPDF(nil, syntax.Dict{"Annots": syntax.Array{syntax.Dict{"Subtype": syntax.Name("RichMedia")}}}), "重新"},
		"pdf-attachments":        {foreignPDF(syntax.Dict{"AF": syntax.Array{syntax.Dict{"Type": syntax.Name("Filespec"), "F": syntax.String("a"), "EF": syntax.Dict{}}}}, nil), "取出"},
		"pdf-signed":             {signed, "相关文件"},
		"wrong-ending":           {[]byte("正文"), "结尾"},
	} {
		for _, as := range [][]string{nil, {"--as-file"}} {
			exit, out, said := importDoc(t, "a.pdf", c.pdf, as...)
			if exit != exitWrong || out != "" || !strings.Contains(said, "（"+code+"）") || !strings.Contains(said, c.remedy) {
				t.Errorf("%s %v: %d %q %q", code, as, exit, out, said)
			}
		}
	}
}
