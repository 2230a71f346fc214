package document

// The verbs beside the way: they move no document.
const (
	MeetDuty    Verb = "meet-duty"    // 登记办结一项期限
	StopDuty    Verb = "stop-duty"    // 停止计时
	RestartDuty Verb = "restart-duty" // 恢复计时
	ReportLeak  Verb = "report-leak"  // 登记已报告: to the secrecy authority (SR-11)
	Reassess    Verb = "reassess"     // 提出调整公开属性: of what was filed unpublished (DA-18)
	// Consent is the 会签 of a co-issuing body on a joint document (DH-13).
	Consent Verb = "countersign"
)

// BesideVerbs lists the verbs about dated duties.
func BesideVerbs() []Verb { return []Verb{MeetDuty, StopDuty, RestartDuty, ReportLeak} }

var besideLabels = map[Verb]string{
	MeetDuty: "登记办结", StopDuty: "停止计时", RestartDuty: "恢复计时", ReportLeak: "登记已报告", Reassess: "提出调整公开属性", Consent: "会签",
	TakeDown: "撤下", PutBack: "恢复公开", ConfirmTakeDown: "复核同意", DeclineTakeDown: "复核不同意",
}

// BesideLabel returns the Chinese name of a verb beside the way, "" for any other.
func (v Verb) BesideLabel() string { return besideLabels[v] }

// Beside reports whether v is one of the verbs beside the way. Known is false of it.
func (v Verb) Beside() bool { return besideLabels[v] != "" }

// Matter is what is done about a document beside its own way.
type Matter string

// The matters.
const (
	LateMatter     Matter = "interpretation" // the interpretation that follows it (IN-08)
	ReassessMatter Matter = "reassessment"   // the assessment of what was filed (DA-18)
	ConsentMatter  Matter = "countersign"    // the 会签 that a co-issuing body owes to a joint document (DH-13)
)

// Label returns the Chinese name of the matter, "" for an unknown one.
func (m Matter) Label() string {
	switch m {
	case LateMatter:
		return "随后发布的解读材料"
	case ReassessMatter:
		return "公开属性评估"
	case ConsentMatter:
		return "联合行文会签"
	default:
		return ""
	}
}
