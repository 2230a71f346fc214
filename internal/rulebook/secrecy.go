package rulebook

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sync"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/scan"
)

// markCite is the law on marks of state secrets.
var markCite = scan.Cite("SC-12")

func secrecyRules() []Rule {
	return []Rule{
		{
			ID: "SC-12", Title: "不得带有国家秘密标志", Cite: markCite, Confidence: "K", Since: "2024-05-01",
			Gates: Gates(), Check: secrecyMarks,
		},
		{
			ID: "SR-09", Title: "涉密公文不得在非涉密信息系统办理", Cite: "《保守国家秘密法》第三十一条第（三）项；《保守国家秘密法实施条例》第四十一条", Confidence: "L", Since: "2024-05-01",
			Gates: []Gate{G1, G2, G6, G8, G10}, Check: stateSecretGround,
		},
		{
			ID: "SR-14", Title: "保密审查逐项作答", Cite: gir + "第十一条、第十四条至第十七条；《保守国家秘密法实施条例》第四十二条、第四十三条", Confidence: "L", Since: "2024-09-01",
			Gates: []Gate{G6}, Check: checklistAnswered,
		},
		{
			ID: "SR-15", Title: "保密审查须有结论和意见", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G6}, Check: secrecyRecorded,
		},
		{
			ID: "SR-01", Title: "先审查、后公开", Cite: scan.Cite("SR-01"), Confidence: "L", Since: "2024-09-01",
			Gates: scanGates, Check: reviewedFirst,
		},
		{
			ID: "SR-12", Title: "是否属于国家秘密不明确的，先行转报，十个工作日内报出、十个工作日内确定", Cite: "《保守国家秘密法实施条例》第二十五条", Confidence: "L", Since: "2024-09-01",
			Gates: []Gate{G6}, Check: referredAnswered,
		},
		{
			ID: "SR-17", Title: "保密审查以现稿为准，改动即重审", Cite: "本系统设计", Confidence: "design",
			Gates: []Gate{G10, G11, G12, G13}, Check: secrecyStands,
		},
	}
}

// forMarks looks for nothing that depends on the document.
var forMarks = sync.OnceValues(func() (*scan.Scanner, error) { return scan.New(scan.Options{}) })

// SecrecyMarks returns where the content carries the mark of a state secret, and
// repeats nothing of it. It is exported because such content must not even be
// stored (SR-09): whoever saves asks here first, so that saving and the gates look
// at the same fields.
func SecrecyMarks(c dossier.Content) []document.Finding {
	s, err := forMarks()
	if err != nil { // the options are empty and the list of the package is read by its tests
		panic(err)
	}
	texts := writings(c)
	report := s.Passages(passages(texts))
	if !report.Secret() {
		return nil
	}
	var out []document.Finding
	for _, h := range report.Hits {
		at := slices.IndexFunc(texts, func(w writing) bool { return w.place == string(h.Place.Part) })
		if at < 0 {
			continue // how many more there are
		}
		f := block(texts[at].place,
			fmt.Sprintf("%s第%d行带有国家秘密标志。本系统为非涉密信息系统，不得存储、处理国家秘密。", texts[at].label, h.Place.Line),
			"确属国家秘密的，立即停止在本系统办理并报告保密工作机构；不属国家秘密的，请删去该标志。")
		f.Rule, f.Cite = "SC-12", markCite
		out = append(out, f)
	}
	return out
}

func secrecyMarks(in Input) []document.Finding { return SecrecyMarks(in.released()) }

// stateSecretGround: who withholds a document because it is a state secret says
// that it must not be in this system at all (DA-20).
func stateSecretGround(in Input) []document.Finding {
	if in.gate == G6 && in.Checklist[StateSecret] == Yes && in.Result != Refer {
		return []document.Finding{block("checklist."+StateSecret,
			"审查发现含有或者可能含有国家秘密，不得继续在本系统办理。",
			"请立即停止流转并报告保密工作机构；是否属于国家秘密不明确的，结论选“转报确定”。")}
	}
	return one(slices.Contains(in.Content.Disclosure.Grounds, document.R14A), block("disclosure.grounds",
		"以“依法确定为国家秘密”为由不予公开的公文，不得在本系统办理。",
		"请终止本件，转由涉密信息系统办理，并报告保密工作机构；不属国家秘密的，请另选理由。"))
}

