package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"mingfa/internal/rulebook"
)

// rulesCmd lists the rules of the gates.
type rulesCmd struct {
	Gate string `help:"只列这一关口的规则，如 G10。"`
	JSON bool   `help:"输出 JSON。"`
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
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(lines)
	}
	for _, l := range lines {
		fmt.Fprintf(a.Out, "%-6s %-7s %-27s %s\n", l.ID, l.Confidence, gateNames(l.Gates), l.Title)
		fmt.Fprintf(a.Out, "       依据 %s%s\n", l.Cite, since(l.Since))
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
