package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
	"mingfa/internal/pdf"
	"mingfa/internal/verdict"
)

// docTypesetCmd sets Markdown and text files as proofs. What it makes is a draft by its
// marks: only the system numbers and seals.
type docTypesetCmd struct {
	lawFlags
	Files []string `arg:"" name:"file" help:"要排版的文件（.md、.txt），图片放在同一文件夹。" type:"existingfile"`
	Out   string   `short:"o" required:"" help:"清样文件（PDF）；有多个文件时为文件夹。" type:"path"`
	Force bool     `help:"覆盖已有的结果文件。"`
	JSON  bool     `help:"输出 JSON：每个文件的页数、字体替代情况和须核对之处。"`
	Fonts []string `help:"另外的字体文件夹。" env:"MINGFA_FONTS" type:"path"`
}

// proofed is the outcome for one file.
type proofed struct {
	File        string             `json:"file"`
	Out         string             `json:"out,omitempty"`
	Pages       int                `json:"pages"`
	Substituted []string           `json:"substituted"` // fonts and characters that were replaced (LY-30)
	Findings    []document.Finding `json:"findings"`
	Failure     *document.Error    `json:"error,omitempty"`
}

// Run sets the files one after the other; one that is refused does not keep the others
// from being set. The exit code is 0 only if all were and nothing has to be corrected.
func (c *docTypesetCmd) Run(ctx context.Context, a *app) error {
	p, err := c.proofer(a)
	if err != nil {
		return err
	}
	targets, err := targets(c.Out, c.Files)
	if err != nil {
		return err
	}
	bar := progress(a.Err, len(c.Files), "正在排版")
	all := make([]proofed, 0, len(c.Files))
	for i, file := range c.Files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		all = append(all, c.typeset(ctx, p, file, targets[i]))
		_ = bar.Add(1) // a terminal that is gone is no reason to stop
	}
	_ = bar.Finish()
	return c.tell(a, all)
}

// proofer is what makes proofs.
type proofer struct {
	printer
	reader *intake.Reader
	laws   verdict.Laws
	today  document.Date
}

func (c *docTypesetCmd) proofer(a *app) (proofer, error) {
	by := c.law()
	laws, _, err := loadPolicies(by.Policies, by.Region)
	if err != nil {
		return proofer{}, err
	}
	fonts, err := pdf.LoadFonts(pdf.FontConfig{Dirs: c.Fonts})
	if err != nil {
		return proofer{}, err
	}
	reader, err := intake.New(nil)
	if err != nil {
		return proofer{}, err
	}
	return proofer{printer{inForce: verdict.NewInForce(laws), fonts: fonts, now: a.now}, reader, laws, document.DateOf(a.now())}, nil
}

func (c *docTypesetCmd) typeset(ctx context.Context, p proofer, file, target string) proofed {
	out := proofed{File: file, Substituted: []string{}, Findings: []document.Finding{}}
	fail := func(err error) proofed {
		out.Failure = failure(err)
		return out
	}
	if _, err := os.Lstat(target); err == nil && !c.Force {
		return fail(document.Refuse(document.Conflict, "proof-exists", "结果文件已经存在，没有覆盖；确需覆盖的，请加 --force。"))
	}
	set, findings, err := p.file(ctx, file)
	if err != nil {
		return fail(err)
	}
	if err := os.WriteFile(target, set.PDF, 0o644); err != nil { //nolint:gosec // a file for the person who asked
		return fail(&document.Error{Kind: document.Invalid, Code: "unwritable", Message: "不能写入 " + target + "，请核对文件夹和权限。", Err: err})
	}
	out.Out, out.Pages, out.Findings = target, set.Pages, append(out.Findings, findings...)
	out.Substituted = append(out.Substituted, set.Substituted...)
	return out
}

// file sets one file, and says what there is to say of it.
func (p proofer) file(ctx context.Context, file string) (pdf.Typeset, []document.Finding, error) {
	data, err := readImport(file)
	if err != nil {
		return pdf.Typeset{}, nil, err
	}
	name := filepath.Base(file)
	if kind, err := intake.KindOf(name, data); err == nil && kind != intake.Plain {
		return pdf.Typeset{}, nil, document.Refuse(document.Unfit, "proof-kind", "只有 Markdown 和文本文件可以直接排版。其他文件请先用 mingfa doc import 读成 Markdown，核对后再排版。")
	}
	t, err := p.reader.Read(ctx, name, data)
	if err != nil {
		return pdf.Typeset{}, nil, err
	}
	paper, err := paperOf(t, file)
	if err == nil {
		err = desk.Settable(paper.Content)
	}
	if err != nil {
		return pdf.Typeset{}, nil, err
	}
	sheet, err := p.sheet(paper)
	if err != nil {
		return pdf.Typeset{}, nil, err
	}
	if t.Front != nil {
		asFrontSays(&sheet, *t.Front, paper)
	}
	set, err := p.proof(sheet)
	if err != nil {
		return pdf.Typeset{}, nil, err
	}
	laid, err := p.layoutFindings(paper.Content)
	return set, slices.Concat(intake.Brought(t.Findings, shownIn(t)), lacking(t.Front), laid), err
}

// lacking says what a proof does not show, and why.
func lacking(f *intake.Front) []document.Finding {
	info := func(message, remedy string) document.Finding {
		return document.Finding{Severity: document.Info, Place: "front", Message: message, Remedy: remedy}
	}
	switch {
	case f == nil:
		return []document.Finding{info("文件没有文首元数据，清样没有版头、署名和成文日期。", "需要的，请在文首两行“---”之间写明发文机关（issuer）、成文日期（dated_on）等。")}
	case f.Number != "":
		return []document.Finding{info("清样不编排发文字号。", "发文字号在签发后登记编排。")}
	}
	return nil
}

// layoutFindings are what the rules of layout have to say of a content.
func (p proofer) layoutFindings(c dossier.Content) ([]document.Finding, error) {
	sheet, err := c.Sheet()
	if err != nil {
		return nil, err
	}
	all := p.laws.Findings(verdict.Case{State: verdict.State{Stage: document.Drafting}, Content: c, Sheets: []dossier.Sheet{sheet}, Today: p.today})
	return slices.DeleteFunc(all, func(f document.Finding) bool { return !strings.HasPrefix(f.Rule, "LY-") }), nil
}

func (c *docTypesetCmd) tell(a *app, all []proofed) error {
	wrong := slices.ContainsFunc(all, func(x proofed) bool { return x.Failure != nil || len(document.Blocking(x.Findings)) > 0 })
	if c.JSON {
		enc := json.NewEncoder(a.Out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(all); err != nil {
			return err
		}
	} else {
		for _, x := range all {
			x.print(a)
		}
	}
	if wrong {
		return errQuiet
	}
	return nil
}

func (x proofed) print(a *app) {
	if x.Failure != nil {
		fmt.Fprintf(a.Err, "%s：没有排版。%s（%s）\n", filepath.Base(x.File), x.Failure.Message, x.Failure.Code)
		for _, f := range x.Failure.Findings {
			fmt.Fprintf(a.Err, "  %s%s\n", f.Message, f.Remedy)
		}
		return
	}
	fmt.Fprintf(a.Out, "%s：已排成清样，共%d页，写入%s。\n", filepath.Base(x.File), x.Pages, x.Out)
	for _, s := range x.Substituted {
		fmt.Fprintf(a.Err, "  【字体替代】%s（LY-30）\n", s)
	}
	for i, f := range document.Brief(x.Findings, document.MostFindings) {
		printFinding(a.Err, i+1, f)
	}
}
