package cli

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// office makes a data folder with a seal, and a sealed file in it.
func office(t *testing.T) (data, file string) {
	t.Helper()
	data = t.TempDir()
	key, chain := sealFiles(houseConfig{data: data})
	id, err := makeSeal(houseConfig{data: data, site: "明州市人民政府办公室", now: testNow}, key, chain)
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := fonts.Typeset(pdf.Sheet{Title: "通知", Body: "正文。", SignOrgan: "明州市人民政府办公室", DatedOn: testNow()})
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := pdf.Seal(set.PDF, fonts, id, pdf.SealRequest{At: set.Seal, Organ: "明州市人民政府办公室", Time: testNow()})
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(data, "a.pdf")
	if err := os.WriteFile(file, sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	return data, file
}

func testNow() time.Time { return time.Date(2026, 12, 1, 10, 0, 0, 0, document.Shanghai) }

func TestMarkCommand(t *testing.T) {
	data, file := office(t)
	var out, said bytes.Buffer
	a := &app{Streams: Streams{Out: &out, Err: &said}, now: testNow}
	marked := filepath.Join(data, "out.pdf")
	c := markCmd{dataFlag: dataFlag{Data: data}, Files: []string{file}, Status: "repealed", On: "2026-12-01", By: "明政办发〔2026〕20号", Out: marked}
	if err := c.Run(t.Context(), a); err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	trust, err := loadTrust(data, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := pdf.VerifyFile(marked, trust)
	if err != nil || r.Verdict != pdf.Intact || len(r.Marks) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	words := document.Life{Ended: document.Repealed, EndedOn: "2026-12-01", ByNumber: "明政办发〔2026〕20号"}.Words("2026-12-01")
	if m := r.Marks[0]; m.Banner != words.Banner || m.Diagonal != words.Diagonal || !strings.Contains(out.String(), "已标注1件") {
		t.Errorf("mark %+v, said %q", m, out.String())
	}
}

// TestMarkCommandWords: every option that is given is in the words of the mark, and a day
// to come is announced (ND-17, ND-20, ND-21).
func TestMarkCommandWords(t *testing.T) {
	const by, title = "明政办发〔2026〕20号", "关于公布清理结果的决定"
	const authority = "依据：《关于公布清理结果的决定》（明政办发〔2026〕20号）。"
	for _, row := range []struct{ status, on, by, title, asOf, wantStatus, banner string }{
		{"repealed", "2026-12-01", by, title, "", "repealed", "本文件自2026年12月1日起废止。" + authority},
		{"repealed", "2026-12-02", by, title, "", "repealed_announced", "本文件将自2026年12月2日起废止。" + authority},
		{"repealed", "2026-12-02", by, title, "2026-12-02", "repealed", "本文件自2026年12月2日起废止。" + authority},
		{"repealed", "2026-12-01", by, "", "2026-11-30", "repealed_announced", "本文件将自2026年12月1日起废止。依据：明政办发〔2026〕20号。"},
		{"lapsed", "2026-11-01", by, title, "", "lapsed", "本文件自2026年11月1日起失效。" + authority},
		{"lapsed", "2026-11-01", "", title, "", "lapsed", "本文件自2026年11月1日起失效。依据：《关于公布清理结果的决定》。"},
		{"lapsed", "2026-11-01", "", "", "", "lapsed", "本文件有效期至2026年11月1日，现已失效。"},
		{"lapsed", "2027-01-01", by, "", "", "lapsed_announced", "本文件将自2027年1月1日起失效。依据：明政办发〔2026〕20号。"},
		{"revoked", "2026-11-01", by, "", "", "revoked", "本文件已于2026年11月1日被撤销，自始无效。依据：明政办发〔2026〕20号。"},
		{"not_yet", "2027-01-01", "", "", "", "not_yet", "本文件尚未施行，自2027年1月1日起施行。"},
		{"amended", "2027-01-01", by, "", "", "amended_announced", "本文件将于2027年1月1日修改，届时请以修改后的文本为准。依据：明政办发〔2026〕20号。"},
		{"partly", "2027-01-01", "", "", "", "partly_announced", "本文件将自2027年1月1日起部分失效，失效的内容以有关决定为准，其余部分继续有效。"},
	} {
		t.Run(row.banner, func(t *testing.T) {
			var out bytes.Buffer
			c := markCmd{Status: row.status, On: row.on, By: row.by, Title: row.title, AsOf: row.asOf}
			n, err := c.notice(&app{Streams: Streams{Out: &out, Err: &out}, now: testNow})
			if err != nil || n.Status != row.wantStatus || n.Banner != row.banner {
				t.Errorf("%+v, %v, want %s", n, err, row.banner)
			}
			announced := strings.HasSuffix(row.wantStatus, "_announced")
			if announced != strings.Contains(out.String(), "尚未到来") || announced && n.Level != pdf.Caution {
				t.Errorf("level %s, said %q", n.Level, out.String())
			}
		})
	}
}

// Many files at once: what is refused is named and keeps nothing from being marked; what
// is there already is not written over, and nothing half-done stays behind.
func TestMarkCommandWithManyFiles(t *testing.T) {
	data, file := office(t)
	in, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	sealed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for name, content := range map[string][]byte{"1.pdf": sealed, "2.pdf": []byte("文字"), "3.pdf": sealed, "4.pdf": sealed[:len(sealed)/2], "5.pdf": sealed} {
		files = append(files, filepath.Join(in, name))
		if err := os.WriteFile(files[len(files)-1], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(force bool) (said, shown string, code int) {
		var o, e bytes.Buffer
		a := &app{Streams: Streams{Out: &o, Err: &e}, now: testNow}
		c := markCmd{dataFlag: dataFlag{Data: data}, Files: files, Status: "repealed", On: "2026-12-01", Out: out, Force: force}
		code = a.report(c.Run(t.Context(), a))
		return o.String(), e.String(), code
	}
	said, shown, code := run(false)
	if code == exitOK || !strings.Contains(said, "已标注3件，共5件") || !strings.Contains(shown, "正在标注") ||
		!strings.Contains(shown, "2.pdf：文件不是PDF格式") || !strings.Contains(shown, "4.pdf：文件已损坏") {
		t.Errorf("code %d, %q, %q", code, said, shown)
	}
	if diff := cmp.Diff([]string{"1.pdf", "3.pdf", "5.pdf"}, namesIn(t, out)); diff != "" {
		t.Error(diff)
	}
	if said, shown, _ := run(false); !strings.Contains(said, "已标注0件") || strings.Count(shown, "mark-exists") != 3 {
		t.Errorf("the second time: %q, %q", said, shown)
	}
	if said, _, _ := run(true); !strings.Contains(said, "已标注3件") {
		t.Errorf("by force: %q", said)
	}
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func TestMarkCommandRefuses(t *testing.T) {
	data, file := office(t)
	good := markCmd{dataFlag: dataFlag{Data: data}, Files: []string{file}, Status: "repealed", On: "2026-12-01", Out: filepath.Join(data, "out.pdf")}
	for name, c := range map[string]struct {
		change func(*markCmd)
		want   string
	}{
		"a term to come":      {func(c *markCmd) { c.Status, c.On = "lapsed", "2027-01-01" }, "可以提前标注。（mark-not-now）"},
		"revoked one day":     {func(c *markCmd) { c.Status, c.On = "revoked", "2027-01-01" }, "不作提前标注。（mark-not-now）"},
		"corrected one day":   {func(c *markCmd) { c.Status, c.On = "corrected", "2027-01-01" }, "不作提前标注。（mark-not-now）"},
		"in force by now":     {func(c *markCmd) { c.Status = "not_yet" }, "--as-of"},
		"not yet, by another": {func(c *markCmd) { c.Status, c.On, c.By = "not_yet", "2027-01-01", "明政办发〔2026〕20号" }, "mark-no-decision"},
		"not yet, by a title": {func(c *markCmd) { c.Status, c.On, c.Title = "not_yet", "2027-01-01", "决定" }, "mark-no-decision"},
		"no day":              {func(c *markCmd) { c.On = "" }, "mark-no-day"},
		"not a date":          {func(c *markCmd) { c.On = "明天" }, "bad-date"},
		"over the original":   {func(c *markCmd) { c.Out = file }, "mark-same-file"},
		"two of one name":     {func(c *markCmd) { c.Files = []string{file, file}; c.Out = filepath.Join(data, "d") }, "mark-same-file"},
		"no seal in the data": {func(c *markCmd) { c.Data = t.TempDir() }, "no-seal"},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := good
			c.change(&cmd)
			var said bytes.Buffer
			a := &app{Streams: Streams{Out: &said, Err: &said}, now: testNow}
			if code := a.report(cmd.Run(t.Context(), a)); code == exitOK || !strings.Contains(said.String(), c.want) {
				t.Errorf("said %q, want %s", said.String(), c.want)
			}
		})
	}
}

func TestMutationsAreRepeatable(t *testing.T) {
	data := bytes.Repeat([]byte("12 0 obj <</Length 34>> "), 200)
	different := 0
	for seed := range uint64(50) {
		one, two := mutated(data, rand.New(rand.NewPCG(seed, 0))), mutated(data, rand.New(rand.NewPCG(seed, 0)))
		if !bytes.Equal(one, two) {
			t.Fatalf("seed %d gives two mutations", seed)
		}
		if !bytes.Equal(one, data) {
			different++
		}
	}
	if different < 40 {
		t.Errorf("only %d of 50 mutations change anything", different)
	}
}
