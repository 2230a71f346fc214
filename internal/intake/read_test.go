package intake_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/ooxml/ooxmltest"
)

func body(content ...string) map[string]string {
	return map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + strings.Join(content, "") + `</w:body></w:document>`}
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func p(runs ...string) string { return `<w:p>` + strings.Join(runs, "") + `</w:p>` }

// line is a paragraph of plain text, of a style or with properties.
func line(text string) string { return p(run(text)) }

func centered(text string) string {
	return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + run(text) + `</w:p>`
}

func onNewPage(p string) string {
	if strings.Contains(p, "<w:pPr>") {
		return strings.Replace(p, "<w:pPr>", "<w:pPr><w:pageBreakBefore/>", 1)
	}
	return strings.Replace(p, "<w:p>", "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>", 1)
}

func reader(t testing.TB) *intake.Reader {
	t.Helper()
	r, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func read(t *testing.T, parts map[string]string) intake.Text {
	t.Helper()
	got, err := reader(t).Read(t.Context(), "文稿.docx", ooxmltest.Pack(t, parts))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// short is a text in one line, its annexes behind it.
func short(t intake.Text) string {
	out := strings.ReplaceAll(t.Body, "\n", "/")
	if t.Title != "" {
		out = "《" + t.Title + "》" + out
	}
	for _, a := range t.Annexes {
		out += " +" + a.Title + ": " + strings.ReplaceAll(a.Body, "\n", "/")
	}
	return out
}

const (
	styles = `<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>`
	numbers = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="10"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
)

func item(id, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, id, run(text))
}

func styled(id, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + id + `"/></w:pPr>` + run(text) + `</w:p>`
}

// What a Word file says comes out in Mingfa's Markdown, as the page shows it.
func TestWords(t *testing.T) {
	const first = "为做好工作，制定本方案。"
	for _, row := range []struct {
		name string
		in   []string
		want string
	}{
		{"paragraphs", []string{line(first), line("第二段。")}, first + "/第二段。"},
		{"a title in the middle, over two lines", []string{centered("明州市人民政府关于"), centered("停车的通知"), line(first)}, "《明州市人民政府关于停车的通知》" + first},
		{"a title by its style", []string{styled("a3", "工作方案"), line(first)}, "《工作方案》" + first},
		{"headings by style", []string{line(first), styled("1", "总体要求"), styled("2", "目标")}, first + "/## 总体要求/（一）目标"},
		{"LY-17 automatic numbers", []string{line(first), item(1, 0, "甲"), item(1, 1, "乙"), item(1, 1, "丙"), item(1, 0, "丁"), item(1, 1, "戊"), item(1, 2, "5月底")}, first + "/一、甲/（一）乙/（二）丙/二、丁/（一）戊/1.5月底"},
		{"LY-17 articles", []string{line(first), item(2, 0, "甲。"), item(2, 0, "乙。")}, first + "/第十条　甲。/第十一条　乙。"},
		{"numbers that start anew", []string{line(first), item(1, 0, "甲"), item(4, 0, "乙"), item(4, 0, "丙")}, first + "/一、甲/一、乙/二、丙"},
		{"bullets", []string{line(first), item(3, 0, "甲"), item(3, 0, "乙")}, first + "/- 甲/- 乙"},
		{"a line break", []string{line(first), p(`<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>`)}, first + "/甲/乙"},
		{"SC-14 insertion kept, deletion not", []string{line(first), p(run("一"), `<w:ins>`+run("二")+`</w:ins>`, `<w:del><w:r><w:delText>三</w:delText></w:r></w:del>`, `<w:moveFrom>`+run("四")+`</w:moveFrom>`)}, first + "/一二"},
		{"SC-14 the end of a paragraph deleted", []string{line(first), `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + run("前") + `</w:p>`, line("后")}, first + "/前后"},
		{"SC-14 hidden", []string{line(first), p(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>`, run("明"))}, first + "/明"},
		{"a field shows its result", []string{line(first), p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, run("今天"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, run("好"))}, first + "/今天好"},
		{"a text box once", []string{line(first), p(`<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing><w:txbxContent>`+line("框")+`</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+line("框")+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>`, run("文"))}, first + "/文/框"},
		{"content control", []string{line(first), `<w:sdt><w:sdtContent>` + line("甲") + `</w:sdtContent></w:sdt>`}, first + "/甲"},
		{"raised digits", []string{line(first), p(run("m"), `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>`)}, first + "/m²"},
		{"boxes to tick", []string{line(first), p(`<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>`, run("是"))}, first + "/☑是"},
		{"table of contents", []string{line(first), styled("toc", "一、总体要求1"), line("甲")}, first + "/甲"},
		{"a style in a circle", []string{line(first), styled("loop", "甲")}, first + "/甲"},
		{"annexes", []string{line(first), onNewPage(line("附件1")), centered("名单"), line("甲。"), line("附件 2："), centered("表"), line("乙。")}, first + " +名单: 甲。 +表: 乙。"},
	} {
		t.Run(row.name, func(t *testing.T) {
			parts := body(row.in...)
			parts["word/styles.xml"], parts["word/numbering.xml"] = styles, numbers
			if diff := cmp.Diff(row.want, short(read(t, parts))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func cell(text, properties string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + line(text) + `</w:tc>`
}

func row(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func TestTables(t *testing.T) {
	const first = "为做好工作，制定本方案。"
	var wide []string
	for i := range 40 {
		wide = append(wide, cell(fmt.Sprint("列", i+1), ""))
	}
	for _, r := range []struct{ name, in, want string }{
		{"plain", row(cell("甲", ""), cell("乙|丙", "")) + row(cell("1", ""), cell("2", "")), `| 甲 | 乙\|丙 |/| --- | --- |/| 1 | 2 |`},
		{"merged across and down", row(cell("甲", ""), cell("乙", ""), cell("丙", "")) + row(cell("1", `<w:vMerge w:val="restart"/>`), cell("2", `<w:gridSpan w:val="2"/>`)) + row(cell("", `<w:vMerge/>`), cell("3", ""), cell("4", "")), `| 甲 | 乙 | 丙 |/| --- | --- | --- |/| 1 | 2 |  |/|  | 3 | 4 |`},
		{"a caption over all columns", row(cell("表一", `<w:gridSpan w:val="2"/>`)) + row(cell("甲", ""), cell("乙", "")) + row(cell("1", ""), cell("2", "")), `表一/| 甲 | 乙 |/| --- | --- |/| 1 | 2 |`},
		{"one column is layout", row(cell("甲。", "")) + row(cell("乙。", "")), "甲。/乙。"},
		{"SC-14 a deleted row", row(cell("甲", ""), cell("乙", "")) + `<w:tr><w:trPr><w:del/></w:trPr>` + cell("删", "") + cell("去", "") + `</w:tr>` + row(cell("1", ""), cell("2", "")), `| 甲 | 乙 |/| --- | --- |/| 1 | 2 |`},
		{"forty columns", row(wide...) + row(wide...), "| 列1 | 列2 |"},
	} {
		t.Run(r.name, func(t *testing.T) {
			got := short(read(t, body(line(first), `<w:tbl>`+r.in+`</w:tbl>`)))
			if got != first+"/"+r.want && (r.name != "forty columns" || strings.Count(got, "列40") != 2 || strings.Count(got, "| --- ") != 40) {
				t.Errorf("got %s", got)
			}
		})
	}
}

// An official document comes in without what the typesetter sets, and every line
// that was lifted off is named.
func TestLiftsOffLayout(t *testing.T) {
	got := read(t, body(
		line("000123"), line("特急"), centered("明州市人民政府办公室文件"), centered("明政办发〔2026〕12号"),
		centered("明州市人民政府办公室关于印发"), centered("《停车场管理办法》的通知"),
		line("各县（市、区）人民政府，市政府各部门："), line("现将《停车场管理办法》印发给你们，请认真贯彻执行。"),
		line("附件：1. 清单"), line("2. 联系表"), line("明州市人民政府办公室"), line("2026年3月5日"), line("（此件公开发布）"),
		onNewPage(centered("停车场管理办法")), line("第一条　制定本办法。"),
		onNewPage(line("附件1")), centered("清单"), line("甲。"), onNewPage(line("附件2")), centered("联系表"), line("乙。"),
		line("抄送：市委各部门，市人大常委会办公室。"), line("明州市人民政府办公室　　2026年3月5日印发"),
	))
	want := "《明州市人民政府办公室关于印发《停车场管理办法》的通知》现将《停车场管理办法》印发给你们，请认真贯彻执行。/# 停车场管理办法/第一条　制定本办法。 +清单: 甲。 +联系表: 乙。"
	if diff := cmp.Diff(want, short(got)); diff != "" {
		t.Error(diff)
	}
	if got.Addressee != "各县（市、区）人民政府，市政府各部门" || got.CopyTo != "市委各部门，市人大常委会办公室" {
		t.Errorf("to %q, copy %q", got.Addressee, got.CopyTo)
	}
	if got.Urgency != document.Extra {
		t.Errorf("DH-03 urgency %q", got.Urgency)
	}
	all := fmt.Sprint(got.Findings)
	for _, gone := range []string{"000123", "特急", "办公室文件", "12号", "附件：1. 清单", "2026年3月5日", "（此件公开发布）", "日印发"} {
		if strings.Contains(short(got), gone) || !strings.Contains(all, gone) {
			t.Errorf("%s is neither lifted off nor named: %s", gone, all)
		}
	}
}

// The urgency above a title goes into its field (DH-03), unless it is one of telegrams.
func TestUrgencyIsRead(t *testing.T) {
	for _, r := range []struct {
		name, first string
		want        document.Urgency
	}{
		{"DH-03 extra urgent", "特急", document.Extra},
		{"DH-03 urgent, spread", "加　急", document.Urgent},
		{"DH-03 of telegrams", "特提", ""},
		{"DH-03 not urgent", "明州市人民政府办公室文件", ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			got := read(t, body(line(r.first), centered("明州市人民政府办公室关于防汛的通知"), line("各区人民政府："), line("特急事项，请立即办理。")))
			if got.Urgency != r.want || strings.Contains(got.Title+got.Body, r.first+"\n") {
				t.Errorf("urgency %q, want %q; title %q", got.Urgency, r.want, got.Title)
			}
		})
	}
}

// What is no layout stays in the text.
func TestKeepsText(t *testing.T) {
	for _, r := range []struct {
		name string
		in   []string
		want string
	}{
		{"a sentence that ends with a colon", []string{centered("方案"), line("为做好工作，现通知如下："), line("甲。")}, "《方案》为做好工作，现通知如下：/甲。"},
		{"a date within", []string{centered("方案"), line("甲。"), line("2026年3月5日"), line("乙。")}, "《方案》甲。/2026年3月5日/乙。"},
		{"an annex that is spoken of", []string{centered("方案"), line("附件所列各项，从其规定。")}, "《方案》附件所列各项，从其规定。"},
		{"a first line that is a heading", []string{line("一、总体要求"), line("甲。")}, "一、总体要求/甲。"},
	} {
		if got := short(read(t, body(r.in...))); got != r.want {
			t.Errorf("%s: %s", r.name, got)
		}
	}
}

// What was deleted, hidden or noted beside the text is reported, and nothing of it
// gets in.
func TestReport(t *testing.T) {
	parts := body(
		centered("方案"), p(run("留下。"), `<w:del><w:r><w:delText>删掉的话</w:delText></w:r></w:del>`, `<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起的话</w:t></w:r>`, `<w:r><w:commentReference w:id="0"/></w:r>`,
			`<w:r><w:footnoteReference w:id="2"/></w:r>`, `<w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r>`),
	)
	parts["word/comments.xml"] = `<w:comments xmlns:w="w"><w:comment w:id="0" w:author="张三">` + line("批注的话") + `</w:comment></w:comments>`
	parts["word/footnotes.xml"] = `<w:footnotes xmlns:w="w"><w:footnote w:id="0" w:type="separator">` + line("-") + `</w:footnote><w:footnote w:id="2">` + line("注文") + `</w:footnote></w:footnotes>`
	parts["word/embeddings/a.bin"] = "x"
	parts["docProps/core.xml"] = `<c xmlns:dc="d"><dc:creator>李四光</dc:creator></c>`
	got := read(t, parts)
	if want := "《方案》留下。（注1）/注1：注文"; short(got) != want {
		t.Errorf("got %s", short(got))
	}
	all := fmt.Sprint(got.Findings)
	for _, never := range []string{"删掉的话", "藏起的话", "批注的话", "李四光", "张三"} {
		if strings.Contains(short(got)+all, never) {
			t.Errorf("%s is in what was imported: %s", never, all)
		}
	}
	for _, said := range []string{"删除1处", "批注1处", "隐藏文字4字", "1个，没有带入", "脚注、尾注1处", "嵌有其他文件", "作者：***"} {
		if !strings.Contains(all, said) {
			t.Errorf("not reported: %s in %s", said, all)
		}
	}
	if len(document.Blocking(got.Findings)) > 0 {
		t.Error("a report must not block")
	}
}

// Files that are refused, each with its own code.
func TestRefusals(t *testing.T) {
	compound := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	bomb := body(line(strings.Repeat("空", 60<<20)))
	secret := body(line("正文。"), p(`<w:del><w:r><w:delText>机密★10年</w:delText></w:r></w:del>`))
	for _, r := range []struct {
		name, file string
		data       []byte
		code       string
		kind       document.ErrorKind
	}{
		{"empty", "a.docx", nil, "empty-file", document.Unfit},
		{"archive cut off", "a.docx", ooxmltest.Pack(t, body(line("甲")))[:100], "damaged-file", document.Unfit},
		{"only a signature", "a.docx", []byte("PK\x03\x04"), "damaged-file", document.Unfit},
		{"not well-formed", "a.docx", ooxmltest.Pack(t, body("<w:p><w:r>")), "damaged-file", document.Unfit},
		{"entities of its own", "a.docx", ooxmltest.Pack(t, map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY x "x"><!ENTITY y "&x;&x;">]><a><body><p><r><t>&y;</t></r></p></body></a>`}), "damaged-file", document.Unfit},
		{"nested too deeply", "a.docx", ooxmltest.Pack(t, body(strings.Repeat("<w:sdt>", 600)+strings.Repeat("</w:sdt>", 600))), "damaged-file", document.Unfit},
		{"zip bomb", "a.docx", ooxmltest.Pack(t, bomb), "oversized-file", document.TooLarge},
		{"100 MB", "a.docx", append([]byte("PK\x03\x04"), make([]byte, 100<<20)...), "too-large", document.TooLarge},
		{"no words", "a.docx", ooxmltest.Pack(t, body(`<w:p/>`)), "empty-file", document.Unfit},
		{"only pictures", "a.docx", ooxmltest.Pack(t, body(p(`<w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r>`))), "no-text", document.Unfit},
		{"SR-09 in deleted words", "a.docx", ooxmltest.Pack(t, secret), "secrecy-mark", document.Unfit},
		{"SR-09 in the name", "机密★5年.docx", ooxmltest.Pack(t, body(line("甲"))), "secrecy-mark", document.Unfit},
		{"a table", "a.docx", ooxmltest.Pack(t, map[string]string{"xl/workbook.xml": "<a/>"}), "file-kind", document.Unfit},
		{"a text under another name", "a.docx", []byte("正文"), "wrong-ending", document.Unfit},
		{"password", "a.docx", []byte(compound + wide("EncryptedPackage")), "encrypted-file", document.Unfit},
		{"ODT with a password", "a.odt", ooxmltest.Pack(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted-file", document.Unfit},
		{"DOC without a converter", "a.doc", []byte(compound + wide("WordDocument")), "no-converter", document.Unfit},
		{"another compound file", "a.doc", []byte(compound), "file-kind", document.Unfit},
		{"RTF without a converter", "a.rtf", []byte(`{\rtf1 x}`), "no-converter", document.Unfit},
		{"OFD", "a.ofd", []byte("PK\x03\x04"), "ofd-file", document.Unfit},
		{"OFD under another name", "a.docx", ooxmltest.Pack(t, map[string]string{"OFD.xml": "<a/>"}), "ofd-file", document.Unfit},
		{"WPS", "a.wps", []byte(compound), "wps-file", document.Unfit},
		{"a name that runs backwards", "a\u202excod.exe", []byte("MZ"), "file-name", document.Unfit},
		{"a program", "a.exe", []byte("MZ"), "file-kind", document.Unfit},
	} {
		t.Run(r.name, func(t *testing.T) {
			got, err := reader(t).Read(t.Context(), r.file, r.data)
			e, _ := errors.AsType[*document.Error](err)
			if e == nil || e.Code != r.code || e.Kind != r.kind {
				t.Fatalf("got %v", err)
			}
			if got.Body != "" || !strings.HasSuffix(e.Message, "。") {
				t.Errorf("body %q, message %q", got.Body, e.Message)
			}
		})
	}
}

// A name in another script is no reason for refusal, and a wrong ending is said.
func TestNames(t *testing.T) {
	data := ooxmltest.Pack(t, body(line("甲。"), line("乙。")))
	if _, err := reader(t).Read(t.Context(), "ھۆججەت.docx", data); err != nil {
		t.Error(err)
	}
	got, err := reader(t).Read(t.Context(), "文稿.doc", data)
	if err != nil || !strings.Contains(fmt.Sprint(got.Findings), "内容实际是 .docx 文件") {
		t.Errorf("%v %v", got.Findings, err)
	}
}
