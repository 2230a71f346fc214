package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"

	"mingfa/workflows"
)

// sweepCmd runs the daily sweep now.
type sweepCmd struct {
	dataFlag
	conductorFlags
}

// Run asks the running system, or Temporal directly when its address is given.
func (c *sweepCmd) Run(ctx context.Context, a *app) error {
	result, err := c.sweep(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "到期检查完成：本次有%d件废止决定到期执行；期限新逾期%d项，提醒%d次，因日历变动改期%d项。\n",
		len(result.Repeals), result.Watched.Late, result.Watched.Reminded, result.Watched.Moved)
	if result.Attested > 0 {
		fmt.Fprintf(a.Out, "台账已签署至第%d条。\n", result.Attested)
	}
	return nil
}

func (c *sweepCmd) sweep(ctx context.Context) (workflows.SweepResult, error) {
	var result workflows.SweepResult
	if c.TemporalAddress != "" {
		key, o, err := c.conductorOptions(c.Data)
		if err != nil {
			return result, err
		}
		cl, err := dial(ctx, o, key, slog.New(slog.DiscardHandler))
		if err != nil {
			return result, err
		}
		defer cl.Close()
		return workflows.SweepNow(ctx, cl)
	}
	r, err := readRunning(c.Data)
	if err != nil {
		return result, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.Control+"/sweep", http.NoBody)
	if err != nil {
		return result, err
	}
	req.Header.Set("Authorization", "Bearer "+r.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return result, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return result, fmt.Errorf("到期检查没有完成（%s），详见数据文件夹中的 mingfa.log", res.Status)
	}
	return result, json.NewDecoder(res.Body).Decode(&result)
}
