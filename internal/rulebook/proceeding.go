package rulebook

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// proceedingRules are about the steps of making a normative document that are
// taken outside of this system.
func proceedingRules() []Rule {
	return []Rule{
		{
			ID: "ND-03", Title: "行政规范性文件须经集体审议决定", Cite: "国办发〔2018〕37号；《优化营商环境条例》第六十三条", Confidence: "P", Since: "2018-05-31",
			Gates: []Gate{G8, G10}, Check: decidedTogether,
		},
		{
			ID: "ND-05", Title: "合法性审核时间一般不少于5个、不超过15个工作日", Cite: "国办发〔2018〕115号", Confidence: "K", Since: "2018-12-04",
			Gates: recordGates, Check: legalityTime,
		},
		{
			ID: "ND-06", Title: "合法性审核材料载明制定依据", Cite: "国办发〔2018〕115号", Confidence: "K", Since: "2018-12-04",
			Gates: []Gate{G5}, Check: basisNamed,
		},
		{
			ID: "ND-07", Title: "与市场主体生产经营活动密切相关的文件向社会公开征求意见", Cite: "《优化营商环境条例》第六十二条", Confidence: "L", Since: "2020-01-01",
			Gates: recordGates, Check: commentsAsked,
		},
		{
			ID: "ND-11", Title: "规范性文件登记号", Cite: "国办发〔2018〕37号（统一登记、统一编号、统一印发）；地方规定", Confidence: "P",
			Gates: []Gate{G10, G11}, Check: registered,
		},
	}
}

// recordGates are those at which the record is looked at: from the office check on for
// what it lacks, and at each before for days that contradict each other, so that nobody
// hears of them only when the text has been reviewed.
var recordGates = []Gate{G1, G2, G4, G5, G6, G7, G8, G10}

// early reports whether the gate comes before the office check, to which the record may
// still be completed.
func (in Input) early() bool { return in.gate != G8 && in.gate != G10 }

func decidedTogether(in Input) []document.Finding {
	m := in.Content.Record.Collective
	const place = "record.collective"
	if in.class() != document.Normative || in.Content.Text.Major {
		return in.meetingDate() // MD-10 asks for a major decision
	}
	if m.Given() {
		return in.meetingDate()
	}
	return in.region().Collective.finding(place, "行政规范性文件须经集体审议决定，办理记录中没有会议名称和日期。", "请在办理记录中填写集体审议的会议名称、日期和纪要编号。")
}

func (in Input) meetingDate() []document.Finding {
	on := in.Content.Record.Collective.On
	return one(on.Valid() && in.Today.Valid() && on > in.Today,
		block("record.collective", "集体审议的日期"+on.Chinese()+"晚于今天。", "请更正会议日期。"))
}

// legalityTime looks at the days on record, else at those of the review in this house.
// The term is what is generally so, not a bound: on what others did it is a warning to be
// answered; on what the house did itself, whose clock ran before its eyes, it informs who
// reviews and signs.
func legalityTime(in Input) []document.Finding {
	const place = "record.legality"
	l, own := in.legality()
	if in.early() {
		return one(l.ReceivedOn.Valid() && l.AnsweredOn.Valid() && l.AnsweredOn < l.ReceivedOn,
			block(place, "合法性审核的答复之日早于收到之日。", "请更正两个日期。"))
	}
	if in.class() != document.Normative && own || l.ReceivedOn == "" && l.AnsweredOn == "" {
		return nil
	}
	if !l.ReceivedOn.Valid() || !l.AnsweredOn.Valid() || l.AnsweredOn < l.ReceivedOn {
		return []document.Finding{block(place, "合法性审核的收到之日、答复之日不齐，或者答复早于收到。", "请更正两个日期。")}
	}
	say, span := warn, ""
	if own {
		say, span = info, "（"+l.ReceivedOn.Chinese()+"转入审核，"+l.AnsweredOn.Chinese()+"审核通过）"
	}
	days, err := in.workdays(l.ReceivedOn, l.AnsweredOn)
	least, most := in.region().Legality.Least, in.region().Legality.Most
	switch {
	case in.Calendar == nil || in.class() != document.Normative:
		return nil
	case err != nil:
		return uncounted(place, "合法性审核时间", err)
	case days < least && blank(l.Urgent):
		return []document.Finding{say(place, fmt.Sprintf("合法性审核只用了%d个工作日%s，一般不少于%d个。", days, span, least), "因紧急等特殊情况的，请写明审核时间少于规定的理由。")}
	case days > most:
		return []document.Finding{say(place, fmt.Sprintf("合法性审核用了%d个工作日%s，一般不超过%d个。", days, span, most), "请核对日期，并说明原因。")}
	default:
		return nil
	}
}

// workdays counts from the day after from.
func (in Input) workdays(from, to document.Date) (days int, err error) {
	if in.Calendar != nil {
		days, _, err = in.Calendar.Between(string(from), string(to))
	}
	return days, err
}

// uncounted says that a term can't be checked, since its year has no table of working
// days or the dates are no span of a term (CAL-07).
func uncounted(place, term string, err error) []document.Finding {
	if e, none := errors.AsType[*calendar.NoTableError](err); none {
		return []document.Finding{warn(place, term+"未能核算。", e.Error())}
	}
	return []document.Finding{warn(place, term+"未能核算：日期不在可计算的范围内。", "请核对日期。")}
}

