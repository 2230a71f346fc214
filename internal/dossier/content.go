package dossier

import (
	"strings"

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
}

// Text is the document itself.
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
}

// Annex is an 附件.
type Annex struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Disclosure is the proposal of the disclosure attribute with its grounds
// (DA-01…DA-03).
type Disclosure struct {
	Attribute document.Attribute `json:"attribute"`
	Grounds   []document.Ground  `json:"grounds"` // for WITHHELD at least one
	Reason    string             `json:"reason"`  // free text; due whenever the document is not PROACTIVE
}

// Need says whether an interpretation goes with the document (IN-04, IN-13).
type Need string

// The values of Need. "" means that nobody has decided: fails closed.
const (
	Needed    Need = "needed"     // 需要解读，同步报审
	Waived    Need = "waived"     // 申请免予解读，须经批准 (IN-13)
	NotNeeded Need = "not_needed" // 依规定不属于解读范围
)

// Known reports whether n is one of the three values.
func (n Need) Known() bool { return n == Needed || n == Waived || n == NotNeeded }

// Label returns the Chinese name of the need, "" for an unknown one.
func (n Need) Label() string {
	switch n {
	case Needed:
		return "同步解读"
	case Waived:
		return "申请免予解读"
	case NotNeeded:
		return "不属于解读范围"
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

// Clean returns the content in the form in which it is stored: LF line ends, no
// trailing space in single-line fields, empty lists instead of null, so that a
// save that changes nothing has the same digest.
func (c Content) Clean() Content {
	line := func(s *string) { *s = strings.Join(strings.Fields(*s), " ") }
	text := func(s *string) {
		*s = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(*s, "\r\n", "\n"), "\r", "\n"))
	}
	line(&c.Text.Title)
	line(&c.Text.Addressee)
	line(&c.Text.CopyTo)
	text(&c.Text.Body)
	c.Annexes = append([]Annex{}, c.Annexes...)
	for i := range c.Annexes {
		line(&c.Annexes[i].Title)
		text(&c.Annexes[i].Body)
	}
	c.Disclosure.Grounds = append([]document.Ground{}, c.Disclosure.Grounds...)
	text(&c.Disclosure.Reason)
	text(&c.Interpretation.Reason)
	text(&c.Interpretation.Outline)
	line(&c.Interpretation.Form)
	line(&c.Interpretation.Channel)
	line(&c.Interpretation.When)
	line(&c.Interpretation.Title)
	text(&c.Interpretation.Body)
	c.Relations = append([]Relation{}, c.Relations...)
	for i := range c.Relations {
		line(&c.Relations[i].Title)
		c.Relations[i].Number = document.Number(strings.TrimSpace(string(c.Relations[i].Number)))
	}
	text(&c.Catalogue.Summary)
	line(&c.Catalogue.Topic)
	line(&c.Catalogue.Article)
	return c
}

// Forms lists the forms an interpretation may take (IN-12).
func Forms() []string {
	return []string{
		"文字解读", "专家解读", "政策问答", "在线访谈", "媒体专访", "答记者问", "新闻发布会", "图表图解", "音频视频", "动漫", "流程演示",
	}
}
