package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/store"
)

// workdayCmd counts working days and says why.
type workdayCmd struct {
	From   document.Date `help:"起算日（当日不计），如 2026-09-17。" xor:"what" required:""`
	Add    int           `help:"工作日数，与 --from 同用。" placeholder:"N"`
	Redate bool          `help:"按现行日历重新计算所有未办结的期限，变动记入台账。" xor:"what" required:""`
	JSON   bool          `help:"输出 JSON。"`
	lawFlags
	recordFlags
}

// redate brings the open obligations up to the present calendar (CAL-07), by the
// policies in force only: by others it would undo what the system has dated.
func (c *workdayCmd) redate(ctx context.Context, a *app) error {
	asked, err := c.law().edition()
	if err != nil {
		return err
	}
	list, err := c.moved(ctx, a, asked)
	if err != nil {
		return err
	}
	for _, o := range list {
		fmt.Fprintf(a.Out, "%s %s %s：改为%s\n", o.Document, o.Rule, o.Title, o.DueOn.Chinese())
	}
	fmt.Fprintf(a.Out, "重新计算完成，变动%d项。\n", len(list))
	return nil
}

// moved lets the running system do it, or does it in the register of one that runs
// elsewhere or not at all.
func (c *workdayCmd) moved(ctx context.Context, a *app, asked edition) ([]moved, error) {
	if system, err := readRunning(c.Data); err == nil && (c.DatabaseURL == "" || c.DatabaseURL == system.Database) {
		return system.redate(ctx, asked)
	}
	var list []moved
	err := withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		var err error
		list, err = redateIn(ctx, s, c.law(), a.now())
		return err
	})
	return list, err
}

// redateIn dates anew by a law whose edition the register has as in force.
func redateIn(ctx context.Context, s *store.Store, by law, now time.Time) ([]moved, error) {
	digest, err := inForceIn(ctx, s)
	if err != nil {
		return nil, err
	}
	laws, found, err := loadPolicies(by.Policies, by.Region)
	if err != nil {
		return nil, err
	}
	if err := (edition{found, by.Region}).in(edition{digest, by.Region}); err != nil {
		return nil, err
	}
	list, err := s.Redate(ctx, laws.Date, now)
	return movedBy(list), err
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
	_, laws, err := c.load()
	if err != nil {
		return err
	}
	r, err := laws.Calendar.AddWorkdays(string(c.From), c.Add)
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
