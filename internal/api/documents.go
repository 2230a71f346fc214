package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Page is what lists take. It is exported because huma reads embedded fields of
// exported types only.
type Page struct {
	Limit  int `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"至多返回的条数"`
	Offset int `query:"offset" minimum:"0" maximum:"100000" doc:"跳过的条数"`
}

// DocumentPath names the document of an operation; exported like Page.
type DocumentPath struct {
	ID string `path:"id" maxLength:"64" doc:"公文编号"`
}

type itemList struct {
	Items      []desk.Item `json:"items" nullable:"false" doc:"公文"`
	NextOffset int         `json:"next_offset,omitempty" doc:"下一页的 offset，已到末页的不列"`
}

// findingList is all that a gate says, or as much of it as is listed.
type findingList struct {
	Items   []document.Finding `json:"items" nullable:"false" doc:"检查结果，必须改正的在前"`
	Counts  document.Tally     `json:"counts" doc:"检查结果的总数"`
	Left    int                `json:"left" doc:"计入总数、没有列出的条数"`
	FoundAt document.Stage     `json:"found_at,omitempty" doc:"检查结果属于哪一环节的关口，办理终结的不列"`
}

type draft struct {
	Unit      string     `json:"unit" required:"false" maxLength:"64" doc:"起草单位编号；只为一个单位起草的可以不填"`
	Content   newContent `json:"content" doc:"初稿内容"`
	RequestID string     `json:"request_id" required:"false" pattern:"^([A-Za-z0-9._~:-]{8,128})?$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识" doc:"请求标识，作用同 Idempotency-Key 请求头，两者任给其一"`
}

type (
	inboxInput  struct{ Page }
	searchInput struct {
		Question
		Page
	}
	listOutput  struct{ Body itemList }
	createInput struct {
		Key  string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识" doc:"请求标识，建议使用 UUID；重复提交同一标识，返回首次建立的公文"`
		Body draft
	}
	viewOutput     struct{ Body desk.View }
	findingsOutput struct{ Body findingList }
)

func (s *server) registerDocuments() {
	secured(s, huma.Operation{
		OperationID: "list-inbox", Method: http.MethodGet, Path: "/inbox", Tags: []string{tagAct},
		Summary: "查询待办", Description: "列出等待本人办理的公文，最紧急的在前。",
	}, s.inbox, forReading...)
	secured(s, huma.Operation{
		OperationID: "search-documents", Method: http.MethodGet, Path: "/documents", Tags: []string{tagDocument},
		Summary: "检索公文", Description: "列出本人可以查看的公文，最新的在前。检索词可以是标题、正文、附件、解读材料或者发文字号中的两个字以上，各条件须同时满足。",
	}, s.search, forReading...)
	secured(s, huma.Operation{
		OperationID: "create-document", Method: http.MethodPost, Path: "/documents", Tags: []string{tagDocument},
		Summary: "起草公文", Description: "建立一件新公文，初稿至少有文种或者标题。须以 Idempotency-Key 请求头或者 request_id 字段给出请求标识。",
		DefaultStatus: http.StatusCreated,
	}, s.create, forWriting...)
	secured(s, huma.Operation{
		OperationID: "get-document", Method: http.MethodGet, Path: "/documents/{id}", Tags: []string{tagDocument},
		Summary: "查看公文", Description: "返回公文的当前稿次、办理流程、可办动作、检查结果和办理经过。",
	}, s.view, forReading...)
	secured(s, huma.Operation{
		OperationID: "list-findings", Method: http.MethodGet, Path: "/documents/{id}/findings", Tags: []string{tagDocument},
		Summary: "查询检查结果", Description: "返回关口对公文当前稿次的全部检查结果，至多列出10000条，并给出总数。",
	}, s.findings, forReading...)
}

func (s *server) inbox(ctx context.Context, who caller, in *inboxInput) (*listOutput, error) {
	all, err := s.counter.Inbox(ctx, who.person)
	if err != nil {
		return nil, err
	}
	rest := all[min(in.Offset, len(all)):]
	out := &listOutput{itemList{Items: itemsUTC(rest[:min(in.Limit, len(rest))])}}
	if len(rest) > in.Limit {
		out.Body.NextOffset = in.Offset + in.Limit
	}
	return out, nil
}

func (s *server) search(ctx context.Context, who caller, in *searchInput) (*listOutput, error) {
	q := in.find()
	q.Limit, q.Offset = in.Limit, in.Offset
	found, err := s.counter.Find(ctx, who.person, q)
	if err != nil {
		return nil, err
	}
	items := make([]desk.Item, 0, len(found.Hits))
	for _, h := range found.Hits {
		items = append(items, h.Item)
	}
	out := &listOutput{itemList{Items: itemsUTC(items)}}
	if found.Next != "" {
		out.Body.NextOffset = in.Offset + in.Limit
	}
	return out, nil
}

func (s *server) create(ctx context.Context, who caller, in *createInput) (*viewOutput, error) {
	key, err := idempotencyKey(in.Key, in.Body.RequestID)
	if err != nil {
		return nil, err
	}
	if t := in.Body.Content.Text; t.Kind == "" && strings.TrimSpace(t.Title) == "" {
		return nil, document.Refuse(document.Invalid, "empty-draft", "初稿既没有文种，也没有标题，没有建立公文。请在 content.text 中至少填写 kind（文种）或者 title（标题）。")
	}
	d := desk.Draft{Unit: in.Body.Unit, Content: dossier.Content(in.Body.Content), RequestID: key}
	return viewed(s.counter.Create(ctx, who.person, d))
}

func (s *server) view(ctx context.Context, who caller, in *DocumentPath) (*viewOutput, error) {
	return viewed(s.counter.View(ctx, who.person, in.ID))
}

func (s *server) findings(ctx context.Context, who caller, in *DocumentPath) (*findingsOutput, error) {
	f, err := s.counter.Findings(ctx, who.person, in.ID)
	if err != nil {
		return nil, err
	}
	return &findingsOutput{findingList{list(f.Items), f.Counts, f.Left, f.FoundAt}}, nil
}

func viewed(v desk.View, err error) (*viewOutput, error) {
	if err != nil {
		return nil, err
	}
	return &viewOutput{tidied(v)}, nil
}
