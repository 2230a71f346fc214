package verdict

import (
	"slices"
	"strings"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// CoIssuer is a co-issuing body of a joint document that is a unit of this installation.
type CoIssuer struct {
	Body string // as dossier.Text.JointWith names it
	// Appointments are those held now in the body and its internal units, by people whose
	// accounts are active.
	Appointments []authz.Appointment
}

// Countersigning is what somebody puts on record of the 会签 of a co-issuing body. Who
// gives it for the own body signs by the own account and today: Signatory, On and Evidence
// are then blank.
type Countersigning struct {
	Digest    string        `json:"digest"` // dossier digest the person saw
	Body      string        `json:"body"`
	Stand     dossier.Stand `json:"stand"`
	Opinion   string        `json:"opinion"` // due for all but agreement
	Signatory string        `json:"signatory"`
	Post      string        `json:"post"`
	On        document.Date `json:"on"`
	Evidence  string        `json:"evidence"` // number of the 会签单 or letter
}

// Own reports whether the body has somebody here who may give its 会签 (DH-13).
func (l Laws) Own(c Case, body string) bool { return len(l.coIssuer(c, body)) > 0 }

// coIssuer returns the units of the body, none when nobody in them could give its 会签.
func (l Laws) coIssuer(c Case, body string) []string {
	i := slices.IndexFunc(c.CoIssuers, func(b CoIssuer) bool { return b.Body == body })
	if i < 0 {
		return nil
	}
	var units []string
	for _, a := range c.CoIssuers[i].Appointments {
		units = append(units, a.Unit)
	}
	for _, a := range c.CoIssuers[i].Appointments {
		q := authz.Question{
			Person: "somebody of " + body, Active: true, Appointments: []authz.Appointment{a}, Verb: document.Consent,
			Stage: c.State.Stage, Unit: c.State.Unit, Drafter: c.State.Drafter, Authors: c.Authors, CoIssuer: units,
		}
		if l.Authority.AskBeside(q).Allowed {
			return units
		}
	}
	return nil
}

// MayCountersign is nil when the person may now put the 会签 of the body on record: while
// the document is between its first submission and its signature, since a text in the
// making is not circulated and a signed one is settled. own says that the person gives it
// for the own body, in whose unit.
func (l Laws) MayCountersign(c Case, body string) (own bool, err error) {
	switch {
	case !slices.Contains(c.Content.Text.JointWith, body):
		return false, document.Refuse(document.Invalid, "no-co-issuer", "“"+body+"”不是本件的联合行文机关。")
	case c.State.Stage == document.Drafting || !slices.Contains(append(c.State.Pinned.Route().Before(document.Signing), document.Signing), c.State.Stage):
		return false, document.Refuse(document.Conflict, "wrong-stage", "本件正在“"+c.State.Stage.Label()+"”环节。会签在送审以后、签发以前办理。")
	}
	q := c.question(document.Consent)
	q.CoIssuer = l.coIssuer(c, body)
	if answer := l.Authority.AskBeside(q); !answer.Allowed {
		return false, &document.Error{Kind: document.Forbidden, Code: answer.Code, Message: answer.Reason, Rule: answer.Rule}
	}
	return len(q.CoIssuer) > 0, nil
}

// Countersign judges what somebody puts on record of a 会签, see MayCountersign, and
// returns what is to be recorded: bound to the text that the person saw. again says that
// the very same stands there already.
func (l Laws) Countersign(c Case, x Countersigning) (out dossier.Consent, again bool, err error) {
	own, err := l.MayCountersign(c, x.Body)
	if err != nil {
		return dossier.Consent{}, false, err
	}
	if err := c.fresh(Request{Digest: x.Digest}); err != nil {
		return dossier.Consent{}, false, err
	}
	out = dossier.Consent{
		Body: x.Body, Stand: x.Stand, Signatory: strings.TrimSpace(x.Signatory), Post: strings.TrimSpace(x.Post), On: x.On,
		Opinion: strings.TrimSpace(x.Opinion), Evidence: strings.TrimSpace(x.Evidence), Own: own,
		Revision: len(c.Sheets), Digest: c.Digest(), Cover: c.sheet().Over(dossier.ConsentParts()), Person: c.Actor.ID,
	}
	found := c.consentFaults(out)
	if own {
		found = append(found, ownFaults(out)...)
		out.Signatory, out.On = c.Actor.Name, c.Today
	} else {
		found = append(found, c.paperFaults(out)...)
	}
	if len(found) > 0 {
		return dossier.Consent{}, false, &document.Error{
			Kind: document.Unfit, Code: "countersign-unfit", Rule: "DH-13", Message: "会签没有登记，有问题需要先处理。", Findings: found,
		}
	}
	last, said := dossier.LatestConsent(c.Consents, x.Body)
	if said && last.Holds(c.Sheets) && last.SameAs(out) {
		return last, true, nil
	}
	return out, false, nil
}

func consentFault(place, message, remedy string) document.Finding {
	return document.Finding{Rule: "DH-13", Severity: document.Block, Place: place, Message: message, Remedy: remedy}
}

// consentFaults is what is wrong with any 会签.
func (c Case) consentFaults(x dossier.Consent) []document.Finding {
	var out []document.Finding
	if x.Stand.Label() == "" {
		out = append(out, consentFault("stand", "没有选择会签意见。", "请在“同意”“修改后同意”“不同意”中选择一项。"))
	}
	if x.Opinion == "" && x.Stand != dossier.Agree {
		out = append(out, consentFault("opinion", "没有写明修改意见或者不同意的理由。", "请写明具体意见。"))
	}
	if x.Post == "" {
		out = append(out, consentFault("post", "没有写明会签人的职务。", "请填写职务，如“局长”。"))
	}
	for _, field := range [][2]string{{"opinion", x.Opinion}, {"signatory", x.Signatory}, {"post", x.Post}, {"evidence", x.Evidence}} {
		out = append(out, rulebook.HiddenIn(field[0], "会签内容", field[1])...)
	}
	return out
}

// ownFaults: who signs by the own account can't sign for another person or day.
func ownFaults(x dossier.Consent) []document.Finding {
	if x.Signatory == "" && x.On == "" && x.Evidence == "" {
		return nil
	}
	return []document.Finding{consentFault("signatory", "以本人账号会签的，会签人和日期以账号和办理当日为准，不另填写。", "请清空会签人、日期和会签单编号。")}
}

// paperFaults: what is put on record for a body has its proof, and is of the text as it
// stands, which nobody can have signed before it was written.
func (c Case) paperFaults(x dossier.Consent) []document.Finding {
	var out []document.Finding
	if x.Signatory == "" {
		out = append(out, consentFault("signatory", "没有写明会签人。", "请填写在会签单上签字的负责人姓名。"))
	}
	if x.Evidence == "" {
		out = append(out, consentFault("evidence", "没有写明会签单或者复函的编号。", "请填写编号，以便核查。"))
	}
	switch {
	case !x.On.Valid():
		out = append(out, consentFault("on", "会签日期“"+string(x.On)+"”不是有效的日期。", "请按“2026-12-01”的格式填写。"))
	case x.On > c.Today:
		out = append(out, consentFault("on", "会签日期"+x.On.Chinese()+"晚于今天。", "请更正日期。"))
	case c.TextSince.Valid() && x.On < c.TextSince:
		out = append(out, consentFault("on", "会签日期"+x.On.Chinese()+"早于现稿形成的日期"+c.TextSince.Chinese()+"，所签的不是现稿。", "请将现稿送该机关重新会签。"))
	}
	return out
}
