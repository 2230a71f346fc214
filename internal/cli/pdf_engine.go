package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/extract"
)

// engineFlags choose what reads the words of foreign PDF files. Typesetting, seals,
// marks, verification and pictures of pages are always Mingfa's own.
type engineFlags struct {
	PDFEngine string `name:"pdf-engine" help:"读取 PDF 文字的引擎：native 为内置，unipdf 须另有离线许可。" enum:"native,unipdf" default:"native" env:"MINGFA_PDF_ENGINE"`
	UniPDF    string `name:"unipdf" help:"mingfa-unipdf 程序的位置；不填则在本程序旁边和 PATH 中查找。" env:"MINGFA_UNIPDF" type:"path"`
}

// The variables by which UniPDF is licensed.
const (
	unipdfKey      = "UNIPDF_LICENSE_PATH"
	unipdfCustomer = "UNIPDF_CUSTOMER_NAME"
)

// reading is the worker that reads words: the native one, or UniPDF if it is chosen
// and its licence holds. Otherwise nothing starts.
func (e engineFlags) reading(ctx context.Context, native *extract.Worker) (*extract.Worker, error) {
	if e.PDFEngine != "unipdf" {
		return native, nil
	}
	program, err := e.unipdf()
	if err != nil {
		return nil, &document.Error{
			Kind: document.Invalid, Code: "unipdf-missing", Err: err,
			Message: "已选用 UniPDF，但是没有找到 mingfa-unipdf 程序。请用 make unipdf 生成，用 MINGFA_UNIPDF 指定位置；或者去掉 MINGFA_PDF_ENGINE。",
		}
	}
	env := []string{unipdfKey + "=" + os.Getenv(unipdfKey), unipdfCustomer + "=" + os.Getenv(unipdfCustomer)}
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	defer stop()
	check := exec.CommandContext(ctx, program, "check") //nolint:gosec // the operator chose it
	check.Env = append([]string{"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + os.TempDir()}, env...)
	var said bytes.Buffer
	check.Stderr = &said
	if err := check.Run(); err != nil {
		why, _, _ := strings.Cut(strings.TrimSpace(said.String()), "\n")
		return nil, &document.Error{Kind: document.Invalid, Code: "unipdf-unlicensed", Err: err, Message: "不能选用 UniPDF：" + why + "。"}
	}
	return native.With(program, []string{os.Getenv(unipdfKey)}, env), nil
}

// unipdf finds the program.
func (e engineFlags) unipdf() (string, error) {
	if e.UniPDF != "" {
		return exec.LookPath(e.UniPDF)
	}
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	beside, err := exec.LookPath(filepath.Join(filepath.Dir(self), "mingfa-unipdf"))
	if errors.Is(err, os.ErrNotExist) {
		return exec.LookPath("mingfa-unipdf")
	}
	return beside, err
}
