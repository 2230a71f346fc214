package cli

import (
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// procedures is docs/procedures.md: a picture of each procedure.
func procedures(laws verdict.Laws) string {
	var b strings.Builder
	b.WriteString("# 办理程序图 Procedures\n\n<!-- generated from policies/procedures; do not edit -->\n\n")
	b.WriteString("方框为环节，第二行为办理时限（工作日，收件次日起算）和关口；菱形为条件。任一环节可以退回到已经过的环节，图中从略。\n")
	b.WriteString(unremovable())
	for _, p := range laws.Book.All() {
		fmt.Fprintf(&b, "\n## %s\n\n类别：%s　文件：`policies/procedures/%s.yaml`\n\n```mermaid\n%s```\n", p.Label, p.Class.Label(), p.ID, picture(p))
	}
	return b.String()
}

// unremovable lists what no procedure of an office can leave out, with the rule behind it.
func unremovable() string {
	var b strings.Builder
	b.WriteString("\n机关可以调整各环节的次序和时限，增加环节；下列环节不得删去，签发以前的环节不得移到签发之后。不符合的，系统不启动、不载入，并指明文件、行、键、规则和改正办法。\n\n| 环节 | 依据的规则 | 理由 |\n|---|---|---|\n")
	for _, d := range document.Dues() {
		fmt.Fprintf(&b, "| %s（`%s`） | %s | %s |\n", d.Stage.Label(), d.Stage, d.Rule, d.Why)
	}
	for _, d := range procedure.Dues() {
		fmt.Fprintf(&b, "| %s（`%s`） | %s | %s：%s |\n", d.Stage.Label(), d.Stage, d.Rule, d.When, d.Why)
	}
	return b.String()
}

// picture draws a procedure as a Mermaid flow chart.
func picture(p procedure.Procedure) string {
	var b strings.Builder
	b.WriteString("flowchart TD\n")
	var open []string // the arrows that still lead nowhere
	join := func(node string) {
		for _, from := range open {
			fmt.Fprintf(&b, "  %s %s\n", from, node)
		}
	}
	for _, s := range p.Steps {
		name := string(s.Stage)
		fmt.Fprintf(&b, "  %s[\"%s\"]\n", name, box(s))
		if s.When == "" {
			join(name)
			open = []string{name + " -->"}
			continue
		}
		asks := "if_" + name
		fmt.Fprintf(&b, "  %s{\"%s\"}\n", asks, s.Condition()+"？")
		join(asks)
		fmt.Fprintf(&b, "  %s -- 是 --> %s\n", asks, name)
		open = []string{asks + " -- 否 -->", name + " -->"}
	}
	b.WriteString("  published([\"已发布\"])\n  filed([\"已归档\"])\n")
	join("published")
	fmt.Fprintf(&b, "  %s -- 不主动公开 --> filed\n", document.Registration)
	return b.String()
}

func box(s procedure.Step) string {
	row, _ := s.Stage.Row()
	var notes []string
	if s.Workdays > 0 {
		notes = append(notes, fmt.Sprintf("%d个工作日", s.Workdays))
	}
	if row.Gate != "" {
		notes = append(notes, row.Gate)
	}
	if len(notes) == 0 {
		return row.Label
	}
	return row.Label + "<br/>" + strings.Join(notes, "，")
}
