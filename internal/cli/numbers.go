package cli

import (
	"context"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// numbersCmd is the number ledger.
type numbersCmd struct {
	List numbersListCmd `cmd:"" default:"withargs" help:"逐个序列核对有无缺号，列出作废的字号和理由。"`
	Void numbersVoidCmd `cmd:"" help:"作废一份尚未发布的公文的发文字号；作废的字号不再使用。"`
}

// numbersListCmd is the gap report.
type numbersListCmd struct {
	dataFlag
	recordFlags
}

// Run exits with 1 when a serial is missing.
func (c *numbersListCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		series, err := s.Series(ctx)
		if err != nil {
			return err
		}
		voids, err := s.VoidNumbers(ctx)
		if err != nil {
			return err
		}
		gaps := false
		for _, x := range series {
			fmt.Fprintf(a.Out, "%s 编至%d号，使用%d个，作废%d个", seriesName(x), x.Last, x.Used, x.Void)
			if len(x.Missing) > 0 {
				gaps = true
				fmt.Fprintf(a.Out, "，缺号%v", x.Missing)
			}
			fmt.Fprintln(a.Out)
		}
		for _, v := range voids {
			fmt.Fprintf(a.Out, "作废 %s：%s\n", v.Number(), v.Reason)
		}
		if gaps {
			return errQuiet
		}
		fmt.Fprintf(a.Out, "共%d个编号序列，没有缺号。\n", len(series))
		return nil
	})
}

// seriesName says which series it is: 明政办发〔2026〕, or 明州市人民政府令 whatever the year.
func seriesName(x store.Series) string {
	if x.Year == document.Running {
		return x.Agency
	}
	return fmt.Sprintf("%s〔%d〕", x.Agency, x.Year)
}

// numbersVoidCmd gives up a number by the same door as everybody: it signs in at the
// API of the running system, so that permission, gate and ledger are the same.
type numbersVoidCmd struct {
	ID     string `arg:"" help:"公文编号。"`
	Reason string `help:"作废理由，记入编号台账。" required:""`
	personFlags
}

// Run acts on the document as it stands now.
func (c *numbersVoidCmd) Run(ctx context.Context, a *app) error {
	p, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	var v struct {
		Digest string          `json:"digest"`
		Stage  document.Stage  `json:"stage"`
		Number document.Number `json:"number"`
	}
	if err := p.send(ctx, http.MethodGet, "/documents/"+c.ID, "", nil, &v); err != nil {
		return err
	}
	act := map[string]any{"verb": document.Void, "digest": v.Digest, "stage": v.Stage, "opinion": c.Reason}
	var taken struct {
		Stage document.Stage `json:"stage"`
	}
	if err := p.send(ctx, http.MethodPost, "/documents/"+c.ID+"/acts", uuid.NewString(), act, &taken); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "已作废%s，本件退回%s。\n", v.Number, taken.Stage.Label())
	return nil
}
