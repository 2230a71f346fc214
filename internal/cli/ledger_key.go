package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mingfa/activities"
	"mingfa/internal/audit"
	"mingfa/internal/store"
)

// ledgerFlags are the keys by which checkpoints of the ledger are signed and checked.
type ledgerFlags struct {
	LedgerKey    string `help:"签署台账存证点的私钥，由 mingfa audit key 生成；只给执行程序。不填则不签。" env:"MINGFA_LEDGER_KEY"`
	LedgerPublic string `name:"ledger-public-key" help:"核对台账存证点的公钥。" env:"MINGFA_LEDGER_PUBLIC_KEY"`
}

// ledgerKeys are the keys as they are used; both are "" where none is configured.
type ledgerKeys struct{ private, public string }

// configuredLedger reads the configured keys.
func (f ledgerFlags) configuredLedger() (ledgerKeys, error) {
	private, err := secretFromFile(f.LedgerKey, "MINGFA_LEDGER_KEY")
	if err != nil {
		return ledgerKeys{}, err
	}
	k := ledgerKeys{private: private, public: strings.TrimSpace(f.LedgerPublic)}
	return k, k.check()
}

// check makes sure that what is signed can be checked, before anything is signed.
func (k ledgerKeys) check() error {
	if k.private == "" {
		return nil
	}
	if k.public == "" {
		return errors.New("配置了 MINGFA_LEDGER_KEY 的，须同时配置 MINGFA_LEDGER_PUBLIC_KEY（mingfa audit key 一并生成）")
	}
	signed, err := audit.Checkpoint{Seq: 1, Head: audit.Genesis}.Sign(k.private)
	if err != nil {
		return fmt.Errorf("MINGFA_LEDGER_KEY 无法使用：%w", err)
	}
	if _, err := audit.OpenCheckpoint(signed, k.public); err != nil {
		return fmt.Errorf("MINGFA_LEDGER_PUBLIC_KEY 与 MINGFA_LEDGER_KEY 不是一对：%w", err)
	}
	return nil
}

// sign is the step's way to the ledger, nil without a key.
func (k ledgerKeys) sign(record *store.Store) activities.Notary {
	if k.private == "" {
		return nil
	}
	return func(ctx context.Context, now time.Time) (int64, error) { return record.Attest(ctx, k.private, now) }
}

// ledgerKeyName is what the house of the embedded default signs its ledger as.
const ledgerKeyName = "mingfa.ledger"

func ledgerPublicPath(data string) string { return filepath.Join(data, "ledger.pub") }

// keptLedger returns the configured keys, or those of the data folder, made on first use:
// the embedded default.
func (f ledgerFlags) keptLedger(data string) (ledgerKeys, error) {
	k, err := f.configuredLedger()
	if err != nil || k.private != "" {
		return k, err
	}
	path := filepath.Join(data, "ledger.key")
	private, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeLedgerKeys(path, ledgerPublicPath(data))
	}
	if err != nil {
		return k, err
	}
	public, err := os.ReadFile(ledgerPublicPath(data))
	if err != nil {
		return k, fmt.Errorf("台账公钥无法读取：%w", err)
	}
	k = ledgerKeys{private: strings.TrimSpace(string(private)), public: strings.TrimSpace(string(public))}
	return k, k.check()
}

// makeLedgerKeys writes the public key first: a private key without it would be
// of no use to anybody.
func makeLedgerKeys(privatePath, publicPath string) (ledgerKeys, error) {
	private, public, err := audit.NewKey(ledgerKeyName)
	if err != nil {
		return ledgerKeys{}, err
	}
	if err := writeSecret(publicPath, []byte(public+"\n")); err != nil {
		return ledgerKeys{}, err
	}
	return ledgerKeys{private, public}, writeSecret(privatePath, []byte(private+"\n"))
}
