package verdict

import (
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// effect says what the act does once permission, stage and digest are right.
func (l Laws) effect(c Case, r Request) (Ruling, error) {
	switch r.Verb { //nolint:exhaustive // what is beside the way is no act of a document
	case document.Submit:
		return l.submit(c, r)
	case document.Approve:
		return l.approve(c, r)
	case document.Sign:
		return l.sign(c, r)
	case document.SendBack:
		return c.sendBack(r)
	case document.Recall:
		return Ruling{To: c.State.MovedAt, Pending: c.State.Pending.recalled(c.State.MovedAt), Recalled: true}, nil
	case document.Register:
		return l.register(c, r)
	case document.Release:
		return l.release(c, r)
	case document.Void:
		return c.void(r)
	case document.File:
		return reasoned(r, "DH-10", "归档不发布须写明理由。", Ruling{To: document.Filed})
	case document.Cancel:
		return reasoned(r, "DH-10", "终止办理须写明理由。", Ruling{To: document.Cancelled})
	default:
		return Ruling{}, document.Refuse(document.Invalid, "unknown-verb", "没有这样的办理动作。")
	}
}

// reasoned is an act that needs nothing but its reason.
func reasoned(r Request, rule, message string, out Ruling) (Ruling, error) {
	if err := needOpinion(r, rule, message); err != nil {
		return Ruling{}, err
	}
	return out, nil
}

// unreleased refuses what a numbered document may undergo only before it is public:
// its number is void only until its release has begun (DH-18), and what ought to be
// published ends in the files only when a decision came before its release.
func (c Case) unreleased(v document.Verb) error {
	switch {
	case c.State.Releasing:
		return document.Refuse(document.Conflict, "releasing", "本件正在发布，不能“"+v.Label()+"”。")
	case v == document.File && c.State.RepealedBy == "":
		return document.Refuse(document.Conflict, "not-repealed", "本件应当主动公开。只有发布前已被其他文件废止的，才能归档不发布。")
	default:
		return nil
	}
}

// void gives up the number of what waits for its release: the same signed text gets the
// next one at registration. A finished PDF bears its number in print and can get no other
// (SC-20); it goes to its drafter, for another file and all the way anew.
func (c Case) void(r Request) (Ruling, error) {
	out := Ruling{To: document.Registration, VoidNumber: true}
	if c.Content.Text.Original != nil {
		out.To, out.Pending = document.Drafting, &Pending{By: document.Registration, Way: document.StepByStep}
	}
	return reasoned(r, "DH-18", "作废发文字号须写明理由（DH-18）。", out)
}

func (l Laws) submit(c Case, r Request) (Ruling, error) {
	var fresh *procedure.Pinned
	if len(c.State.Pinned.Steps) == 0 {
		pinned, err := l.Book.Resolve(c.Content.Text.Class, facts(c.Content))
		if err != nil {
			return Ruling{}, err
		}
		c.State.Pinned, fresh = pinned, &pinned
	}
	passed, err := l.pass(c, r, rulebook.G1)
	if err != nil {
		return Ruling{}, err
	}
	to, pending := c.onward()
	return Ruling{To: to, Pending: pending, Pinned: fresh, Passed: passed}, nil
}

func (l Laws) approve(c Case, r Request) (Ruling, error) {
	var changed *dossier.Content
	if c.State.Stage == document.AttributeReview {
		var err error
		if c, changed, r, err = c.attribute(r); err != nil {
			return Ruling{}, err
		}
	}
	row, _ := c.State.Stage.Row()
	passed, err := l.pass(c, r, rulebook.Gate(row.Gate))
	if err != nil {
		return Ruling{}, err
	}
	if c.State.Stage == document.SecrecyReview && r.Result == rulebook.Refer {
		return Ruling{To: c.State.Stage, Pending: c.State.Pending, Referred: true, Passed: passed}, nil
	}
	to, pending := c.onward()
	return Ruling{To: to, Pending: pending, Decision: c.decision(r), Content: changed, Passed: passed}, nil
}

// attribute works out what the disclosure office says of the attribute: that it
// agrees, that it sets another, or that it lets the proposal pass and disagrees
// (DA-08). The last two need a reason.
func (c Case) attribute(r Request) (out Case, changed *dossier.Content, said Request, err error) {
	dissent := r.Result == rulebook.Dissent
	r.Result = ""
	if r.Disclosure != nil {
		if c, changed, err = c.withDisclosure(*r.Disclosure); err != nil {
			return c, nil, r, err
		}
	}
	switch {
	case changed != nil && dissent:
		return c, nil, r, document.Refuse(document.Invalid, "dissent-and-change", "已经调整公开属性的，不再保留不同意见。")
	case changed != nil:
		r.Result = rulebook.Changed
		err = needOpinion(r, "DA-08", "调整公开属性须写明理由（DA-08）。")
	case dissent:
		r.Result = rulebook.Dissent
		err = needOpinion(r, "DA-08", "对公开属性有不同意见的，须写明理由，提请签发人决定（DA-08）。")
	}
	return c, changed, r, err
}

func facts(c dossier.Content) procedure.Facts {
	return procedure.Facts{AffectsBusiness: c.Text.AffectsBusiness, Major: c.Text.Major, NormativeSigns: len(rulebook.NormativeSigns(c)) > 0}
}

// withDisclosure returns the case with the attribute as the disclosure office
// sets it; changed is nil when that is what was proposed.
func (c Case) withDisclosure(d dossier.Disclosure) (out Case, changed *dossier.Content, err error) {
	content := c.Content
	content.Disclosure = d
	content = content.Clean()
	sheet, err := content.Sheet()
	if err != nil {
		return c, nil, err
	}
	if sheet.Digest() == c.Digest() {
		return c, nil, nil
	}
	c.Content = content
	c.Sheets = append(append([]dossier.Sheet{}, c.Sheets...), sheet)
	return c, &content, nil
}

func (l Laws) sign(c Case, r Request) (Ruling, error) {
	if err := needOpinion(r, "DH-12", "签发须写明签发意见（DH-12）。"); err != nil {
		return Ruling{}, err
	}
	c.State.DatedOn = r.DatedOn
	passed, err := l.pass(c, r, rulebook.G10)
	if err != nil {
		return Ruling{}, err
	}
	passed.Warnings = append(passed.Warnings, c.alsoKnown(passed.Warnings)...)
	to, pending := c.onward()
	return Ruling{
		To: to, Pending: pending, Decision: c.decision(r), SignedDigest: c.Digest(), DatedOn: r.DatedOn, Passed: passed,
		Consents: c.agreed(),
	}, nil
}

// agreed returns the last word of each co-issuing body, in the order of the document.
func (c Case) agreed() []dossier.Consent {
	var out []dossier.Consent
	for _, body := range c.Content.Text.JointWith {
		if x, ok := dossier.LatestConsent(c.Consents, body); ok {
			out = append(out, x)
		}
	}
	return out
}

func (l Laws) register(c Case, r Request) (Ruling, error) {
	passed, err := l.pass(c, r, rulebook.G11)
	if err != nil {
		return Ruling{}, err
	}
	// What is not PROACTIVE is catalogued and filed; the road to publication is
	// closed to it (invariant 1).
	to := document.Filed
	if c.Content.Disclosure.Attribute.Releasable() {
		to = document.Publication
	}
	return Ruling{To: to, Decision: c.decision(r), GiveNumber: true, Passed: passed}, nil
}

func (l Laws) release(c Case, r Request) (Ruling, error) {
	if e := c.repealed(r.Verb); e != nil {
		return Ruling{}, e
	}
	if !c.State.SealedReady {
		return Ruling{}, document.Refuse(document.Conflict, "not-sealed", "本件正在用印，请稍候再发布。")
	}
	passed, err := l.pass(c, r, rulebook.G13)
	if err != nil {
		return Ruling{}, err
	}
	return Ruling{To: document.Publication, Release: true, Passed: passed}, nil
}

func (c Case) sendBack(r Request) (Ruling, error) {
	if err := needOpinion(r, "DH-10", "退回须写明理由（DH-10）。"); err != nil {
		return Ruling{}, err
	}
	if r.ReasonCode != "" && !r.ReasonCode.Known() {
		return Ruling{}, document.Refuse(document.Invalid, "unknown-reason", "退文理由代码不在规定范围之内（DA-06）。")
	}
	if row, _ := c.State.Stage.Row(); row.Who == document.OfficeChecker && r.ReasonCode == "" {
		return Ruling{}, noReasonCode()
	}
	target := r.Target
	if target == "" {
		target = document.Drafting
	}
	way := r.Way
	if way == "" {
		way = document.StepByStep
	}
	if !way.Known() {
		return Ruling{}, document.Refuse(document.Invalid, "unknown-way", "重走方式只能是“逐级重走”或者“直送退回人”。")
	}
	route := c.State.Pinned.Route()
	for _, s := range route.Before(c.State.Stage) {
		if s == target {
			return Ruling{To: target, Pending: &Pending{By: c.State.Stage, Way: way}, Decision: c.decision(r)}, nil
		}
	}
	return Ruling{}, document.Refuse(document.Invalid, "bad-target", "只能退回到本件已经过的环节。")
}

// noReasonCode refuses a return of the general office that gives no reason code (DA-06).
func noReasonCode() error {
	e := document.Refuse(document.Unfit, "reason-code-missing", "办公室退文须选择退文理由代码（DA-06）。")
	e.Rule = "DA-06"
	e.Findings = []document.Finding{{
		Rule: "DA-06", Cite: "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）一（一）", Severity: document.Block, Place: "reason_code", Message: "没有选择退文理由。", Remedy: "请从退文理由中选择一项；接口在 reason_code 中填写代码。",
	}}
	return e
}

// onward finds the next stage. On the direct way back, stages whose decision
// still stands are passed over, up to the stage that returned.
func (c Case) onward() (document.Stage, *Pending) {
	route := c.State.Pinned.Route()
	next, ok := route.After(c.State.Stage)
	if !ok {
		return c.State.Stage, c.State.Pending
	}
	p := c.State.Pending
	if p == nil || p.Done {
		return next, nil
	}
	standing := dossier.Standing(c.Decisions, c.Sheets)
	for p.Way == document.Direct && next != p.By {
		if _, stands := standing[next]; !stands {
			break
		}
		if next, ok = route.After(next); !ok {
			break
		}
	}
	if next == p.By {
		return next, &Pending{By: p.By, Way: p.Way, Done: true}
	}
	return next, p
}

// recalled is the way back after a recall of the move that came from a stage: what
// it was before that move. A return that is itself taken back leaves none.
func (p *Pending) recalled(from document.Stage) *Pending {
	switch {
	case p == nil, !p.Done && p.By == from:
		return nil
	case p.Done:
		return &Pending{By: p.By, Way: p.Way}
	default:
		return p
	}
}

// decision is the record of what was decided, bound to what the stage covers.
func (c Case) decision(r Request) *dossier.Decision {
	return &dossier.Decision{
		Stage: c.State.Stage, Verb: r.Verb, Person: c.Actor.ID, Revision: len(c.Sheets),
		Digest: c.Digest(), Cover: c.sheet().Over(dossier.Covers(c.State.Stage)),
		Result: r.Result, Opinion: strings.TrimSpace(r.Opinion),
	}
}

// pass checks a gate: all findings at once; any that blocks refuses the act, and so
// does a warning that nobody answers.
func (l Laws) pass(c Case, r Request, g rulebook.Gate) (Passed, error) {
	if g == "" {
		return Passed{}, nil
	}
	return c.settle(rulebook.Check(g, l.input(c, r)), r, "gate-"+strings.ToLower(string(g)), "本件")
}

func (l Laws) input(c Case, r Request) rulebook.Input {
	return rulebook.Input{
		Content: c.Content, Completed: c.Completed.Catalogue, Sheets: c.Sheets, Standing: dossier.Standing(c.Decisions, c.Sheets),
		Route: c.State.Pinned.Route(), Stage: c.State.Stage, Verb: r.Verb,
		Checklist: r.Checklist, Result: r.Result, Opinion: r.Opinion, ChecklistItems: l.Checklist,
		SignedDigest: c.State.SignedDigest, Digest: c.Digest(), Number: c.State.Number,
		SealedReady: c.State.SealedReady, DatedOn: c.State.DatedOn, Today: c.Today, Calendar: l.Calendar,
		Region: l.Region, Negative: l.Negative, Related: c.Related, Quoted: c.Quoted, Issuer: c.Issuer, Referrals: c.Referrals, Roles: c.roles(),
		Examined: c.Examined, Consents: c.Consents, Dead: c.Dead, LegalityAsked: c.LegalityAsked, LegalityFirst: c.legalityFirst(),
	}
}

// legalityFirst is the day on which the legality review was first passed, "" when it never was.
func (c Case) legalityFirst() document.Date {
	for _, d := range c.Decisions {
		if d.Stage == document.LegalityReview && d.Verb == document.Approve && !d.At.IsZero() {
			return document.DateOf(d.At)
		}
	}
	return ""
}

// roles lists the offices the actor holds, nil when nobody acts.
func (c Case) roles() []document.Role {
	if c.Actor.ID == "" {
		return nil
	}
	out := []document.Role{}
	for _, a := range c.Actor.Appointments {
		out = append(out, a.Role)
	}
	return out
}

// needOpinion refuses an act without the words that the rule asks for.
func needOpinion(r Request, rule, message string) error {
	if strings.TrimSpace(r.Opinion) != "" {
		return nil
	}
	e := document.Refuse(document.Unfit, "opinion-missing", message)
	e.Rule = rule
	known, _ := rulebook.Lookup(rule)
	e.Findings = []document.Finding{{
		Rule: rule, Cite: known.Cite, Severity: document.Block, Place: "opinion", Message: message, Remedy: "请在“办理意见”中填写。",
	}}
	return e
}
