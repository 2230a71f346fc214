package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/sheet"
)

// healthXLSX gives the figures to a spreadsheet, each table on a sheet of its own.
func (b *bench) healthXLSX(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	h, err := b.healthOf(r, me)
	if err != nil {
		return err
	}
	var out bytes.Buffer // whole before it is sent: half a file would not open
	if err := sheet.Write(&out, healthTables(h)); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", attachment("公开情况.xlsx"))
	_, _ = w.Write(out.Bytes())
	return nil
}

func attachment(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}

// healthCSV gives the figures to programs, one table below the other. The mark at the
// beginning tells a spreadsheet that the text is UTF-8.
func (b *bench) healthCSV(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	h, err := b.healthOf(r, me)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", attachment("公开情况.csv"))
	_, _ = w.Write([]byte("\ufeff"))
	out := csv.NewWriter(w)
	tables := healthTables(h)
	width := 0
	for _, t := range tables {
		width = max(width, len(t.Head)+1)
	}
	for _, t := range tables {
		_ = out.Write(wide(append([]string{"表"}, t.Head...), width)) // what goes wrong is told by Error
		for _, row := range t.Rows {
			cells := []string{t.Name}
			for _, c := range row {
				cells = append(cells, inert(written(c)))
			}
			_ = out.Write(wide(cells, width))
		}
	}
	out.Flush()
	return out.Error()
}

// wide fills a row up: rows of different lengths are no table to many programs.
func wide(cells []string, width int) []string {
	return append(cells, make([]string, max(0, width-len(cells)))...)
}

// written is a cell as a program reads it.
func written(cell any) string {
	switch x := cell.(type) {
	case nil:
		return ""
	case time.Time:
		if x.IsZero() {
			return ""
		}
		return x.Format(time.DateOnly)
	case float64:
		return strconv.FormatFloat(x, 'f', 4, 64)
	default:
		return fmt.Sprint(x)
	}
}

// inert keeps a spreadsheet from taking words for a formula.
func inert(cell string) string {
	if cell != "" && (cell[0] == '=' || cell[0] == '+' || cell[0] == '-' || cell[0] == '@' || cell[0] == '\t') {
		return "'" + cell
	}
	return cell
}

// civil is a civil day as a sheet takes it, zero for none.
func civil(d document.Date) time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// healthTables are the tables of the page.
func healthTables(h desk.Health) []sheet.Table {
	shares := sheet.Table{Name: "各单位公开属性", Head: []string{"单位", "主动公开", "依申请公开", "不予公开", "未标注", "合计", "主动公开占比"}}
	for _, u := range append(append([]desk.UnitShare{}, h.ByUnit...), h.All) {
		shares.Rows = append(shares.Rows, []any{u.Name, u.Proactive, u.OnRequest, u.Withheld, u.Unset, u.N, float64(u.Proactive) / float64(max(u.N, 1))})
	}
	grounds := sheet.Table{Name: "不予公开的依据", Head: []string{"代码", "依据", "次数"}}
	for _, g := range h.Grounds {
		grounds.Rows = append(grounds.Rows, []any{string(g.Ground), g.Ground.Label(), g.N})
	}
	passages := sheet.Table{Name: "签发到发布", Head: []string{"标题", "发文字号", "签发日期", "发布日期", "工作日"}}
	for _, p := range h.Passages {
		passages.Rows = append(passages.Rows, []any{p.Title, string(p.Number), civil(p.SignedOn), civil(p.ReleasedOn), p.Workdays})
	}
	return append([]sheet.Table{shares, grounds, passages}, healthLists(h)...)
}

func healthLists(h desk.Health) []sheet.Table {
	missing := sheet.Table{Name: "缺解读材料", Head: []string{"标题", "起草单位", "拟稿人", "当前环节"}}
	for _, m := range h.Missing {
		missing.Rows = append(missing.Rows, []any{m.Title, m.UnitName, m.Drafter, m.Stage.Label()})
	}
	overdue := sheet.Table{Name: "办理超期", Head: []string{"标题", "起草单位", "当前环节", "办理时限", "超期工作日"}}
	for _, o := range h.Overdue {
		row := []any{o.Title, o.UnitName, o.Stage.Label(), nil, nil}
		if o.Due != nil {
			row[3], row[4] = civil(o.Due.On), -o.Due.Left
		}
		overdue.Rows = append(overdue.Rows, row)
	}
	late := sheet.Table{Name: "逾期的法定事项", Head: []string{"公文", "单位", "事项", "规则", "期限", "办结日期", "逾期工作日"}}
	for _, l := range h.Late {
		late.Rows = append(late.Rows, []any{l.Document, l.UnitName, l.Title, l.Rule, civil(l.DueOn), civil(l.MetOn), l.Days})
	}
	exceptions := sheet.Table{Name: "应急和例外", Head: []string{"公文", "单位", "类别", "理由", "当前环节"}}
	for _, x := range h.Exceptions {
		exceptions.Rows = append(exceptions.Rows, []any{x.Title, x.UnitName, x.Label, x.Reason, x.Stage.Label()})
	}
	drifts := sheet.Table{Name: "公开内容与登记不一致", Head: []string{"公文", "发文字号", "渠道", "情况", "日期"}}
	for _, d := range h.Drifts {
		drifts.Rows = append(drifts.Rows, []any{d.Title, string(d.Number), d.Surface, d.Detail, civil(d.On)})
	}
	return []sheet.Table{missing, overdue, late, exceptions, drifts}
}
