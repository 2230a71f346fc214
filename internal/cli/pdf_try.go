package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"syscall"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/pdf"
)

// operation is something that is done with a file.
type operation struct {
	name   string
	of     string // the operation whose result it works on, "" for the file itself
	writes bool   // it has a file as its result
}

// operations are tried in this order: what reads the file, with our own parser and with
// PDFium in the confined worker; what takes it in as a document; what writes into it, and
// what the verifier says of that.
var operations = []operation{
	{name: "verify"},
	{name: "text"},
	{name: "words"},
	{name: "picture"},
	{name: "intake"},
	{name: "seal", writes: true},
	{name: "verify-seal", of: "seal"},
	{name: "mark", writes: true},
	{name: "verify-mark", of: "mark"},
	{name: "remark", of: "mark", writes: true},
	{name: "verify-remark", of: "remark"},
}

// result names the file that an operation leaves behind.
func result(operation string) string { return operation + ".pdf" }

// firstMark and secondMark are what is marked, and then marked in its place.
const (
	firstMark  = document.Amended
	secondMark = document.Repealed
)

// errDamaged begins the error of a result that is not what it has to be.
var errDamaged = errors.New("damaged")

// tryCmd does one operation with one file, for tortureCmd.
type tryCmd struct {
	Operation string `arg:"" enum:"verify,text,words,picture,intake,seal,verify-seal,mark,verify-mark,remark,verify-remark"`
	File      string `arg:"" type:"existingfile"`
	Dir       string `required:"" help:"密钥和结果所在的文件夹。" type:"existingdir"`
	Memory    uint64 `required:"" help:"内存上限（MiB）。"`
}

// Run says "refused" and why of a file that is refused with a sentence for people,
// "damaged" of a bad result, "crash" when the worker was lost over the file, and nothing
// if all went well.
func (c *tryCmd) Run(ctx context.Context, a *app) error {
	limit := c.Memory << 20
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	said := outcomeOf(c.try(ctx, a, data))
	if said == "" {
		return nil
	}
	fmt.Fprintln(a.Out, said)
	return errQuiet
}

// outcomeOf is what a child says of an error, the outcome before its cause.
func outcomeOf(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, errDamaged):
		return err.Error()
	case errors.Is(err, extract.ErrBroken): // the refusal of a file that took the worker with it
		return "crash " + err.Error()
	}
	if e, ok := errors.AsType[*document.Error](err); ok {
		return "refused " + e.Code
	}
	if e, ok := errors.AsType[*pdf.Error](err); ok {
		return "refused " + e.Code
	}
	for _, known := range []error{extract.ErrPassword, extract.ErrDamaged, extract.ErrTooLarge, extract.ErrNoPage} {
		if errors.Is(err, known) {
			return "refused " + known.Error()
		}
	}
	return "error " + err.Error()
}

func (c *tryCmd) try(ctx context.Context, a *app, data []byte) error {
	switch c.Operation {
	case "text":
		_, err := pdf.Text(data)
		return err
	case "words", "picture", "intake":
		return c.work(ctx, data)
	}
	id, err := c.identity()
	if err != nil {
		return err
	}
	switch c.Operation {
	case "verify":
		_, err = pdf.Verify(data, pdf.TrustIn(id))
		return err
	case "verify-seal", "verify-mark", "verify-remark":
		return c.verified(data, id)
	}
	return c.write(a, data, id)
}

// identity is the seal that the parent process made.
func (c *tryCmd) identity() (*pdf.Identity, error) {
	key, keyErr := os.ReadFile(filepath.Join(c.Dir, "key.pem"))
	chain, chainErr := os.ReadFile(filepath.Join(c.Dir, "chain.pem"))
	if err := firstOf(keyErr, chainErr); err != nil {
		return nil, err
	}
	return pdf.LoadIdentity(key, chain)
}

// work tries what PDFium does in the worker, and the intake as the document's own file,
// which takes its words from there.
func (c *tryCmd) work(ctx context.Context, data []byte) error {
	worker, err := extract.NewWorker(workerFolder(), 1)
	if err != nil {
		return err
	}
	switch c.Operation {
	case "words":
		_, err = worker.Text(ctx, data)
		return err
	case "picture":
		return firstPage(ctx, worker, data)
	}
	reader, err := intake.New(nil)
	if err != nil {
		return err
	}
	_, err = reader.WithPDF(worker).WithPlaces(worker).Original(ctx, filepath.Base(c.File), data)
	return err
}

// firstPage asks for the picture of a page, which must be one.
func firstPage(ctx context.Context, worker *extract.Worker, data []byte) error {
	const dpi = 72
	picture, err := worker.Picture(ctx, data, 1, dpi)
	if err != nil {
		return err
	}
	if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
		return fmt.Errorf("%w: picture: %w", errDamaged, err)
	}
	return nil
}

// warm has the worker compile PDFium once, which takes longer than any file may.
func warm(ctx context.Context) error {
	worker, err := extract.NewWorker(workerFolder(), 1)
	if err != nil {
		return err
	}
	if _, err := worker.Text(ctx, []byte("%PDF-1.7")); !errors.Is(err, extract.ErrDamaged) {
		return fmt.Errorf("start the PDF worker: %w", err)
	}
	return nil
}

// verified holds the result of a seal or a mark against what the verifier must say of it:
// whole, and marked as it was last marked and not otherwise.
func (c *tryCmd) verified(data []byte, id *pdf.Identity) error {
	r, err := pdf.Verify(data, pdf.TrustIn(id))
	if err != nil {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	want := map[string]document.Validity{"verify-mark": firstMark, "verify-remark": secondMark}[c.Operation]
	switch {
	case r.Verdict == pdf.Tampered || r.Verdict == pdf.Unsigned || c.Operation == "verify-seal" && r.Verdict != pdf.Intact:
		return fmt.Errorf("%w: %s", errDamaged, r.Verdict)
	case want == "":
		return nil
	case len(r.Marks) != 1 || r.Marks[0].Status != string(want) || !r.Marks[0].Complete:
		return fmt.Errorf("%w: marks %+v", errDamaged, r.Marks)
	}
	return nil
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
		life := document.Life{Ended: firstMark, ByNumber: "明政办发〔2026〕20号"}
		if c.Operation == "remark" {
			life.Ended = secondMark
		}
		out, err = pdf.Mark(data, fonts, id, noticeOf(life.Words(document.DateOf(a.now())), "", a.now()))
	}
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.Dir, result(c.Operation)), out, 0o600) //nolint:gosec // the folder of the parent process
}
