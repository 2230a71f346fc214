package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// Question is what to search for. It is exported like Page.
type Question struct {
	Q         string `query:"q" json:"q,omitempty" maxLength:"200" doc:"检索词，几个词以空格分开，须同时出现；不填则不限"`
	Unit      string `query:"unit" json:"unit,omitempty" maxLength:"64" doc:"起草单位编号"`
	Stage     string `query:"stage" json:"stage,omitempty" maxLength:"32" doc:"办理环节，例如 signing"`
	Attribute string `query:"attribute" json:"attribute,omitempty" maxLength:"32" doc:"公开属性，例如 PROACTIVE"`
	Class     string `query:"class" json:"class,omitempty" maxLength:"32" doc:"公文类别，例如 normative"`
	Kind      string `query:"kind" json:"kind,omitempty" maxLength:"32" doc:"文种，例如 notice"`
	Validity  string `query:"validity" json:"validity,omitempty" maxLength:"32" doc:"有效性，例如 in_force；未发布的公文没有有效性"`
	Number    string `query:"number" json:"number,omitempty" maxLength:"60" doc:"发文字号或者其中一部分"`
	Own       string `query:"own" json:"own,omitempty" maxLength:"16" doc:"只查本人的：drafted 为本人拟写的，acted 为本人办过的"`
	From      string `query:"from" json:"from,omitempty" maxLength:"10" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" patternDescription:"年-月-日，例如 2026-12-01" doc:"成文日期自（含当日）"`
	To        string `query:"to" json:"to,omitempty" maxLength:"10" pattern:"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$" patternDescription:"年-月-日，例如 2026-12-01" doc:"成文日期至（含当日）"`
}

func (q Question) find() desk.FindQuery {
	return desk.FindQuery{
		Text: q.Q, Unit: q.Unit, Stage: document.Stage(q.Stage), Attribute: document.Attribute(q.Attribute), Class: document.Class(q.Class),
		Kind: document.Kind(q.Kind), Validity: document.Validity(q.Validity), Number: q.Number, Own: desk.Own(q.Own), From: document.Date(q.From), To: document.Date(q.To),
	}
}

func asked(q desk.FindQuery) Question {
	return Question{
		Q: q.Text, Unit: q.Unit, Stage: string(q.Stage), Attribute: string(q.Attribute), Class: string(q.Class), Kind: string(q.Kind),
		Validity: string(q.Validity), Number: q.Number, Own: string(q.Own), From: string(q.From), To: string(q.To),
	}
}

type savedSearch struct {
	ID    int64    `json:"id" doc:"编号"`
	Name  string   `json:"name" doc:"名称"`
	Query Question `json:"query" doc:"检索条件，与检索公文的参数相同"`
}

type newSearch struct {
	Name  string   `json:"name" minLength:"1" maxLength:"30" doc:"名称；与本人已有的同名，则取代之"`
	Query Question `json:"query" doc:"检索条件，至少一项"`
}

type (
	searchesOutput struct {
		Body struct {
			Items []savedSearch `json:"items" nullable:"false" doc:"保存的查询"`
		}
	}
	saveSearchInput  struct{ Body newSearch }
	saveSearchOutput struct{ Body savedSearch }
	dropSearchInput  struct {
		ID int64 `path:"id" minimum:"1" doc:"编号"`
	}
)

func (s *server) registerSearches() {
	secured(s, huma.Operation{
		OperationID: "list-searches", Method: http.MethodGet, Path: "/searches", Tags: []string{tagDocument},
		Summary: "查看保存的查询", Description: "列出本人保存的检索条件。",
	}, s.searches, forReading...)
	secured(s, huma.Operation{
		OperationID: "save-search", Method: http.MethodPost, Path: "/searches", Tags: []string{tagDocument},
		Summary: "保存查询", Description: "以一个名称保存检索条件，只供本人使用。", DefaultStatus: http.StatusCreated,
	}, s.saveSearch, forWriting...)
	secured(s, huma.Operation{
		OperationID: "drop-search", Method: http.MethodDelete, Path: "/searches/{id}", Tags: []string{tagDocument},
		Summary: "删除保存的查询", Description: "只能删除本人保存的。", DefaultStatus: http.StatusNoContent,
	}, s.dropSearch, forReading...)
}

func (s *server) searches(ctx context.Context, who caller, _ *struct{}) (*searchesOutput, error) {
	kept, err := s.counter.Searches(ctx, who.person)
	out := &searchesOutput{}
	out.Body.Items = []savedSearch{}
	for _, k := range kept {
		out.Body.Items = append(out.Body.Items, savedSearch{k.ID, k.Name, asked(k.Query)})
	}
	return out, err
}

func (s *server) saveSearch(ctx context.Context, who caller, in *saveSearchInput) (*saveSearchOutput, error) {
	kept, err := s.counter.SaveSearch(ctx, who.person, in.Body.Name, in.Body.Query.find())
	return &saveSearchOutput{savedSearch{kept.ID, kept.Name, asked(kept.Query)}}, err
}

func (s *server) dropSearch(ctx context.Context, who caller, in *dropSearchInput) (*struct{}, error) {
	return nil, s.counter.DropSearch(ctx, who.person, in.ID)
}
