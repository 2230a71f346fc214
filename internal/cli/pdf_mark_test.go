package cli

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

func TestMarkCommandRefuses(t *testing.T) {
	data, file := office(t)
	good := markCmd{dataFlag: dataFlag{Data: data}, Files: []string{file}, Status: "repealed", On: "2026-12-01", Out: filepath.Join(data, "out.pdf")}
	for name, c := range map[string]struct {
		change func(*markCmd)
		want   string
	}{
		"a day to come":       {func(c *markCmd) { c.On = "2027-01-01" }, "mark-not-now"},
		"in force by now":     {func(c *markCmd) { c.Status = "not_yet" }, "mark-not-now"},
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
