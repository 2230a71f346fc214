package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"mingfa/internal/audit"
	"mingfa/internal/embedded"
	"mingfa/internal/store"
)

// auditCmd is about the ledger.
type auditCmd struct {
	Verify     auditVerifyCmd     `cmd:"" help:"逐条核验台账的哈希链，与签名的存证点比对，指出第一处断裂。"`
	Checkpoint auditCheckpointCmd `cmd:"" help:"打印最近一个签名的台账存证点，供另行保存。"`
	Key        auditKeyCmd        `cmd:"" help:"生成签署台账存证点的密钥，写入两个文件。"`
}

// auditVerifyCmd proves the chain of the ledger.
type auditVerifyCmd struct {
	dataFlag
	recordFlags
	PublicKey string   `name:"public-key" help:"核对存证点的公钥；不填则用数据文件夹中的。" env:"MINGFA_LEDGER_PUBLIC_KEY"`
	Against   []string `help:"另行保存的存证点文件：台账须与之相符。" type:"existingfile"`
}

// Run reads the ledger of the running system, of a given database, or of the
// data folder of a system that stands still.
func (c *auditVerifyCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		known, err := c.known(ctx, s)
		if err != nil {
			return err
		}
		report, err := s.VerifyLedger(ctx, known...)
		if err != nil {
			return err
		}
		if report.Broken != nil {
			fmt.Fprintf(a.Out, "台账不完整。%s\n此前的%d条完好。\n", report.Broken.Reason, report.Count-1)
			return errQuiet
		}
		fmt.Fprintf(a.Out, "台账完整：共%d条，最后一条的哈希为 %s\n", report.Count, report.Head)
		switch {
		case report.Signed > 0:
			fmt.Fprintf(a.Out, "第1条至第%d条与%d个签名存证点相符。\n", report.Signed, report.Checkpoints)
		case c.key() == "":
			fmt.Fprintln(a.Out, "没有台账公钥（--public-key），签名存证点未核对。")
		default:
			fmt.Fprintln(a.Out, "尚无签名存证点。")
		}
		return nil
	})
}

// key is the public key that was given, or the one of the data folder.
func (c *auditVerifyCmd) key() string {
	if c.PublicKey != "" {
		return c.PublicKey
	}
	b, err := os.ReadFile(ledgerPublicPath(c.Data))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// known are the checkpoints of the record and those that were kept elsewhere. One
// that the key did not sign is an error: nothing may be passed over in a proof.
func (c *auditVerifyCmd) known(ctx context.Context, s *store.Store) ([]audit.Checkpoint, error) {
	key := c.key()
	if key == "" && len(c.Against) > 0 {
		return nil, errors.New("核对存证点须有台账公钥：请用 --public-key 给出")
	}
	if key == "" {
		return nil, nil
	}
	signed, err := s.Checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	for _, path := range c.Against {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		signed = append(signed, string(b))
	}
	var out []audit.Checkpoint
	for _, text := range signed {
		p, err := audit.OpenCheckpoint(text, key)
		if err != nil {
			return nil, fmt.Errorf("有存证点不是用这一台账公钥对应的私钥签署的，或者已被改动：%w", err)
		}
		out = append(out, p)
	}
	return out, nil
}

// auditCheckpointCmd hands out what was signed last.
type auditCheckpointCmd struct {
	dataFlag
	recordFlags
}

// Run prints the signed text as it is.
func (c *auditCheckpointCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		signed, err := s.Checkpoints(ctx)
		if err != nil {
			return err
		}
		if len(signed) == 0 {
			return errors.New("尚无签名存证点：每日到期检查（mingfa sweep）时签署")
		}
		fmt.Fprint(a.Out, signed[len(signed)-1])
		return nil
	})
}

// auditKeyCmd makes a pair of keys.
type auditKeyCmd struct {
	Private string `arg:"" help:"私钥写入的文件，交给执行程序（MINGFA_LEDGER_KEY_FILE）。" type:"path"`
	Public  string `arg:"" help:"公钥写入的文件，交给核验台账的人。" type:"path"`
}

// Run writes two new files; it replaces none, for a key that is gone can sign no more.
func (c *auditKeyCmd) Run(_ context.Context, a *app) error {
	for _, path := range []string{c.Private, c.Public} {
		if _, err := os.Stat(path); err == nil {
			return fmt.Errorf("文件 %s 已经存在，没有改动：请换一个文件名", path)
		}
	}
	if _, err := makeLedgerKeys(c.Private, c.Public); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "已生成私钥 %s 和公钥 %s。私钥只交给执行程序；公钥另行保存，核验台账时使用。\n", c.Private, c.Public)
	return nil
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
