package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// checkCmd prints what the rules have to say of a document.
type checkCmd struct {
	ID string `arg:"" help:"公文编号；或者一份送审案卷的 JSON 文件（以 .json 结尾），按送审关口检查。"`
	lawFlags
	recordFlags
	JSON bool `help:"输出 JSON。"`
}

// Run exits with 1 when something blocks.
func (c *checkCmd) Run(ctx context.Context, a *app) error {
	_, laws, err := c.load()
	if err != nil {
		return err
	}
	k, err := c.dossier(ctx, a)
	if err != nil {
		return err
	}
	findings := laws.Findings(k)
	if c.JSON {
		err = json.NewEncoder(a.Out).Encode(document.Brief(findings, document.MostListed))
	} else {
		printFindings(a.Out, k, laws.Gated(k), findings)
	}
	if err == nil && len(document.Blocking(findings)) > 0 {
		return errQuiet
	}
	return err
}

// dossier reads what is to be checked: a document of the register, or a draft
// from a file.
func (c *checkCmd) dossier(ctx context.Context, a *app) (verdict.Case, error) {
	if strings.HasSuffix(c.ID, ".json") {
		return draftFile(c.ID, document.DateOf(a.now()))
	}
	var k verdict.Case
	err := withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		var err error
		k, err = s.Case(ctx, c.ID, "", document.DateOf(a.now()))
		return err
	})
	return k, err
}

// draftFile reads a draft that is in no register. An unknown field is an error:
// a misspelt one would otherwise be checked as empty.
func draftFile(name string, today document.Date) (verdict.Case, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return verdict.Case{}, err
	}
	if !utf8.Valid(data) { // the decoder would put another character in its place, and that would be checked
		return verdict.Case{}, document.Refuse(document.Invalid, "bad-text", name+" 不是 UTF-8 编码的文本，请另存为 UTF-8 后再检查。")
	}
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	var content dossier.Content
	if err := in.Decode(&content); err != nil {
		return verdict.Case{}, notDossier(name, err)
	}
	content = content.WithPictures(content.Pictures()).Clean() // each with the text that shows it, as the counter does
	sheet, err := content.Sheet()
	return verdict.Case{
		State: verdict.State{Stage: document.Drafting}, Content: content, Sheets: []dossier.Sheet{sheet}, Today: today,
	}, err
}

// notDossier says what the file lacks, with the field where one is known.
func notDossier(name string, err error) error {
	why := "内容不是 JSON"
	wrong, typed := errors.AsType[*json.UnmarshalTypeError](err)
	place, broken := errors.AsType[*json.SyntaxError](err)
	field, unknown := strings.CutPrefix(err.Error(), "json: unknown field ")
	switch {
	case errors.Is(err, io.EOF):
		why = "文件是空的"
	case errors.Is(err, io.ErrUnexpectedEOF):
		why = "JSON 没有写完，末尾缺少括号或者引号"
	case unknown:
		why = "没有" + field + "这一项，请核对拼写"
	case typed:
		why = "“" + wrong.Field + "”的值类型不对"
	case broken:
		why = fmt.Sprintf("第%d个字节处不合 JSON 的写法", place.Offset)
	}
	return document.Refuse(document.Invalid, "bad-dossier", name+" 不是送审案卷："+why+"。")
}

var severities = map[document.Severity]string{document.Block: "必须改正", document.Warn: "请核对", document.Info: "提示"}

func printFindings(w io.Writer, k verdict.Case, gated document.Stage, findings []document.Finding) {
	row, _ := gated.Row()
	fmt.Fprintf(w, "%s\n环节：%s　关口：%s\n", k.Content.Text.Title, k.State.Stage.Label(), orDash(row.Gate))
	if gated == "" {
		fmt.Fprintln(w, "办理已经终结，没有须通过的关口，未作检查。")
		return
	}
	if gated != k.State.Stage {
		fmt.Fprintf(w, "本环节不设关口，以下为下一关口“%s”（%s）的预检结果。\n", gated.Label(), row.Gate)
	}
	for i, f := range document.Brief(findings, document.MostFindings) {
		printFinding(w, i+1, f)
	}
	fmt.Fprintf(w, "共%d个问题，其中必须改正的%d个，待作处理说明的提示%d个。\n", len(findings), len(document.Blocking(findings)), len(document.Unanswered(findings)))
}

func printFinding(w io.Writer, no int, f document.Finding) {
	fmt.Fprintf(w, "%2d. 【%s】%s %s\n    %s\n", no, severities[f.Severity], f.Rule, f.Place, f.Message)
	if f.Cite != "" {
		fmt.Fprintf(w, "    依据：%s\n", f.Cite)
	}
	fmt.Fprintf(w, "    办法：%s\n", f.Remedy)
	switch {
	case f.Answer != nil:
		fmt.Fprintf(w, "    处理说明：%s（%s，%s）\n", f.Answer.Reason, f.Answer.Name, f.Answer.On.Chinese())
	case f.Key != "":
		fmt.Fprintln(w, "    尚无处理说明，不改正的，办理时须说明。")
	}
}
