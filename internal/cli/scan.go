package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
	"mingfa/internal/scan"
)

// scanCmd looks through files before they are published (rulebook §13).
type scanCmd struct {
	Files        []string           `arg:"" name:"file" help:"要扫描的文件：纯文本、Markdown、DOCX、ODT 或者 PDF。" type:"path"`
	JSON         bool               `help:"输出 JSON。"`
	Attribute    document.Attribute `help:"公开属性（PROACTIVE、ON_REQUEST、WITHHELD）；填写后核对文中标注的公开方式。"`
	Number       document.Number    `help:"本件发文字号；填写后核对其形式。"`
	Consultation bool               `help:"本件公开征求意见，允许标有“征求意见稿”等字样。"`
	Upward       bool               `help:"本件为上行文，允许标注签发人。"`
	Allow        string             `help:"放行名单文件，每行一条：规则 | 内容 | 理由。" type:"path"`
}

// Exit codes of mingfa scan, by the gravest thing found. A file that could not be
// read counts as one that must not go out.
const (
	exitWarned  = 1
	exitBlocked = 2
)

// scanned is the outcome for one file.
type scanned struct {
	File    string                    `json:"file"`
	Hits    []scan.Hit                `json:"hits"`
	Counts  map[document.Severity]int `json:"counts"`
	Failure *document.Error           `json:"error,omitempty"`
}

// Run scans the files one after another and prints what was found in each.
func (c *scanCmd) Run(ctx context.Context, a *app) error {
	s, err := c.scanner(a)
	if err != nil {
		return exitWith{exitBlocked, err}
	}
	words := &pdfWords{}
	bar := a.progress(len(c.Files))
	all := make([]scanned, 0, len(c.Files))
	for _, name := range c.Files {
		all = append(all, scanFile(ctx, s, words, name))
		_ = bar.Add(1) // a bar that can't be drawn is no reason to stop
	}
	_ = bar.Finish()
	if err := printScans(a.Out, all, c.JSON); err != nil {
		return exitWith{exitBlocked, err}
	}
	return scanExit(all)
}

func (c *scanCmd) scanner(a *app) (*scan.Scanner, error) {
	o := scan.Options{
		Attribute: c.Attribute, Number: c.Number, Consultation: c.Consultation, Upward: c.Upward, Today: document.DateOf(a.now()),
	}
	if c.Allow != "" {
		list, err := os.ReadFile(c.Allow)
		if err != nil {
			return nil, err
		}
		if o.Allow, err = scan.ParseAllowed(string(list)); err != nil {
			return nil, err
		}
	}
	return scan.New(o)
}

// progress draws a bar when somebody looks at the terminal and there is more than
// one file.
func (a *app) progress(files int) *progressbar.ProgressBar {
	if f, ok := a.Err.(*os.File); ok && files > 1 && term.IsTerminal(int(f.Fd())) {
		return progressbar.NewOptions(files, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription("扫描"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
	}
	return progressbar.DefaultSilent(int64(files))
}

// pdfWords reads the words of PDF files. Its worker is made for the first.
type pdfWords struct{ worker *extract.Worker }

// Text returns the words of every page.
func (w *pdfWords) Text(ctx context.Context, pdf []byte) ([]extract.Page, error) {
	if w.worker == nil {
		worker, err := extract.NewWorker(workerFolder(), 1)
		if err != nil {
			return nil, err
		}
		w.worker = worker
	}
	return w.worker.Text(ctx, pdf)
}

func scanFile(ctx context.Context, s *scan.Scanner, words intake.Extractor, name string) scanned {
	out := scanned{File: name, Hits: []scan.Hit{}}
	data, err := readWhole(name)
	if err == nil {
		var r scan.Report
		if r, err = intake.Scan(ctx, s, words, name, data); err == nil && r.Hits != nil {
			out.Hits = r.Hits
		}
		out.Counts = r.Counts
	}
	if err != nil {
		out.Failure = failure(err)
	}
	return out
}

// readWhole reads a file, but none that is too large to be scanned.
func readWhole(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if info.IsDir() {
		return nil, document.Refuse(document.Invalid, "folder", "这是文件夹，请写明其中的文件。")
	}
	return io.ReadAll(io.LimitReader(f, scan.MaxFile+1)) // one byte more, which the scanner refuses
}

func failure(err error) *document.Error {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e
	}
	message := "文件未能读取。"
	switch {
	case errors.Is(err, os.ErrNotExist):
		message = "没有这个文件。"
	case errors.Is(err, os.ErrPermission):
		message = "没有读取这个文件的权限。"
	}
	return &document.Error{Kind: document.Invalid, Code: "unreadable", Message: message, Err: err}
}

var severityWords = map[document.Severity]string{document.Block: "必须改正", document.Warn: "请核对", document.Info: "提示"}

func printScans(w io.Writer, all []scanned, asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		return enc.Encode(all)
	}
	counts := map[document.Severity]int{}
	for _, s := range all {
		s.print(w)
		for severity, n := range s.Counts {
			counts[severity] += n
		}
	}
	_, err := fmt.Fprintf(w, "共扫描%d个文件：必须改正%d处，请核对%d处，提示%d处。\n",
		len(all), counts[document.Block], counts[document.Warn], counts[document.Info])
	return err
}

func (s scanned) print(w io.Writer) {
	fmt.Fprintln(w, filepath.Base(s.File))
	if s.Failure != nil {
		fmt.Fprintf(w, "  未扫描：%s\n\n", s.Failure.Message)
		return
	}
	if len(s.Hits) == 0 {
		fmt.Fprint(w, "  未发现问题。\n\n")
		return
	}
	for _, h := range s.Hits[:min(len(s.Hits), document.MostFindings)] {
		fmt.Fprintf(w, "  【%s】%s　%s　%s\n", severityWords[h.Severity], h.Rule, h.Place, h.Snippet)
		fmt.Fprintf(w, "      %s%s\n      依据：%s\n", h.Message, h.Remedy, h.Cite)
	}
	total := s.Counts[document.Block] + s.Counts[document.Warn] + s.Counts[document.Info]
	if more := total - document.MostFindings; more > 0 {
		fmt.Fprintf(w, "  另有%d处未逐一列出，本文件共%d处：必须改正%d处，请核对%d处，提示%d处。加 --json 查看清单。\n",
			more, total, s.Counts[document.Block], s.Counts[document.Warn], s.Counts[document.Info])
	}
	fmt.Fprintln(w)
}

// scanExit turns the gravest thing found into the exit code.
func scanExit(all []scanned) error {
	code := exitOK
	for _, s := range all {
		switch {
		case s.Failure != nil, s.Counts[document.Block] > 0:
			code = exitBlocked
		case s.Counts[document.Warn] > 0:
			code = max(code, exitWarned)
		}
	}
	if code == exitOK {
		return nil
	}
	return exitWith{code, errQuiet}
}

// exitWith ends a command with an exit code of its own, for the reason given.
type exitWith struct {
	code   int
	reason error
}

// Error returns the reason.
func (e exitWith) Error() string { return e.reason.Error() }

// Unwrap returns the reason.
func (e exitWith) Unwrap() error { return e.reason }
