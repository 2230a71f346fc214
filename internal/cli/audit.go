package cli

import (
	"context"
	"fmt"
	"path/filepath"

	"mingfa/internal/embedded"
	"mingfa/internal/store"
)

// auditCmd is about the ledger.
type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"逐条核验台账的哈希链，指出第一处断裂。"`
}

// auditVerifyCmd proves the chain of the ledger.
type auditVerifyCmd struct {
	dataFlag
	recordFlags
}

// Run reads the ledger of the running system, of a given database, or of the
// data folder of a system that stands still.
func (c *auditVerifyCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		report, err := s.VerifyLedger(ctx)
		if err != nil {
			return err
		}
		if report.Broken != nil {
			fmt.Fprintf(a.Out, "台账不完整。%s\n此前的%d条完好。\n", report.Broken.Reason, report.Count-1)
			return errQuiet
		}
		fmt.Fprintf(a.Out, "台账完整：共%d条，最后一条的哈希为 %s\n", report.Count, report.Head)
		return nil
	})
}

// withRecord opens the record for a tool.
func withRecord(ctx context.Context, a *app, data, url string, use func(*store.Store) error) error {
	url, err := secretFromFile(url, "DATABASE_URL")
	if err != nil {
		return err
	}
	if url == "" {
		if r, err := readRunning(data); err == nil {
			url = r.Database
		}
	}
	if url == "" {
		return withOwnPostgres(ctx, a, data, use)
	}
	s, err := store.Open(ctx, url, store.Options{MaxConns: 4})
	if err != nil {
		return err
	}
	defer s.Close()
	return use(s)
}

// withOwnPostgres starts the private PostgreSQL of a data folder for the time of
// a tool. It makes none: an empty ledger in a mistyped folder would look like proof.
func withOwnPostgres(ctx context.Context, a *app, data string, use func(*store.Store) error) error {
	if found, err := filepath.Glob(filepath.Join(data, "postgres", "*", "PG_VERSION")); err != nil || len(found) == 0 {
		return fmt.Errorf("%s 中没有明发的数据：请检查 --data，或者先用 mingfa dev 启动一次", data)
	}
	release, err := embedded.LockDir(data)
	if err != nil {
		return err
	}
	defer func() { _ = release() }()
	pg, err := embedded.StartPostgres(ctx, embedded.PostgresConfig{Dir: filepath.Join(data, "postgres"), Log: a.Err})
	if err != nil {
		return err
	}
	defer func() { _ = pg.Stop(context.WithoutCancel(ctx)) }()
	s, err := store.Open(ctx, pg.RoleDSN(store.AppRole, productDB), store.Options{MaxConns: 4})
	if err != nil {
		return err
	}
	defer s.Close()
	return use(s)
}
