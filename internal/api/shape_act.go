package api

import (
	"encoding/json"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Acts, differences, people and the ledger.

type act struct {
	ID         string                  `json:"id" required:"false" maxLength:"128" doc:"请求标识；给出时须与 Idempotency-Key 请求头一致"`
	Verb       document.Verb           `json:"verb" doc:"办理动作"`
	Digest     string                  `json:"digest" pattern:"^[0-9a-f]{64}$" patternDescription:"64 位小写十六进制的指纹" doc:"办理人所见稿次的指纹"`
	Stage      document.Stage          `json:"stage" doc:"办理人所见的环节"`
	Opinion    string                  `json:"opinion" required:"false" maxLength:"10000" doc:"办理意见；退回、终止和签发时必填"`
	Target     document.Stage          `json:"target" required:"false" doc:"退回到的环节，仅用于退回"`
	Way        document.WayBack        `json:"way" required:"false" doc:"退回后再报送的方式，仅用于退回"`
	ReasonCode document.ReturnReason   `json:"reason_code" required:"false" doc:"退文理由代码，仅用于退回" example:"ATTR_MISSING"`
	Checklist  map[string]string       `json:"checklist" required:"false" maxProperties:"100" doc:"保密审查的逐项答复，以问题编号（公文的 checks 字段）为键，各项须逐一作答：yes 为有此情形，no 为没有"`
	Result     string                  `json:"result" required:"false" enum:",open,partial,closed,refer,dissent" doc:"结论。保密审查：open 可公开；partial 部分公开；closed 不可公开；refer 转报确定（本件留在该环节等待）。公开属性认定：dissent 同意流转但保留不同意见，由签发人决定"`
	Disclosure *dossier.Disclosure     `json:"disclosure" required:"false" doc:"认定的公开属性；不给出即同意拟定的公开属性"`
	DatedOn    document.Date           `json:"dated_on" required:"false" doc:"签发日期，仅用于签发，即成文日期"`
	Answers    []verdict.Answer        `json:"answers,omitempty" required:"false" maxItems:"1000" doc:"对关口提示的处理说明：逐项说明，或者一并说明。有提示未说明的，不予办理（warnings-unanswered）"`
	Ground     document.TakeDownGround `json:"ground,omitempty" required:"false" doc:"撤下事由，仅用于撤下"`
	Explained  string                  `json:"explained,omitempty" required:"false" maxLength:"1000" doc:"向社会公开的说明，仅用于撤下"`
	Since      document.Date           `json:"since,omitempty" required:"false" doc:"处罚决定变更、撤销等的日期，仅用于撤下"`
}

type warningAnswer struct {
	Warnings []string `json:"warnings" nullable:"false" minItems:"1" maxItems:"1000" doc:"所说明的提示，取自检查结果的 key 字段；只写规则编号和位置的（如 IN-06@interpretation.body），为该处该规则的全部提示"`
	Reason   string   `json:"reason" maxLength:"2000" doc:"处理说明"`
}

type option struct {
	Verb   document.Verb `json:"verb" doc:"办理动作"`
	Label  string        `json:"label" doc:"办理动作名称"`
	Open   bool          `json:"open" doc:"本人现在可否办理"`
	Code   string        `json:"code,omitempty" doc:"不能办理的原因代码"`
	Reason string        `json:"reason,omitempty" doc:"不能办理的原因"`
	Rule   string        `json:"rule,omitempty" doc:"所依据的规则编号"`
}

type outcome struct {
	ID    string         `json:"id" doc:"公文编号"`
	Seq   int            `json:"seq" doc:"办理序号"`
	From  document.Stage `json:"from" doc:"办理前的环节"`
	Stage document.Stage `json:"stage" doc:"办理后的环节"`
	State string         `json:"state" doc:"随后由系统进行的工作，没有的为空字符串" example:"用印中"`
}

type partDiff struct {
	Part  dossier.Part `json:"part" doc:"组成部分"`
	Label string       `json:"label" doc:"组成部分名称"`
	Runs  []desk.Run   `json:"runs" nullable:"false" doc:"依次相接的文字段落"`
}

type run struct {
	Op   string `json:"op" enum:"equal,delete,insert" doc:"equal 未变；delete 删去；insert 增加"`
	Text string `json:"text" doc:"文字"`
}

type person struct {
	ID           string             `json:"id" doc:"人员编号"`
	Login        string             `json:"login" doc:"登录名"`
	Name         string             `json:"name" doc:"姓名"`
	Appointments []desk.Appointment `json:"appointments" nullable:"false" doc:"现任岗位"`
}

type appointment struct {
	Unit     string        `json:"unit" doc:"单位编号"`
	UnitName string        `json:"unit_name" doc:"单位名称"`
	Role     document.Role `json:"role" doc:"岗位职责"`
	Label    string        `json:"label" doc:"岗位职责名称"`
}

type ledgerEntry struct {
	Seq     int64           `json:"seq" doc:"台账序号"`
	At      time.Time       `json:"at" doc:"记录时刻"`
	Actor   string          `json:"actor" doc:"行为人"`
	Act     string          `json:"act" doc:"行为"`
	Subject string          `json:"subject" doc:"对象"`
	Outcome string          `json:"outcome" doc:"结果"`
	Detail  json.RawMessage `json:"detail" doc:"详细情况"`
	Hash    string          `json:"hash" doc:"本条的链式摘要"`
}
