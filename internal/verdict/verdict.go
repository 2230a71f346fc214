package verdict

import (
	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// State is where a document stands: its row in the register.
type State struct {
	ID      string           `json:"id"`
	Unit    string           `json:"unit"`    // id of the drafting unit
	Drafter string           `json:"drafter"` // person id of who created it
	Stage   document.Stage   `json:"stage"`
	Seq     int              `json:"seq"`      // acts taken so far
	Pinned  procedure.Pinned `json:"pinned"`   // zero before the first submission
	Pending *Pending         `json:"pending"`  // set while a return is being worked off
	Mover   string           `json:"mover"`    // who brought it to this stage; "" after a recall
	MovedAt document.Stage   `json:"moved_at"` // the stage it came from

	SignedDigest string          `json:"signed_digest"`
	DatedOn      document.Date   `json:"dated_on"` // 成文日期 (DH-04)
	Number       document.Number `json:"number"`
	SealedReady  bool            `json:"sealed_ready"`
	Releasing    bool            `json:"releasing"` // a release is under way
	// RepealedBy is the number of the released document that has repealed this one
	// before its own release, "" when none has.
	RepealedBy document.Number `json:"repealed_by"`
	// OpenedOn is the day on which the attribute of a document that had been filed
	// unpublished was changed to PROACTIVE, "" when it was not (DA-18).
	OpenedOn document.Date `json:"opened_on,omitempty"`
}

// Pending is a return that has not been worked off yet.
type Pending struct {
	By  document.Stage   `json:"by"` // the stage that returned
	Way document.WayBack `json:"way"`
	// Done says that the document is back at the stage that returned it. It is kept
	// until that stage acts, so that a recall finds the way back as it was.
	Done bool `json:"done,omitempty"`
}

// Request is what a person asks to do, and what the person saw when asking.
type Request struct {
	ID     string         `json:"id"` // idempotency key
	Verb   document.Verb  `json:"verb"`
	Digest string         `json:"digest"` // dossier digest the person saw
	Stage  document.Stage `json:"stage"`  // stage the person saw
	// Opinion is the 办理意见; a reason is due for return, cancel and sign.
	Opinion string `json:"opinion"`
	// Target and Way belong to return: to which stage, and how it comes back.
	Target document.Stage   `json:"target"`
	Way    document.WayBack `json:"way"`
	// ReasonCode is the 退文 reason (DA-06, DH-10), e.g. ATTR_MISSING.
	ReasonCode document.ReturnReason `json:"reason_code"`
	// Checklist and Result belong to the secrecy review (SR-14, SR-15). Result
	// "dissent" belongs to the attribute review: the proposal passes, the office
	// disagrees, and the signer is told (DA-08).
	Checklist map[string]string `json:"checklist"`
	Result    string            `json:"result"`
	// Disclosure is the attribute as the disclosure office sets it; nil confirms
	// what was proposed (DA-08).
	Disclosure *dossier.Disclosure `json:"disclosure"`
	// DatedOn belongs to sign: the full date of the signature (DH-12); it becomes
	// the date of writing (DH-04).
	DatedOn document.Date `json:"dated_on"`
	// Answers are what is said to the warnings of the gate, see Laws.Judge.
	Answers []Answer `json:"answers,omitempty"`
	// Ground, Explained and Since belong to take-down: why, what the public is told of it,
	// and since when a penalty is changed or revoked (WP-10).
	Ground    document.TakeDownGround `json:"ground,omitempty"`
	Explained string                  `json:"explained,omitempty"`
	Since     document.Date           `json:"since,omitempty"`
}

// Actor is the person who asks, with the appointments held at this very moment.
type Actor struct {
	ID           string              `json:"id"`
	Name         string              `json:"name"`
	Active       bool                `json:"active"`
	Appointments []authz.Appointment `json:"appointments"`
}

// Case is everything the judgement rests on, read in one transaction.
type Case struct {
	State     State
	Actor     Actor
	Content   dossier.Content
	Sheets    []dossier.Sheet    // of all revisions, first is revision 1
	Decisions []dossier.Decision // in the order taken, returns among them
	Authors   []string           // persons who wrote any revision while drafting
	Today     document.Date
	// Related are the documents of the register that the content points at.
	Related []dossier.Related
	// Quoted are those that its texts cite without such a relation (IN-06).
	Quoted []dossier.Quoted
	Issuer string // full name of the issuing body
	// Referrals counts how often the question whether it is a state secret was
	// referred since the secrecy review was last passed (SR-12).
	Referrals int
	// Suspected says that one of those referrals called it a state secret: the report of
	// a leak has been due since (SR-11).
	Suspected bool
	// Examined are the hits of the scanner that a secrecy reviewer let pass.
	Examined []dossier.Examined
	// Completed is what was added to the catalogue after the seal (GI-05), zero for nothing.
	Completed dossier.Completed
	// Answered are the warnings that were answered with an act on this document, those
	// for earlier texts among them.
	Answered []dossier.Answered
	// LegalityAsked is the day on which the document came to the legality review for the
	// last time, "" when it never did (ND-05).
	LegalityAsked document.Date
	// Consents are what co-issuing bodies said, in the order in which it was put on record
	// (DH-13); CoIssuers those of the bodies that are units here; TextSince the day on
	// which what they vouch for was first saved as it is now, "" where no body is named.
	Consents  []dossier.Consent
	CoIssuers []CoIssuer
	TextSince document.Date
	// Dead are the documents, of those that Cited names, that are no longer in force.
	Dead []document.Number
}

// Digest returns the present dossier digest, "" when there is no revision.
func (c Case) Digest() string {
	if len(c.Sheets) == 0 {
		return ""
	}
	return c.sheet().Digest()
}

func (c Case) sheet() dossier.Sheet { return c.Sheets[len(c.Sheets)-1] }

// Ruling is what follows from an act that is allowed. The store carries it out
// as it stands; it decides nothing of its own.
type Ruling struct {
	From, To document.Stage
	Unit     string            // unit in whose name the actor acted
	Pinned   *procedure.Pinned // set at the first submission
	Pending  *Pending          // the way back after this act, nil = none
	Decision *dossier.Decision // nil for submit, recall, cancel, release
	Content  *dossier.Content  // set when the act made a new revision (attribute changed)

	SignedDigest string            // set by sign
	DatedOn      document.Date     // set by sign
	Consents     []dossier.Consent // set by sign: what each co-issuing body agreed to (DH-13)
	GiveNumber   bool              // set by register: the store draws the next number
	VoidNumber   bool              // set by void: the number is given up for good (DH-18)
	Release      bool              // set by release: start the Release workflow
	Recalled     bool              // the mover is cleared
	Referred     bool              // the secrecy review waits for who decides (SR-12); the document stays
	Passed
	Duties Effects // what the act does to the dated obligations of the document
}

// Laws are the rules the house is run by: who may, in which order, and what the
// law asks. They are loaded at start-up and never change while it runs.
type Laws struct {
	Authority *authz.Authority
	Book      procedure.Book
	Checklist []rulebook.ChecklistItem
	Calendar  *calendar.Calendar
	Region    rulebook.Region
	Negative  rulebook.NegativeList
	Reminders []procedure.Reminder // who is reminded of a term, and when
}

// Judge decides on the request. A refusal is a *document.Error: Forbidden with
// the reason, Conflict for a stale stage or digest, Unfit with all findings. No gate is
// passed over a warning that nobody answered: that is Unfit too, with the warnings.
func (l Laws) Judge(c Case, r Request) (Ruling, error) {
	if err := l.admissible(c, r); err != nil {
		return Ruling{}, err
	}
	answer := l.Authority.Ask(c.question(r.Verb))
	if !answer.Allowed {
		return Ruling{}, &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	if err := c.fresh(r); err != nil {
		return Ruling{}, err
	}
	ruling, err := l.effect(c, r)
	if err != nil {
		return Ruling{}, err
	}
	ruling.From, ruling.Unit = c.State.Stage, answer.Unit
	if ruling.Decision != nil {
		ruling.Decision.Unit = answer.Unit
	}
	if ruling.Duties, err = l.dated(l.follow(c, r, ruling)); err != nil {
		return Ruling{}, err
	}
	return ruling, nil
}

// admissible refuses what no person could do at this stage.
func (l Laws) admissible(c Case, r Request) error {
	switch {
	case !r.Verb.Known():
		return document.Refuse(document.Invalid, "unknown-verb", "没有这样的办理动作。")
	case r.Stage != "" && r.Stage != c.State.Stage:
		// Before anything else: on an old page every other reason would be beside the point.
		return document.Refuse(document.Conflict, "stale-stage", "本件已由他人办理，现在“"+c.State.Stage.Label()+"”环节，请刷新后再办。")
	case c.State.Stage.Closed():
		return document.Refuse(document.Conflict, "closed", "本件"+c.State.Stage.Label()+"，不能再办理。")
	case !c.State.Stage.Offers(r.Verb):
		return document.Refuse(document.Conflict, "wrong-stage", "本件正在“"+c.State.Stage.Label()+"”环节，不能“"+r.Verb.Label()+"”。")
	case c.State.Releasing && r.Verb == document.Release:
		return document.Refuse(document.Conflict, "releasing", "本件正在发布，请等待回读核验的结果。")
	case r.Verb == document.Void || r.Verb == document.File:
		return c.unreleased(r.Verb)
	default:
		return nil
	}
}

// fresh refuses an act on another text than the person saw.
func (c Case) fresh(r Request) error {
	if r.Digest == c.Digest() {
		return nil
	}
	e := document.Refuse(document.Conflict, "stale-digest", "您看到的不是最新稿，请核对改动后再办。")
	e.Findings = c.changedSince(r.Digest)
	return e
}

// changedSince names the parts that changed since the revision with that digest.
func (c Case) changedSince(digest string) []document.Finding {
	for i := len(c.Sheets) - 2; i >= 0; i-- {
		if c.Sheets[i].Digest() != digest {
			continue
		}
		var out []document.Finding
		for _, p := range c.Sheets[i].Diff(c.sheet()) {
			out = append(out, document.Finding{
				Rule: "DH-14", Severity: document.Block, Place: string(p),
				Message: p.Label() + "在您查看之后有改动。", Remedy: "请查看与您所见稿次的差异。",
			})
		}
		return out
	}
	return []document.Finding{{
		Rule: "DH-14", Severity: document.Block, Place: "digest",
		Message: "所提交的指纹不属于本件的任何稿次。", Remedy: "请重新打开本件后再办理。",
	}}
}

func (c Case) question(v document.Verb) authz.Question {
	decided := map[document.Stage][]string{}
	for _, d := range c.Decisions {
		decided[d.Stage] = append(decided[d.Stage], d.Person)
	}
	return authz.Question{
		Person: c.Actor.ID, Active: c.Actor.Active, Appointments: c.Actor.Appointments,
		Verb: v, Stage: c.State.Stage, Unit: c.State.Unit, Drafter: c.State.Drafter, Authors: c.Authors,
		Decided: decided, LastMover: c.State.Mover,
	}
}

// MaySee answers whether the actor may read the dossier inside the house.
func (l Laws) MaySee(c Case) authz.Answer { return l.Authority.MaySee(c.question("")) }