func checklistAnswered(in Input) []document.Finding {
	if len(in.ChecklistItems) == 0 {
		return []document.Finding{block("checklist", "保密审查清单未能载入，不能办理保密审查。", "请联系系统管理员。")}
	}
	var out []document.Finding
	known := map[string]bool{}
	for _, item := range in.ChecklistItems {
		known[item.ID] = true
		place := "checklist." + item.ID
		switch in.Checklist[item.ID] {
		case No:
		case Yes:
			if in.Result == Open {
				out = append(out, block(place, "“"+item.Question+"”答“是”，审查结论却为“可公开”，二者矛盾。", "请更正作答或者结论；须修改内容的，退回拟稿。"))
			}
		default:
			out = append(out, block(place, "“"+item.Question+"”未作答。", "请逐项选择“是”或者“否”。"))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(in.Checklist)) {
		if !known[id] {
			// The place goes into the ledger, which must not hold what anybody sent.
			out = append(out, block("checklist", "审查事项“"+id+"”不在现行清单之内。", "请刷新页面后重新作答。"))
		}
	}
	return out
}

func secrecyRecorded(in Input) []document.Finding {
	out := one(ResultLabel(in.Result) == "", block("result", "未作出保密审查结论。", "请选择可公开、部分公开、不可公开或者转报确定。"))
	return append(out, in.opinion("保密审查须写明审查意见。")...)
}

// reviewedFirst: what could not be looked through can't go on, nor what the review
// did not clear.
func reviewedFirst(in Input) []document.Finding {
	out := append(slices.Clip(in.hits()["SR-01"]), unreadInOriginal(in)...)
	if in.gate == G6 {
		out = append(out, unreadPictures(in)...)
		out = append(out, resultAllows(in)...)
	}
	return out
}

// resultAllows: what the review does not clear cannot go on as PROACTIVE.
func resultAllows(in Input) []document.Finding {
	if in.attribute() != document.Proactive {
		return nil
	}
	switch in.Result {
	case Partial:
		return []document.Finding{block("result", "审查结论为“部分公开”，本件不能整件主动公开。", "请退回拟稿，将不宜公开的内容删去或者另行成文，再送审查。")}
	case Closed:
		return []document.Finding{block("result", "审查结论为“不可公开”，与公开属性“主动公开”不符。", "请退回拟稿或者公开属性认定环节，重新确定公开属性并说明理由。")}
	default:
		return nil
	}
}

// StateSecret is the checklist item whose Yes stops a document in this system.
const StateSecret = "state_secret"

// mostReferrals: the first records that the question is to be referred, the
// second that it was; each starts a clock of ten working days.
const mostReferrals = 2

// referredAnswered: a referral keeps the document at the review, so it is not found
// here but by who judges the act; what is found is a referral too many, and a result
// that does not rest on the answer of who decides.
func referredAnswered(in Input) []document.Finding {
	switch {
	case in.Referrals == 0:
		return nil
	case in.Result == Refer:
		return one(in.Referrals >= mostReferrals, block("result",
			"本件已经转报，正在等待有权机关确定，不需要再次转报。",
			"请在收到确定结果后，按结果重新作出审查结论。"))
	case answered(in.Opinion):
		on, ahead := dayAhead(in.Opinion, in.Today)
		return one(ahead, block("opinion", "确定结果的答复日期“"+on+"”晚于今天，或者不是有效的日期。",
			"请写明收到答复的实际日期；尚未答复的，不得作出审查结论。"))
	default:
		return one(!answered(in.Opinion), block("opinion",
			"本件是否属于国家秘密已经转报，有权机关的确定结果未写明，不得作出审查结论。",
			"请在“办理意见”中写明答复机关、答复文号或者日期和“不属于国家秘密”的确定结果；确定属于国家秘密的，请终止本件，转由涉密信息系统办理。"))
	}
}

var (
	answerBody   = regexp.MustCompile(`\p{Han}{2}(局|厅|委员会|部门|办公室|政府)|保密[办委]`)
	answerPaper  = regexp.MustCompile(`〔\d{4}〕\d+号|\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}`)
	answerResult = regexp.MustCompile(`(不属于?|不是|不构成|不(确定|认定)为|未被?(确定|认定)为)国家秘密`)
)

// writtenDay finds the days that words name in digits, and the years of document numbers.
var writtenDay = regexp.MustCompile(`(\d{4})[年\-./](\d{1,2})[月\-./](\d{1,2})|[〔\[(](\d{4})[〕\])]\d+号`)

// dayAhead returns the first day of the words that is none, or is still to come on today;
// so is a document number of a year to come (CAL-10).
func dayAhead(words string, today document.Date) (string, bool) {
	said := plain(words)
	for _, s := range said.statements() { // in Chinese numerals too
		var y, m, d int
		if n, err := fmt.Sscanf(s.key, "日%d-%d-%d", &y, &m, &d); err == nil && n == 3 && y > 0 && d > 0 &&
			today.Valid() && document.Date(fmt.Sprintf("%04d-%02d-%02d", y, m, d)) > today {
			return said.quote(s), true
		}
	}
	for _, m := range writtenDay.FindAllStringSubmatch(string(said.runes), -1) {
		day := document.Date(fmt.Sprintf("%s-%02s-%02s", m[1], m[2], m[3]))
		if m[4] != "" {
			day = document.Date(m[4] + "-01-01")
		}
		if !day.Valid() || today.Valid() && day > today {
			return m[0], true
		}
	}
	return "", false
}

// answered reports whether an opinion says who decided, by which paper or when, and
// that it is no state secret. Another answer lets nothing pass here (SR-09).
func answered(opinion string) bool {
	return answerBody.MatchString(opinion) && answerPaper.MatchString(opinion) && answerResult.MatchString(opinion)
}

// secrecyStands: the review covers exactly these bytes (invariant 2), and what is
// to be released was found fit for it.
func secrecyStands(in Input) []document.Finding {
	if out := in.standing(document.SecrecyReview); len(out) > 0 {
		return out
	}
	d, _ := in.stands(document.SecrecyReview)
	return one(in.attribute().Releasable() && d.Result != Open, block("decisions.secrecy_review",
		"本件公开属性为“主动公开”，但保密审查结论不是“可公开”。", "请退回保密审查环节重新审查。"))
}
