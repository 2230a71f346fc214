package document

import (
	"fmt"
	"slices"
)

// Due is a stage that the law leaves no office free to take off the way of a document,
// with what demands it.
type Due struct {
	Stage Stage
	Rule  string
	Why   string // Chinese, a clause
}

// dues are the stages of every way. Those of some documents only, such as the legality
// review of normative documents, are held by internal/procedure.
var dues = []Due{
	{Drafting, "DH-07", "公文由起草单位起草"},
	{UnitReview, "DH-07", "起草单位负责人对文稿负责，须先行核稿"},
	{AttributeReview, "DA-04", "不予公开的政策性文件报批前须经政务公开工作机构审查，公开属性须先行认定"},
	{SecrecyReview, "SR-01", "政府信息公开前须进行保密审查"},
	{LockstepCheck, "IN-02", "解读方案和解读材料须与文件同步审签"},
	{OfficeCheck, "DH-08", "公文文稿签发前须经办公厅（室）审核"},
	{Signing, "DH-11", "公文须经机关负责人审批签发"},
	{Registration, "DH-15", "公文签发后须复核、登记编号"},
	{Publication, "GI-13", "主动公开的公文须在规定期限内发布"},
}

// Dues returns the stages of every way, in the order of the full procedure.
func Dues() []Due { return slices.Clone(dues) }

// Check reports what is wrong with a route as a procedure, as an Invalid *Error with
// the rule: unknown or repeated stages, one of Dues that is missing, a wrong order.
// Signing stands before registration and registration before publication; every other
// stage stands before the signing, which decides on what it decided (invariants 1 to 3).
func (r Route) Check() error {
	seen := map[Stage]bool{}
	for _, s := range r {
		row, ok := s.Row()
		if !ok || row.Forward == "" {
			return routeFault("stage-unknown", "", s, fmt.Sprintf("没有“%s”这一办理环节", s), "请从 docs/procedures.md 所列环节中选用")
		}
		if seen[s] {
			return routeFault("stage-twice", "", s, s.named()+"出现两次", "请只保留一处")
		}
		seen[s] = true
	}
	for _, d := range dues {
		if !seen[d.Stage] {
			return routeFault("stage-missing", d.Rule, d.Stage, "缺少"+d.Stage.named()+"："+d.Why, "请补上该环节")
		}
	}
	return r.checkOrder()
}

func (r Route) checkOrder() error {
	sign := r.index(Signing)
	switch {
	case r.index(Drafting) != 0:
		return routeFault("stage-order", "DH-07", Drafting, "办理程序须从"+Drafting.named()+"开始", "请将该环节移至首位")
	case r.index(Registration) < sign:
		return routeFault("stage-order", "DH-15", Registration, Registration.named()+"须在签发之后：发文字号在复核后编定", "请将该环节移至签发之后")
	case r.index(Publication) != len(r)-1:
		return routeFault("stage-order", "GI-13", Publication, "办理程序须以"+Publication.named()+"结束", "请将该环节移至末位")
	}
	for i, s := range r {
		if i > sign && s != Registration && s != Publication {
			return routeFault("stage-order", ruleOf(s), s, s.named()+"须在签发之前：签发人须见到该环节的意见", "请将该环节移至签发之前")
		}
	}
	return nil
}

// ruleOf is the rule behind a stage that is due, "" for another.
func ruleOf(s Stage) string {
	i := slices.IndexFunc(dues, func(d Due) bool { return d.Stage == s })
	if i < 0 {
		return ""
	}
	return dues[i].Rule
}

// named is the stage as it is named to who writes procedures.
func (s Stage) named() string { return "“" + s.Label() + "”环节（" + string(s) + "）" }

func routeFault(code, rule string, s Stage, message, remedy string) error {
	return &Error{
		Kind: Invalid, Code: code, Rule: rule, Message: message + "。" + remedy + "。",
		Findings: []Finding{{Rule: rule, Severity: Block, Place: string(s), Message: message, Remedy: remedy}},
	}
}
