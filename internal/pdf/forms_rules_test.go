package pdf

import (
	"math"
	"strings"
	"testing"
)

// centre is the middle of a line of a size: from the upper edge of the paper.
func (l setLine) centre() float64 { return l.y - (emAbove-0.5)*l.pts }

// pieces returns the pieces of text of a sheet, by themselves.
func pieces(t *testing.T, s Sheet) []setLine {
	t.Helper()
	pages, err := placedText(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	var out []setLine
	for i, runs := range pages {
		for _, r := range runs {
			out = append(out, setLine{i + 1, r.x, 297*mm - r.y, r.size, r.text})
		}
	}
	return out
}

// TestFormRules measures the forms of clauses 7.2 to 7.5 and 10, rule by rule.
func TestFormRules(t *testing.T) {
	plain, three, unsealed, shifted := pieces(t, notice()), pieces(t, upward("王喆、李赟、孙芃")), notice(), notice()
	unsealed.Unsealed = true
	shifted.Addressee = strings.Repeat("各区人民政府，市政府各部门、各直属机构，", 12)
	bare, ordered, five, eight, held := pieces(t, unsealed), pieces(t, order()), pieces(t, annexed(5)), pieces(t, jointly(8)), pieces(t, minutes())
	at := func(lines []setLine, words string) setLine { return lineWith(t, lines, words) }
	near := func(got, want, by float64) bool { return math.Abs(got-want) <= by }
	red, imprint := strokesOf(t, notice(), 1)[0], strokesOf(t, notice(), 2)
	right := areaLeft + areaWide
	for _, r := range []struct {
		name string
		ok   bool
		got  any
	}{
		{
			"LY-12 number two rows below the mark", near(at(plain, "〔2026〕18号").centre()-(areaTop+35*mm+58), 2.5*row, 1),
			at(plain, "〔2026〕18号"),
		},
		{"LY-13 number beside the last signer", near(at(three, "〔2026〕18号").y, at(three, "孙芃").y, 0.1) && near(at(three, "王喆").y, at(three, "李赟").y, 0.1), at(three, "孙芃")},
		{"LY-13 third signer below the first", near(at(three, "孙芃").x, at(three, "王喆").x, 0.1) && at(three, "孙芃").y > at(three, "王喆").y+row-1, at(three, "孙芃")},
		{"LY-14 red line 4 mm below the number", near(red.y-(at(plain, "〔2026〕18号").centre()+8), 4*mm, 0.5*mm) && red.wide > 0.35*mm && red.wide < 0.7*mm, red},
		{"LY-15 title two rows below the line", near(at(plain, "关于2026年冬季").centre()-17-red.y, 2*row, 1.5), at(plain, "关于2026年冬季")},
		{"LY-16 addressee a row below the title", near(at(plain, "各区人民政府").centre()-at(plain, "政务服务大厅").centre()-17-row/2, row, 0.6*row), at(plain, "各区人民政府")},
		{"LY-18 first and later annexes in one column", near(at(five, "2. ").x, areaLeft+5*character, 0.5) && near(at(five, "场经营者").x, at(five, "停车场备案表").x+16.8, 4), at(five, "场经营者")},
		{"LY-19 unsealed: issuer two characters from the right", near(at(bare, "明州市人民政府办公室").pts, 58, 1) && near(last(bare, "明州市人民政府办公室", 2).x, right-2*character-160, 1), last(bare, "明州市人民政府办公室", 2)},
		{"LY-19 unsealed: date two characters further in", near(at(bare, "2026年11月21日").x, last(bare, "明州市人民政府办公室", 2).x+2*character, 0.5), at(bare, "2026年11月21日")},
		{"LY-22 title of an annex in the third row", near(last(five, "停车秩序专项整治任务分工", 5).centre(), areaTop+2.6*row, 4), last(five, "停车秩序专项整治任务分工", 5)},
		{
			"LY-23 rules of 0.35, 0.25 and 0.35 mm, the last the edge of the type area", len(imprint) == 3 && near(imprint[0].wide, 0.35*mm, 0.01) &&
				near(imprint[0].y, areaTop+areaHigh, 0.1) && near(imprint[1].wide, 0.25*mm, 0.01) && near(imprint[2].wide, 0.35*mm, 0.01), imprint,
		},
		{"LY-24 no rule between 主送 and 抄送", len(strokesOf(t, shifted, 2)) == 3, strokesOf(t, shifted, 2)},
		{"LY-26 the dash 7 mm below the type area", near(at(plain, "— 1 —").y-0.27*14, areaTop+areaHigh+7*mm, 0.3*mm), at(plain, "— 1 —")},
		{"LY-26 no number on an empty front and the imprint behind it", at(eight, "抄送：").page == 4 && !has(eight, "— 3 —") && !has(eight, "— 4 —") && has(eight, "— 2 —"), eight[len(eight)-1]},
		{"LY-23 imprint on the back of a sheet", at(five, "印发").page == 8 && at(plain, "2026年11月21日印发").page == 2, at(five, "印发")},
		{"LY-28 name four characters from the right, office two before it", near(at(ordered, "王喆").x+32, right-4*character, 0.5) && near(at(ordered, "市长").x+32, at(ordered, "王喆").x-2*character, 0.5), at(ordered, "王喆")},
		{"LY-28 date below an empty row", near(at(ordered, "2026年11月21日").y-at(ordered, "王喆").y, 2*row, 0.1), at(ordered, "2026年11月21日")},
		{"LY-28 number two rows below the mark, text two rows below it", near(at(ordered, "《明州市停车场管理规定》").y-at(ordered, "第8号").y, 3.3*row, 0.7*row), at(ordered, "第8号")},
		{"LY-29 minutes have their date above the line and no seal", at(held, "2026年11月21日").page == 1 && len(typeset(t, minutes()).Seals) == 0, at(held, "2026年11月21日")},
	} {
		t.Run(r.name, func(t *testing.T) {
			if !r.ok {
				t.Errorf("%+v", r.got)
			}
		})
	}
}

// last returns the first piece with these words from a page on.
func last(lines []setLine, words string, from int) setLine {
	for _, l := range lines {
		if l.page >= from && strings.Contains(l.text, words) {
			return l
		}
	}
	return setLine{}
}

func has(lines []setLine, words string) bool { return last(lines, words, 1).page > 0 }

// TestDoubleLinesOfALetter: the upper pair 4 mm below the mark, the lower pair with its
// edge 20 mm from the foot, thick and thin where they belong (LY-27).
func TestDoubleLinesOfALetter(t *testing.T) {
	s := strokesOf(t, letter(), 1)
	if len(s) != 4 || s[0].wide < s[1].wide || s[2].wide > s[3].wide {
		t.Fatalf("%+v", s)
	}
	mark := linesOf(t, letter())[0]
	if gap := (s[0].y - (mark.y + (1-emAbove)*mark.pts)) / mm; math.Abs(gap-4) > 0.4 {
		t.Errorf("%.1f mm below the mark", gap)
	}
	if foot := (297*mm - s[3].y - s[3].wide/2) / mm; math.Abs(foot-20) > 0.1 {
		t.Errorf("%.1f mm from the foot", foot)
	}
}