// basisCited finds 根据《…》 and the like.
var basisCited = regexp.MustCompile(`(?:根据|依据|依照|按照)[^。；]{0,60}?《[^》]+》`)

// basisInText reports whether the text names its basis where a document does: before its
// first article, in that article, or in the first paragraph of one without articles.
func basisInText(body string) bool {
	opening, rest, articles := strings.Cut(body, "第一条")
	if articles {
		first, _, _ := strings.Cut(rest, "第二条")
		return basisCited.MatchString(opening) || basisCited.MatchString(first)
	}
	for line := range strings.Lines(body) {
		if !blank(line) {
			return basisCited.MatchString(line)
		}
	}
	return false
}

func basisNamed(in Input) []document.Finding {
	if in.class() != document.Normative || basisInText(in.Content.Text.Body) {
		return nil
	}
	for _, r := range in.Content.Relations {
		if r.Kind == document.Basis {
			return nil
		}
	}
	return []document.Finding{warn("relations", "未列明制定依据。没有法律、法规、规章依据的，不得减损公民、法人和其他组织的合法权益或者增加其义务。", "请在文件关系中列明依据，或者在审核意见中说明。")}
}

func commentsAsked(in Input) []document.Finding {
	if in.early() {
		return commentsInverted(in)
	}
	out := commentsSound(in)
	rule := in.region().Comment
	if in.class() != document.Normative || !in.Content.Text.AffectsBusiness {
		return out
	}
	for i, c := range in.Content.Record.Comments {
		if c.Way != dossier.PublicWay {
			continue
		}
		out = append(out, one(!in.Content.Text.Major && len(c.Adoptions) == 0, warn(fmt.Sprintf("record.comments.%d.adoptions", i),
			fmt.Sprintf("第%d次公开征求意见没有采纳情况。意见采纳情况应当反馈。", i+1), "请填写意见采纳情况；没有收到意见的，写明“未收到意见”。"))...)
		days := commentDays(c)
		if days >= rule.Days || !blank(c.Shortened) {
			return out
		}
		return append(out, rule.Strength.finding(fmt.Sprintf("record.comments.%d.until", i),
			fmt.Sprintf("公开征求意见%s，一般不少于%d日。", commentTerm(c), rule.Days), "请补足期限，或者写明缩短期限的理由。")...)
	}
	return append(out, rule.Strength.finding("record.comments",
		"本件与市场主体生产经营活动密切相关，办理记录中没有向社会公开征求意见的情况。", "请在办理记录中填写公开征求意见的公告、起止日期和采纳情况。")...)
}

// commentDays counts calendar days: the day of publication is not one (CAL-04).
func commentDays(c dossier.Comment) int {
	if !c.From.Valid() || !c.Until.Valid() {
		return -1
	}
	return int(c.Until.Midnight().Sub(c.From.Midnight()).Hours() / 24)
}

// commentTerm says how long the term was, for a sentence.
func commentTerm(c dossier.Comment) string {
	if days := commentDays(c); days >= 0 {
		return fmt.Sprintf("的期限为%d日", days)
	}
	return "的起止日期没有填写或者先后颠倒"
}

// commentsSound: what is on record of the asking makes sense in itself.
func commentsSound(in Input) []document.Finding {
	out := commentsInverted(in)
	for i, c := range in.Content.Record.Comments {
		place := fmt.Sprintf("record.comments.%d.", i)
		for j, a := range c.Adoptions {
			out = append(out, one(!in.Content.Text.Major && !a.Adopted && blank(a.Reason), block(place+"adoptions", fmt.Sprintf("第%d次征求意见的第%d条意见不予采纳，未说明理由。", i+1, j+1), "请写明不予采纳的理由。"))...)
		}
		out = append(out, one(blank(c.Reference), warn(place+"reference", fmt.Sprintf("第%d次征求意见没有公告、函件的文号或者网址。", i+1), "请补填，以便核查。"))...)
	}
	return out
}

func commentsInverted(in Input) []document.Finding {
	var out []document.Finding
	for i, c := range in.Content.Record.Comments {
		out = append(out, one(c.From.Valid() && c.Until.Valid() && c.Until < c.From,
			block(fmt.Sprintf("record.comments.%d.until", i), fmt.Sprintf("第%d次征求意见的截止之日早于发布之日。", i+1), "请更正日期。"))...)
	}
	return out
}

func registered(in Input) []document.Finding {
	const place = "record.registration"
	rule, number := in.region().Registration, in.Content.Record.Registration
	switch {
	case in.class() != document.Normative:
		return one(number != "", block(place, "本件不是行政规范性文件，却填有规范性文件登记号。", "请删去登记号，或者更正文件类别。"))
	case number == "":
		return rule.Strength.finding(place, "行政规范性文件未填登记号。", "请到登记机构办理统一登记后填写登记号。")
	}
	pattern, err := regexp.Compile(rule.Pattern)
	return one(err != nil || !pattern.MatchString(number), block(place, "登记号“"+number+"”不符合本地区的编号规则。", "请核对登记号。"))
}
