package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

// scanFiles runs mingfa scan over files of the given names and contents.
func scanFiles(t *testing.T, files map[string]string, args ...string) (code int, out, complaints string) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), append([]string{"scan"}, args...), Streams{Out: &stdout, Err: &stderr})
	return code, stdout.String(), stderr.String()
}

func TestScanExitCode(t *testing.T) {
	files := map[string]string{
		"clean.txt": "正文。", "info.txt": "电话022-60000000", "warn.txt": "a@qq.com", "block.txt": "13800138000",
		"draft.md": "停车办法（征求意见稿）", "mark.md": "（此件主动公开）", "allow.txt": "SC-03 | 13800138000 | 值班手机", "bad.txt": "SC-03 | 1",
	}
	for _, row := range []struct {
		name string
		args []string
		want int
	}{
		{"nothing", []string{"clean.txt"}, 0},
		{"info", []string{"info.txt"}, 0},
		{"warn", []string{"clean.txt", "warn.txt"}, 1},
		{"block", []string{"block.txt", "warn.txt"}, 2},
		{"no such file", []string{"clean.txt", "missing.txt"}, 2},
		{"folder", []string{"."}, 2},
		{"no file named", nil, 2},
		{"SC-14 for consultation", []string{"--consultation", "draft.md"}, 0},
		{"SC-16 same", []string{"--attribute", "PROACTIVE", "mark.md"}, 0},
		{"SC-16 differs", []string{"--attribute", "WITHHELD", "mark.md"}, 2},
		{"SC-16 no such attribute", []string{"--attribute", "OPEN", "mark.md"}, 2},
		{"SC-20 own number", []string{"--number", "明政办发[2026]9号", "clean.txt"}, 2},
		{"SC-03 allowed", []string{"--allow", "allow.txt", "block.txt"}, 0},
		{"allow-list without reasons", []string{"--allow", "bad.txt", "clean.txt"}, 2},
	} {
		t.Run(row.name, func(t *testing.T) {
			if code, out, complaints := scanFiles(t, files, row.args...); code != row.want {
				t.Errorf("exit %d, want %d\n%s%s", code, row.want, out, complaints)
			}
		})
	}
}

func TestScanSays(t *testing.T) {
	_, out, _ := scanFiles(t, map[string]string{"a.txt": "手机：13800138000"}, "a.txt", "missing.txt")
	for _, want := range []string{"【必须改正】SC-03　正文第1行第4字　138******00", "没有这个文件。", "共扫描2个文件：必须改正1处，请核对0处，提示0处。"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
	}
}

func TestScanJSON(t *testing.T) {
	_, out, _ := scanFiles(t, map[string]string{"a.txt": "手机：13800138000", "b.txt": "正文。"}, "--json", "a.txt", "b.txt", "missing.txt")
	var got []scanned
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(got) != 3 || len(got[0].Hits) != 1 || got[0].Hits[0].Place != (scan.Place{Part: scan.Body, Line: 1, Column: 4}) ||
		got[1].Hits == nil || len(got[1].Hits) != 0 || got[2].Failure == nil || got[2].Failure.Code != "unreadable" {
		t.Errorf("%s", out)
	}
}

func TestScanTooLarge(t *testing.T) {
	code, out, _ := scanFiles(t, map[string]string{"a.txt": strings.Repeat("a", scan.MaxFile+1)}, "a.txt")
	if code != exitBlocked || !strings.Contains(out, "文件超过50MB") {
		t.Errorf("exit %d: %s", code, out)
	}
}

// A file that can't be read says so, and the others are scanned.
func TestScanGoesOn(t *testing.T) {
	code, out, _ := scanFiles(t, map[string]string{"a.pdf": "%PDF-1.7 nothing", "b.txt": "正文。"}, "a.pdf", "missing.pdf", "b.txt")
	if code != exitBlocked {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{"a.pdf\n  未扫描：PDF 文件已损坏", "missing.pdf\n  未扫描：没有这个文件", "b.txt\n  未发现问题"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out)
		}
	}
}

// What is too much to read is counted; the machine's form has all of it.
func TestScanTenThousand(t *testing.T) {
	files := map[string]string{"a.txt": strings.Repeat("手机：13800138000\n", 12_000)}
	_, out, _ := scanFiles(t, files, "a.txt")
	for _, want := range []string{"另有11800处未逐一列出，本文件共12000处：必须改正12000处", "共扫描1个文件：必须改正12000处"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not said:\n%s", want, out[max(0, len(out)-400):])
		}
	}
	if n := strings.Count(out, "\n"); n > 3*document.MostFindings+10 {
		t.Errorf("%d lines", n)
	}
	_, out, _ = scanFiles(t, files, "--json", "a.txt")
	var got []scanned
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	last := got[0].Hits[len(got[0].Hits)-1]
	if len(got[0].Hits) != scan.MaxHits+1 || got[0].Counts[document.Block] != 12_000 || !strings.Contains(last.Message, "另有2000处未逐一列出") {
		t.Errorf("%d hits, %v, %+v", len(got[0].Hits), got[0].Counts, last)
	}
}
