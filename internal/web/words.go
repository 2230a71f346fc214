package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/look"
)

// choice is an entry of a select or a set of radio buttons.
type choice struct{ Value, Label string }

// returnReasons are the reasons for sending a document back (DA-06, DH-10).
var returnReasons = func() []choice {
	var out []choice
	for _, r := range document.ReturnReasons() {
		out = append(out, choice{string(r), r.Label()})
	}
	return out
}()

// secrecyResults are the results of a secrecy review (SR-15).
var secrecyResults = []choice{{"open", "可公开"}, {"partial", "部分公开"}, {"closed", "不可公开"}, {"refer", "转报确定"}}

// secrecyAnswers are the answers to a question of the checklist (SR-14).
var secrecyAnswers = []choice{{"yes", "是"}, {"no", "否"}}

// matters are the ten matters of the secrecy checklist in short (SR-14).
var matters = map[string]string{ //nolint:gosec // names of secrets, not secrets
	"state_secret": "国家秘密", "work_secret": "工作秘密", "trade_secret": "商业秘密", "personal": "个人隐私和敏感个人信息",
	"third_party": "第三方合法权益", "three_securities": "三安全一稳定", "process": "内部事务、过程性、执法案卷信息",
	"rights": "著作权、肖像权等", "accuracy": "内容准确、协商确认", "aggregation": "汇聚关联后涉密",
}

// topics are the upper classes of the national catalogue (rulebook §9.1). The
// field stays free, since places rename and subdivide them.
var topics = []string{
	"国务院组织机构", "综合政务", "国民经济管理、国有资产监管", "财政、金融、审计", "国土资源、能源", "农业、林业、水利",
	"工业、交通", "商贸、海关、旅游", "市场监管、安全生产监管", "城乡建设、环境保护", "科技、教育", "文化、广电、新闻出版",
	"卫生、体育", "人口与计划生育、妇女儿童工作", "劳动、人事、监察", "公安、安全、司法", "民政、扶贫、救灾", "民族、宗教",
	"对外事务", "港澳台侨工作", "国防", "其他",
}

var severityLabels = map[document.Severity]string{
	document.Block: "必须改正", document.Warn: "请核对", document.Info: "提示",
}

// funcs are what templates may call. They only turn values into words.
var funcs = template.FuncMap{
	"receipt":    parseReceipt,
	"dutyHelp":   dutyHelp,
	"lateForms":  dossier.Forms,
	"asset":      look.Asset,
	"htmxConfig": func() string { return look.HTMXConfig },
	"style":      func() string { return address(stylePath) },
	"script":     func() string { return address(scriptPath) },
	"scribe":     func() string { return address(draftPath) },
	"markdown":   look.Markdown,
	"date":       document.Date.Chinese,
	"moment":     moment,
	"instant":    document.ClockTime,
	"phrases":    look.Phrases,
	"listed":     listed,
	"civilOf":    document.DateOf,
	"stamp":      func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
	"short":      short,
	"place":      placeLabel,
	"anchor":     anchor,
	"severity":   func(s document.Severity) string { return severityLabels[s] },
	"reason":     func(code string) string { return labelOf(returnReasons, code) },
	"pretty":     pretty,
	"ledgerAct":  ledgerAct,
	"outcome":    func(o string) string { return labelOf(ledgerOutcomes, o) },
	"inc":        func(i int) int { return i + 1 },
	"day":        day,
	"civil":      func(day string) string { return document.Date(day).Chinese() },
	"annex":      annexAnchor,
	"urgency":    urgency,

	"dayField":     newDayField,
	"mustDayField": mustDayField,
	"typedIn":      typedIn,

	"marked":         marked,
	"chart":          chart,
	"brief":          brief,
	"opening":        opening,
	"owns":           owns,
	"stages":         stages,
	"validities":     validities,
	"kinds":          document.Kinds,
	"uploadMB":       func() int { return desk.MaxUpload >> 20 },
	"illustrated":    look.Illustrated,
	"images":         imagesOf,
	"pictureMB":      func() int { return desk.MaxPicture >> 20 },
	"picturesMB":     func() int { return desk.MaxPictures >> 20 },
	"classes":        document.Classes,
	"urgencies":      document.Urgencies,
	"attributes":     document.Attributes,
	"grounds":        document.Grounds,
	"needs":          dossier.Needs,
	"forms":          dossier.Forms,
	"provision":      provision,
	"meaning":        func(a document.Attribute) string { return meanings[a] },
	"names":          func(list []string) string { return strings.Join(list, "、") },
	"articles":       document.Articles,
	"item":           document.ArticleItem,
	"topics":         func() []string { return topics },
	"stands":         dossier.Stands,
	"last":           last,
	"returnReasons":  func() []choice { return returnReasons },
	"secrecyResults": func() []choice { return secrecyResults },
	"secrecyAnswers": func() []choice { return secrecyAnswers },
	"commentWays":    dossier.Ways,
	"adoptions":      adoptionLines,
	"proofs":         proofRows,
	"answer":         func(a string) string { return labelOf(secrecyAnswers, a) },
	"relationKinds":  document.Relations,
}

