package dossier

import (
	"slices"

	"mingfa/internal/document"
)

// Content is one revision of a dossier: everything that people wrote and
// proposed. Its fields are grouped into parts (see Parts), and each part has a
// digest of its own.
type Content struct {
	Text           Text           `json:"text"`
	Annexes        []Annex        `json:"annexes"`
	Disclosure     Disclosure     `json:"disclosure"`
	Interpretation Interpretation `json:"interpretation"`
	Relations      []Relation     `json:"relations"`
	Catalogue      Catalogue      `json:"catalogue"`
	Record         Record         `json:"record"`
}

// Text is the document itself: what is typeset, signed and printed. What else a dossier
// holds goes with it.
type Text struct {
	Kind        document.Kind  `json:"kind"`
	Class       document.Class `json:"class"`
	Title       string         `json:"title"` // issuer + matter + kind (DH-06)
	Addressee   string         `json:"addressee"`
	CopyTo      string         `json:"copy_to"`
	Body        string         `json:"body"`         // Markdown or plain text, UTF-8, LF
	EffectiveOn document.Date  `json:"effective_on"` // 施行日期; "" = from the date of writing
	ExpiresOn   document.Date  `json:"expires_on"`   // 有效期至 (ND-12)
	// AffectsBusiness says that the measure touches business operators, so that
	// 公平竞争审查 is due (ND-08).
	AffectsBusiness bool `json:"affects_business"`
	// Major says that the matter is a 重大行政决策 (MD-01).
	Major bool `json:"major"`
	// Important says that the principal head must sign (DH-11).
	Important bool `json:"important"`
	// JointWith names the other bodies of a joint document (联合行文); the drafting
	// unit's body leads (DA-09, DH-13).
	JointWith []string `json:"joint_with"`
	// Urgency is the grade of a document that can't wait (DH-03). It is left out of
	// the canonical form when there is none: revisions from before it keep their digest.
	Urgency document.Urgency `json:"urgency,omitempty"`
	// Original is the finished PDF that is the document, nil where the text is to be
	// typeset. Body is then what was read from it. Left out of the canonical form likewise.
	Original *Original `json:"original,omitempty"`
	// Pictures are those that Body shows, in order, and behind them those that no text of
	// the dossier shows yet. Left out of the canonical form likewise.
	Pictures []Picture `json:"pictures,omitempty"`
	// JointHead sets the names of all issuers of a joint document in the mark, instead of
	// the lead's alone, which are both permitted (LY-11). It and the following are left out
	// of the canonical form likewise.
	JointHead bool `json:"joint_head,omitempty"`
	// SignerPost is the office with which an order is signed (签署人职务, LY-28).
	SignerPost string `json:"signer_post,omitempty"`
	// Present, Excused and Attending are the people of minutes (出席、请假、列席, LY-29),
	// names as they are to be printed.
	Present   string `json:"present,omitempty"`
	Excused   string `json:"excused,omitempty"`
	Attending string `json:"attending,omitempty"`
}

// Roll is a list of people that stands below the text of minutes.
type Roll struct{ Label, Names string }

// Rolls returns the lists of people that are printed with the text, in their order: of
// minutes only, and those that name somebody (LY-29).
func (t Text) Rolls() []Roll {
	var out []Roll
	if t.Kind != document.Minutes {
		return out
	}
	for _, r := range []Roll{{"出席", t.Present}, {"请假", t.Excused}, {"列席", t.Attending}} {
		if r.Names != "" {
			out = append(out, r)
		}
	}
	return out
}

// Annex is an 附件. It is as open as the document unless it has an attribute of
// its own (DA-11), which then needs a ground and a reason of its own (DA-03).
type Annex struct {
	Title     string             `json:"title"`
	Body      string             `json:"body"`
	Attribute document.Attribute `json:"attribute"` // "" = that of the document
	Ground    document.Ground    `json:"ground"`
	Reason    string             `json:"reason"`
	Pictures  []Picture          `json:"pictures,omitempty"` // those that Body shows, in order
}

