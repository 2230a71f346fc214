package web

import (
	"encoding/csv"
	"fmt"
	"mime"
	"net/http"
	"strconv"

	"mingfa/internal/desk"
)

// healthPage shows the state of disclosure.
type healthPage struct {
	page
	desk.Health
	ShareBars  []bar
	GroundBars []bar
	SpanBars   []bar
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
	h, err := b.counter.Health(r.Context(), me.ID, year(r))
	if err != nil {
		return err
	}
	p := healthPage{page: b.page(me, "公开情况", "health"), Health: h}
	for i, u := range h.ByUnit {
		p.ShareBars = append(p.ShareBars, shareBar(i, u))
	}
	used := 0
	for _, g := range h.Grounds {
		used = max(used, g.N)
	}
	for i, g := range h.Grounds {
		p.GroundBars = append(p.GroundBars, plainBar(i, string(g.Ground), g.N, used))
	}
	longest := 0
	for _, s := range h.Spans {
		longest = max(longest, s.N)
	}
	for i, s := range h.Spans {
		p.SpanBars = append(p.SpanBars, plainBar(i, s.Label, s.N, longest))
	}
	b.render(w, http.StatusOK, "health", p)
	return nil
}

// year is the year that was asked for, 0 = all.
func year(r *http.Request) int {
	y, err := strconv.Atoi(r.FormValue("year"))
	if err != nil || y < 2000 || y > 2999 {
		return 0
	}
	return y
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
	if len(r) <= 14 {
		return label
	}
	return string(r[:6]) + "…" + string(r[len(r)-7:])
}

// Percent writes a share of a whole.
func (healthPage) Percent(n, of int) string {
	if of == 0 {
		return "—"
	}
	return fmt.Sprintf("%.1f%%", 100*float64(n)/float64(of))
}

// healthCSV gives the figures to a spreadsheet. The mark at the beginning tells it
// that the text is UTF-8.
func (b *bench) healthCSV(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	h, err := b.counter.Health(r.Context(), me.ID, year(r))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "公开情况.csv"}))
	_, _ = w.Write([]byte("\ufeff"))
	out := csv.NewWriter(w)
	for _, row := range healthRows(h) {
		for i := range row {
			row[i] = inert(row[i])
		}
		_ = out.Write(row) // what goes wrong is told by Error
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from taking words for a formula.
func inert(cell string) string {
	if cell != "" && (cell[0] == '=' || cell[0] == '+' || cell[0] == '-' || cell[0] == '@' || cell[0] == '\t') {
		return "'" + cell
	}
	return cell
}

func healthRows(h desk.Health) [][]string {
	rows := [][]string{{"表", "项目", "主动公开", "依申请公开", "不予公开", "未标注", "合计"}}
	for _, u := range append(append([]desk.UnitShare{}, h.ByUnit...), h.All) {
		rows = append(rows, []string{
			"各单位公开属性", u.Name, strconv.Itoa(u.Proactive), strconv.Itoa(u.OnRequest), strconv.Itoa(u.Withheld), strconv.Itoa(u.Unset), strconv.Itoa(u.N),
		})
	}
	for _, g := range h.Grounds {
		rows = append(rows, []string{"不予公开的依据", g.Ground.Label(), "", "", "", "", strconv.Itoa(g.N)})
	}
	for _, s := range h.Spans {
		rows = append(rows, []string{"签发到发布", s.Label, "", "", "", "", strconv.Itoa(s.N)})
	}
	for _, m := range h.Missing {
		rows = append(rows, []string{"缺解读材料", m.Title, "", "", "", "", m.Stage.Label()})
	}
	for _, o := range h.Overdue {
		rows = append(rows, []string{"超期", o.Title, "", "", "", "", o.Stage.Label()})
	}
	return rows
}
