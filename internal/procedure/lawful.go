package procedure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/policies"
)

// maxWorkdays bounds a time limit to a year, so that a slip of the pen shows.
const maxWorkdays = 250

// check reports what is wrong with the procedure, under every combination of
// conditions, as a *policies.Fault of its text.
func (p Procedure) check(text policies.Text) error {
	switch {
	case strings.TrimSpace(p.ID) == "":
		return text.Fault("procedure-id", "id", "", "没有填写编号", "请填写 id")
	case strings.TrimSpace(p.Label) == "":
		return text.Fault("procedure-label", "label", "", "没有填写名称", "请填写 label")
	case !p.Class.Known():
		return text.Fault("procedure-class", "class", "", "没有“"+string(p.Class)+"”这一文件类别", "请从 normative、policy、general、answer、upward 中选用")
	}
	for i, s := range p.Steps {
		key := policies.Item("stages", i)
		if c, bad := unknown(s.When); bad {
			return text.Fault("stage-condition", key+".when", "", "没有“"+c+"”这一条件", "请从 "+strings.Join(conditions, "、")+" 中选用，数项具备其一的以“ or ”隔开，或者不填")
		}
		if s.Workdays < 0 || s.Workdays > maxWorkdays {
			return text.Fault("stage-term", key+".workdays", "",
				fmt.Sprintf("“%s”环节（%s）的时限为%d个工作日", s.Stage.Label(), s.Stage, s.Workdays), fmt.Sprintf("请填0（不限）至%d", maxWorkdays))
		}
	}
	for _, f := range everyFacts() {
		if err := p.lawful(p.resolve(f), f); err != nil {
			return p.fault(text, f, err)
		}
	}
	return nil
}

// fault puts what is wrong with the way at the line of its stage, and says under which
// facts it is.
func (p Procedure) fault(text policies.Text, f Facts, err error) error {
	e, ok := errors.AsType[*document.Error](err)
	if !ok {
		return fmt.Errorf("%s: %w", text.Name, err)
	}
	found := e.Findings[0]
	key := "stages"
	for i, s := range p.Steps { // the last one, where a stage stands twice
		if string(s.Stage) == found.Place {
			key = policies.Item("stages", i) + ".stage"
		}
	}
	message, remedy := found.Message, found.Remedy
	if i := slices.IndexFunc(p.Steps, func(s Step) bool { return string(s.Stage) == found.Place && s.When != "" }); e.Code == "stage-missing" && i >= 0 {
		message, remedy = fmt.Sprintf("“%s”只在满足条件 %s 时办理，其他情形下%s", p.Steps[i].Stage.Label(), p.Steps[i].When, message), "请删去 when，或者补上所缺的条件（如 when: major or normative_signs）"
	}
	if words := f.words(); words != "" && p.lawful(p.resolve(Facts{}), Facts{}) == nil {
		message = words + "时，" + message
	}
	// The cause is not wrapped: whoever tells of it would say less than this does.
	return text.Fault(e.Code, key, found.Rule, message, remedy+"；删去该文件即恢复内置程序")
}

// lawful reports whether a resolved route is one the law allows for the class:
// beyond what holds for every route, a normative document passes the legality review
// (ND-04), so does a general one or another policy that looks like it (ND-02), and what touches business
// operators passes the competition review (ND-08) where the class can hold such
// measures; a major decision passes the legality review as well (MD-09).
func (p Procedure) lawful(way Pinned, f Facts) error {
	r := way.Route()
	if err := r.Check(); err != nil {
		return err
	}
	makesPolicy := p.Class == document.Normative || p.Class == document.Policy
	applies := map[string]bool{
		normativeDue: p.Class == document.Normative, majorDue: f.Major && makesPolicy, businessDue: f.AffectsBusiness && makesPolicy,
		signsDue: f.NormativeSigns && (p.Class == document.General || p.Class == document.Policy),
	}
	for _, d := range dues {
		if applies[d.When] && !r.Has(d.Stage) {
			return unlawful("stage-missing", d.Rule, d.Stage, d.Why, d.remedy)
		}
	}
	return legalityTime(way, f)
}

// Due is a stage that the law demands of some documents.
type Due struct {
	document.Due
	When   string // Chinese: of which
	remedy string
}

// Of which documents a stage is due.
const (
	normativeDue = "行政规范性文件"
	majorDue     = "属于重大行政决策的规范性文件和政策性文件"
	businessDue  = "涉及经营者经济活动的规范性文件和政策性文件"
	signsDue     = "有行政规范性文件特征的一般公文和其他政策性文件"
)

var dues = []Due{
	{document.Due{Stage: document.LegalityReview, Rule: "ND-04", Why: "未经合法性审核不得提交集体审议"}, normativeDue, "请补上该环节"},
	{document.Due{Stage: document.LegalityReview, Rule: "MD-09", Why: "未经合法性审查不得提交讨论"}, majorDue, "请补上该环节（可加 when: major）"},
	{document.Due{Stage: document.CompetitionReview, Rule: "ND-08", Why: "未经公平竞争审查不得出台"}, businessDue, "请补上该环节（可加 when: affects_business）"},
	{document.Due{Stage: document.LegalityReview, Rule: "ND-02", Why: "文件类别须由法制机构确认"}, signsDue, "请补上该环节（可加 when: normative_signs；与其他条件并列的，写作 when: major or normative_signs）"},
}

// Dues returns the stages that some documents can't go without, beside those of
// document.Dues, which none can.
func Dues() []Due { return slices.Clone(dues) }

// legalityTime holds the time given to the legality review between the bounds of
// ND-05 and above that of MD-09, for major decisions. No limit is longer than any.
func legalityTime(way Pinned, f Facts) error {
	days := way.Workdays(document.LegalityReview)
	least, rule := 5, "ND-05"
	if f.Major {
		least, rule = 7, "MD-09"
	}
	if days != 0 && (days < least || days > 15) {
		return unlawful("stage-term", rule, document.LegalityReview,
			fmt.Sprintf("时限为%d个工作日，规定为%d至15个工作日", days, least), "请更正 workdays")
	}
	return nil
}

func unlawful(code, rule string, s document.Stage, why, remedy string) error {
	message := "“" + s.Label() + "”环节（" + string(s) + "）：" + why
	if code == "stage-missing" {
		message = "缺少" + message
	}
	return &document.Error{
		Kind: document.Invalid, Code: code, Rule: rule, Message: message + "。" + remedy + "。",
		Findings: []document.Finding{{Rule: rule, Severity: document.Block, Place: string(s), Message: message, Remedy: remedy}},
	}
}
