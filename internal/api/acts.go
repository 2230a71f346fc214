package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

type (
	actInput struct {
		DocumentPath
		Key  string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识"`
		Body verdict.Request
	}
	actOutput struct{ Body desk.Outcome }
)

func (s *server) registerActs() {
	secured(s, huma.Operation{
		OperationID: "act-on-document", Method: http.MethodPost, Path: "/documents/{id}/acts", Tags: []string{tagAct},
		Summary: "办理公文", Description: "送审、同意、退回、撤回、签发、编号登记、发布、作废字号、归档不发布或者终止。须送回办理人所见的指纹和环节：稿件已改动或者已由他人办理的，返回 409，并列出改动之处；不符合规定的，返回 422，并逐条列出问题。",
		Parameters:  []*huma.Param{requiredKey()},
		RequestBody: &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Examples: actExamples()}}},
	}, s.act, forWriting...)
}

// requiredKey documents the key as required. That it is missing is found by
// idempotencyKey, which says more than that a header is missing.
func requiredKey() *huma.Param {
	return &huma.Param{
		Name: "Idempotency-Key", In: "header", Required: true,
		Description: "请求标识，建议使用 UUID；重复提交同一标识，只办理一次",
		Schema:      &huma.Schema{Type: huma.TypeString, Pattern: "^[A-Za-z0-9._~:-]{8,128}$"},
	}
}

func (s *server) act(ctx context.Context, who caller, in *actInput) (*actOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	if _, err := idempotencyKey(key, in.Body.ID); err != nil {
		return nil, err
	}
	r := in.Body
	r.ID = key
	o, err := s.counter.Act(ctx, who.person, in.ID, r)
	return &actOutput{o}, err
}

func actExamples() map[string]*huma.Example {
	seen := func(v document.Verb, at document.Stage, more map[string]any) *huma.Example {
		value := map[string]any{"verb": v, "digest": strings.Repeat("3f9a", 16), "stage": at}
		for k, x := range more {
			value[k] = x
		}
		return &huma.Example{Summary: v.Label() + "（" + at.Label() + "）", Value: value}
	}
	return map[string]*huma.Example{
		"submit":    seen(document.Submit, document.Drafting, nil),
		"approve":   seen(document.Approve, document.UnitReview, map[string]any{"opinion": "同意送审。"}),
		"attribute": seen(document.Approve, document.AttributeReview, map[string]any{"opinion": "同意主动公开。", "disclosure": map[string]any{"attribute": document.Proactive, "grounds": []string{}, "reason": ""}}),
		"secrecy":   seen(document.Approve, document.SecrecyReview, map[string]any{"opinion": "经审查，可以公开。", "result": "open", "checklist": map[string]string{"state_secret": "no", "work_secret": "no"}}),
		"return": seen(document.SendBack, document.OfficeCheck, map[string]any{
			"opinion": "依申请公开的理由不充分，请补充。", "target": document.Drafting, "way": document.Direct, "reason_code": "ATTR_MISSING",
		}),
		"recall":   seen(document.Recall, document.UnitReview, map[string]any{"opinion": "附件有误，撤回修改。"}),
		"sign":     seen(document.Sign, document.Signing, map[string]any{"opinion": "同意，请印发。", "dated_on": "2026-12-01"}),
		"register": seen(document.Register, document.Registration, nil),
		"release":  seen(document.Release, document.Publication, nil),
		"void":     seen(document.Void, document.Publication, map[string]any{"opinion": "发布前发现机关代字有误。"}),
		"file":     seen(document.File, document.Publication, map[string]any{"opinion": "发布前已被废止，不再发布。"}),
		"cancel":   seen(document.Cancel, document.Drafting, map[string]any{"opinion": "有关事项已并入另件办理。"}),
	}
}
