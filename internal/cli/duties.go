package cli

import (
	"context"
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// dutiesCmd shows the dated obligations of a document.
type dutiesCmd struct {
	List dutiesListCmd `cmd:"" help:"列出一份公文的各项期限。"`
	Meet dutiesMeetCmd `cmd:"" help:"登记一项期限已经在系统外办结（备案、评估、随后解读等）。"`
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
			fmt.Fprintf(a.Out, "%4d %-6s %s 至%s %s%s\n", o.ID, o.Rule, o.Title, o.DueOn.Chinese(), obligationStates[o.State], afterwards(o))
		}
		fmt.Fprintf(a.Out, "共%d项。\n", len(list))
		return nil
	})
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

type dutiesMeetCmd struct {
	ID    int64  `arg:"" help:"期限的序号（见 mingfa duties list）。"`
	Login string `help:"经办人的登录名。" required:""`
	Note  string `help:"如何办结，如备案文号、评估报告编号。" required:""`
	dataFlag
	recordFlags
}

// Run records who says so, and how.
func (c *dutiesMeetCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		p, err := s.PersonByLogin(ctx, c.Login)
		if err != nil {
			return err
		}
		o, err := s.MeetObligation(ctx, c.ID, p.ID, c.Note, a.now())
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "已登记：%s %s。\n", o.Rule, o.Title)
		return nil
	})
}
