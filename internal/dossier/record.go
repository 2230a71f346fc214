package dossier

import "mingfa/internal/document"

// Record is the 办理记录: proof of the steps that the law asks for and that are
// taken outside of this system. Nothing of it is ever published.
type Record struct {
	Comments     []Comment     `json:"comments"`     // 征求意见 (ND-07, MD-03…06, MD-16)
	Collective   Meeting       `json:"collective"`   // 集体审议决定 (ND-03, MD-10)
	Expert       Reference     `json:"expert"`       // 专家论证意见 (MD-07)
	Risk         Reference     `json:"risk"`         // 风险评估报告 (MD-08)
	Party        Reference     `json:"party"`        // 请示报告党组织 (MD-12)
	Legality     Review        `json:"legality"`     // 合法性审核的送审与答复 (ND-05, MD-09)
	Countersigns []Countersign `json:"countersigns"` // 联合行文会签 (DH-13)
	// Registration is the number under which a normative document is registered
	// (规范性文件登记号, ND-11), beside its 发文字号.
	Registration string `json:"registration"`
}

// Comment is one way in which opinions were asked for.
type Comment struct {
	Way       string        `json:"way"` // one of Ways
	Reference string        `json:"reference"`
	From      document.Date `json:"from"`      // day of publication of the draft, not counted
	Until     document.Date `json:"until"`     // last day for opinions
	Shortened string        `json:"shortened"` // why the period is shorter than usual
	Adoptions []Adoption    `json:"adoptions"` // 采纳情况
}

// Adoption is what became of one opinion (MD-06, MD-16).
type Adoption struct {
	Opinion string `json:"opinion"`
	Adopted bool   `json:"adopted"`
	Reason  string `json:"reason"` // due when it was not adopted
}

// Ways lists the ways of hearing opinions (MD-03).
func Ways() []string {
	return []string{"座谈会", "听证会", "实地走访", "书面征求意见", "向社会公开征求意见", "问卷调查", "民意调查"}
}

// HearingWay is the way that has its own notice (MD-05).
const HearingWay = "听证会"

// PublicWay is the way that has a statutory period (ND-07, MD-04).
const PublicWay = "向社会公开征求意见"

// Meeting is the meeting that took the decision.
type Meeting struct {
	Name   string        `json:"name"` // e.g. 市政府常务会议
	Number string        `json:"number"`
	On     document.Date `json:"on"`
}

// Given reports whether the meeting is named with its day.
func (m Meeting) Given() bool { return m.Name != "" && m.On != "" }

// Reference points at a paper that proves a step.
type Reference struct {
	Number string        `json:"number"`
	On     document.Date `json:"on"`
	Note   string        `json:"note"`
}

// Given reports whether the paper is named, or a note says why there is none.
func (r Reference) Given() bool { return r.Number != "" && r.On != "" || r.Note != "" }

// Review is a review with the days on which it was asked for and answered.
type Review struct {
	Number     string        `json:"number"`
	ReceivedOn document.Date `json:"received_on"`
	AnsweredOn document.Date `json:"answered_on"`
	Urgent     string        `json:"urgent"` // why less time was given than usual
}

// Countersign is the signature of a co-issuing body.
type Countersign struct {
	Body    string        `json:"body"`
	Person  string        `json:"person"`
	On      document.Date `json:"on"`
	Opinion string        `json:"opinion"`
}

func (r Record) clean() Record {
	r.Comments = each(r.Comments, Comment.clean)
	line(&r.Collective.Name)
	line(&r.Collective.Number)
	for _, ref := range []*Reference{&r.Expert, &r.Risk, &r.Party} {
		line(&ref.Number)
		text(&ref.Note)
	}
	line(&r.Legality.Number)
	text(&r.Legality.Urgent)
	r.Countersigns = each(r.Countersigns, Countersign.clean)
	line(&r.Registration)
	return r
}

func (c Comment) clean() Comment {
	line(&c.Way)
	line(&c.Reference)
	text(&c.Shortened)
	c.Adoptions = each(c.Adoptions, Adoption.clean)
	return c
}

func (a Adoption) clean() Adoption {
	text(&a.Opinion)
	text(&a.Reason)
	return a
}

func (c Countersign) clean() Countersign {
	line(&c.Body)
	line(&c.Person)
	text(&c.Opinion)
	return c
}