func stages() []document.Stage {
	var out []document.Stage
	for _, row := range document.StageTable() {
		out = append(out, row.Stage)
	}
	return out
}

// owns are the choices of what concerns oneself.
func owns() []choice {
	return []choice{{string(desk.Drafted), "我拟写的"}, {string(desk.ActedOn), "我办过的"}}
}

func validities() []document.Validity { return document.Validities() }

// moment writes an instant as people in the office read it.
func moment(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(document.Shanghai).Format("2006年1月2日 15:04")
}

// day writes the civil day of an instant in short, as a rail has room for.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(document.Shanghai).Format("1月2日")
}

// urgency is the colour of a time limit; its words say the same.
func urgency(left int) string {
	switch {
	case left < 0:
		return "void"
	case left <= 1:
		return "wait"
	default:
		return "note"
	}
}

// opening is the beginning of what somebody wrote, as a row of a list has room for.
func opening(words string) string {
	r := []rune(words)
	if len(r) <= 30 {
		return words
	}
	return string(r[:30]) + "……"
}

// short is what people compare of a digest; the whole stands in its title.
func short(digest string) string {
	if len(digest) <= 12 {
		return digest
	}
	return digest[:12]
}

// labelOf returns the label of a value, or the value where it has none.
func labelOf(choices []choice, value string) string {
	for _, c := range choices {
		if c.Value == value {
			return c.Label
		}
	}
	return value
}

// pretty indents JSON for reading; what is no JSON is shown as it is.
func pretty(raw json.RawMessage) string {
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		return string(raw)
	}
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return string(raw)
	}
	return string(b)
}

var placeLabels = map[string]string{
	"text.kind": "文种", "text.class": "公文类别", "text.title": "标题", "text.addressee": "主送机关", "text.copy_to": "抄送机关",
	"text.pictures": "图片", "text.original": "成品 PDF", "text.original.around": "成品 PDF 版头、版记等处",
	"text.body": "正文", "text.urgency": "紧急程度", "text.effective_on": "施行日期", "text.expires_on": "有效期至", "text.affects_business": "涉及经营者经济活动",
	"disclosure": "公开属性", "disclosure.attribute": "公开属性", "disclosure.grounds": "不予公开的依据", "disclosure.reason": "不公开理由",
	"interpretation": "政策解读", "interpretation.need": "是否解读", "interpretation.reason": "不解读的理由",
	"interpretation.outline": "解读提纲", "interpretation.form": "解读形式", "interpretation.channel": "解读渠道",
	"interpretation.when": "解读时间", "interpretation.title": "解读材料标题", "interpretation.body": "解读材料",
	"relations": "文件关系", "annexes": "附件", "catalogue.summary": "内容概述", "catalogue.topic": "主题分类",
	"catalogue.article": "法定主动公开类别", "opinion": "办理意见", "checklist": "保密审查清单", "result": "审查结果",
	"text.major": "重大行政决策", "text.important": "重要公文", "text.joint_with": "联合行文机关", "text.joint_head": "发文机关标志",
	"text.signer_post": "签署人职务", "text.present": "出席", "text.excused": "请假", "text.attending": "列席", "disclosure.item": "清单条目",
	"interpretation.interpreter": "第一解读人", "record.collective": "集体审议决定", "record.legality": "合法性审核记录",
	"record.countersigns": "联合行文会签", "record.registration": "规范性文件登记号", "record.comments": "征求意见",
	"record.expert": "专家论证", "record.risk": "风险评估", "record.party": "请示报告", "signer": "签发人", "countersigns": "会签",
	"dated_on": "签发日期", "digest": "指纹", "unit": "起草单位", "number": "发文字号", "sealed": "用印",
}

// fieldLabels names the fields of a row of a list.
var fieldLabels = map[string]string{"title": "标题", "body": "正文", "number": "发文字号", "on": "起始日期", "kind": "关系", "target": "文件", "attribute": "公开属性", "ground": "依据", "reason": "理由"}

// placeLabel names the place of a finding, from the most exact name that is known:
// annexes.0.title is 附件1标题.
func placeLabel(place string) string {
	if label := placeLabels[place]; label != "" {
		return label
	}
	head, rest, _ := strings.Cut(place, ".")
	label := placeLabels[head]
	if label == "" {
		label = dossier.Part(head).Label()
	}
	if label == "" {
		return "本件"
	}
	row, name, _ := strings.Cut(rest, ".")
	if i, err := strconv.Atoi(row); err == nil {
		return fmt.Sprintf("%s%d%s", label, i+1, fieldLabels[name])
	}
	return label
}

// anchor is the id of the form field at a place, e.g. text.title → f-text-title.
func anchor(place string) string {
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return '-'
	}, place)
	return fmt.Sprintf("f-%s", strings.Trim(clean, "-"))
}

// last returns what a co-issuing body said last, nil when it said nothing.
func last(said []dossier.Consent) *dossier.Consent {
	if len(said) == 0 {
		return nil
	}
	return &said[len(said)-1]
}
