package document

// Attribute is the disclosure attribute, 公开属性: exactly one of three values a
// document, set when it is drafted (DA-01, DA-02; 国办发〔2016〕80号 一（一）).
// The zero value means that nobody has proposed one: never releasable.
type Attribute string

// The three attributes.
const (
	Proactive Attribute = "PROACTIVE"  // 主动公开
	OnRequest Attribute = "ON_REQUEST" // 依申请公开
	Withheld  Attribute = "WITHHELD"   // 不予公开
)

// Attributes lists the three attributes, the most open first (DA-22: 以公开为常态).
func Attributes() []Attribute { return []Attribute{Proactive, OnRequest, Withheld} }

var attributeLabels = map[Attribute]string{
	Proactive: "主动公开", OnRequest: "依申请公开", Withheld: "不予公开",
}

// Label returns the Chinese name of the attribute, "" for an unknown one.
func (a Attribute) Label() string { return attributeLabels[a] }

// Known reports whether a is one of the three attributes.
func (a Attribute) Known() bool { return attributeLabels[a] != "" }

// Releasable reports whether a document of this attribute may be released to
// the public. Only Proactive may; an unknown attribute may not (fail closed).
func (a Attribute) Releasable() bool { return a == Proactive }

// MayBecome reports whether a periodic assessment may change a into b: from closed to
// more open, never back (DA-18).
func (a Attribute) MayBecome(b Attribute) bool {
	return a == Withheld && (b == OnRequest || b == Proactive) || a == OnRequest && b == Proactive
}

// Mark returns the note that is typeset under the date, without its brackets
// (DA-13, DA-14; GB/T 9704—2012 7.3.6), "" for an unknown attribute.
func (a Attribute) Mark() string {
	if !a.Known() {
		return ""
	}
	return "此件" + a.Label()
}

// Ground is a statutory reason for not disclosing, 不予公开理由 (rulebook §1).
type Ground string

// The grounds of 政府信息公开条例 第十四条 to 第十六条.
const (
	R14A Ground = "R14A"
	R14B Ground = "R14B"
	R14C Ground = "R14C"
	R15  Ground = "R15"
	R16A Ground = "R16A"
	R16B Ground = "R16B"
	R16C Ground = "R16C"
)

// Grounds lists the grounds in the order of the regulation.
func Grounds() []Ground { return []Ground{R14A, R14B, R14C, R15, R16A, R16B, R16C} }

var groundLabels = map[Ground]string{
	R14A: "依法确定为国家秘密（《条例》第十四条）",
	R14B: "法律、行政法规禁止公开（《条例》第十四条）",
	R14C: "公开后可能危及国家安全、公共安全、经济安全、社会稳定（《条例》第十四条）",
	R15:  "涉及商业秘密、个人隐私等，公开会损害第三方合法权益（《条例》第十五条）",
	R16A: "人事管理、后勤管理、内部工作流程等内部事务信息（《条例》第十六条第一款）",
	R16B: "讨论记录、过程稿、磋商信函、请示报告等过程性信息（《条例》第十六条第二款）",
	R16C: "行政执法案卷信息（《条例》第十六条第二款）",
}

// Label returns the ground in Chinese with its article, "" for an unknown one.
func (g Ground) Label() string { return groundLabels[g] }

var groundNames = map[Ground]string{
	R14A: "国家秘密", R14B: "法律法规禁止公开", R14C: "危及安全和稳定", R15: "第三方权益",
	R16A: "内部事务信息", R16B: "过程性信息", R16C: "行政执法案卷",
}

// Name returns the ground in a few Chinese words, for tables and charts, "" for an
// unknown one.
func (g Ground) Name() string { return groundNames[g] }

// Known reports whether g is one of the grounds.
func (g Ground) Known() bool { return groundLabels[g] != "" }

// Discretionary reports whether the law leaves the choice to the body (第十六条
// “可以不予公开”): then the reason must say why discretion is used.
func (g Ground) Discretionary() bool { return g == R16A || g == R16B || g == R16C }
