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
	Gate string `help:"只列这一关口的规则，如 G10。"`
	lawFlags
	JSON bool `help:"输出 JSON。"`
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
		return c.heldElsewhere(a)
	}
	by, laws, err := c.load()
	if err != nil {
		return err
	}
	region := laws.Region
	national, err := nationalValues()
	if err != nil {
		return err
	}
	values := regionLines(region, national)
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(struct {
			Region rulebook.Region `json:"region"`
			Values []regionLine    `json:"values"`
			Rules  []ruleLine      `json:"rules"`
		}{region, values, lines})
	}
	for _, l := range lines {
		fmt.Fprintf(a.Out, "%-6s %-7s %-27s %s\n", l.ID, l.Confidence, gateNames(l.Gates), l.Title)
		fmt.Fprintf(a.Out, "       依据 %s%s\n", l.Cite, since(l.Since))
	}
	if c.Region != "" || by.Region != rulebook.National {
		printRegion(a.Out, region, values)
	}
	fmt.Fprintf(a.Out, "共%d条。可信度：L 通读全文，P 网页摘录，C 见于公开的规则数据，S 见于工作要点，K 通识未核，design 本系统设计。\n", len(lines))
	return nil
}

// heldElsewhere says where the rules of a gate are held at which none stands.
func (c *rulesCmd) heldElsewhere(a *app) error {
	for _, g := range rulebook.GateTable() {
		if string(g.Gate) == c.Gate {
			fmt.Fprintf(a.Out, "%s %s：本关口没有单独执行的规则。%s。\n", g.Gate, g.Label, g.Held)
			return nil
		}
	}
	return document.Refuse(document.Invalid, "unknown-gate", "没有“"+c.Gate+"”这一关口，关口为 G1 至 G14。")
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

// nationalValues are those that the program brings along, whatever an office has put in
// their place.
func nationalValues() (rulebook.Region, error) {
	fsys, err := policies.Load("")
	if err != nil {
		return rulebook.Region{}, err
	}
	return rulebook.LoadRegion(fsys, rulebook.National)
}

// regionLine is a key of a region as it is printed.
type regionLine struct {
	Key      string `json:"key"`
	Rule     string `json:"rule"`
	Title    string `json:"title"`
	Value    string `json:"value"`
	National string `json:"national"`
	Differs  bool   `json:"differs"`
	Bound    string `json:"bound"`
}

// regionLines says what the region fills in, with the rule that leaves it to the
// region and the national value beside it.
func regionLines(r, national rulebook.Region) []regionLine {
	var out []regionLine
	for _, c := range rulebook.Choices() {
		value, other := c.Value(r), c.Value(national)
		out = append(out, regionLine{c.Key, c.Rule, c.Title, value, other, value != other, c.Bound})
	}
	return out
}

// printRegion prints what differs from the national values first, and why it may.
func printRegion(w io.Writer, r rulebook.Region, lines []regionLine) {
	fmt.Fprintf(w, "\n地区：%s（%s）\n依据：%s\n", r.Label, r.ID, r.Basis)
	differ := 0
	for _, l := range lines {
		if !l.Differs {
			continue
		}
		if differ++; differ == 1 {
			fmt.Fprintln(w, "与全国取值不同：")
		}
		fmt.Fprintf(w, "  %-5s %s：%s（全国：%s）\n        %s；%s\n", l.Rule, l.Title, l.Value, l.National, l.Key, l.Bound)
	}
	if differ == 0 {
		fmt.Fprintln(w, "各项均与全国取值相同。")
		if r.ID != rulebook.National {
			return
		}
	}
	fmt.Fprintln(w, "与全国取值相同：")
	for _, l := range lines {
		if !l.Differs {
			fmt.Fprintf(w, "  %-5s %s：%s（%s）\n", l.Rule, l.Title, l.Value, l.Bound)
		}
	}
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
