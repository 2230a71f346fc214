package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type health struct {
	Status string `json:"status" enum:"ok" doc:"接口正在运行"`
}

type (
	healthOutput struct{ Body health }
	specOutput   struct {
		ContentType string `header:"Content-Type" hidden:"true"`
		Body        []byte
	}
)

func (s *server) registerSystem() {
	open(s, huma.Operation{
		OperationID: "get-openapi", Method: http.MethodGet, Path: "/openapi.yaml", Tags: []string{tagSystem},
		Summary: "获取接口文档", Description: "返回本接口的 OpenAPI 3.1 文档。",
		Responses: map[string]*huma.Response{"200": {
			Description: "OpenAPI 3.1 文档",
			Content:     map[string]*huma.MediaType{"application/yaml": {Schema: &huma.Schema{Type: huma.TypeString}}},
		}},
	}, s.openapi)
	open(s, huma.Operation{
		OperationID: "get-health", Method: http.MethodGet, Path: "/healthz", Tags: []string{tagSystem},
		Summary: "查询运行状态", Description: "接口能够应答即返回 ok，不检查数据库等后台服务。",
	}, func(context.Context, *noInput) (*healthOutput, error) { return &healthOutput{health{"ok"}}, nil })
}

func (s *server) openapi(context.Context, *noInput) (*specOutput, error) {
	b, err := s.spec()
	return &specOutput{"application/yaml", b}, err
}
