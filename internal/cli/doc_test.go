package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/ooxml/ooxmltest"
)

// wordFile is a DOCX of paragraphs, one of them deleted.
func wordFile(t *testing.T, paragraphs ...string) []byte {
	t.Helper()
	text := `<w:document xmlns:w="w"><w:body>`
	for _, p := range paragraphs {
		text += `<w:p><w:r><w:t>` + p + `</w:t></w:r></w:p>`
	}
	text += `<w:p><w:del><w:r><w:delText>删去的话</w:delText></w:r></w:del></w:p></w:body></w:document>`
	return ooxmltest.Pack(t, map[string]string{"word/document.xml": text})
}

func importDoc(t *testing.T, name string, data []byte, args ...string) (code int, out, complaints string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), append([]string{"doc", "import", path}, args...), Streams{Out: &stdout, Err: &stderr})
	return code, stdout.String(), stderr.String()
}

func TestDocImport(t *testing.T) {
	file := wordFile(t, "关于停车的通知", "各县人民政府：", "请执行。", "附件1", "清单", "一辆。")
	out := filepath.Join(t.TempDir(), "out.md")
	code, stdout, stderr := importDoc(t, "a.docx", file, "--out", out)
	if code != 0 || stdout != "" || !strings.Contains(stderr, "删除1处") {
		t.Fatalf("%d %q %q", code, stdout, stderr)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if want := "# 关于停车的通知\n\n各县人民政府：\n\n请执行。\n\n附件1\n\n# 清单\n\n一辆。\n"; string(b) != want {
		t.Errorf("got %q", b)
	}
	code, stdout, _ = importDoc(t, "a.docx", file, "--json")
	var doc importedDoc
	if err := json.Unmarshal([]byte(stdout), &doc); code != 0 || err != nil || doc.Title != "关于停车的通知" || len(doc.Annexes) != 1 || len(doc.Findings) != 1 {
		t.Errorf("%d %v %+v", code, err, doc)
	}
	if strings.Contains(stdout, "删去的话") {
		t.Error("what was deleted is in the answer")
	}
}

// What is refused here is refused by the same code at every door.
func TestDocImportRefuses(t *testing.T) {
	for name, code := range map[string]string{"a.ofd": "ofd-file", "a.wps": "wps-file", "a.docx": "wrong-ending", "a.pdf": "wrong-ending"} {
		exit, out, said := importDoc(t, name, []byte("x"))
		if exit != exitWrong || out != "" || !strings.Contains(said, "（"+code+"）") {
			t.Errorf("%s: %d %q %q", name, exit, out, said)
		}
	}
	if exit, _, said := importDoc(t, "a.docx", wordFile(t, "机密★10年", "文")); exit != exitWrong || !strings.Contains(said, "secrecy-mark") {
		t.Errorf("SR-09: %d %q", exit, said)
	}
}

// UniPDF is never chosen silently: without the program or the licence nothing starts.
func TestUniPDFIsRefused(t *testing.T) {
	t.Setenv("UNIPDF_LICENSE_PATH", "")
	file := wordFile(t, "标题", "正文。")
	code, out, said := importDoc(t, "a.docx", file, "--pdf-engine", "unipdf", "--unipdf", filepath.Join(t.TempDir(), "none"))
	if code != exitWrong || out != "" || !strings.Contains(said, "unipdf-missing") {
		t.Errorf("no program: %d %q %q", code, out, said)
	}
	program := filepath.Join(t.TempDir(), "mingfa-unipdf")
	if err := os.WriteFile(program, []byte("#!/bin/sh\necho 没有许可 >&2\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	code, out, said = importDoc(t, "a.docx", file, "--pdf-engine", "unipdf", "--unipdf", program)
	if code != exitWrong || out != "" || !strings.Contains(said, "没有许可。（unipdf-unlicensed）") {
		t.Errorf("no licence: %d %q %q", code, out, said)
	}
}

// Front matter is read and stands nowhere in the text; a picture that is not there is said.
func TestDocImportFrontMatter(t *testing.T) {
	file := []byte("---\ntitle: 关于停车的通知\n文种: 通知\nnumber: 明政办发〔2026〕9号\ntags: 甲\n---\n\n# 关于停车的通知\n\n请执行。\n\n![锅炉房](boiler.png)\n")
	code, stdout, stderr := importDoc(t, "a.md", file)
	if want := "# 关于停车的通知\n\n请执行。\n![锅炉房](boiler.png)\n"; code != 0 || stdout != want {
		t.Errorf("%d %q", code, stdout)
	}
	for _, want := range []string{"已读取文首元数据：标题、文种、发文字号", "发文字号没有带入草稿", "第5行的“tags”", "图片“boiler.png”没有随文件带入"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("no %q in %q", want, stderr)
		}
	}
	code, stdout, _ = importDoc(t, "a.md", file, "--json")
	var doc importedDoc
	if err := json.Unmarshal([]byte(stdout), &doc); code != 0 || err != nil || doc.Front == nil || doc.Front.Kind != "notice" || doc.Front.Number != "明政办发〔2026〕9号" || len(doc.Findings) != 4 {
		t.Errorf("%d %v %+v", code, err, doc)
	}
	code, stdout, stderr = importDoc(t, "a.md", []byte("---\ntitle: 甲\nkind: 通知书\n---\n文"))
	if code != exitWrong || stdout != "" || !strings.Contains(stderr, "第3行“kind”") || !strings.Contains(stderr, "（front-value）") {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
}
