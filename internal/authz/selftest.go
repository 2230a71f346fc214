package authz

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/policies"
)

// selfTest tries the policy out as it will be used: casbin finds a mistake in the
// matcher only when a row is evaluated, and no file of an organisation may take a
// denial away that the invariants rest on.
func (a *Authority) selfTest() error {
	if err := a.everyRowDecides(); err != nil {
		return err
	}
	if err := a.othersLeaveDuties(); err != nil {
		return err
	}
	if err := a.nobodyConsentsForOthers(); err != nil {
		return err
	}
	for _, row := range document.StageTable() {
		for _, verb := range row.Verbs {
			if err := a.mustDeny(row.Stage, verb); err != nil {
				return err
			}
		}
		if err := a.strangersSeeNothing(row.Stage); err != nil {
			return err
		}
	}
	return nil
}

// everyRowDecides asks, for each permission, a question that it alone should
// carry, so that a row that never fires shows.
func (a *Authority) everyRowDecides() error {
	for _, r := range a.rows {
		if r.effect != allow {
			continue
		}
		for _, stage := range r.stages() {
			q := probe(stage, r.verb)
			role := r.role
			if role == anything {
				role = document.Drafter
			}
			q.Owner = role
			if r.condition == "co_issuer" {
				q.CoIssuer = []string{q.Unit}
			}
			ok, _, err := a.decide(Appointment{Unit: q.Unit, Role: role}, q)
			if err != nil {
				return badModel(err)
			}
			if !ok {
				return &policies.Fault{
					Code: "permission-idle", File: policyFile, Message: fmt.Sprintf("%s 在“%s”环节从不起作用", strings.Join(r.fields(), ", "), stage.Label()),
					Remedy: "请核对 permissions/model.conf 和该行的条件，或者删去该行",
				}
			}
		}
	}
	return nil
}

// stages lists the stages at which the row can have effect.
func (r row) stages() []document.Stage {
	if r.stage != anything {
		return []document.Stage{r.stage}
	}
	var out []document.Stage
	for _, s := range document.StageTable() {
		if r.verb == see || r.verb.Beside() || s.Stage.Offers(r.verb) {
			out = append(out, s.Stage)
		}
	}
	return out
}

// probe is a question nobody has a reason to deny: an active stranger to the
// document, who brought it to its stage, before anybody else acted.
func probe(stage document.Stage, verb document.Verb) Question {
	return Question{
		Person: "probe", Active: true, Verb: verb, Stage: stage, Unit: "unit",
		Drafter: "drafter", Authors: []string{"drafter"}, LastMover: "probe",
		Decided: map[document.Stage][]string{document.UnitReview: {"head"}},
	}
}

// mustDeny asks on behalf of somebody who holds every office in the unit, and
// whom only the denials hold back.
func (a *Authority) mustDeny(stage document.Stage, verb document.Verb) error {
	for _, d := range denials(stage, verb) {
		q := probe(stage, verb)
		for _, role := range document.Roles() {
			q.Appointments = append(q.Appointments, Appointment{Unit: q.Unit, Role: role})
		}
		d.spoil(&q)
		if got := a.Ask(q); got.Allowed || (d.code != "" && got.Code != d.code) {
			return unsafe(d.rule, fmt.Sprintf("“%s”环节的“%s”（%s）：%s时必须拒绝，而现行各行准许", stage.Label(), verb.Label(), verb, d.name))
		}
	}
	return nil
}

// unsafe is the fault of a set of permissions that lets through what no file may.
func unsafe(rule, message string) error {
	return &policies.Fault{
		Code: "permission-unsafe", File: policyFile, Rule: rule, Message: message, Remedy: "请恢复被删改的 deny 行；这些限制不得由机关取消",
	}
}

// denial is a case in which an act must be refused, named in Chinese.
type denial struct {
	name, code, rule string
	spoil            func(*Question)
}

