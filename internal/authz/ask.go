package authz

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
)

// Ask answers whether the person may take the verb at the stage now. It says
// nothing of what the gate has to say about the content.
func (a *Authority) Ask(q Question) Answer {
	switch {
	case !q.Verb.Known():
		return deny(CodeUnknownVerb, "", "没有这样的办理动作。")
	case q.Stage.Label() == "":
		return deny(CodeUnknownStage, "", "本件所处环节不在办理程序之内。")
	case !q.Stage.Offers(q.Verb):
		return deny(CodeWrongStage, "", fmt.Sprintf("本件处于“%s”环节，不能“%s”。", q.Stage.Label(), q.Verb.Label()))
	}
	return a.answer(q)
}

// AskBeside answers whether the person may take a verb beside the way now; the
// stage of the document does not matter.
func (a *Authority) AskBeside(q Question) Answer {
	if !q.Verb.Beside() {
		return deny(CodeUnknownVerb, "", "没有这样的办理动作。")
	}
	return a.answer(q)
}

// MaySee answers whether the person may read the dossier inside the house:
// whoever holds an office in the drafting unit, the offices on the way once it
// was submitted, and the auditor always. The verb of the question is ignored.
func (a *Authority) MaySee(q Question) Answer {
	if q.Stage.Label() == "" {
		return deny(CodeUnknownStage, "", "本件所处环节不在办理程序之内。")
	}
	q.Verb = see
	return a.answer(q)
}

func (a *Authority) answer(q Question) Answer {
	if !q.Active || q.Person == "" {
		return deny(CodeInactive, "", "您的账号未启用或者已停用，不能办理。请联系系统管理员。")
	}
	// Who keeps the people of the house takes no part in what they do.
	q.Appointments = slices.DeleteFunc(slices.Clone(q.Appointments), func(p Appointment) bool { return p.Role == document.Administrator })
	var denial *row
	for _, p := range q.Appointments {
		if !p.Role.Known() {
			continue // an office that nobody knows gives nothing, not even what everybody in the unit has
		}
		ok, why, err := a.decide(p, q)
		switch {
		case err != nil:
			return deny(CodeFault, "", "权限核验未能完成，本次操作不予办理。请稍后再试，仍不成功的，请联系系统管理员。")
		case ok:
			return Answer{Allowed: true, Role: p.Role, Unit: p.Unit}
		case why != nil && why.effect == forbid:
			denial = why
		}
	}
	return a.explain(q, denial)
}

// explain says why nobody's appointment carried the verb. Who holds no office for
// it is told that first: the denials are for those who otherwise could.
func (a *Authority) explain(q Question, denial *row) Answer {
	best := CodeRoleMissing
	for _, r := range a.holders(q.Verb, q.Stage) {
		for _, p := range q.Appointments {
			if !p.Role.Known() || (r.role != anything && r.role != p.Role) {
				continue
			}
			c := conditions[r.condition]
			q.as = p.Role
			if !c.holds(p.Unit, q) {
				best = c.code
				continue
			}
			if denial == nil {
				return deny(CodeFault, "", "权限核验结果不一致，本次操作不予办理。请联系系统管理员。")
			}
			d := conditions[denial.condition]
			return deny(d.code, d.rule(q), d.reason)
		}
	}
	return a.noOffice(q, best)
}

// noOffice is the answer to somebody who holds no office that carries the verb.
func (a *Authority) noOffice(q Question, code string) Answer {
	if q.Verb == see {
		return deny(code, "", "您无权查阅本件。")
	}
	if q.Verb == document.Reassess || slices.Contains(document.TakeDownVerbs(), q.Verb) {
		return deny(code, "", fmt.Sprintf("您不担任相应岗位。“%s”由%s办理。", q.Verb.BesideLabel(), a.who(q.Verb, q.Stage)))
	}
	if q.Verb == document.Consent {
		return a.noCoIssuer(q, code)
	}
	if q.Verb.Beside() {
		return deny(code, "", fmt.Sprintf("您不是这项期限的承办人。“%s”由“%s”岗位办理。", q.Verb.BesideLabel(), q.Owner.Label()))
	}
	who := a.who(q.Verb, q.Stage)
	switch {
	case code == CodeWrongUnit:
		return deny(code, "", fmt.Sprintf("您不在本件的起草单位任职。%s环节“%s”由%s办理。", q.Stage.Label(), q.Verb.Label(), who))
	case q.Verb == document.Submit || q.Verb == document.Cancel:
		code = CodeNotDrafter
	}
	return deny(code, "", fmt.Sprintf("您不担任相应岗位。%s环节“%s”由%s办理。", q.Stage.Label(), q.Verb.Label(), who))
}

// noCoIssuer is the answer to somebody who may not give a 会签, nor put it on record.
func (a *Authority) noCoIssuer(q Question, code string) Answer {
	if len(q.CoIssuer) > 0 {
		return deny(code, "DH-13", "该机关在本系统有签发人，会签须由其签发人以自己的账号办理，他人不能代办。")
	}
	return deny(code, "DH-13", "该机关在本系统没有签发人，会签由主办机关的“"+document.OfficeChecker.Label()+"”岗位按会签单登记。")
}

// holders are the permissions for the verb at the stage.
func (a *Authority) holders(verb document.Verb, stage document.Stage) []row {
	var out []row
	for _, r := range a.rows {
		if r.effect == allow && r.about(verb, stage) {
			out = append(out, r)
		}
	}
	return out
}

// who names in Chinese the offices that may take the verb at the stage.
func (a *Authority) who(verb document.Verb, stage document.Stage) string {
	if verb == document.Recall {
		return "将本件送至当前环节的经办人"
	}
	var names []string
	for _, r := range a.holders(verb, stage) {
		name := "“" + r.role.Label() + "”岗位"
		if r.condition == "own_unit" {
			name = "起草单位的" + name
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "其他岗位"
	}
	return strings.Join(names, "、")
}
