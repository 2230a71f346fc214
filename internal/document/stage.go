package document

// Stage is where a document stands on its way.
type Stage string

// The stages, in the order of the full procedure.
const (
	Drafting          Stage = "drafting"
	UnitReview        Stage = "unit_review"
	AttributeReview   Stage = "attribute_review"
	SecrecyReview     Stage = "secrecy_review"
	LegalityReview    Stage = "legality_review"
	CompetitionReview Stage = "competition_review"
	Countersign       Stage = "countersign"
	LockstepCheck     Stage = "lockstep_check"
	OfficeCheck       Stage = "office_check"
	Signing           Stage = "signing"
	Registration      Stage = "registration"
	Publication       Stage = "publication"
	Published         Stage = "published"
	Filed             Stage = "filed"
	Cancelled         Stage = "cancelled"
)

// Verb is an act by which a person moves a document.
type Verb string

// The verbs on the way.
const (
	Submit   Verb = "submit"   // 送审
	Approve  Verb = "approve"  // 同意
	SendBack Verb = "return"   // 退回; "return" is a word of Go
	Recall   Verb = "recall"   // 撤回
	Sign     Verb = "sign"     // 签发
	Register Verb = "register" // 编号登记
	Release  Verb = "release"  // 发布
	Void     Verb = "void"     // 作废字号: the number is given up before the release (DH-18)
	File     Verb = "file"     // 归档不发布: for what was repealed before its release
	Cancel   Verb = "cancel"   // 终止
)

// Verbs lists the verbs in the order of the way.
func Verbs() []Verb {
	return []Verb{Submit, Approve, Sign, Register, Release, Void, File, SendBack, Recall, Cancel}
}

var verbLabels = map[Verb]string{
	Submit: "送审", Approve: "同意", SendBack: "退回", Recall: "撤回", Sign: "签发",
	Register: "编号登记", Release: "发布", Void: "作废字号", File: "归档不发布", Cancel: "终止",
}

// Label returns the Chinese name of the verb, "" for an unknown one.
func (v Verb) Label() string { return verbLabels[v] }

// Known reports whether v is one of the verbs.
func (v Verb) Known() bool { return verbLabels[v] != "" }

// Role is an office a person holds in a unit (岗位职责).
type Role string

// The roles.
const (
	Drafter             Role = "drafter"
	UnitHead            Role = "unit_head"
	DisclosureOfficer   Role = "disclosure_officer"
	SecrecyReviewer     Role = "secrecy_reviewer"
	LegalReviewer       Role = "legal_reviewer"
	CompetitionReviewer Role = "competition_reviewer"
	OfficeChecker       Role = "office_checker"
	Signer              Role = "signer"
	Publisher           Role = "publisher"
	// Principal is held beside Signer by the principal head of the body, to whom the
	// signing of upward and important documents is left (DH-11). It permits no act
	// by itself.
	Principal Role = "principal"
	Auditor   Role = "auditor"
	// Administrator keeps people, units and offices. It stands outside of the way: it
	// shows no document and permits no act on one.
	Administrator Role = "administrator"
)

// Roles lists the roles in the order of the way.
func Roles() []Role {
	return []Role{
		Drafter, UnitHead, DisclosureOfficer, SecrecyReviewer, LegalReviewer, CompetitionReviewer,
		OfficeChecker, Signer, Principal, Publisher, Auditor, Administrator,
	}
}

var roleLabels = map[Role]string{
	Drafter: "拟稿人", UnitHead: "处室负责人", DisclosureOfficer: "政务公开审核", SecrecyReviewer: "保密审查",
	LegalReviewer: "合法性审核", CompetitionReviewer: "公平竞争审查", OfficeChecker: "办公室核稿登记", Signer: "签发人",
	Principal: "主要负责人", Publisher: "信息发布", Auditor: "台账监督", Administrator: "系统管理",
}

// Label returns the Chinese name of the role, "" for an unknown one.
func (r Role) Label() string { return roleLabels[r] }

// Known reports whether r is one of the roles.
func (r Role) Known() bool { return roleLabels[r] != "" }

// StageRow is one row of the stage table: who works at the stage, which verbs
// may be taken there, and at which gate the way forward is checked.
type StageRow struct {
	Stage Stage
	Label string
	Who   Role // "" for a closed stage
	// Forward is the verb that moves the document on, "" for a closed stage.
	Forward Verb
	Verbs   []Verb
	Gate    string // rulebook §14; "" where no gate stands
	Rules   string // the rules behind the stage, for docs/states.md
}

var stageTable = []StageRow{
	{Drafting, "拟稿", Drafter, Submit, []Verb{Submit, Cancel}, "G1", "DA-01…05, DH-07"},
	{UnitReview, "处室核稿", UnitHead, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "", "DH-07"},
	{AttributeReview, "公开属性认定", DisclosureOfficer, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G2", "DA-04…08"},
	{SecrecyReview, "保密审查", SecrecyReviewer, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G6", "SR-01, SR-14…17"},
	{LegalityReview, "合法性审核", LegalReviewer, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G5", "ND-04…06"},
	{CompetitionReview, "公平竞争审查", CompetitionReviewer, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G4", "ND-08"},
	{LockstepCheck, "解读同步检查", DisclosureOfficer, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G7", "IN-02, IN-07, IN-13"},
	{OfficeCheck, "办公室审核", OfficeChecker, Approve, []Verb{Approve, SendBack, Recall, Cancel}, "G8", "DA-06, DH-08, DH-10"},
	{Signing, "签发", Signer, Sign, []Verb{Sign, SendBack, Recall, Cancel}, "G10", "DH-11, DH-12"},
	{Registration, "复核登记", OfficeChecker, Register, []Verb{Register, SendBack}, "G11", "DH-14…18"},
	{Publication, "发布", Publisher, Release, []Verb{Release, Void, File}, "G13", "IN-02, GI-13, DH-18"},
	{Published, "已发布", "", "", nil, "", "ND-17"},
	{Filed, "已归档", "", "", nil, "", "DA-01"},
	{Cancelled, "已终止", "", "", nil, "", "DH-10"},
}

// StageTable returns the rows of the stage table in the order of the way. The
// stages of a document's own way are given by its procedure.
func StageTable() []StageRow { return append([]StageRow(nil), stageTable...) }

// Row returns the row of s; ok is false for a stage that is not in the table.
func (s Stage) Row() (row StageRow, ok bool) {
	for _, r := range stageTable {
		if r.Stage == s {
			return r, true
		}
	}
	return StageRow{}, false
}

// Label returns the Chinese name of the stage, "" for an unknown one.
func (s Stage) Label() string { r, _ := s.Row(); return r.Label }

// Closed reports whether a document at this stage can no longer be acted on.
func (s Stage) Closed() bool { return s == Published || s == Filed || s == Cancelled }

// Offers reports whether the verb is one of those of the stage.
func (s Stage) Offers(v Verb) bool {
	r, _ := s.Row()
	for _, w := range r.Verbs {
		if w == v {
			return true
		}
	}
	return false
}