// denials are those that must hold for the verb at the stage, whatever a policy
// file says.
func denials(stage document.Stage, verb document.Verb) []denial {
	out := []denial{
		{"账号停用", CodeInactive, "", func(q *Question) { q.Active = false }},
		{"没有任何岗位", "", "", func(q *Question) { q.Appointments = nil }},
	}
	if verb == document.Recall {
		out = append(out,
			denial{"不是送出人", CodeNotSender, "", func(q *Question) { q.LastMover = "other" }},
			denial{"下一环节已经办理", CodeMovedOn, "", func(q *Question) { q.Moved = true }})
	}
	judging := []document.Verb{document.Approve, document.SendBack, document.Sign, document.Register}
	if slices.Contains(judging, verb) {
		out = append(out,
			denial{"审批本人的文稿", CodeOwnWriting, "SR-15", func(q *Question) { q.Authors = append(q.Authors, q.Person) }})
	}
	for _, other := range threeDecisions {
		if !isDecision(stage, verb) || other == stage {
			continue
		}
		out = append(out, denial{"一人办理三项审批中的两项", CodeTwoOfThree, "SR-15", func(q *Question) { q.Decided[other] = []string{q.Person} }})
	}
	return out
}

// isDecision reports whether the verb takes one of the three decisions of which
// nobody takes two.
func isDecision(stage document.Stage, verb document.Verb) bool {
	return slices.Contains(threeDecisions, stage) &&
		slices.Contains([]document.Verb{document.Approve, document.Sign, document.SendBack}, verb)
}

func (a *Authority) strangersSeeNothing(stage document.Stage) error {
	q := probe(stage, "")
	q.Appointments = []Appointment{{Unit: "another unit", Role: document.Drafter}}
	if a.MaySee(q).Allowed {
		return unsafe("", fmt.Sprintf("其他单位的拟稿人能够查看处于“%s”环节的公文", stage.Label()))
	}
	return nil
}

// othersLeaveDuties holds that a duty is met or stopped by its owner only.
func (a *Authority) othersLeaveDuties() error {
	for _, verb := range document.BesideVerbs() {
		for _, owner := range document.Roles() {
			q := probe(document.Published, verb)
			q.Owner = owner
			for _, role := range document.Roles() {
				if role != owner {
					q.Appointments = append(q.Appointments, Appointment{Unit: q.Unit, Role: role})
				}
			}
			if a.AskBeside(q).Allowed {
				return unsafe("", fmt.Sprintf("“%s”（%s）：不承担“%s”职责的岗位也能办理", verb, owner, owner.Label()))
			}
			q.Appointments, q.Active = []Appointment{{Unit: q.Unit, Role: owner}}, false
			if a.AskBeside(q).Allowed {
				return unsafe("", fmt.Sprintf("“%s”：停用的账号也能办理", verb))
			}
		}
	}
	return nil
}

// nobodyConsentsForOthers holds that a body which has people here gives its 会签 itself
// (DH-13), and that who wrote the document takes no part in it.
func (a *Authority) nobodyConsentsForOthers() error {
	q := probe(document.Signing, document.Consent)
	for _, role := range document.Roles() {
		q.Appointments = append(q.Appointments, Appointment{Unit: q.Unit, Role: role})
	}
	for _, d := range []denial{
		{"会签机关在本系统有签发人、办理人不属于该机关", "", "DH-13", func(q *Question) { q.CoIssuer = []string{"another unit"} }},
		{"本人起草", CodeOwnWriting, "DH-13", func(q *Question) { q.Authors = append(q.Authors, q.Person) }},
		{"账号停用", CodeInactive, "", func(q *Question) { q.Active = false }},
	} {
		ask := q
		ask.Authors = slices.Clone(q.Authors)
		d.spoil(&ask)
		if got := a.AskBeside(ask); got.Allowed {
			return unsafe(d.rule, fmt.Sprintf("“%s”（%s）：%s时必须拒绝，而现行各行准许", document.Consent.BesideLabel(), document.Consent, d.name))
		}
	}
	return nil
}
