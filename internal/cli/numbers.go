package cli

import (
	"context"
	"fmt"

	"mingfa/internal/store"
)

// numbersCmd is the gap report of the number ledger.
type numbersCmd struct {
	dataFlag
	recordFlags
}

// Run exits with 1 when a serial is missing.
func (c *numbersCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		series, err := s.Series(ctx)
		if err != nil {
			return err
		}
		gaps := false
		for _, x := range series {
			fmt.Fprintf(a.Out, "%s〔%d〕 编至%d号，使用%d个，作废%d个", x.Agency, x.Year, x.Last, x.Used, x.Void)
			if len(x.Missing) > 0 {
				gaps = true
				fmt.Fprintf(a.Out, "，缺号%v", x.Missing)
			}
			fmt.Fprintln(a.Out)
		}
		if gaps {
			return errQuiet
		}
		fmt.Fprintf(a.Out, "共%d个编号序列，没有缺号。\n", len(series))
		return nil
	})
}
