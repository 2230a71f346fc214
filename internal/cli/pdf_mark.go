package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/schollz/progressbar/v3"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// markCmd writes the state of validity on every page of PDF files. The files that
// it is given are only read.
type markCmd struct {
	dataFlag
	Files  []string `arg:"" help:"要标注的 PDF 文件。" type:"existingfile"`
	Status string   `required:"" enum:"not_yet,amended,partly,corrected,repealed,lapsed,revoked" help:"效力：not_yet 尚未施行、amended 已修改、partly 部分失效、corrected 已更正、repealed 废止、lapsed 失效、revoked 撤销。"`
	On     string   `required:"" help:"日期（如 2026-12-01）：自该日起施行、修改、部分失效、更正、废止；撤销的，为撤销之日；失效的，为有效期的最后一日，给出决定文件的，为失效之日。修改、部分失效、废止和决定宣布的失效，日期未到的标注为“将废止”等。"`
	By     string   `help:"决定文件的发文字号；“尚未施行”没有决定文件。"`
	Title  string   `help:"决定文件的标题。"`
	AsOf   string   `help:"按哪一天的效力标注；不填则为今天。"`
	Out    string   `short:"o" required:"" help:"标注后的文件；有多个文件时为文件夹。" type:"path"`
	Force  bool     `help:"覆盖已有的结果文件。"`

	sealFlags
	Fonts []string `help:"另外的字体文件夹。" env:"MINGFA_FONTS" type:"path"`
}

// Run marks the files one after the other. One that is refused does not keep the
// others from being marked; the exit code is 0 only if all were.
func (c *markCmd) Run(ctx context.Context, a *app) error {
	notice, err := c.notice(a)
	if err != nil {
		return err
	}
	id, err := c.identity()
	if err != nil {
		return err
	}
	fonts, err := pdf.LoadFonts(pdf.FontConfig{Dirs: c.Fonts})
	if err != nil {
		return err
	}
	targets, err := targets(c.Out, c.Files)
	if err != nil {
		return err
	}
	bar := progress(a.Err, len(c.Files), "正在标注")
	var refused []string
	for i, path := range c.Files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := c.mark(path, targets[i], fonts, id, notice); err != nil {
			refused = append(refused, filepath.Base(path)+"："+sentence(err))
		}
		_ = bar.Add(1) // a terminal that is gone is no reason to stop
	}
	_ = bar.Finish()
	fmt.Fprintf(a.Out, "已标注%d件，共%d件。\n", len(c.Files)-len(refused), len(c.Files))
	for _, r := range refused {
		fmt.Fprintln(a.Err, r)
	}
	if len(refused) > 0 {
		return errQuiet
	}
	return nil
}

// mark marks one file, unless something is there already where the result would stand.
func (c *markCmd) mark(path, target string, fonts *pdf.Fonts, id *pdf.Identity, n pdf.Notice) error {
	if _, err := os.Lstat(target); err == nil && !c.Force {
		return document.Refuse(document.Conflict, "mark-exists", "结果文件已经存在，没有覆盖；确需覆盖的，请加 --force。")
	}
	return pdf.MarkFile(path, target, fonts, id, n)
}

// sentence is what a person reads of an error; the technical cause stays behind.
func sentence(err error) string {
	if e, ok := errors.AsType[*pdf.Error](err); ok {
		return e.Message + "（" + e.Code + "）"
	}
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Message + "（" + e.Code + "）"
	}
	return err.Error()
}

// progress shows how far many files are; for one there is nothing to show.
func progress(w io.Writer, files int, doing string) *progressbar.ProgressBar {
	if files < 2 {
		w = io.Discard
	}
	return progressbar.NewOptions(files, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(doing),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionOnCompletion(func() { fmt.Fprintln(w) }))
}

