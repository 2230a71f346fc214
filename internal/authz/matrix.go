package authz

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
)

// Matrix renders who may do what as Markdown: one line for each verb of each
// stage. It is made by asking, not by reading the policy, so it shows what is.
func (a *Authority) Matrix() string {
	var b strings.Builder
	b.WriteString("# 办理权限\n\n本页由程序按权限策略逐项询问后生成，请勿手工修改。\n\n")
	b.WriteString("“起草单位”指只限本件起草单位的该岗位，“全机关”指不限单位。\n\n")
	b.WriteString("| 环节 | 动作 | 起草单位 | 全机关 | 不得办理的情形 |\n|---|---|---|---|---|\n")
	for _, row := range document.StageTable() {
		for _, verb := range row.Verbs {
			own, anywhere := a.mayAct(row.Stage, verb)
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", row.Label, verb.Label(), labels(own), labels(anywhere), a.barriers(verb, row.Stage))
		}
	}
	b.WriteString(a.besideMatrix())
	b.WriteString("\n## 查阅案卷\n\n| 岗位 | 起草单位，送审前 | 起草单位，送审后 | 其他单位，送审前 | 其他单位，送审后 |\n|---|---|---|---|---|\n")
	for _, role := range document.Roles() {
		fmt.Fprintf(&b, "| %s |", role.Label())
		for _, unit := range []string{"unit", "another unit"} {
			for _, stage := range []document.Stage{document.Drafting, document.UnitReview} {
				b.WriteString(" " + a.seeMark(role, unit, stage) + " |")
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("\n## 不得办理的情形\n\n" + reasons())
	return b.String()
}

// besideMatrix says whose duties may be met, stopped and restarted by their owner.
func (a *Authority) besideMatrix() string {
	var b strings.Builder
	b.WriteString("\n## 各项期限\n\n只由该项期限的承办岗位办理；拟稿人、处室负责人限于本件起草单位。\n\n| 动作 | 承办岗位 |\n|---|---|\n")
	for _, verb := range document.BesideVerbs() {
		var may []document.Role
		for _, role := range document.Roles() {
			q := probe(document.Published, verb)
			q.Owner, q.Appointments = role, []Appointment{{Unit: q.Unit, Role: role}}
			if a.AskBeside(q).Allowed {
				may = append(may, role)
			}
		}
		fmt.Fprintf(&b, "| %s | %s |\n", verb.BesideLabel(), labels(may))
	}
	fmt.Fprintf(&b, "\n## 公开属性评估\n\n已归档未公开的公文，“%s”由%s办理；其后的保密审查、签发、发布，由各该环节的岗位办理，三项决定由不同人员作出。\n", document.Reassess.BesideLabel(), a.who(document.Reassess, document.Filed))
	b.WriteString("\n## 撤下与恢复公开\n\n提出人与复核人不得为同一人。泄密的，先行撤下，事后复核。\n\n| 动作 | 办理岗位 |\n|---|---|\n")
	for _, verb := range document.TakeDownVerbs() {
		fmt.Fprintf(&b, "| %s | %s |\n", verb.BesideLabel(), a.who(verb, document.Published))
	}
	b.WriteString("\n## 联合行文会签\n\n会签机关在本系统有签发人的，由其以自己的账号办理；没有的，由主办机关按会签单登记。\n\n| 会签机关 | 办理岗位 |\n|---|---|\n")
	fmt.Fprintf(&b, "| 在本系统有签发人 | 该机关的%s |\n| 没有 | %s |\n", labels(a.consenting("unit")), labels(a.consenting()))
	return b.String()
}

// consenting returns the roles that may give the 会签 of a body with these units.
func (a *Authority) consenting(units ...string) []document.Role {
	var out []document.Role
	for _, role := range document.Roles() {
		q := probe(document.Signing, document.Consent)
		q.CoIssuer, q.Appointments = units, []Appointment{{Unit: q.Unit, Role: role}}
		if a.AskBeside(q).Allowed {
			out = append(out, role)
		}
	}
	return out
}

// mayAct returns the roles that may take the verb in the drafting unit only, and
// those that may in any unit.
func (a *Authority) mayAct(stage document.Stage, verb document.Verb) (own, anywhere []document.Role) {
	for _, role := range document.Roles() {
		q := probe(stage, verb)
		q.Appointments = []Appointment{{Unit: "another unit", Role: role}}
		if a.Ask(q).Allowed {
			anywhere = append(anywhere, role)
			continue
		}
		q.Appointments[0].Unit = q.Unit
		if a.Ask(q).Allowed {
			own = append(own, role)
		}
	}
	return own, anywhere
}

func (a *Authority) seeMark(role document.Role, unit string, stage document.Stage) string {
	q := probe(stage, "")
	q.Appointments = []Appointment{{Unit: unit, Role: role}}
	if stage == document.Drafting {
		q.Decided = nil
	}
	if a.MaySee(q).Allowed {
		return "可以"
	}
	return "—"
}

func (a *Authority) barriers(verb document.Verb, stage document.Stage) string {
	var names []string
	for _, r := range a.rows {
		if r.effect == forbid && r.about(verb, stage) {
			names = append(names, "`"+conditions[r.condition].code+"`")
		}
	}
	if len(names) == 0 {
		return "—"
	}
	return strings.Join(names, "、")
}

func labels(roles []document.Role) string {
	if len(roles) == 0 {
		return "—"
	}
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Label()
	}
	return strings.Join(names, "、")
}

func reasons() string {
	var lines []string
	for _, c := range conditions {
		if c.effect == forbid {
			lines = append(lines, fmt.Sprintf("- `%s`：%s\n", c.code, c.reason))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}
