package authz

import "mingfa/internal/document"

// Appointment is an office a person holds in a unit.
type Appointment struct {
	Unit string        `json:"unit"` // id of the unit
	Role document.Role `json:"role"`
}

// Question is everything a permission depends on. Persons and units are ids.
type Question struct {
	Person       string
	Active       bool // false: the account is suspended
	Appointments []Appointment
	Verb         document.Verb
	Stage        document.Stage
	Unit         string   // the document's drafting unit
	Drafter      string   // the first author
	Authors      []string // everybody who wrote any revision
	// Decided names who took decisions, returns among them, at which stage of
	// this document.
	Decided   map[document.Stage][]string
	LastMover string // who brought the document to this stage; "" after a recall
	Moved     bool   // somebody has acted at this stage since
	// Owner is the role that has to meet the duty, for the verbs about duties.
	Owner document.Role
	// CoIssuer are the units of the co-issuing body whose 会签 is asked about, where
	// somebody of it may give it in this system; none where it signs on its own paper.
	CoIssuer []string
	as       document.Role // the role whose appointment is being asked about
}

// Answer is yes, with the appointment that carried it, or no, with the reason.
type Answer struct {
	Allowed bool          `json:"allowed"`
	Code    string        `json:"code"`   // stable, one of the Code… constants; "" when allowed
	Reason  string        `json:"reason"` // Chinese: why not, and who could; "" when allowed
	Rule    string        `json:"rule"`   // e.g. "SR-15" or "invariant-4"; "" where no one rule is the reason
	Role    document.Role `json:"role"`   // the office that carried it; "" when denied
	Unit    string        `json:"unit"`   // the unit of that office; "" when denied
}

// The codes of a denial.
const (
	CodeUnknownVerb  = "unknown-verb"
	CodeUnknownStage = "unknown-stage"
	CodeWrongStage   = "wrong-stage"    // the stage does not offer the verb
	CodeInactive     = "inactive"       // the account is suspended, or nobody is named
	CodeRoleMissing  = "role-missing"   // holds no office that may
	CodeNotDrafter   = "not-drafter"    // the same, for what only a drafter of the unit may
	CodeWrongUnit    = "wrong-unit"     // holds the office, but in another unit
	CodeNotSubmitted = "not-submitted"  // may read it only once it has left its unit
	CodeOwnWriting   = "own-writing"    // wrote a revision of this document
	CodeTwoOfThree   = "two-of-three"   // took another of the three decisions
	CodeNotSender    = "not-sender"     // did not bring the document here
	CodeMovedOn      = "moved-on"       // somebody has acted since
	CodeNotOwner     = "not-duty-owner" // the duty is another role's
	CodeNotCoIssuer  = "not-co-issuer"  // the 会签 is another body's
	CodeSignsItself  = "signs-itself"   // the body has people here, who give it themselves
	CodeFault        = "internal-fault" // the decision failed: no
)

func deny(code, rule, reason string) Answer { return Answer{Code: code, Rule: rule, Reason: reason} }
