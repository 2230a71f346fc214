package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// workdayCmd counts working days and says why.
type workdayCmd struct {
	From     document.Date `help:"起算日（当日不计），如 2026-09-17。" xor:"what" required:""`
	Add      int           `help:"工作日数，与 --from 同用。" placeholder:"N"`
	Redate   bool          `help:"按现行日历重新计算所有未办结的期限，变动记入台账。" xor:"what" required:""`
	Policies string        `help:"覆盖内置日历的文件夹。" env:"MINGFA_POLICIES" type:"path"`
	JSON     bool          `help:"输出 JSON。"`
	dataFlag
	recordFlags
}

// redate brings the open obligations up to the present calendar (CAL-07).
func (c *workdayCmd) redate(ctx context.Context, a *app) error {
	fsys, err := policies.Load(c.Policies)
	if err != nil {
		return err
	}
	laws, err := verdict.Load(fsys)
	if err != nil {
		return err
	}
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		moved, err := s.Redate(ctx, laws.Date, a.now())
		if err != nil {
			return err
		}
		for _, o := range moved {
			fmt.Fprintf(a.Out, "%s %s %s：改为%s\n", o.Document, o.Rule, o.Title, o.DueOn.Chinese())
		}
		fmt.Fprintf(a.Out, "重新计算完成，变动%d项。\n", len(moved))
		return nil
	})
}

// Run prints the receipt.
func (c *workdayCmd) Run(ctx context.Context, a *app) error {
	if c.Redate {
		return c.redate(ctx, a)
	}
	if _, err := document.ParseDate(string(c.From)); err != nil {
		return err
	}
	if c.Add < 1 || c.Add > 1000 {
		return document.Refuse(document.Invalid, "bad-count", "请用 --add 给出工作日数，1到1000之间。")
	}
	fsys, err := policies.Load(c.Policies)
	if err != nil {
		return err
	}
	cal, err := calendar.Load(fsys)
	if err != nil {
		return err
	}
	r, err := cal.AddWorkdays(string(c.From), c.Add)
	if e, none := errors.AsType[*calendar.NoTableError](err); none {
		return &document.Error{Kind: document.Invalid, Code: "calendar-missing", Rule: "CAL-07", Message: e.Error(), Err: err}
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(r)
	}
	fmt.Fprintf(a.Out, "自%s起第%d个工作日：%s%s\n", document.Date(r.From).Chinese(), c.Add, document.Date(r.Due).Chinese(),
		map[bool]string{true: "（暂定）"}[r.Provisional])
	for _, d := range r.Skipped {
		fmt.Fprintf(a.Out, "  不计 %s %s\n", d.Date, d.Why)
	}
	if len(r.MadeUp) > 0 {
		fmt.Fprintf(a.Out, "  调休上班，计入 %s\n", strings.Join(r.MadeUp, "、"))
	}
	if len(r.Editions) > 0 {
		fmt.Fprintf(a.Out, "  依据 %s\n", strings.Join(r.Editions, "；"))
	}
	if r.Provisional {
		fmt.Fprintln(a.Out, "  注意：所涉年份的放假安排尚未录入，按周末和日期固定的节日计算，结果为暂定；通知印发并录入后自动重新计算。")
	}
	return nil
}
