package document

// Kind is the type of an official document, 文种 (DH-01; 条例 DOC 第八条).
type Kind string

// The fifteen kinds of 党政机关公文处理工作条例 第八条.
const (
	Resolution   Kind = "resolution"
	Decision     Kind = "decision"
	Order        Kind = "order"
	Communique   Kind = "communique"
	Announcement Kind = "announcement"
	Proclamation Kind = "proclamation"
	Opinion      Kind = "opinion"
	Notice       Kind = "notice"
	Circular     Kind = "circular"
	Report       Kind = "report"
	Request      Kind = "request"
	Reply        Kind = "reply"
	Proposal     Kind = "proposal"
	Letter       Kind = "letter"
	Minutes      Kind = "minutes"
)

// Kinds lists the fifteen kinds in the order of the regulation.
func Kinds() []Kind {
	return []Kind{
		Resolution, Decision, Order, Communique, Announcement, Proclamation, Opinion, Notice,
		Circular, Report, Request, Reply, Proposal, Letter, Minutes,
	}
}

var kindLabels = map[Kind]string{
	Resolution: "决议", Decision: "决定", Order: "命令", Communique: "公报", Announcement: "公告",
	Proclamation: "通告", Opinion: "意见", Notice: "通知", Circular: "通报", Report: "报告",
	Request: "请示", Reply: "批复", Proposal: "议案", Letter: "函", Minutes: "纪要",
}

// Label returns the Chinese name of the kind, "" for an unknown one.
func (k Kind) Label() string { return kindLabels[k] }

// Known reports whether k is one of the fifteen kinds.
func (k Kind) Known() bool { return kindLabels[k] != "" }

// Upward reports whether documents of this kind go to a superior body: they
// name their signer (DH-05) and are not proposed for proactive disclosure (DA-15).
func (k Kind) Upward() bool { return k == Report || k == Request || k == Proposal }

// Class decides which procedure a document follows (design: 办理程序).
type Class string

// The classes.
const (
	Normative Class = "normative" // 行政规范性文件 (ND-01)
	Policy    Class = "policy"    // 其他政策性文件 (DA-04)
	General   Class = "general"   // 一般公文
	Answer    Class = "answer"    // 建议提案答复 (PD-01)
	Upward    Class = "upward"    // 上行文: 请示、报告、议案 (DH-22)
)

// Classes lists the classes in the order they are offered to a drafter.
func Classes() []Class { return []Class{Normative, Policy, General, Answer, Upward} }

var classLabels = map[Class]string{ //nolint:gosec // names of classes, no credentials
	Normative: "行政规范性文件", Policy: "其他政策性文件", General: "一般公文", Answer: "建议提案答复", Upward: "上行文",
}

// Label returns the Chinese name of the class, "" for an unknown one.
func (c Class) Label() string { return classLabels[c] }

// Known reports whether c is one of the classes.
func (c Class) Known() bool { return classLabels[c] != "" }
