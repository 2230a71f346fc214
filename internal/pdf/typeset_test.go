package pdf

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/pdf/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// outline writes every line of a document with its place, in whole points from
// the left and the top of the paper.
func outline(t testing.TB, pdf []byte) string {
	t.Helper()
	pages, err := placedText(pdf)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, runs := range pages {
		fmt.Fprintf(&b, "page %d\n", i+1)
		for _, l := range joinLines(runs) {
			fmt.Fprintf(&b, "%4.0f %4.0f %3.0fpt %s\n", l.x, 841.89-l.y, l.size, l.text)
		}
	}
	return b.String()
}

func TestLayoutGolden(t *testing.T) {
	unsealed, jointly3 := notice(), jointly(3)
	unsealed.Unsealed, jointly3.Unsealed = true, true
	draft := notice()
	draft.Draft = true
	bare := Sheet{Title: "停车场备案须知", Body: "一、带好材料。\n二、到窗口办理。"}
	crowded := notice()
	crowded.Addressee = strings.Repeat("各区人民政府，市政府各部门、各直属机构，", 12)
	for name, sheet := range map[string]Sheet{
		"notice": notice(), "normative": normative(), "upward": upward("王喆"), "upward-three": upward("王喆、李赟、孙芃"), "draft": draft, "bare": bare, "crowded": crowded,
		"urgent-notice": urgent(notice(), "特急"), "urgent-upward": urgent(upward("王喆"), "加急"), "urgent-letter": urgent(letter(), "特急"),
		"letter": letter(), "order": order(), "minutes": minutes(), "joint": joint(), "illustrated": illustrated(t),
		"joint-two": jointly(2), "joint-eight": jointly(8), "unsealed": unsealed, "unsealed-joint": jointly3,
		"annex-one": annexed(1), "annexes-five": annexed(5), "levels": levels(), "table": tabled(7, 9),
		"title-four": titled("明州市人民政府办公室转发市城市管理局市公安局市自然资源和规划局关于进一步加强中心城区停车秩序综合整治工作实施意见的通知"),
	} {
		t.Run(name, func(t *testing.T) {
			got := outline(t, typeset(t, sheet).PDF)
			path := filepath.Join("testdata", name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func urgent(s Sheet, grade string) Sheet {
	s.Urgency = grade
	return s
}

// TestUrgencyPlace: the grade stands flush left in the first line of the type area;
// on a letter at the left of the number; and moves nothing that stands below (LY-10).
func TestUrgencyPlace(t *testing.T) {
	plain := notice()
	plain.Head = ""
	numberless := letter()
	numberless.Number = ""
	for _, row := range []struct {
		name     string
		sheet    Sheet
		low, top float64 // between which its baseline lies, in points from the foot
		stays    bool    // everything else is where it was
	}{
		{"LY-10 document", notice(), 716, 737, true},
		{"LY-10 joint document", joint(), 716, 737, true},
		{"LY-10 minutes", minutes(), 716, 737, true},
		{"LY-10 order", order(), 716, 737, true},
		{"LY-10 without a mark", plain, 716, 737, true},
		{"LY-10 letter", letter(), 640, 720, true},
		{"LY-10 letter without a number", numberless, 640, 720, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			first := func(s Sheet) []placed {
				pages, err := placedText(typeset(t, s).PDF)
				if err != nil {
					t.Fatal(err)
				}
				return pages[0]
			}
			var rest, found []placed
			for _, r := range first(urgent(row.sheet, "加急")) {
				if r.text == "加急" {
					found = append(found, r)
				} else {
					rest = append(rest, r)
				}
			}
			if len(found) != 1 || math.Abs(found[0].x-28*72/25.4) > 0.1 || found[0].y < row.low || found[0].y > row.top {
				t.Errorf("the grade stands at %+v", found)
			}
			if diff := cmp.Diff(first(row.sheet), rest, cmp.AllowUnexported(placed{})); row.stays && diff != "" {
				t.Errorf("the rest has moved: %s", diff)
			}
		})
	}
}

func TestTypesetIsDeterministic(t *testing.T) {
	first := typeset(t, normative()).PDF
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			again, err := fonts(t).Typeset(normative())
			if err != nil || !bytes.Equal(again.PDF, first) {
				t.Error("equal sheets gave different bytes")
			}
		})
	}
	group.Wait()
	other := normative()
	other.Body += "。"
	if bytes.Equal(typeset(t, other).PDF, first) {
		t.Error("a changed sheet gave the same bytes")
	}
}

func TestTypesetRefusesUnfitSheets(t *testing.T) {
	for name, change := range map[string]func(*Sheet){
		"no title":      func(s *Sheet) { s.Title = " \n" },
		"no body":       func(s *Sheet) { s.Body = "\n\n" },
		"not UTF-8":     func(s *Sheet) { s.Body = "\xff\xfe" },
		"endless title": func(s *Sheet) { s.Title = strings.Repeat("长", 2000) },
		"endless URL":   func(s *Sheet) { s.VerifyURL = strings.Repeat("u", 1000) },
		"annex title":   func(s *Sheet) { s.Annexes = []Annex{{Body: "无标题"}} },
	} {
		t.Run(name, func(t *testing.T) {
			s := notice()
			change(&s)
			if _, err := fonts(t).Typeset(s); !errors.Is(err, ErrBadSheet) {
				t.Errorf("got %v, want ErrBadSheet", err)
			}
		})
	}
}

// Whatever the text is, nothing may be lost, no line may leave the paper, and
// the text must begin on the first page (LY-17).
func TestTypesetUnusualSheets(t *testing.T) {
	long := notice()
	long.Title = strings.Repeat("关于进一步加强停车管理", 8) + "的通知"
	one := long
	one.Body = "此复。"
	rare := notice()
	rare.Body = "姓名：喆玥堃珺瑄赟祎芃𠮷；算式a²+b²；English words, 3.14% and file_name_v2.pdf。" + strings.Repeat("abcdefghij", 30)
	narrow := notice()
	narrow.Head = "明州市市场监督管理局（知识产权局）食品药品安全委员会办公室文件"
	many := jointly(8)
	many.Title = titled("明州市城市管理局等八部门关于进一步加强中心城区道路停车秩序综合整治和公共停车场建设管理经营监督检查工作并开展联合执法的实施意见").Title
	for name, sheet := range map[string]Sheet{"many bodies": many, "many signers": upward("王喆、李赟、孙芃、周珺、吴瑄、郑祎、冯玥"), "long title": long, "one line": one, "rare": rare, "long head": narrow} {
		t.Run(name, func(t *testing.T) {
			set := typeset(t, sheet)
			pages, err := placedText(set.PDF)
			if err != nil {
				t.Fatal(err)
			}
			for i, runs := range pages {
				for _, r := range runs {
					if r.x < 20 || r.y < 20 || r.x > 575 || r.y > 800 {
						t.Errorf("page %d: %q at %.0f,%.0f is off the paper", i+1, r.text, r.x, r.y)
					}
				}
			}
			texts, err := Text(set.PDF)
			if err != nil {
				t.Fatal(err)
			}
			begin := []rune(sheet.Body)[:3]
			if !strings.Contains(texts[0], string(begin)) {
				t.Errorf("LY-17: the first page does not show the text:\n%s", texts[0])
			}
		})
	}
}

var pageLabels = regexp.MustCompile(`— \d+ —`)

// A title that no gate lets pass (DH-02) is still shown whole in a preview: it goes
// on over the page, and no line is set upon another.
func TestTypesetEndlessTitle(t *testing.T) {
	for _, n := range []int{120, 160, 199, 300} {
		sheet := notice()
		sheet.Title = strings.Repeat("关于停车管理工作", n)[:3*n]
		set := typeset(t, sheet)
		pages, err := placedText(set.PDF)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for i, runs := range pages {
			for _, r := range runs {
				all.WriteString(r.text)
				for _, o := range runs {
					if strings.Contains(sheet.Title, o.text) && !strings.Contains(sheet.Title, r.text) && math.Abs(r.y-o.y) < 10 {
						t.Errorf("title of %d: page %d: %q is set upon %q", n, i+1, r.text, o.text)
					}
				}
			}
		}
		if whole := pageLabels.ReplaceAllString(all.String(), ""); !strings.Contains(whole, sheet.Title) {
			t.Errorf("title of %d: not whole in %s", n, whole)
		}
	}
}

func TestTypesetLongDocument(t *testing.T) {
	s := notice()
	s.Body = strings.Repeat(normativeBody()+"\n\n", 200)
	set := typeset(t, s)
	if set.Pages < 250 {
		t.Fatalf("%d pages", set.Pages)
	}
	texts, err := Text(set.PDF)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.ReplaceAll(strings.Join(texts, ""), "\n", "")
	if n := strings.Count(all, "本办法由市城市管理部门负责解释"); n != 200 {
		t.Errorf("a paragraph that occurs 200 times is set %d times", n)
	}
	if last := texts[len(texts)-1]; !strings.Contains(last, "印发") {
		t.Errorf("LY-23: no imprint on the last page: %s", last)
	}
}

func TestMissingGlyphsAreReported(t *testing.T) {
	s := notice()
	s.Body = "字符\U0010FFFD没有字形。"
	set := typeset(t, s)
	if len(set.Substituted) != 1 || !strings.Contains(set.Substituted[0], "U+10FFFD") {
		t.Errorf("got %q", set.Substituted)
	}
}

func TestSealPlace(t *testing.T) {
	set := typeset(t, notice())
	at := set.Seal
	if at.W != at.H || at.W < 115 || at.W > 125 {
		t.Errorf("seal of %.0f×%.0f points, want 42 mm", at.W, at.H)
	}
	pages, err := placedText(set.PDF)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"明州市人民政府办公室", "2026年11月21日"} {
		found := false
		for _, r := range pages[at.Page] {
			inside := r.y > at.Y && r.y < at.Y+at.H && r.x < at.X+at.W && r.x > at.X-60
			found = found || r.text == want && inside
		}
		if !found {
			t.Errorf("LY-19: %q is not under the seal", want)
		}
	}
}

