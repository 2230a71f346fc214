package cli

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// dutiesCmd shows the dated obligations of a document.
type dutiesCmd struct {
	List   dutiesListCmd   `cmd:"" help:"列出一份公文的各项期限。"`
	Meet   dutiesMeetCmd   `cmd:"" help:"登记一项期限已经在系统外办结（备案、评估等）。"`
	Report dutiesReportCmd `cmd:"" help:"登记已向保密行政管理部门报告泄密。"`
}

type dutiesListCmd struct {
	ID string `arg:"" help:"公文编号。"`
	dataFlag
	recordFlags
}

var obligationStates = map[store.ObligationState]string{
	store.ObligationOpen: "办理中", store.ObligationMet: "按时办结", store.ObligationLate: "逾期", store.ObligationStopped: "终止",
}

// Run prints one line an obligation.
func (c *dutiesListCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		list, err := s.Obligations(ctx, c.ID)
		if err != nil {
			return err
		}
		for _, o := range list {
			fmt.Fprintf(a.Out, "%4d %-6s %s 至%s %s%s\n", o.ID, o.Rule, o.Title, ends(o), obligationStates[o.State], afterwards(o))
		}
		fmt.Fprintf(a.Out, "共%d项。\n", len(list))
		return nil
	})
}

// ends is the last day, or the hour, in time.
func ends(o store.Obligation) string {
	if o.ByTheHour() {
		return document.ClockTime(o.DueAt)
	}
	return o.DueOn.Chinese()
}

func afterwards(o store.Obligation) string {
	var notes []string
	if o.State == store.ObligationLate && o.MetAt != nil {
		notes = append(notes, document.DateOf(*o.MetAt).Chinese()+"办结")
	}
	if o.Provisional {
		notes = append(notes, "暂定")
	}
	if o.Note != "" {
		notes = append(notes, o.Note)
	}
	if len(notes) == 0 {
		return ""
	}
	return "（" + strings.Join(notes, "，") + "）"
}

// dutiesMeetCmd puts on record what was done outside, by the same door as everybody.
type dutiesMeetCmd struct {
	Document   string `arg:"" help:"公文编号。"`
	Obligation int64  `arg:"" help:"期限的序号（见 mingfa duties list）。"`
	Note       string `help:"如何办结，如备案文号、评估报告编号。" required:""`
	personFlags
}

// Run acts in the name of who has to meet the duty.
func (c *dutiesMeetCmd) Run(ctx context.Context, a *app) error {
	p, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	path := fmt.Sprintf("/documents/%s/obligations/%d/acts", c.Document, c.Obligation)
	if err := p.send(ctx, http.MethodPost, path, uuid.NewString(), map[string]any{"verb": document.MeetDuty, "note": c.Note}, nil); err != nil {
		return err
	}
	fmt.Fprintln(a.Out, "已登记办结。")
	return nil
}

// dutiesReportCmd puts the report of a leak on record (SR-11).
type dutiesReportCmd struct {
	Document   string    `arg:"" help:"公文编号。"`
	Obligation int64     `arg:"" help:"期限的序号（见 mingfa duties list）。"`
	To         string    `help:"向哪一机关报告。" required:""`
	At         time.Time `help:"报告的时刻，如 2026-11-21T15:30:00+08:00。" required:""`
	Number     string    `help:"报告编号；口头报告的为电话记录编号。" required:""`
	Note       string    `help:"补充说明。"`
	personFlags
}

// Run acts in the name of who has to report.
func (c *dutiesReportCmd) Run(ctx context.Context, a *app) error {
	p, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	path := fmt.Sprintf("/documents/%s/obligations/%d/acts", c.Document, c.Obligation)
	body := map[string]any{"verb": document.ReportLeak, "to": c.To, "at": c.At, "number": c.Number, "note": c.Note}
	if err := p.send(ctx, http.MethodPost, path, uuid.NewString(), body, nil); err != nil {
		return err
	}
	fmt.Fprintln(a.Out, "已登记报告。")
	return nil
}
