package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/policies"
)

// rulesCmd lists the rules of the gates.
type rulesCmd struct {
	Gate     string `help:"只列这一关口的规则，如 G10。"`
	Region   string `help:"同时列出这一地区的取值。" env:"MINGFA_REGION"`
	Policies string `help:"覆盖内置制度文件的文件夹。" env:"MINGFA_POLICIES" type:"path"`
	JSON     bool   `help:"输出 JSON。"`
}

// ruleLine is a rule as it is printed.
type ruleLine struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Cite       string          `json:"cite"`
	Confidence string          `json:"confidence"`
	Since      string          `json:"since,omitempty"`
	Gates      []rulebook.Gate `json:"gates"`
}

// Run prints the table.
func (c *rulesCmd) Run(a *app) error {
	lines := c.lines()
	if len(lines) == 0 {
		return fmt.Errorf("没有“%s”这一关口", c.Gate)
	}
	fsys, err := policies.Load(c.Policies)
	if err != nil {
		return err
	}
	region, err := rulebook.LoadRegion(fsys, c.Region)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(struct {
			Region rulebook.Region `json:"region"`
			Rules  []ruleLine      `json:"rules"`
		}{region, lines})
	}
	for _, l := range lines {
		fmt.Fprintf(a.Out, "%-6s %-7s %-27s %s\n", l.ID, l.Confidence, gateNames(l.Gates), l.Title)
		fmt.Fprintf(a.Out, "       依据 %s%s\n", l.Cite, since(l.Since))
	}
	if c.Region != "" {
		printRegion(a.Out, region)
	}
	fmt.Fprintf(a.Out, "共%d条。可信度：L 通读全文，P 网页摘录，C 见于公开的规则数据，S 见于工作要点，K 通识未核，design 本系统设计。\n", len(lines))
	return nil
}

func (c *rulesCmd) lines() []ruleLine {
	var out []ruleLine
	for _, r := range rulebook.Rules() {
		if c.Gate == "" || strings.Contains(" "+gateNames(r.Gates)+" ", " "+c.Gate+" ") {
			out = append(out, ruleLine{r.ID, r.Title, r.Cite, r.Confidence, r.Since, r.Gates})
		}
	}
	return out
}

var strengths = map[rulebook.Strength]string{rulebook.Must: "必须", rulebook.Should: "应当核对", rulebook.Off: "不检查"}

// printRegion says what the region fills in, with the rule that asks for it.
func printRegion(w io.Writer, r rulebook.Region) {
	fmt.Fprintf(w, "\n地区：%s（%s）\n依据：%s\n", r.Label, r.ID, r.Basis)
	unit := map[bool]string{true: "个工作日", false: "日"}[r.Filing.Workdays]
	for _, l := range []string{
		"DA-03 依申请公开说明理由：" + strengths[r.ReasonOnRequest],
		fmt.Sprintf("DA-13 标注用语：%s；%s；%s", r.Mark[document.Proactive], r.Mark[document.OnRequest], r.Mark[document.Withheld]),
		fmt.Sprintf("DA-17 不公开信息的评估周期：%d个月", r.ReviewMonths),
		fmt.Sprintf("IN-08 随后解读：文件公开后%d个工作日内", r.LaterWorkdays),
		fmt.Sprintf("ND-16 规范性文件定期清理：每%d个月", r.CleanUpMonths),
		"ND-03 集体审议记录：" + strengths[r.Collective],
		fmt.Sprintf("ND-05 合法性审核时间：%d至%d个工作日", r.Legality.Least, r.Legality.Most),
		fmt.Sprintf("ND-07 公开征求意见：%s，不少于%d日", strengths[r.Comment.Strength], r.Comment.Days),
		"ND-11 规范性文件登记号：" + strengths[r.Registration.Strength] + orNothing("，形如 ", r.Registration.Pattern),
		fmt.Sprintf("ND-12 有效期：%s载明，一般不超过%d年，暂行、试行不超过%d年%s", strengths[r.Validity.Stated], r.Validity.Years,
			r.Validity.ProvisionalYears, proclamations(r.Validity.ProclamationYears)),
		fmt.Sprintf("ND-14 届满前%d个月评估", r.EvaluateMonths),
		fmt.Sprintf("ND-15 备案：公布后%d%s内", r.Filing.Days, unit),
	} {
		fmt.Fprintf(w, "  %s\n", l)
	}
}

func orNothing(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func proclamations(years int) string {
	if years == 0 {
		return ""
	}
	return fmt.Sprintf("，通告不超过%d年", years)
}

func gateNames(gates []rulebook.Gate) string {
	names := make([]string, len(gates))
	for i, g := range gates {
		names[i] = string(g)
	}
	return strings.Join(names, " ")
}

func since(day string) string {
	if day == "" {
		return ""
	}
	return "（" + day + " 起施行）"
}
