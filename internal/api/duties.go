package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

type reminderList struct {
	Reminders []desk.Reminder `json:"reminders" nullable:"false" doc:"期限提醒，最紧急的在前"`
}

type dutyAct struct {
	Verb   string    `json:"verb" enum:"meet-duty,stop-duty,restart-duty,report-leak" doc:"办理动作：meet-duty 登记办结；stop-duty 停止计时；restart-duty 恢复计时；report-leak 登记已向保密行政管理部门报告"`
	Note   string    `json:"note" required:"false" maxLength:"2000" doc:"依据，如备案文号、评估报告编号、补正通知的文号；登记已报告的为补充说明，可以不填" example:"明司备〔2026〕12号"`
	To     string    `json:"to,omitempty" maxLength:"100" doc:"登记已报告的：向哪一机关报告" example:"明州市国家保密局"`
	At     time.Time `json:"at,omitzero" doc:"登记已报告的：报告的时刻" example:"2026-11-21T15:30:00+08:00"`
	Number string    `json:"number,omitempty" maxLength:"100" doc:"登记已报告的：报告编号" example:"明密报〔2026〕1号"`
}

type (
	reminderOutput struct{ Body reminderList }
	numbersOutput  struct{ Body desk.Numbers }
	dutyInput      struct {
		DocumentPath
		Obligation int64  `path:"obligation" minimum:"1" doc:"期限序号"`
		Key        string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识"`
		Body       dutyAct
	}
)

func (s *server) registerDuties() {
	secured(s, huma.Operation{
		OperationID: "list-reminders", Method: http.MethodGet, Path: "/reminders", Tags: []string{tagAct},
		Summary: "查询期限提醒", Description: "列出提醒本人的各项期限，最紧急的在前；办结或者终止前一直列出。",
	}, s.reminders, forReading...)
	secured(s, huma.Operation{
		OperationID: "act-on-obligation", Method: http.MethodPost, Path: "/documents/{id}/obligations/{obligation}/acts", Tags: []string{tagAct},
		Summary: "办理期限", Description: "由承办岗位登记办结在系统外完成的事项（备案、评估等），或者在补正材料、征求意见期间停止、恢复审核期限的计算。逾期后办结的，仍记为逾期。",
		Parameters: []*huma.Param{requiredKey()},
	}, s.actOnDuty, forWriting...)
	secured(s, huma.Operation{
		OperationID: "list-numbers", Method: http.MethodGet, Path: "/numbers", Tags: []string{tagLedger},
		Summary: "查阅编号台账", Description: "列出各机关代字、年份的编号情况、缺号和作废的字号。作废字号不再使用。",
	}, s.numbers, forReading...)
}

func (s *server) reminders(ctx context.Context, who caller, _ *struct{}) (*reminderOutput, error) {
	list, err := s.counter.Reminders(ctx, who.person)
	if err != nil {
		return nil, err
	}
	return &reminderOutput{reminderList{Reminders: each(list, func(r *desk.Reminder) *time.Time { return &r.At })}}, nil
}

func (s *server) actOnDuty(ctx context.Context, who caller, in *dutyInput) (*viewOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	r := verdict.DutyRequest{ID: key, Verb: document.Verb(in.Body.Verb), Note: in.Body.Note, To: in.Body.To, At: in.Body.At, Number: in.Body.Number}
	return viewed(s.counter.ActOnDuty(ctx, who.person, in.ID, in.Obligation, r))
}

func (s *server) numbers(ctx context.Context, who caller, _ *struct{}) (*numbersOutput, error) {
	n, err := s.counter.Numbers(ctx, who.person)
	return &numbersOutput{n}, err
}
