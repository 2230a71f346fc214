package rulebook

import (
	"fmt"
	"regexp"
	"strings"

	"mingfa/internal/document"
)

// Choice is one key of a region: what it is called, which rule leaves it to the region,
// and within which bounds. A region only tightens, or chooses where the national rule
// is openTerm.
type Choice struct {
	Key   string // of the file, e.g. comment.days
	Rule  string
	Title string // Chinese
	Bound string // Chinese: the national value, and what it leaves openTerm
	value func(Region) string
	holds func(Region) bool
}

// Value is what the region has chosen, in Chinese.
func (c Choice) Value(r Region) string { return c.value(r) }

var strengthLabels = map[Strength]string{Must: "必须", Should: "应当核对", Off: "不检查"}

// Label returns the Chinese name of the strength, "" for an unknown one.
func (s Strength) Label() string { return strengthLabels[s] }

func strengthOf(get func(Region) Strength, weakest Strength) (value func(Region) string, holds func(Region) bool) {
	value = func(r Region) string {
		if l := get(r).Label(); l != "" {
			return l
		}
		return "“" + string(get(r)) + "”"
	}
	return value, func(r Region) bool { return get(r).known() && (get(r) != Off || weakest == Off) }
}

func termOf(get func(Region) int, unit string, least, most int) (value func(Region) string, holds func(Region) bool) {
	value = func(r Region) string { return fmt.Sprintf("%d%s", get(r), unit) }
	return value, func(r Region) bool { return get(r) >= least && get(r) <= most }
}

func choose(key, rule, title, bound string, value func(Region) string, holds func(Region) bool) Choice {
	return Choice{Key: key, Rule: rule, Title: title, Bound: bound, value: value, holds: holds}
}

func degree(key, rule, title, bound string, weakest Strength, get func(Region) Strength) Choice {
	value, holds := strengthOf(get, weakest)
	return choose(key, rule, title, bound, value, holds)
}

func within(key, rule, title, bound, unit string, least, most int, get func(Region) int) Choice {
	value, holds := termOf(get, unit, least, most)
	return choose(key, rule, title, bound, value, holds)
}

// Choices returns all keys that a region fills in, in the order of its file.
func Choices() []Choice {
	return append(append([]Choice{
		degree("reason_on_request", "DA-03", "依申请公开说明理由",
			"国办发〔2016〕80号只要求拟不公开的说明理由，依申请公开是否说明由地方规定", Off, func(r Region) Strength { return r.ReasonOnRequest }),
	}, markChoices()...), append(validityChoices(), termChoices()...)...)
}

func markChoices() []Choice {
	var out []Choice
	for _, a := range document.Attributes() {
		out = append(out, choose("mark."+string(a), "DA-13", "“"+a.Label()+"”的标注用语", "全国没有统一用语；须以“此件”开头并与公开属性一致",
			func(r Region) string { return "“" + r.Mark[a] + "”" },
			func(r Region) bool {
				words, ok := strings.CutPrefix(r.Mark[a], "此件")
				return ok && markedAs[words] == a && len(r.Mark) <= len(document.Attributes())
			}))
	}
	return out
}

func validityChoices() []Choice {
	const openTerm = "全国没有统一的有效期，由地方规定；本系统以30年为限，以免误填"
	return []Choice{
		degree("validity.stated", "ND-12", "载明有效期", "全国没有统一规定", Off, func(r Region) Strength { return r.Validity.Stated }),
		within("validity.years", "ND-12", "有效期最长", openTerm, "年", 1, 30, func(r Region) int { return r.Validity.Years }),
		choose("validity.provisional_years", "ND-12", "暂行、试行的有效期最长", "由地方规定；不长于其他文件",
			func(r Region) string { return fmt.Sprintf("%d年", r.Validity.ProvisionalYears) },
			func(r Region) bool {
				return r.Validity.ProvisionalYears >= 1 && r.Validity.ProvisionalYears <= r.Validity.Years
			}),
		choose("validity.proclamation_years", "ND-12", "通告的有效期最长", "由地方规定；不长于其他文件，0为与其他文件相同",
			func(r Region) string {
				if r.Validity.ProclamationYears == 0 {
					return "与其他文件相同"
				}
				return fmt.Sprintf("%d年", r.Validity.ProclamationYears)
			},
			func(r Region) bool {
				return r.Validity.ProclamationYears >= 0 && r.Validity.ProclamationYears <= r.Validity.Years
			}),
	}
}

func termChoices() []Choice {
	return []Choice{
		degree("comment.strength", "ND-07", "与市场主体密切相关的文件公开征求意见", "《优化营商环境条例》第六十二条：须公开征求意见，可为必须或者应当核对，不得不检查", Should,
			func(r Region) Strength { return r.Comment.Strength }),
		within("comment.days", "ND-07", "公开征求意见的期限", "《优化营商环境条例》第六十二条：一般不少于30日", "日", 30, 90, func(r Region) int { return r.Comment.Days }),
		degree("collective", "ND-03", "集体审议决定的记录", "国办发〔2018〕37号：须经集体审议决定，可为必须或者应当核对，不得不检查", Should, func(r Region) Strength { return r.Collective }),
		degree("registration.strength", "ND-11", "规范性文件登记号", "登记号的形式由地方规定", Off, func(r Region) Strength { return r.Registration.Strength }),
		choose("registration.pattern", "ND-11", "登记号的形式（正则表达式）", "由地方规定；空为不限",
			func(r Region) string { return "“" + r.Registration.Pattern + "”" },
			func(r Region) bool { _, err := regexp.Compile(r.Registration.Pattern); return err == nil }),
		within("legality.least", "ND-05", "合法性审核时间不少于", "国办发〔2018〕115号：一般不少于5个工作日", "个工作日", 5, 15, func(r Region) int { return r.Legality.Least }),
		choose("legality.most", "ND-05", "合法性审核时间不超过", "国办发〔2018〕115号：不超过15个工作日，且不短于最少时间",
			func(r Region) string { return fmt.Sprintf("%d个工作日", r.Legality.Most) },
			func(r Region) bool { return r.Legality.Most >= r.Legality.Least && r.Legality.Most <= 15 }),
		choose("filing.days", "ND-15", "公布后报送备案的期限", "规章为30日（《法规规章备案审查条例》第四条），规范性文件由地方规定；不超过30日",
			func(r Region) string { return fmt.Sprintf("%d%s", r.Filing.Days, filingUnit(r.Filing.Workdays)) },
			func(r Region) bool {
				return r.Filing.Days >= 1 && r.Filing.Days <= map[bool]int{true: 20, false: 30}[r.Filing.Workdays]
			}),
		within("evaluate_months", "ND-14", "有效期届满前评估", "由地方规定；本系统以24个月为限", "个月", 1, 24, func(r Region) int { return r.EvaluateMonths }),
		within("review_months", "DA-17", "未主动公开信息的定期评估周期", "《政府信息公开条例》第十八条要求定期评估，未定周期；本系统以36个月为限", "个月", 1, 36, func(r Region) int { return r.ReviewMonths }),
		within("clean_up_months", "ND-16", "规范性文件定期清理周期", "国发〔2010〕33号：一般每2年清理一次", "个月", 6, 24, func(r Region) int { return r.CleanUpMonths }),
		within("later_workdays", "IN-08", "随后解读的最长时间", "国办发〔2016〕19号：文件公开后3个工作日内", "个工作日", 1, 3, func(r Region) int { return r.LaterWorkdays }),
	}
}

func filingUnit(workdays bool) string {
	if workdays {
		return "个工作日"
	}
	return "日"
}
