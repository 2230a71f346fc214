package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
)

type entryList struct {
	Entries  []desk.LedgerEntry `json:"entries" nullable:"false" doc:"台账条目，按序号排列"`
	NextFrom int64              `json:"next_from,omitempty" doc:"下一页的 from，已到末页的不列"`
}

type (
	ledgerInput struct {
		From  int64 `query:"from" minimum:"0" doc:"起始序号（含本条）"`
		Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"至多返回的条数"`
	}
	ledgerOutput struct{ Body entryList }
)

func (s *server) registerLedger() {
	secured(s, huma.Operation{
		OperationID: "list-ledger", Method: http.MethodGet, Path: "/ledger", Tags: []string{tagLedger},
		Summary: "查阅台账", Description: "由台账监督人员查阅办理和拒绝办理的记录，各条以摘要相链。",
	}, s.ledger, forReading...)
}

func (s *server) ledger(ctx context.Context, who caller, in *ledgerInput) (*ledgerOutput, error) {
	entries, err := s.counter.Ledger(ctx, who.person, in.From, in.Limit)
	if err != nil {
		return nil, err
	}
	out := &ledgerOutput{entryList{Entries: entriesUTC(entries)}}
	if len(entries) >= in.Limit {
		out.Body.NextFrom = entries[len(entries)-1].Seq + 1
	}
	return out, nil
}
