package authz

import (
	"fmt"
	"slices"

	"mingfa/internal/document"
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
			ok, _, err := a.decide(Appointment{Unit: q.Unit, Role: role}, q)
			if err != nil {
				return err
			}
			if !ok {
				return fmt.Errorf("row %v never permits anything at %q", r.fields(), stage)
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
			return fmt.Errorf("%s at %q must be denied (%s), not %+v", verb, stage, d.name, got)
		}
	}
	return nil
}

type denial struct {
	name, code string
	spoil      func(*Question)
}

// denials are those that must hold for the verb at the stage, whatever a policy
// file says.
func denials(stage document.Stage, verb document.Verb) []denial {
	out := []denial{
		{"inactive", CodeInactive, func(q *Question) { q.Active = false }},
		{"no appointment", "", func(q *Question) { q.Appointments = nil }},
	}
	if verb == document.Recall {
		out = append(out,
			denial{"not the sender", CodeNotSender, func(q *Question) { q.LastMover = "other" }},
			denial{"moved on", CodeMovedOn, func(q *Question) { q.Moved = true }})
	}
	judging := []document.Verb{document.Approve, document.SendBack, document.Sign, document.Register}
	if slices.Contains(judging, verb) {
		out = append(out,
			denial{"own writing", CodeOwnWriting, func(q *Question) { q.Authors = append(q.Authors, q.Person) }})
	}
	for _, other := range threeDecisions {
		if !isDecision(stage, verb) || other == stage {
			continue
		}
		out = append(out, denial{"two of three", CodeTwoOfThree, func(q *Question) { q.Decided[other] = []string{q.Person} }})
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
		return fmt.Errorf("a drafter of another unit must not read a document at %q", stage)
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
				return fmt.Errorf("%s of a duty of %s must be denied to every other office", verb, owner)
			}
			q.Appointments, q.Active = []Appointment{{Unit: q.Unit, Role: owner}}, false
			if a.AskBeside(q).Allowed {
				return fmt.Errorf("%s must be denied to an account that is suspended", verb)
			}
		}
	}
	return nil
}
