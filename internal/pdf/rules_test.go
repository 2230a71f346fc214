package pdf

import (
	"math"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// Measures of GB/T 9704—2012 in points, worked out here from the standard and not taken
// from the code.
const (
	mm        = 72 / 25.4
	areaLeft  = 28 * mm
	areaTop   = 37 * mm // from the upper edge of the paper
	areaWide  = 156 * mm
	areaHigh  = 225 * mm
	character = areaWide / 28
	row       = areaHigh / 22
	// emAbove is how much of a character stands above its baseline in the fonts of the tests.
	emAbove = 0.88
)

// setLine is a line of a page: from the left and from the upper edge of the paper.
type setLine struct {
	page      int
	x, y, pts float64
	text      string
}

func linesOf(t *testing.T, s Sheet) []setLine {
	t.Helper()
	pages, err := placedText(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	var out []setLine
	for i, runs := range pages {
		for _, l := range joinLines(runs) {
			out = append(out, setLine{i + 1, l.x, 297*mm - l.y, l.size, l.text})
		}
	}
	return out
}

func lineWith(t *testing.T, lines []setLine, words string) setLine {
	t.Helper()
	for _, l := range lines {
		if strings.Contains(l.text, words) {
			return l
		}
	}
	t.Fatalf("no line with %q", words)
	return setLine{}
}

// ruledLine is a horizontal line ruledLine on a page.
type ruledLine struct{ wide, from, to, y float64 }

func strokesOf(t *testing.T, s Sheet, page int) []ruledLine {
	t.Helper()
	f, err := syntax.Open(typeset(t, s).PDF)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	content, ok := f.Resolve(pages[page-1].Dict["Contents"]).(*syntax.Stream)
	if !ok {
		t.Fatal("no content stream")
	}
	data, err := f.Decode(content)
	if err != nil {
		t.Fatal(err)
	}
	var out []ruledLine
	var wide, x, y float64
	number := func(args syntax.Array, i int) float64 {
		v, _ := syntax.AsFloat(args[i])
		return v
	}
	err = f.Operators(data, func(op string, args syntax.Array) {
		switch {
		case op == "w" && len(args) == 1:
			wide = number(args, 0)
		case op == "m" && len(args) == 2:
			x, y = number(args, 0), number(args, 1)
		case op == "l" && len(args) == 2 && math.Abs(number(args, 1)-y) < 0.01:
			out = append(out, ruledLine{wide, x, number(args, 0), 297*mm - y})
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestLayoutRules measures what was typeset against the standard, rule by rule.
func TestLayoutRules(t *testing.T) {
	full := notice()
	full.Body = strings.Repeat("长", 28*60)
	long, plain, up := linesOf(t, full), linesOf(t, notice()), notice()
	up.Signer = "王喆"
	upward, asLetter, asOrder, asMinutes, annexed := linesOf(t, up), linesOf(t, letter()), linesOf(t, order()), linesOf(t, minutes()), linesOf(t, normative())
	near := func(got, want, by float64) bool { return math.Abs(got-want) <= by }
	var grid []setLine // the body lines of the second page
	for _, l := range long {
		if l.page == 2 && strings.Contains(l.text, "长长") {
			grid = append(grid, l)
		}
	}
	box := func() [4]float64 {
		f, err := syntax.Open(typeset(t, notice()).PDF)
		if err != nil {
			t.Fatal(err)
		}
		pages, err := f.Pages()
		if err != nil {
			t.Fatal(err)
		}
		return pages[0].Box
	}()
	var ownLine setLine // the line on which annex 1 begins
	for _, l := range annexed {
		if l.text == "附件1" {
			ownLine = l
		}
	}
	edge := func(size float64) float64 { return emAbove * size } // baseline below the upper edge of the type
	for _, r := range []struct {
		name string
		ok   bool
		got  any
	}{
		{"LY-01 A4", near(box[2]-box[0], 210*mm, 0.5) && near(box[3]-box[1], 297*mm, 0.5), box},
		{"LY-02 binding margin of 28 mm", near(grid[0].x, areaLeft, 0.1), grid[0]},
		{"LY-02 upper margin of 37 mm", grid[0].y-edge(16) > areaTop && grid[0].y < areaTop+row, grid[0]},
		{"LY-03 the type area ends at 262 mm", grid[len(grid)-1].y < areaTop+areaHigh && grid[len(grid)-1].y > areaTop+areaHigh-row, grid[len(grid)-1]},
		{"LY-04 body of size 3", near(grid[0].pts, 16, 0.1), grid[0]},
		{"LY-05 22 lines a page", len(grid) == 22, len(grid)},
		{"LY-05 28 characters a line", len([]rune(grid[0].text)) == 28, grid[0].text},
		{"LY-05 distance of lines", near(grid[1].y-grid[0].y, row, 0.05), grid[1].y - grid[0].y},
		{
			"LY-07 mark, number, title, text, imprint, page number", lineWith(t, plain, "办公室文件").y < lineWith(t, plain, "〔2026〕18号").y &&
				lineWith(t, plain, "〔2026〕18号").y < lineWith(t, plain, "关于2026年冬季").y && lineWith(t, plain, "关于2026年冬季").y < lineWith(t, plain, "为方便").y &&
				lineWith(t, plain, "印发").page == 2 && lineWith(t, plain, "— 1 —").y > areaTop+areaHigh, plain,
		},
		{
			"LY-11 mark 35 mm below the type area's edge", near(lineWith(t, plain, "办公室文件").y, areaTop+35*mm+edge(lineWith(t, plain, "办公室文件").pts), 1),
			lineWith(t, plain, "办公室文件"),
		},
		{
			"LY-12 number in the middle, two rows below the mark", lineWith(t, plain, "〔2026〕18号").x > 200 && near(lineWith(t, plain, "〔2026〕18号").pts, 16, 0.1),
			lineWith(t, plain, "〔2026〕18号"),
		},
		{"LY-12 number of an upward document, one character in", near(lineWith(t, upward, "〔2026〕18号").x, areaLeft+character, 0.5), lineWith(t, upward, "〔2026〕18号")},
		{"LY-13 signer in the line of the number", strings.Contains(lineWith(t, upward, "〔2026〕18号").text, "签发人：王喆"), lineWith(t, upward, "〔2026〕18号")},
		{
			"LY-16 addressee flush left, with a colon", near(lineWith(t, plain, "各区人民政府").x, areaLeft, 0.1) && strings.HasSuffix(lineWith(t, plain, "各区人民政府").text, "："),
			lineWith(t, plain, "各区人民政府"),
		},
		{
			"LY-21 DA-14 note two characters in, below the date", near(lineWith(t, plain, "（此件主动公开）").x, areaLeft+2*character, 0.5) &&
				near(lineWith(t, plain, "（此件主动公开）").y-lineWith(t, plain, "2026年11月21日").y, row, 0.1), lineWith(t, plain, "（此件主动公开）"),
		},
		{
			"LY-22 annex on a page of its own, flush left in its first line", ownLine.page > 1 && near(ownLine.x, areaLeft, 0.1) && ownLine.y < areaTop+row,
			ownLine,
		},
		{
			"LY-24 copies of size 4, one character in, with a full stop", near(lineWith(t, plain, "抄送：").x, areaLeft+14, 0.5) && near(lineWith(t, plain, "抄送：").pts, 14, 0.1) &&
				strings.HasSuffix(lineWith(t, plain, "市中级人民法院").text, "。"), lineWith(t, plain, "抄送："),
		},
		{
			"LY-25 imprint one character in", near(lineWith(t, plain, "印发").x, areaLeft+14, 0.5) && strings.HasSuffix(lineWith(t, plain, "印发").text, "2026年11月21日印发"),
			lineWith(t, plain, "印发"),
		},
		{
			"LY-26 page number outside of the type area, odd at the right, even at the left", lineWith(t, plain, "— 1 —").x > 450 && near(lineWith(t, plain, "— 2 —").x, areaLeft+14, 0.5) &&
				near(lineWith(t, plain, "— 1 —").pts, 14, 0.1) && lineWith(t, plain, "— 1 —").y > areaTop+areaHigh+7*mm, lineWith(t, plain, "— 1 —"),
		},
		{"LY-27 mark of a letter 30 mm from the edge", near(asLetter[0].y, 30*mm+edge(asLetter[0].pts), 1), asLetter[0]},
		{"LY-27 number at the right below the line, no page number", lineWith(t, asLetter, "〔2026〕7号").x > 300 && !strings.Contains(asLetter[len(asLetter)-1].text, "— 1 —"), asLetter[1]},
		{"LY-28 mark of an order 20 mm below the type area's edge", near(asOrder[0].y, areaTop+20*mm+edge(asOrder[0].pts), 1), asOrder[0]},
		{"LY-29 mark of minutes 35 mm below the type area's edge", near(asMinutes[0].y, areaTop+35*mm+edge(asMinutes[0].pts), 1), asMinutes[0]},
	} {
		t.Run(r.name, func(t *testing.T) {
			if !r.ok {
				t.Errorf("%+v", r.got)
			}
		})
	}
}

// TestLinesRules measures the ruledLine lines.
func TestLinesRules(t *testing.T) {
	under := lineWith(t, linesOf(t, notice()), "〔2026〕18号").y
	red := strokesOf(t, notice(), 1)
	if len(red) != 1 || math.Abs(red[0].to-red[0].from-areaWide) > 0.5 || red[0].y-under < 3*mm || red[0].y-under > 7*mm {
		t.Errorf("LY-14 a line as wide as the type area, 4 mm below the number (its baseline at %.1f): %+v", under, red)
	}
	foot := strokesOf(t, notice(), 2)
	if len(foot) < 2 || math.Abs(foot[len(foot)-1].to-foot[len(foot)-1].from-areaWide) > 0.5 {
		t.Errorf("LY-23 lines of the imprint: %+v", foot)
	}
	var double int
	for _, s := range strokesOf(t, letter(), 1) {
		if math.Abs(s.to-s.from-170*mm) < 0.5 {
			double++
		}
	}
	if double != 4 {
		t.Errorf("LY-27 two double lines of 170 mm: %+v", strokesOf(t, letter(), 1))
	}
}
