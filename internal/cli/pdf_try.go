package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"mingfa/internal/pdf"
)

// tryCmd does one operation with one file, for tortureCmd.
type tryCmd struct {
	Operation string `arg:"" enum:"verify,text,seal,mark"`
	File      string `arg:"" type:"existingfile"`
	Dir       string `required:"" help:"密钥和结果所在的文件夹。" type:"existingdir"`
	Memory    uint64 `required:"" help:"内存上限（MiB）。"`
}

// Run says "refused" and the code for a file that is refused with a sentence for
// people, and nothing if all went well.
func (c *tryCmd) Run(a *app) error {
	limit := c.Memory << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	err := c.try(a)
	if e, ok := errors.AsType[*pdf.Error](err); ok {
		fmt.Fprintln(a.Out, "refused", e.Code)
		return errQuiet
	}
	return err
}

func (c *tryCmd) try(a *app) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	key, keyErr := os.ReadFile(filepath.Join(c.Dir, "key.pem"))
	chain, chainErr := os.ReadFile(filepath.Join(c.Dir, "chain.pem"))
	if err := firstOf(keyErr, chainErr); err != nil {
		return err
	}
	id, err := pdf.LoadIdentity(key, chain)
	if err != nil {
		return err
	}
	if c.Operation == "verify" {
		_, err = pdf.Verify(data, pdf.TrustIn(id))
		return err
	}
	if c.Operation == "text" {
		_, err = pdf.Text(data)
		return err
	}
	return c.write(a, data, id)
}

// write tries the operations that have a result.
func (c *tryCmd) write(a *app, data []byte, id *pdf.Identity) error {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		return err
	}
	var out []byte
	if c.Operation == "seal" {
		out, err = pdf.Seal(data, fonts, id, pdf.SealRequest{
			At: pdf.Place{X: 300, Y: 100, W: 119, H: 119}, Organ: "压力测试办公室", Time: a.now(),
		})
	} else {
		out, err = pdf.Mark(data, fonts, id, pdf.Notice{
			Status: "repealed", Diagonal: "已废止", Banner: "本文件自2026年12月1日起废止。", Level: pdf.Void, Time: a.now(),
		})
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.Dir, "out.pdf"), out, 0o600) //nolint:gosec // the folder of the parent process
}
