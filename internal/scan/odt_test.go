package scan_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/ooxml/ooxmltest"
	"mingfa/internal/scan"
)

// odt packs an OpenDocument text with this body.
func odt(t *testing.T, content string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.text",
		"content.xml": `<d xmlns:o="o"><o:automatic-styles><o:style o:name="T1"><o:text-properties o:display="none"/></o:style></o:automatic-styles>` +
			`<o:body><o:text>` + content + `</o:text></o:body></d>`,
	}
	for name, part := range more {
		parts[name] = part
	}
	return ooxmltest.Pack(t, parts)
}

func TestODT(t *testing.T) {
	for _, row := range []struct {
		name, content string
		more          map[string]string
		want          []string
	}{
		{"body", `<o:p>正文</o:p><o:p>手机<o:span>138</o:span>00138000</o:p>`, nil, []string{"SC-03 block 正文第2行第3字"}},
		{"nothing", `<o:p>正文</o:p>`, map[string]string{"META-INF/manifest.xml": "<m/>", "settings.xml": "<s/>", "Thumbnails/thumbnail.png": "x"}, nil},
		{"SC-14 comment", `<o:p>正文<o:annotation><o:p>手机13800138000</o:p></o:annotation></o:p>`, nil, []string{"SC-03 block 批注第1行第3字", "SC-14 block 批注"}},
		{"SC-14 tracked changes", `<o:tracked-changes><o:deletion><o:p>手机13800138000</o:p></o:deletion></o:tracked-changes><o:p>正文</o:p>`, nil, []string{"SC-03 block 修订前文字第1行第3字", "SC-14 block 整个文件"}},
		{"SC-14 hidden style", `<o:p>正文<o:span o:style-name="T1">手机13800138000</o:span></o:p>`, nil, []string{"SC-03 block 隐藏文字第1行第3字", "SC-14 block 隐藏文字"}},
		{"table", `<o:table><o:table-row><o:table-cell><o:p>电话</o:p></o:table-cell><o:table-cell><o:p>13800138000</o:p></o:table-cell></o:table-row></o:table>`, nil, []string{"SC-03 block 表格第1行第4字"}},
		{"SC-19 properties", ``, map[string]string{"meta.xml": `<m xmlns:d="d"><d:creator>赵小明</d:creator><d:title>停车办法</d:title></m>`}, []string{"SC-19 warn 文档属性"}},
		{"header", ``, map[string]string{"styles.xml": `<s xmlns:o="o"><o:header><o:p>手机13800138000</o:p></o:header></s>`}, []string{"SC-03 block 页眉第1行第3字"}},
		{"SC-12 in a footnote", `<o:p>正文<o:note><o:note-body><o:p>机密★10年</o:p></o:note-body></o:note></o:p>`, nil, []string{"SC-12 block 脚注第1行第1字"}},
		{"SR-01 picture", ``, map[string]string{"Pictures/1.png": "x"}, []string{"SR-01 warn 整个文件"}},
		{"SR-01 object", ``, map[string]string{"Object 1/content.xml": "<x/>"}, []string{"SR-01 block 整个文件"}},
		{"SR-01 broken", `<o:p>`, nil, []string{"SR-01 block 整个文件"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r, err := scanner(t, scan.Options{}).File("文稿.odt", odt(t, row.content, row.more))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, h := range r.Hits {
				got = append(got, fmt.Sprintf("%s %s %s", h.Rule, h.Severity, h.Place))
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
