package web

import (
	"slices"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// disclosureFields are the fields of the attribute, which two forms share.
type disclosureFields struct {
	ID       string // prefix of the ids of the fields
	Value    dossier.Disclosure
	Findings []document.Finding
	Guide    desk.Guide
}

// Problems returns the findings at one field.
func (d disclosureFields) Problems(place string) []document.Finding { return at(d.Findings, place) }

// Has reports whether the ground is ticked.
func (d disclosureFields) Has(g document.Ground) bool { return slices.Contains(d.Value.Grounds, g) }

// Rules returns the rules that speak of a field.
func (d disclosureFields) Rules(place string) []desk.FieldRule { return d.Guide.Fields[place] }

// List is the list of what is not disclosed, each item to be chosen.
func (d disclosureFields) List() desk.NegativeList { return d.Guide.Negative }

// Unlisted reports whether the item that was named stands in no list that is in force.
func (d disclosureFields) Unlisted() bool {
	return d.Value.Item != "" && !slices.ContainsFunc(d.List().Items, func(i desk.NegativeItem) bool { return i.ID == d.Value.Item })
}

// Disclosure returns the fields of the attribute for the form of the draft.
func (p draftPage) Disclosure() disclosureFields {
	d := disclosureFields{ID: "f", Value: p.Content.Disclosure, Guide: p.Guide}
	if p.Refused != nil {
		d.Findings = p.Refused.Findings
	}
	return d
}

// meanings say in a line what each attribute leads to.
var meanings = map[document.Attribute]string{
	document.Proactive: "全文向社会公开，不必说明理由。以公开为常态。",
	document.OnRequest: "不主动公开，有人申请时依法答复。",
	document.Withheld:  "须有法定依据，并与不予公开事项清单对应。",
}

// provisions are the words of the articles behind the grounds (政府信息公开条例).
var provisions = map[document.Ground]choice{
	document.R14A: {"第十四条", "依法确定为国家秘密的政府信息，法律、行政法规禁止公开的政府信息，以及公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开。"},
	document.R15:  {"第十五条", "涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。但是，第三方同意公开或者行政机关认为不公开会对公共利益造成重大影响的，予以公开。"},
	document.R16A: {"第十六条第一款", "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开。"},
	document.R16B: {"第十六条第二款", "行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息以及行政执法案卷信息，可以不予公开。法律、法规、规章规定上述信息应当公开的，从其规定。"},
}

// provision returns article and words of a ground.
func provision(g document.Ground) choice {
	same := map[document.Ground]document.Ground{document.R14B: document.R14A, document.R14C: document.R14A, document.R16C: document.R16B}
	if as, ok := same[g]; ok {
		g = as
	}
	return provisions[g]
}
