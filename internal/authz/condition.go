package authz

import (
	"slices"

	"mingfa/internal/document"
)

// condition is what a policy row may depend on. The list is closed: a policy
// file names conditions, it cannot write them.
type condition struct {
	effect string // allow or deny: which rows may name it
	holds  func(unit string, q Question) bool
	code   string
	rule   func(q Question) string
	reason string // why a denial denies; for a permission why its absence does
}

const (
	allow  = "allow"
	forbid = "deny"
	// see is the verb of reading; it moves nothing, so it is no document.Verb.
	see document.Verb = "see"
)

// threeDecisions are those of which nobody takes two on one document (invariant 4).
var threeDecisions = []document.Stage{document.AttributeReview, document.SecrecyReview, document.Signing}

var conditions = map[string]condition{
	"own_unit": {
		effect: allow, code: CodeWrongUnit,
		holds: func(unit string, q Question) bool { return unit != "" && unit == q.Unit },
	},
	"any_unit": {
		effect: allow, code: CodeRoleMissing,
		holds: func(string, Question) bool { return true },
	},
	"submitted": {
		effect: allow, code: CodeNotSubmitted,
		holds: func(_ string, q Question) bool { return q.Stage != document.Drafting || len(q.Decided) > 0 },
	},
	"own_duty": {
		effect: allow, code: CodeNotOwner,
		holds: func(unit string, q Question) bool {
			bound := q.Owner == document.Drafter || q.Owner == document.UnitHead
			return q.as == q.Owner && (!bound || unit != "" && unit == q.Unit)
		},
	},
	"co_issuer": {
		effect: allow, code: CodeNotCoIssuer,
		holds: func(unit string, q Question) bool { return unit != "" && slices.Contains(q.CoIssuer, unit) },
	},
	"on_paper": {
		effect: allow, code: CodeSignsItself,
		holds: func(_ string, q Question) bool { return len(q.CoIssuer) == 0 },
	},
	"own_writing": {
		effect: forbid, code: CodeOwnWriting, rule: ownWritingRule,
		holds:  func(_ string, q Question) bool { return q.Person == q.Drafter || slices.Contains(q.Authors, q.Person) },
		reason: "您起草或者修改过本件，不得再对本件作出审核、签发等决定，请由未参与起草的同岗位人员办理。",
	},
	"two_of_three": {
		effect: forbid, code: CodeTwoOfThree, rule: always("invariant-4"),
		holds:  tookAnotherOfThree,
		reason: "公开属性认定、保密审查、签发三项决定须由不同人员作出，您已办理过本件其中一项，请由同岗位其他人员办理。",
	},
	"not_sender": {
		effect: forbid, code: CodeNotSender, rule: always(""),
		holds:  func(_ string, q Question) bool { return q.Person != q.LastMover },
		reason: "只有将本件送至当前环节的经办人可以撤回，本件不是由您送出的。",
	},
	"moved_on": {
		effect: forbid, code: CodeMovedOn, rule: always(""),
		holds:  func(_ string, q Question) bool { return q.Moved },
		reason: "本件送出后已有人办理，不能撤回；如需修改，请联系当前环节经办人退回。",
	},
}

func always(rule string) func(Question) string { return func(Question) string { return rule } }

// ownWritingRule: for the secrecy review the two-person rule is one of its own.
func ownWritingRule(q Question) string {
	if q.Stage == document.SecrecyReview {
		return "SR-15"
	}
	return "invariant-4"
}

func tookAnotherOfThree(_ string, q Question) bool {
	for _, stage := range threeDecisions {
		if stage != q.Stage && slices.Contains(q.Decided[stage], q.Person) {
			return true
		}
	}
	return false
}
