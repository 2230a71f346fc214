package scan_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/ooxml/ooxmltest"
	"mingfa/internal/scan"
)

const wordRoot = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

func body(content string) map[string]string {
	return map[string]string{"word/document.xml": wordRoot + content + `</w:body></w:document>`}
}

func with(content, name, part string) map[string]string {
	all := body(content)
	all[name] = part
	return all
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func paragraph(runs ...string) string { return `<w:p>` + strings.Join(runs, "") + `</w:p>` }

func TestDOCX(t *testing.T) {
	const vanish = `<w:r><w:rPr><w:vanish/></w:rPr><w:t>13800138000</w:t></w:r>`
	for _, row := range []struct {
		name  string
		parts map[string]string
		want  []string
	}{
		{"clean", body(paragraph(run("正文。"))), nil},
		{"SC-03 in pieces of a paragraph", body(paragraph(run("正文。")) + paragraph(run("电话138"), run("0013"), run("8000"))), []string{"SC-03 block 正文第2行第3字 138******00"}},
		{"SC-03 in a cell", body(`<w:tbl><w:tr><w:tc>` + paragraph(run("张某")) + `</w:tc><w:tc>` + paragraph(run("13800138000")) + `</w:tc></w:tr></w:tbl>`), []string{"SC-03 block 表格第1行第4字 138******00"}},
		{"SC-01 broken over two paragraphs of a cell", body(`<w:tbl><w:tr><w:tc>` + paragraph(run("110105194912")) + paragraph(run("31002X")) + `</w:tc></w:tr></w:tbl>`), []string{"SC-01 block 表格第1行第1字 110*************2X"}},
		{"SC-10 head of a list", body(`<w:tbl><w:tr><w:tc>` + paragraph(run("姓名")) + `</w:tc><w:tc>` + paragraph(run("身份证号")) + `</w:tc><w:tc>` + paragraph(run("低保金额")) + `</w:tc></w:tr></w:tbl>`), []string{"SC-10 warn 表格第1行第1字"}},
		{"SC-13 in a header", with(paragraph(run("正文。")), "word/header1.xml", `<w:hdr xmlns:w="w">`+paragraph(run("内部资料"))+`</w:hdr>`), []string{"SC-13 block 页眉第1行第1字 内部资料"}},
		{"SC-03 in a footnote", with(paragraph(run("正文。")), "word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote>`+paragraph(run("13800138000"))+`</w:footnote></w:footnotes>`), []string{"SC-03 block 脚注第1行第1字 138******00"}},
		{"SC-14 comment", with(paragraph(run("正文。")), "word/comments.xml", `<w:comments xmlns:w="w"><w:comment w:id="0">`+paragraph(run("电话13800138000对吗"))+`</w:comment></w:comments>`), []string{
			"SC-03 block 批注第1行第3字 138******00", "SC-14 block 批注",
		}},
		{"SC-14 no comments in the part", with(paragraph(run("正文。")), "word/comments.xml", `<w:comments xmlns:w="w"></w:comments>`), nil},
		{"SC-14 inserted", body(paragraph(`<w:ins>` + run("新增。") + `</w:ins>`)), []string{"SC-14 block 整个文件"}},
		{"SC-14 deleted number", body(paragraph(run("电话"), `<w:del><w:r><w:delText>13800138000</w:delText></w:r></w:del>`)), []string{"SC-03 block 修订前文字第1行第3字 138******00", "SC-14 block 整个文件"}},
		{"SC-14 number deleted in part", body(paragraph(run("1380013"), `<w:del><w:r><w:delText>8000</w:delText></w:r></w:del>`, `<w:ins>`+run("略")+`</w:ins>`)), []string{"SC-03 block 修订前文字第1行第1字 138******00", "SC-14 block 整个文件"}},
		{"SC-14 number in both versions", body(paragraph(run("13800138000"), `<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>`)), []string{"SC-03 block 正文第1行第1字 138******00", "SC-14 block 整个文件"}},
		{"SC-14 format changed", body(paragraph(`<w:r><w:rPr><w:b/><w:rPrChange w:id="1"/></w:rPr><w:t>正文。</w:t></w:r>`)), []string{"SC-14 block 整个文件"}},
		{"SC-14 hidden number", body(paragraph(run("正文。"), vanish)), []string{"SC-03 block 隐藏文字第1行第4字 138******00", "SC-14 block 隐藏文字"}},
		{"SC-14 a hidden number with the mask of a visible one", body(paragraph(run("13812345600，"), vanish)), []string{
			"SC-03 block 正文第1行第1字 138******00", "SC-03 block 隐藏文字第1行第13字 138******00", "SC-14 block 隐藏文字",
		}},
		{"SC-14 a hidden address beside a visible one", body(paragraph(run("家庭住址：明州市东城区和平路12号3单元501室，"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>家庭住址：明州市西城区中山路8号2单元302室。</w:t></w:r>`)), []string{
			"SC-08 warn 正文第1行第1字 家庭住址***", "SC-08 warn 正文第1行第3字 住址***",
			"SC-08 warn 隐藏文字第1行第26字 家庭住址***", "SC-08 warn 隐藏文字第1行第28字 住址***", "SC-14 block 隐藏文字",
		}},
		{"SC-14 switched off", body(paragraph(`<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>正文。</w:t></w:r>`)), nil},
		{"SC-14 hidden by a style", with(paragraph(`<w:r><w:rPr><w:rStyle w:val="b"/></w:rPr><w:t>13800138000</w:t></w:r>`), "word/styles.xml",
			`<w:styles xmlns:w="w"><w:style w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`), []string{
			"SC-03 block 隐藏文字第1行第1字 138******00", "SC-14 block 隐藏文字",
		}},
		{"SC-12 partly hidden", body(paragraph(run("机"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>密★</w:t></w:r>`, run("构"))), []string{"SC-12 block 隐藏文字第1行第1字"}},
		{"SC-12 in pieces", body(paragraph(run("机"), run("密★"), run("10年")) + paragraph(run("13800138000"))), []string{"SC-12 block 正文第1行第1字"}},
		{"SC-03 in a text box", body(paragraph(`<w:r><mc:AlternateContent xmlns:mc="mc"><mc:Choice>`+`<w:txbxContent>`+paragraph(run("13800138000"))+`</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>`+paragraph(run("13800138000"))+`</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`, run("正文。"))), []string{"SC-03 block 正文第1行第1字 138******00"}},
		{"SC-03 for older programs only", body(paragraph(`<w:r><mc:AlternateContent xmlns:mc="mc"><mc:Fallback><w:txbxContent>` + paragraph(run("13800138000")) + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`)), []string{"SC-03 block 其他部件第1行第1字 138******00"}},
		{"SC-07 in a field", body(paragraph(`<w:r><w:instrText>HYPERLINK "mailto:zs@qq.com"</w:instrText></w:r>`)), []string{"SC-07 warn 域代码第1行第19字 z***@qq.com"}},
		{"SC-07 in a link", with(paragraph(run("正文。")), "word/_rels/document.xml.rels", `<Relationships><Relationship TargetMode="External" Target="mailto:zs@qq.com"/></Relationships>`), []string{"SC-07 warn 超链接 z***@qq.com"}},
		{"SC-19 path in a link", with(paragraph(run("正文。")), "word/_rels/document.xml.rels", `<Relationships><Relationship TargetMode="External" Target="file:///C:/Users/a/b.docx"/></Relationships>`), []string{"SC-19 warn 超链接"}},
		{"SC-03 in words for a picture", body(paragraph(`<w:r><w:drawing><wp:docPr xmlns:wp="wp" id="1" descr="13800138000"/></w:drawing></w:r>`)), []string{"SC-03 block 替代文字第1行第1字 138******00"}},
		{"SC-03 in a chart", with(paragraph(run("正文。")), "word/charts/chart1.xml", `<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>1380013</a:t></a:r><a:r><a:t>8000</a:t></a:r></a:p></c:chart>`), []string{"SC-03 block 其他部件第1行第1字 138******00"}},
		{"SC-03 in data of one's own", with(paragraph(run("正文。")), "customXml/item1.xml", `<a><b>13800138000</b></a>`), []string{"SC-03 block 其他部件第1行第1字 138******00"}},
		{"SC-19 author", with(paragraph(run("正文。")), "docProps/core.xml", `<cp xmlns:dc="dc"><dc:creator>张三丰</dc:creator><dc:title>办法（送审稿）</dc:title></cp>`), []string{
			"SC-19 warn 文档属性 作者：***", "SC-14 block 文档属性 送审稿",
		}},
		{"SC-19 picture with a position", with(paragraph(run("正文。")), "word/media/a.jpg", "\xff\xd8Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a"), []string{
			"SC-19 warn 其他部件 a.jpg", "SR-01 warn 整个文件",
		}},
		{"SR-01 embedded table", with(paragraph(run("正文。")), "word/embeddings/a.xlsx", "PK"), []string{"SR-01 block 整个文件"}},
		{"SR-01 not well-formed", body(`<w:p><w:r>`), []string{"SR-01 block 整个文件"}},
		{"SR-01 broken part, the others are read", with(paragraph(run("13800138000")), "word/header1.xml", `<w:hdr`), []string{"SR-01 block 整个文件", "SC-03 block 正文第1行第1字 138******00"}},
		{"SR-01 entity", map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY x "13800138000">]><a><p><t>&x;</t></p></a>`}, []string{"SR-01 block 整个文件"}},
		{"SR-01 nested too deeply", body(strings.Repeat("<w:x>", 600) + strings.Repeat("</w:x>", 600)), []string{"SR-01 block 整个文件"}},
		{"SR-01 another archive", map[string]string{"xl/workbook.xml": "<a/>"}, []string{"SR-01 block 整个文件"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r, err := scanner(t, scan.Options{}).File("通知.docx", ooxmltest.Pack(t, row.parts))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, said(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFiles(t *testing.T) {
	for _, row := range []struct {
		name, file, data string
		want             []string
	}{
		{"text", "通知.txt", "电话13800138000", []string{"SC-03 block 正文第1行第3字 138******00"}},
		{"SC-14 blanks", "通知.txt", "2026年12月　　日\n金额：    万元", []string{"SC-14 block 正文第1行第1字 2026年12月　日", "SC-14 block 正文第2行第1字 金额:　万元"}},
		{"byte order mark", "通知.md", "\ufeff13800138000", []string{"SC-03 block 正文第1行第1字 138******00"}},
		{"empty", "通知.txt", "", nil},
		{"SC-14 in the name", "停车办法（征求意见稿）.txt", "正文。", []string{"SC-14 block 文件名 征求意见稿"}},
		{"SC-12 in the name", `C:\文件\机密★10年 材料.txt`, "13800138000", []string{"SC-12 block 文件名"}},
		{"SR-01 PDF", "通知.pdf", "%PDF-1.7\n13800138000", []string{"SR-01 block 整个文件"}},
		{"SR-01 PDF under another name", "通知.txt", "\n%PDF-1.7\n", []string{"SR-01 block 整个文件"}},
		{"SR-01 document of an older Word", "通知.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", []string{"SR-01 block 整个文件"}},
		{"SR-01 archive cut off", "通知.docx", "PK\x03\x04", []string{"SR-01 block 整个文件"}},
		{"UTF-16", "通知.txt", "\xff\xfe\x63\x6b", nil},
		{"SC-12 UTF-16", "通知.txt", "\xff\xfe\x3a\x67\xc6\x5b", []string{"SC-12 block 正文第1行第1字"}},
		{"SC-12 UTF-16, big-endian", "通知.txt", "\xfe\xff\x67\x3a\x5b\xc6", []string{"SC-12 block 正文第1行第1字"}},
		{"SR-01 UTF-8 behind a mark of UTF-16", "通知.txt", "\xff\xfe身份证号码110101199003070011", []string{"SR-01 block 整个文件", "SC-01 block 正文第1行第6字 110*************11"}},
		{"SR-01 UTF-8 behind a mark of UTF-16, big-endian", "通知.txt", "\xfe\xff身份证号码110101199003070011", []string{"SR-01 block 整个文件", "SC-01 block 正文第1行第6字 110*************11"}},
		{"SC-03 ASCII behind a mark of UTF-16", "通知.txt", "\xff\xfe13800138000 ", []string{"SR-01 block 整个文件", "SC-03 block 正文第1行第1字 138******00"}},
		{"SC-12 GB 18030 behind a mark of UTF-16", "通知.txt", "\xff\xfe\xbb\xfa\xc3\xdc\xa1\xef", []string{"SC-12 block 正文第1行第1字"}},
		{"SR-01 characters that are none", "通知.txt", "\xff\xfe\x63\x6b\x78\x03", []string{"SR-01 block 整个文件"}},
		{"SR-01 UTF-16, half a character", "通知.txt", "\xff\xfe\x63\x6b\x00\xd8", []string{"SR-01 block 整个文件"}},
		{"SC-12 GBK", "通知.txt", "\xc9\xea\xc7\xeb\n\xbb\xfa\xc3\xdc\xa1\xef10\xc4\xea", []string{"SC-12 block 正文第2行第1字"}},
		{"SC-03 GBK", "通知.txt", "\xc9\xea\xc7\xeb 13800138000", []string{"SC-03 block 正文第1行第4字 138******00"}},
		{"SR-01 UTF-8 and GBK mixed", "通知.txt", "第一行\n\xc9\xea\xc7\xeb 13800138000", []string{"SR-01 block 正文第2行第1字", "SC-03 block 正文第2行第6字 138******00"}},
		{"SR-01 a byte too few", "通知.txt", "中\xe4\xb8", []string{"SR-01 block 正文第1行第2字"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			r, err := scanner(t, scan.Options{}).File(row.file, []byte(row.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want, said(r)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := scanner(t, scan.Options{}).File("a.txt", make([]byte, scan.MaxFile+1)); document.KindOf(err) != document.TooLarge {
		t.Errorf("51 MB: %v", err)
	}
}

// FuzzDOCX holds that no document makes the scan fail, and that what is not
// well-formed is never found clean.
func FuzzDOCX(f *testing.F) {
	f.Add(paragraph(run("13800138000")))
	f.Add(`<w:tbl><w:tr><w:tc>` + paragraph(run("姓名")) + `</w:tc></w:tr></w:tbl>`)
	f.Add(`<w:del><w:p></w:del>`)
	f.Add(`</w:p></w:tc></w:tr></w:r>`)
	s, err := scan.New(scan.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, content string) {
		r, err := s.File("a.docx", ooxmltest.Pack(t, body(content)))
		if err != nil {
			t.Fatal(err)
		}
		if !wellFormed(body(content)["word/document.xml"]) && r.Worst() != document.Block {
			t.Errorf("found clean: %q", content)
		}
	})
}

func wellFormed(text string) bool {
	dec := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := dec.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}
