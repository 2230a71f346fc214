package cli

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf"
)

// typesetDocs writes files into a folder and sets those that are texts.
func typesetDocs(t *testing.T, files map[string]string, args ...string) (dir string, code int, out, said string) {
	t.Helper()
	dir = t.TempDir()
	command := []string{"doc", "typeset", "--data", t.TempDir()}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, ".png") {
			command = append(command, path)
		}
	}
	var stdout, stderr bytes.Buffer
	for _, a := range args {
		command = append(command, strings.ReplaceAll(a, "DIR", dir))
	}
	code = Run(t.Context(), command, Streams{Out: &stdout, Err: &stderr})
	return dir, code, stdout.String(), stderr.String()
}

func pageTexts(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := pdf.Text(data)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.Join(pages, "\n"), "\n", "")
}

func pngFile(t *testing.T) string {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 800, 400))
	m.Set(3, 3, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const frontOfNotice = "---\ntitle: 关于停车的通知\nissuer: [明州市人民政府办公室, 明州市公安局]\nnumber: 明政办发〔2026〕9号\ndate: 2026-11-21\nurgency: 特急\naddressee: 各区人民政府\nattribute: 主动公开\n---\n"

// TestDocTypeset: a file with front matter becomes a proof that shows its parts and can't
// pass for the document: it has the mark of a draft, no number and no seal.
func TestDocTypeset(t *testing.T) {
	dir, code, out, said := typesetDocs(t, map[string]string{
		"a.md": frontOfNotice + "# 关于停车的通知\n\n请执行。\n\n![流程](flow.png)\n\n附件1\n\n# 清单\n\n一辆。\n", "flow.png": pngFile(t),
	}, "-o", "DIR/a.pdf")
	if code != 0 || !strings.Contains(out, "共4页") || !strings.Contains(said, "清样不编排发文字号") || strings.Contains(said, "LY-32") {
		t.Fatalf("%d %q %q", code, out, said)
	}
	text := pageTexts(t, filepath.Join(dir, "a.pdf"))
	for _, want := range []string{"明州市人民政府办公室文件", "特急", "各区人民政府：", "明州市公安局", "2026年11月21日", "（此件主动公开）", "图1　流程", "附件：清单", "送审稿"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %s", want, text)
		}
	}
	for _, never := range []string{"9号", "issuer", "---", "flow.png"} {
		if strings.Contains(text, never) {
			t.Errorf("%q is printed: %s", never, text)
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := pdf.Verify(data, pdf.Trust{}); err == nil && r.Verdict == pdf.Intact || bytes.Contains(data, []byte("9号")) {
		t.Errorf("passes for a sealed document: %+v", r)
	}
}

// TestDocTypesetForms: what only front matter says is set in its form (LY-11, LY-28, LY-29).
func TestDocTypesetForms(t *testing.T) {
	for name, row := range map[string]struct {
		front string
		want  []string
	}{
		"minutes":    {"form: 纪要\ntitle: 题\nissuer: 明州市人民政府\npresent: [王喆, 李赟]\nattending: 孙芃", []string{"明州市人民政府纪要", "出席：王喆、李赟", "列席：孙芃"}},
		"order":      {"kind: 命令\ntitle: 题\nissuer: 明州市人民政府\nsigner: 王喆\nsigner_post: 市长\ndate: 20261121", []string{"明州市人民政府令", "市长", "王喆", "2026年11月21日"}},
		"letter":     {"form: 信函\ntitle: 题\nissuer: 明州市人民政府\nnote: （联系人：孙芃）", []string{"明州市人民政府题", "（联系人：孙芃）"}},
		"own head":   {"title: 题\nhead: 明州市文件\nissuer: 甲局\nunsealed: true\n印发机关: 乙局\n印发日期: 2026-11-22", []string{"明州市文件", "乙局", "2026年11月22日印发"}},
		"joint head": {"title: 题\nissuer: 甲局、乙局\njoint_head: true", []string{"甲局文件乙局送审稿"}},
		"upward":     {"kind: 请示\ntitle: 题\nissuer: 甲局\nsigners: [王喆, 李赟]", []string{"甲局文件", "签发人：王喆"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, code, _, said := typesetDocs(t, map[string]string{"a.md": "---\n" + row.front + "\n---\n正文。"}, "-o", "DIR/a.pdf")
			if code != 0 {
				t.Fatal(said)
			}
			text := strings.NewReplacer("　", "", " ", "").Replace(pageTexts(t, filepath.Join(dir, "a.pdf")))
			for _, want := range row.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in %s", want, text)
				}
			}
		})
	}
}

// TestDocTypesetSeveral: one that is refused does not keep the others from being set, and
// nothing is written over.
func TestDocTypesetSeveral(t *testing.T) {
	files := map[string]string{
		"good.md": "# 题\n\n文。", "picture.md": "# 题\n\n文。\n![锅炉房](boiler.png)", "front.md": "---\nkind: 通知书\n---\n# 题\n文。", "untitled.txt": "一、这是一句话。\n二、这又是一句话。",
		"secret.md": "# 题\n\n机密★10年\n文。", "broken.md": "# 题\n文。\n![图](b.png)", "b.png": "no picture", "word.docx": string(wordFile(t, "题", "文。")),
	}
	dir, code, out, _ := typesetDocs(t, files, "-o", "DIR/out", "--json")
	var all []proofed
	if err := json.Unmarshal([]byte(out), &all); err != nil || code != exitWrong || len(all) != 7 {
		t.Fatalf("%d %v %s", code, err, out)
	}
	want := map[string]string{
		"front.md": "front-value", "untitled.txt": "nothing-to-set", "secret.md": "secrecy-mark", "broken.md": "picture-type", "word.docx": "proof-kind",
	}
	for _, x := range all {
		name := filepath.Base(x.File)
		made := filepath.Join(dir, "out", strings.TrimSuffix(name, filepath.Ext(name))+".pdf")
		_, err := os.Stat(made)
		switch {
		case want[name] != "" && (x.Failure == nil || x.Failure.Code != want[name] || err == nil):
			t.Errorf("%s: %+v", name, x)
		case want[name] == "" && (x.Failure != nil || x.Pages != 1 || err != nil):
			t.Errorf("%s: %+v %v", name, x, err)
		}
		if missing := name == "picture.md"; missing != (len(x.Findings) == 2 && x.Findings[1].Rule == "LY-32") {
			t.Errorf("%s: %+v", name, x.Findings)
		}
	}
	_, code, _, said := typesetDocs(t, map[string]string{"a.md": "# 题\n\n文。"}, "-o", filepath.Join(dir, "out", "good.pdf"))
	if code != exitWrong || !strings.Contains(said, "（proof-exists）") {
		t.Errorf("%d %q", code, said)
	}
	if _, code, _, said = typesetDocs(t, map[string]string{"a.md": "# 题\n\n文。"}, "-o", filepath.Join(dir, "out", "good.pdf"), "--force"); code != 0 {
		t.Error(said)
	}
	if _, code, _, said = typesetDocs(t, map[string]string{"a.md": "# 题\n\n文。"}, "-o", "DIR/a.md", "--force"); code != exitWrong || !strings.Contains(said, "不能覆盖原文件") {
		t.Errorf("%d %q", code, said)
	}
}