func TestMetadataIsAttached(t *testing.T) {
	s := notice()
	f, err := syntax.Open(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	root, err := f.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	named := f.Array(f.Dict(f.Dict(root["Names"])["EmbeddedFiles"])["Names"])
	if x, err := Examine(typeset(t, s).PDF); err != nil || x.Attachments != 1 || len(f.Array(root["AF"])) != 1 || len(named) != 2 || !syntax.Equal(named[1], f.Array(root["AF"])[0]) {
		t.Errorf("one file is there %d times, under AF %v and under Names %v: %v", x.Attachments, root["AF"], named, err)
	}
	spec := f.Dict(f.Array(root["AF"])[0])
	if ef := f.Dict(spec["EF"]); !syntax.Equal(ef["F"], ef["UF"]) {
		t.Errorf("two streams for one file: %v", ef)
	}
	if spec["AFRelationship"] != syntax.Name("Data") {
		t.Errorf("relationship %v", spec["AFRelationship"])
	}
	file, ok := f.Resolve(f.Dict(spec["EF"])["F"]).(*syntax.Stream)
	if !ok {
		t.Fatal("no embedded file")
	}
	got, err := f.Decode(file)
	if err != nil || !bytes.Equal(got, s.Metadata) {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestDraftHasNoCodeAndNoNumber(t *testing.T) {
	s := notice()
	s.Draft = true
	texts, err := Text(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(texts, "\n")
	for _, no := range []string{"扫码核验", "〔2026〕"} {
		if strings.Contains(all, no) {
			t.Errorf("a draft shows %q", no)
		}
	}
}

func TestDatesUseTheCivilDay(t *testing.T) {
	s := notice()
	s.DatedOn = time.Date(2017, 5, 9, 23, 30, 0, 0, time.UTC)
	texts, err := Text(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(texts, "\n"); !strings.Contains(all, "2017年5月9日") {
		t.Errorf("LY-20: %s", all)
	}
}
