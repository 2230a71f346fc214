package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Hits of the scanner that a secrecy reviewer lets pass.

type examination struct {
	Digest string   `json:"digest" pattern:"^[0-9a-f]{64}$" patternDescription:"64 位小写十六进制的指纹" doc:"审查人员所见稿次的指纹"`
	Hits   []string `json:"hits" nullable:"false" minItems:"1" maxItems:"1000" doc:"核定可以保留的各处，取自检查结果的 hit 字段"`
	Reason string   `json:"reason" maxLength:"2000" doc:"可以保留的理由"`
}

type examined struct {
	Hit    string        `json:"hit" doc:"问题的标识"`
	Rule   string        `json:"rule" doc:"规则编号" example:"SC-03"`
	Place  string        `json:"place" doc:"所在位置" example:"text.body"`
	Reason string        `json:"reason" doc:"可以保留的理由"`
	Person string        `json:"-"`
	Name   string        `json:"name" doc:"核定人姓名"`
	On     document.Date `json:"on" doc:"核定日期"`
	At     time.Time     `json:"at" doc:"核定时刻"`
}

type examinedList struct {
	Items []dossier.Examined `json:"items" nullable:"false" doc:"本次记录的核定；此前已经核定的不再列出"`
}

type (
	examineInput struct {
		DocumentPath
		Body verdict.Examination
	}
	examineOutput struct{ Body examinedList }
)

func (s *server) registerExaminations() {
	secured(s, huma.Operation{
		OperationID: "examine-hits", Method: http.MethodPost, Path: "/documents/{id}/examinations", Tags: []string{tagAct},
		Summary:       "核定扫描发现的问题",
		Description:   "保密审查人员逐处核对扫描发现的问题，认为可以保留的，写明理由后予以核定。国家秘密标志、校验位相符的居民身份证号码和待填的空缺不能核定放行。所在文字一经改动，核定即失效，须重新核定。",
		DefaultStatus: http.StatusCreated,
	}, s.examine, forWriting...)
}

func (s *server) examine(ctx context.Context, who caller, in *examineInput) (*examineOutput, error) {
	out, err := s.counter.Examine(ctx, who.person, in.ID, in.Body)
	if err != nil {
		return nil, err
	}
	return &examineOutput{examinedList{each(out, func(x *dossier.Examined) *time.Time { return &x.At })}}, nil
}
