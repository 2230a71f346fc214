package document

// ReturnReason says why a document was returned (退文理由代码, DA-06, DH-10).
type ReturnReason string

// The reasons.
const (
	AttributeMissing ReturnReason = "ATTR_MISSING"   // no disclosure attribute was proposed
	ReasonMissing    ReturnReason = "REASON_MISSING" // not public, without a lawful reason
	TextUnfit        ReturnReason = "TEXT"
	MaterialUnfit    ReturnReason = "INTERP"
	SecrecyFound     ReturnReason = "SECRECY"
	OtherReason      ReturnReason = "OTHER"
)

// ReturnReasons lists the reasons in the order they are offered.
func ReturnReasons() []ReturnReason {
	return []ReturnReason{AttributeMissing, ReasonMissing, TextUnfit, MaterialUnfit, SecrecyFound, OtherReason}
}

var returnLabels = map[ReturnReason]string{
	AttributeMissing: "要件不全：未标注公开属性", ReasonMissing: "要件不全：未说明不公开理由", TextUnfit: "文稿需修改",
	MaterialUnfit: "解读材料不符合要求", SecrecyFound: "保密审查发现问题", OtherReason: "其他",
}

// Label returns the reason in Chinese, "" for an unknown one.
func (r ReturnReason) Label() string { return returnLabels[r] }

// Known reports whether r is one of the reasons.
func (r ReturnReason) Known() bool { return returnLabels[r] != "" }
