package cli

import (
	"context"
	"fmt"
	"net/http"

	"github.com/schollz/progressbar/v3"

	"mingfa/internal/release"
)

// portalCheckCmd reads the whole portal back as a stranger would (WP-11).
type portalCheckCmd struct {
	Address  string `arg:"" help:"公开栏目对外的地址，例如 https://www.example.gov.cn。"`
	Via      string `help:"实际访问的地址；对外地址在本机无法访问时填写。"`
	Visitors int    `default:"2" help:"同时打开多少个地址。"`
}

// Run prints one line a flaw. The exit code is 0 only if there is none.
func (c *portalCheckCmd) Run(ctx context.Context, a *app) error {
	portal, err := release.NewPortal(http.DefaultClient, c.Address)
	if err != nil {
		return err
	}
	if portal, err = portal.Via(c.Via); err != nil {
		return err
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription("正在检查"), progressbar.OptionShowCount())
	found, err := portal.Survey(ctx, release.Survey{Visitors: c.Visitors, Progress: func(seen, known int) {
		bar.ChangeMax(known)
		_ = bar.Set(seen) // a bar that can't be drawn is no reason to stop
	}})
	_ = bar.Finish()
	fmt.Fprintln(a.Err)
	for _, f := range found.Flaws {
		from := ""
		if f.From != "" {
			from = "（来自 " + f.From + "）"
		}
		fmt.Fprintf(a.Out, "%s%s：%s\n", f.Path, from, f.Message)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "检查地址%d个、公文%d件，发现问题%d个。\n", found.Addresses, found.Documents, len(found.Flaws))
	if len(found.Flaws) > 0 {
		return errQuiet
	}
	return nil
}
