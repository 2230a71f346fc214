package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

type revision struct {
	Base    string          `json:"base" required:"false" pattern:"^([0-9a-f]{64})?$" patternDescription:"64 位小写十六进制的指纹" doc:"所改稿次的指纹，作用同 If-Match 请求头，两者任给其一"`
	Content dossier.Content `json:"content" doc:"新的内容，整体替换原内容"`
}

type diffResult struct {
	Parts []desk.PartDiff `json:"parts" nullable:"false" doc:"有改动的组成部分"`
}

type (
	saveInput struct {
		DocumentPath
		IfMatch string `header:"If-Match" maxLength:"200" doc:"所改稿次的指纹，加双引号"`
		Body    revision
	}
	diffInput struct {
		DocumentPath
		From int `query:"from" minimum:"0" maximum:"1000000" doc:"起始稿次；不填或者为 0 的，以本人上次办理所见稿次为准，未办理过的以首稿为准"`
		To   int `query:"to" minimum:"0" maximum:"1000000" doc:"终止稿次；不填或者为 0 的，以当前稿次为准"`
	}
	diffOutput struct{ Body diffResult }
)

func (s *server) registerContent() {
	secured(s, huma.Operation{
		OperationID: "save-content", Method: http.MethodPut, Path: "/documents/{id}/content", Tags: []string{tagDocument},
		Summary: "修改公文内容", Description: "保存为新的稿次。须给出所改稿次的指纹，该稿已不是最新稿的，不予保存；内容没有变化的，不产生新的稿次。",
	}, s.save, append([]int{http.StatusPreconditionRequired}, forWriting...)...)
	secured(s, huma.Operation{
		OperationID: "diff-document", Method: http.MethodGet, Path: "/documents/{id}/diff", Tags: []string{tagDocument},
		Summary: "比较稿次", Description: "逐部分列出两个稿次之间的文字改动。",
	}, s.diff, forReading...)
}

func (s *server) save(ctx context.Context, who caller, in *saveInput) (*viewOutput, error) {
	base, err := baseDigest(in.IfMatch, in.Body.Base)
	if err != nil {
		return nil, err
	}
	return viewed(s.counter.Save(ctx, who.person, in.ID, base, in.Body.Content))
}

func (s *server) diff(ctx context.Context, who caller, in *diffInput) (*diffOutput, error) {
	parts, err := s.counter.Diff(ctx, who.person, in.ID, in.From, in.To)
	if err != nil {
		return nil, err
	}
	return &diffOutput{diffResult{list(parts)}}, nil
}
