package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

type lateMaterial struct {
	Base     string                 `json:"base" required:"false" maxLength:"64" doc:"所改解读材料的指纹，取自 late.base；也可以由 If-Match 请求头给出"`
	Material dossier.Interpretation `json:"material" doc:"解读材料"`
}

type (
	lateSaveInput struct {
		DocumentPath
		IfMatch string `header:"If-Match" maxLength:"200" doc:"所改解读材料的指纹，加双引号"`
		Body    lateMaterial
	}
	lateActInput struct {
		DocumentPath
		Key  string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识"`
		Body verdict.Request
	}
)

// takeDownAct is an act on a take-down.
type takeDownAct struct {
	Verb      string                  `json:"verb" enum:"take-down,confirm-take-down,decline-take-down,put-back" doc:"办理动作：take-down 撤下；confirm-take-down 复核同意；decline-take-down 复核不同意；put-back 恢复公开"`
	Digest    string                  `json:"digest" maxLength:"64" doc:"办理人所见的指纹（公文的 take_down.digest 字段）"`
	Opinion   string                  `json:"opinion" required:"false" maxLength:"4000" doc:"理由；复核同意的可以不填。不得写入泄露的内容"`
	Ground    document.TakeDownGround `json:"ground,omitempty" required:"false" doc:"撤下事由，仅用于撤下"`
	Explained string                  `json:"explained,omitempty" required:"false" maxLength:"1000" doc:"向社会公开的说明，仅用于撤回行政处罚决定信息"`
	Since     document.Date           `json:"since,omitempty" required:"false" doc:"处罚决定变更、撤销、确认违法或者确认无效的日期，仅用于撤回行政处罚决定信息"`
}

type takeDownInput struct {
	DocumentPath
	Key  string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识"`
	Body takeDownAct
}

func (s *server) registerLate() {
	secured(s, huma.Operation{
		OperationID: "save-late-interpretation", Method: http.MethodPut, Path: "/documents/{id}/interpretation", Tags: []string{tagDocument},
		Summary: "撰写随后发布的解读材料", Description: "文件经批准先行发布、解读随后的，由起草单位补写解读材料，送保密审查后发布。须给出所改解读材料的指纹，首次撰写的也须给出；已由他人修改的，不予保存。",
	}, s.saveLate, append([]int{http.StatusPreconditionRequired}, forWriting...)...)
	secured(s, huma.Operation{
		OperationID: "act-on-late-interpretation", Method: http.MethodPost, Path: "/documents/{id}/interpretation/acts", Tags: []string{tagAct},
		Summary: "办理随后发布的解读材料", Description: "送审、同意（保密审查，须逐项答复）、退回或者发布。须送回办理人所见的解读材料指纹和环节。发布后系统以公众身份回读核验，文件页面和解读页面相互链接。",
		Parameters: []*huma.Param{requiredKey()},
	}, s.actLate, forWriting...)
}

func (s *server) registerReassess() {
	secured(s, huma.Operation{
		OperationID: "act-on-reassessment", Method: http.MethodPost, Path: "/documents/{id}/reassessment/acts", Tags: []string{tagAct},
		Summary: "办理归档公文的公开属性评估", Description: "提出调整公开属性（reassess，调整后的公开属性填 disclosure.attribute，评估理由填 opinion）、同意（保密审查，须逐项答复）、退回、签发或者发布。只能由不予公开调整为依申请公开或者主动公开，由依申请公开调整为主动公开。须送回办理人所见的评估指纹和环节。",
		Parameters: []*huma.Param{requiredKey()},
	}, s.actReassess, forWriting...)
}

func (s *server) registerTakeDown() {
	secured(s, huma.Operation{
		OperationID: "act-on-take-down", Method: http.MethodPost, Path: "/documents/{id}/take-down/acts", Tags: []string{tagAct},
		Summary: "撤下公开的公文或者恢复公开", Description: "撤下（take-down，事由填 ground，理由填 opinion；撤回行政处罚决定信息的，另填 since 和 explained）、复核同意（confirm-take-down）、复核不同意（decline-take-down）、恢复公开（put-back）。泄密的先行撤下，事后由另一人复核；其他情形由另一人复核同意后撤下。须送回办理人所见的指纹。系统以公众身份逐处核验看不到本件后，方显示已撤下。",
		Parameters: []*huma.Param{requiredKey()},
	}, s.actTakeDown, forWriting...)
}

func (s *server) actTakeDown(ctx context.Context, who caller, in *takeDownInput) (*viewOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	b := in.Body
	r := verdict.Request{ID: key, Verb: document.Verb(b.Verb), Digest: b.Digest, Opinion: b.Opinion, Ground: b.Ground, Explained: b.Explained, Since: b.Since}
	return viewed(s.counter.ActTakeDown(ctx, who.person, in.ID, r))
}

func (s *server) actReassess(ctx context.Context, who caller, in *lateActInput) (*viewOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	r := in.Body
	r.ID = key
	return viewed(s.counter.ActReassess(ctx, who.person, in.ID, r))
}

func (s *server) saveLate(ctx context.Context, who caller, in *lateSaveInput) (*viewOutput, error) {
	base, err := baseDigest(in.IfMatch, in.Body.Base)
	if err != nil {
		return nil, err
	}
	return viewed(s.counter.SaveLate(ctx, who.person, in.ID, base, in.Body.Material))
}

func (s *server) actLate(ctx context.Context, who caller, in *lateActInput) (*viewOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	r := in.Body
	r.ID = key
	return viewed(s.counter.ActLate(ctx, who.person, in.ID, r))
}