// Closed reports whether the annex stays in the house even when the document is
// published. An unknown attribute closes it.
func (a Annex) Closed() bool { return a.Attribute != "" && !a.Attribute.Releasable() }

// Shown returns the annexes that go with the document wherever it is printed or
// published: all of them, except that a document for the public carries nothing
// closed (DA-11).
func (c Content) Shown() []Annex {
	if !c.Disclosure.Attribute.Releasable() {
		return c.Annexes
	}
	out := []Annex{}
	for _, a := range c.Annexes {
		if !a.Closed() {
			out = append(out, a)
		}
	}
	return out
}

// Disclosure is the proposal of the disclosure attribute with its grounds
// (DA-01…DA-03).
type Disclosure struct {
	Attribute document.Attribute `json:"attribute"`
	Grounds   []document.Ground  `json:"grounds"` // for WITHHELD at least one
	Reason    string             `json:"reason"`  // free text; due whenever the document is not PROACTIVE
	// Item is the entry of the organisation's negative list that covers a WITHHELD
	// document (PD-15), "" where none does.
	Item string `json:"item"`
}

// Need says whether an interpretation goes with the document (IN-04, IN-13).
type Need string

// The values of Need. "" means that nobody has decided: fails closed.
const (
	Needed    Need = "needed"     // 需要解读，同步报审
	Waived    Need = "waived"     // 申请免予解读，须经批准 (IN-13)
	NotNeeded Need = "not_needed" // 依规定不属于解读范围
	Later     Need = "later"      // 文件先行发布，解读随后（IN-08），须经批准
)

// Needs lists the values in the order they are offered.
func Needs() []Need { return []Need{Needed, Later, Waived, NotNeeded} }

// Known reports whether n is one of the values.
func (n Need) Known() bool { return slices.Contains(Needs(), n) }

// Label returns the Chinese name of the need, "" for an unknown one.
func (n Need) Label() string {
	switch n {
	case Needed:
		return "同步解读"
	case Waived:
		return "申请免予解读"
	case NotNeeded:
		return "不属于解读范围"
	case Later:
		return "随后解读"
	default:
		return ""
	}
}

// Interpretation is the 解读方案 and the 解读材料 (IN-05, IN-06), or the request
// to waive them.
type Interpretation struct {
	Need   Need   `json:"need"`
	Reason string `json:"reason"` // why waived or not needed
	// The plan: outline, form, channel, time (IN-05).
	Outline string `json:"outline"`
	Form    string `json:"form"` // one of Forms
	Channel string `json:"channel"`
	When    string `json:"when"` // e.g. 与文件同步发布
	// The material (IN-06), Markdown.
	Title string `json:"title"`
	Body  string `json:"body"`
	// Interpreter is the principal head who answers for the interpretation
	// (第一解读人, IN-11).
	Interpreter string `json:"interpreter"`
	// Pictures are those that Body shows, in order.
	Pictures []Picture `json:"pictures,omitempty"`
}

// Relation ties this document to another one in the register, or to one outside
// of it by its number.
type Relation struct {
	Kind   document.RelationKind `json:"kind"`
	Target string                `json:"target"` // id in the register, "" when it is outside
	Number document.Number       `json:"number"`
	Title  string                `json:"title"`
	// On is the civil day from which the relation has effect, "" = from the
	// EffectiveOn of this document, or its date of writing.
	On document.Date `json:"on"`
}

// Catalogue is the metadata that the drafter gives for the public catalogue
// (rulebook §9.1).
type Catalogue struct {
	Summary string `json:"summary"` // 内容概述
	Topic   string `json:"topic"`   // 主题分类, e.g. 综合政务\政务公开
	Article string `json:"article"` // 法定主动公开类别 (条例第二十条)
}

// Forms lists the forms an interpretation may take (IN-12).
func Forms() []string {
	return []string{
		"文字解读", "专家解读", "政策问答", "在线访谈", "媒体专访", "答记者问", "新闻发布会", "图表图解", "音频视频", "动漫", "流程演示",
	}
}