// notice says what will be written. Its words are those of the register
// (document.Life), so that a mark made by hand reads like any other. A decision whose day
// lies ahead is marked as announced.
func (c *markCmd) notice(a *app) (pdf.Notice, error) {
	on, err := document.ParseDate(c.On)
	if err != nil {
		return pdf.Notice{}, err
	}
	now := a.now()
	asOf := document.DateOf(now)
	if c.AsOf != "" {
		if asOf, err = document.ParseDate(c.AsOf); err != nil {
			return pdf.Notice{}, err
		}
	}
	life, err := c.life(on)
	if err != nil {
		return pdf.Notice{}, err
	}
	words, status := life.Words(asOf), document.Validity(c.Status)
	switch {
	case words.Announced == status:
		fmt.Fprintf(a.Out, "%s尚未到来，标注为“%s”；届时请重新标注为“%s”。\n", on.Chinese(), words.Diagonal, status.Label())
	case words.Validity != status:
		return pdf.Notice{}, document.Refuse(document.Invalid, "mark-not-now",
			fmt.Sprintf("按%s计算，文件的效力是“%s”，不能标注为“%s”；要提前制作标注，请用 --as-of 指定日期。%s", asOf.Chinese(), words.Label, status.Label(), c.otherwise()))
	}
	return noticeOf(words, c.By, now), nil
}

// life is what the register would know of the document. What decides nothing in a state
// is refused: nothing that was given is left out in silence.
func (c *markCmd) life(on document.Date) (document.Life, error) {
	by, title := strings.TrimSpace(c.By), strings.TrimSpace(c.Title)
	decided := by != "" || title != ""
	status := document.Validity(c.Status)
	switch {
	case on == "":
		return document.Life{}, document.Refuse(document.Invalid, "mark-no-day", "请用 --on 写明日期，如 2026-12-01。")
	case status == document.NotYet && decided:
		return document.Life{}, document.Refuse(document.Invalid, "mark-no-decision", "“尚未施行”依照文件自己规定的施行日期，不引用决定文件，请去掉 --by 和 --title。")
	case status == document.NotYet:
		return document.Life{EffectiveOn: on}, nil
	case status == document.Lapsed && !decided:
		return document.Life{ExpiresOn: on}, nil
	}
	return document.Life{Ended: status, EndedOn: on, ByNumber: document.Number(by), ByTitle: title}, nil
}

// otherwise says what else the person may have meant.
func (c *markCmd) otherwise() string {
	switch document.Validity(c.Status) { //nolint:exhaustive // the others can be announced, or need no word
	case document.Lapsed:
		return "由决定宣布自某日起失效的，请用 --by 写明决定文件，可以提前标注。"
	case document.Revoked, document.Corrected:
		return "撤销、更正自决定之日起即有效果，不作提前标注。"
	}
	return ""
}

// identity is the seal of the system. None is made here: what a new key signs
// nobody believes.
func (c *markCmd) identity() (*pdf.Identity, error) {
	id, err := c.sealFlags.identity(c.Data)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, document.Refuse(document.Invalid, "no-seal", "没有找到签署标注所用的密钥，请用 --data 指定系统的数据文件夹，或者用 --seal-key 和 --seal-cert 指定密钥和证书。")
	}
	return id, err
}

// targets names a PDF for each file that is read, and refuses to write over one of them.
func targets(place string, files []string) ([]string, error) {
	info, err := os.Stat(place)
	folder := err == nil && info.IsDir() || strings.HasSuffix(place, string(filepath.Separator)) || len(files) > 1
	if folder {
		if err := os.MkdirAll(place, 0o755); err != nil { //nolint:gosec // for who asked, as the files are
			return nil, err
		}
	}
	used := map[string]bool{}
	for _, f := range files {
		used[absolute(f)] = true
	}
	var out []string
	for _, f := range files {
		target := place
		if folder {
			target = filepath.Join(place, strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))+".pdf")
		}
		if used[absolute(target)] {
			return nil, document.Refuse(document.Invalid, "mark-same-file", "不能覆盖原文件，文件名也不能重复："+filepath.Base(target))
		}
		used[absolute(target)] = true
		out = append(out, target)
	}
	return out, nil
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}
