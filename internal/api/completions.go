package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// What is added to the catalogue of a document that was sealed without it.

type completion struct {
	Digest    string            `json:"digest" pattern:"^[0-9a-f]{64}$" patternDescription:"64 位小写十六进制的指纹" doc:"办理人所见稿次的指纹"`
	Catalogue dossier.Catalogue `json:"catalogue" doc:"补充的目录信息；原稿已有的各项留空或者照录"`
	Reason    string            `json:"reason" maxLength:"2000" doc:"补充的理由"`
}

type completed struct {
	Catalogue dossier.Catalogue `json:"catalogue" doc:"补充的目录信息"`
	Reason    string            `json:"reason" doc:"补充的理由"`
	Person    string            `json:"-"`
	Name      string            `json:"name" doc:"补充人姓名"`
	At        time.Time         `json:"at" doc:"补充时刻"`
}

type (
	completeInput struct {
		DocumentPath
		Body verdict.Completion
	}
	completeOutput struct{ Body dossier.Completed }
)

func (s *server) registerCompletions() {
	secured(s, huma.Operation{
		OperationID: "complete-catalogue", Method: http.MethodPost, Path: "/documents/{id}/completions", Tags: []string{tagAct},
		Summary:       "补充已用印公文的目录信息",
		Description:   "公开目录要素不齐全而已经用印的公文，由可以发布本件的人员在发布之前补充空缺的各项，写明理由，记入台账。签发的内容和用印原件不变；补充一次，不能再改。",
		DefaultStatus: http.StatusCreated,
	}, s.complete, forWriting...)
}

func (s *server) complete(ctx context.Context, who caller, in *completeInput) (*completeOutput, error) {
	out, err := s.counter.Complete(ctx, who.person, in.ID, in.Body)
	if err != nil {
		return nil, err
	}
	return &completeOutput{out}, nil
}
