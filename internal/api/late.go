package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

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
