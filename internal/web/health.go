package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// healthPage shows the state of disclosure.
type healthPage struct {
	page
	desk.Health
	ShareBars  []bar
	GroundBars []bar
	SpanBars   []bar

	ExceptionBars []bar
	LateBars      []bar
}

// bar is a row of a chart. Its table says the same in figures.
type bar struct {
	Label  string
	Value  int
	Y      int // top of the row
	Pieces []piece
}

// piece is a coloured part of a bar, in units of the drawing.
type piece struct {
	Class string
	X, W  int
}

const (
	barWidth = 560 // of a full bar
	barStep  = 34  // from one row to the next
)

func (b *bench) health(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	h, err := b.healthOf(r, me)
	if err != nil {
		return err
	}
	p := healthPage{page: b.page(me, "公开情况", "health"), Health: h}
	for i, u := range h.ByUnit {
		p.ShareBars = append(p.ShareBars, shareBar(i, u))
	}
	var grounds, spans []desk.Tally
	for _, g := range h.Grounds {
		grounds = append(grounds, desk.Tally{Label: string(g.Ground) + " " + b.tongue.say(g.Ground.Name()), N: g.N})
	}
	for _, s := range h.Spans {
		spans = append(spans, desk.Tally{Label: b.tongue.say(s.Label), N: s.N})
	}
	var kinds []desk.Tally
	for _, k := range h.ExceptionKinds {
		kinds = append(kinds, desk.Tally{Label: b.tongue.say(k.Label), N: k.N})
	}
	p.GroundBars, p.SpanBars, p.ExceptionBars, p.LateBars = bars(grounds), bars(spans), bars(kinds), bars(h.LateUnits)
	if h.Year != 0 {
		p.Self = "/health?year=" + strconv.Itoa(h.Year)
	}
	b.render(w, http.StatusOK, "health", p)
	return nil
}

// healthOf is the state of the year that was asked for, of all years where none was. A
// year that can't be one is refused: figures of another year would pass for it.
func (b *bench) healthOf(r *http.Request, me desk.Person) (desk.Health, error) {
	asked := strings.TrimSpace(r.FormValue("year"))
	year := 0
	if asked != "" {
		y, err := strconv.Atoi(asked)
		if err != nil || y < 2000 || y > 2999 {
			return desk.Health{}, document.Refuse(document.Invalid, "bad-year", "年度“"+asked+"”不是四位年份。请填写2000至2999之间的年份，如2026；不填为全部年度。")
		}
		year = y
	}
	return b.counter.Health(r.Context(), me.ID, year)
}

// shareBar is full for every unit: what is compared is the share.
func shareBar(i int, u desk.UnitShare) bar {
	out := bar{Label: u.Name, Value: u.N, Y: i * barStep}
	x, sum := 0, 0
	for _, part := range []struct {
		class string
		n     int
	}{{"open", u.Proactive}, {"asked", u.OnRequest}, {"shut", u.Withheld}, {"unset", u.Unset}} {
		sum += part.n
		end := barWidth * sum / max(u.N, 1)
		if end > x {
			out.Pieces = append(out.Pieces, piece{part.class, x, end - x})
		}
		x = end
	}
	return out
}

// bars draws a row for each value; the longest fills its row.
func bars(values []desk.Tally) []bar {
	most := 0
	for _, v := range values {
		most = max(most, v.N)
	}
	out := make([]bar, 0, len(values))
	for i, v := range values {
		out = append(out, plainBar(i, v.Label, v.N, most))
	}
	return out
}

func plainBar(i int, label string, n, most int) bar {
	out := bar{Label: label, Value: n, Y: i * barStep}
	if n > 0 {
		out.Pieces = []piece{{"open", 0, max(2, barWidth*n/most)}}
	}
	return out
}

// drawing is what the chart template gets.
type drawing struct {
	Label  string // says what is drawn
	Bars   []bar
	Height int
}

func chart(label string, bars []bar) drawing {
	return drawing{label, bars, max(1, len(bars)) * barStep}
}

// brief keeps a label within its column of the drawing; the table has the whole.
func brief(label string) string {
	r := []rune(label)
	room := 14
	if !strings.ContainsFunc(label, isHan) {
		room = 28 // letters are half as wide
	}
	if len(r) <= room {
		return label
	}
	return string(r[:room/2-1]) + "…" + string(r[len(r)-room/2:])
}

// Percent writes a share of a whole.
func (healthPage) Percent(n, of int) string {
	if of == 0 {
		return "—"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
}
