package web

import (
	"net/url"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// actForm is the form of one verb that is open to the person.
type actForm struct {
	Guide     desk.Guide
	View      desk.View
	Option    verdict.Option
	RequestID string
	Typed     verdict.Request // what was typed before a refusal, or what is proposed
	Tried     bool            // this form has just been refused
	Kept      bool            // Typed is what somebody typed
	Findings  []document.Finding
}

// closedAct is a verb of this stage that the person can't take, and why.
type closedAct struct {
	Option verdict.Option
	Reason string
}

// ByFindings reports whether findings are in the way, which the page lists.
func (c closedAct) ByFindings() bool { return c.Option.Code == verdict.FindingsFirst }

func newActForm(v desk.View, o verdict.Option, g desk.Guide) actForm {
	f := actForm{View: v, Option: o, RequestID: newRequestID(), Guide: g}
	f.Typed.Target, f.Typed.Way = document.Drafting, document.StepByStep
	if f.AsksDate() {
		f.Typed.DatedOn = v.Today // by the clock of the office, not of the browser
	}
	if f.AsksAttribute() {
		d := v.Content.Disclosure
		f.Typed.Disclosure = &d
	}
	return f
}

// ID is the id of the form in the page, which keeps those of its fields apart.
func (f actForm) ID() string { return "act-" + string(f.Option.Verb) }

// Main reports whether the verb is the way forward: its form stands open.
func (f actForm) Main() bool {
	row, _ := f.View.Stage.Row()
	return row.Forward == f.Option.Verb
}

// AsksAttribute reports whether the form confirms the attribute (DA-08).
func (f actForm) AsksAttribute() bool {
	return f.Option.Verb == document.Approve && f.View.Stage == document.AttributeReview
}

// AsksChecklist reports whether the form has the secrecy checklist (SR-14).
func (f actForm) AsksChecklist() bool {
	return f.Option.Verb == document.Approve && f.View.Stage == document.SecrecyReview
}

// AsksDate reports whether the form asks for the date of signature (DH-12).
func (f actForm) AsksDate() bool { return f.Option.Verb == document.Sign }

// AsksTarget reports whether the form asks where to and why (DH-10).
func (f actForm) AsksTarget() bool { return f.Option.Verb == document.SendBack }

// NeedsOpinion reports whether the act is refused without words.
func (f actForm) NeedsOpinion() bool {
	return f.AsksChecklist() || slices.Contains([]document.Verb{document.Sign, document.SendBack, document.Cancel, document.Void, document.File}, f.Option.Verb)
}

// OpinionLabel is what the field of the words is called for this verb.
func (f actForm) OpinionLabel() string {
	switch {
	case f.Option.Verb == document.Sign:
		return "签发意见"
	case f.Option.Verb == document.SendBack:
		return "退回意见"
	case f.Option.Verb == document.Cancel:
		return "终止理由"
	case f.Option.Verb == document.Void:
		return "作废理由"
	case f.Option.Verb == document.File:
		return "归档理由"
	case f.Option.Verb == document.Recall:
		return "撤回说明"
	case f.AsksAttribute():
		return "认定意见"
	case f.View.Stage == document.SecrecyReview:
		return "审查意见"
	default:
		return "办理意见"
	}
}

// Button is what the button says: the act, and where the document goes.
func (f actForm) Button() string {
	next := f.next()
	switch {
	case f.Option.Verb == document.Submit: // by the name that the writing page and the manual give it
		return f.Option.Label
	case f.Option.Verb == document.Register:
		return "编号登记并用印"
	case f.Option.Verb == document.Release && f.View.Content.Interpretation.Need == dossier.Needed:
		return "发布文件及解读"
	case f.Main() && next != "":
		return f.Option.Label + "，送" + next
	default:
		return f.Option.Label
	}
}

// next is the label of the stage after the present one.
func (f actForm) next() string {
	for i, stop := range f.View.Route {
		if stop.State == "current" && i+1 < len(f.View.Route) {
			return f.View.Route[i+1].Label
		}
	}
	return ""
}

// Help says what the act does, where that is not plain from its name.
func (f actForm) Help() string {
	switch {
	case f.AsksAttribute():
		return "已填入拟稿人提出的公开属性。照此同意的不必改动；调整的，须在认定意见中写明理由。"
	case f.Main() && f.View.Stage == document.LockstepCheck:
		return "请核对：解读方案、解读材料齐全，系本单位撰写，内容与文件一致；免予解读的理由成立。"
	case f.Option.Verb == document.Void && f.View.Content.Text.Original != nil:
		return "成品 PDF 上印有原字号，不能改编。作废的字号连同理由留在编号台账中，不再使用；本件退回拟稿，印入新的字号后重新上传、报批。"
	case f.Option.Verb == document.Release && f.View.Content.Interpretation.Need == dossier.Needed:
		return "文件与解读材料将同时发布，发布后系统以公众身份回读核验。"
	default:
		return verbHelp[f.Option.Verb]
	}
}

var verbHelp = map[document.Verb]string{
	document.Sign:     "签发即同时确认文件、公开属性和解读材料（同步审签）。签发后任何改动都须重新签发。",
	document.Register: "登记时核对现稿与签发稿一致，给定发文字号，随后自动用印。",
	document.Release:  "发布后系统以公众身份回读核验。",
	document.Void:     "尚未发布的，可以作废发文字号。作废的字号连同理由留在编号台账中，不再使用；本件退回复核登记，重新编号、用印，不必重新签发。",
	document.File:     "本件发布前已被废止，归档后不再发布。",
	document.Recall:   "下一环节尚未办理的，可以撤回。",
	document.Cancel:   "终止后不能恢复，办理记录保留。",
}

// Answer returns the answer typed for a question of the checklist.
func (f actForm) Answer(id string) string { return f.Typed.Checklist[id] }

// Problems returns the findings at one field of this form.
func (f actForm) Problems(place string) []document.Finding { return at(f.Findings, place) }

// Disclosure returns the fields of the attribute for this form.
func (f actForm) Disclosure() disclosureFields {
	return disclosureFields{ID: f.ID(), Value: *f.Typed.Disclosure, Findings: f.Findings, Guide: f.Guide}
}

// readAct reads what a person asks to do.
func readAct(form url.Values) verdict.Request {
	visible(form)
	r := verdict.Request{
		ID: form.Get("request_id"), Verb: document.Verb(form.Get("verb")), Digest: form.Get("digest"),
		Stage: document.Stage(form.Get("stage")), Opinion: strings.TrimSpace(form.Get("opinion")),
		Target: document.Stage(form.Get("target")), Way: document.WayBack(form.Get("way")),
		ReasonCode: document.ReturnReason(form.Get("reason_code")), Result: form.Get("result"),
		DatedOn: typedDate(form.Get("dated_on")),
	}
	for name, values := range form {
		if id, ok := strings.CutPrefix(name, "check."); ok && len(values) > 0 {
			if r.Checklist == nil {
				r.Checklist = map[string]string{}
			}
			r.Checklist[id] = values[0]
		}
	}
	if form.Has("attribute") {
		d := readDisclosure(form)
		r.Disclosure = &d
	}
	r.Answers = readAnswers(form)
	return r
}

// CheckProblems returns the findings at one question of the checklist.
func (f actForm) CheckProblems(id string) []document.Finding {
	return at(f.Findings, "checklist."+id)
}
