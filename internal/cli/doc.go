package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"mingfa/internal/confine"
	"mingfa/internal/document"
	"mingfa/internal/extract"
	"mingfa/internal/intake"
)

// docCmd is about texts that come from other programs.
type docCmd struct {
	Import  docImportCmd  `cmd:"" help:"把 Word、ODT 等文件读成明发的文稿，说明没有带入的内容；给出登录名的，同时在系统中建立草稿。"`
	Typeset docTypesetCmd `cmd:"" help:"把 Markdown 或者文本文件排成清样（PDF），不需要数据库；版头、署名等取自文首元数据。"`
}

// docImportCmd reads an office file as a text.
type docImportCmd struct {
	dataFlag
	converterFlags
	File     string `arg:"" help:"要导入的文件（.docx、.doc、.odt、.rtf、.pdf、.txt、.md）。" type:"path"`
	Out      string `help:"把文稿写到这个 Markdown 文件；不填则写到标准输出。" type:"path"`
	JSON     bool   `help:"输出 JSON：各个组成部分和须核对之处。"`
	PDF      string `name:"pdf" help:"另外按原版式转换为 PDF，写到这个文件，供核对。" type:"path"`
	AsFile   bool   `name:"as-file" help:"将 PDF 作为公文原件：不再排版，盖章印发的就是这份文件；建立草稿的，须给出登录名。"`
	Login    string `help:"经办人的登录名；给出的，在系统中建立草稿。"`
	Password string `help:"经办人的口令，请用环境变量给出。" env:"MINGFA_PASSWORD" hidden:""`
	Server   string `help:"工作台地址；不填则为本机正在运行的系统。" env:"MINGFA_SERVER"`
	Unit     string `help:"起草单位编号；只为一个单位起草的可以不填。"`
}

// importedDoc is the answer of mingfa doc import --json.
type importedDoc struct {
	Kind      intake.Kind        `json:"kind"`
	Title     string             `json:"title"`
	Addressee string             `json:"addressee"`
	CopyTo    string             `json:"copy_to"`
	Urgency   document.Urgency   `json:"urgency"`
	Body      string             `json:"body"`
	Annexes   []importedPart     `json:"annexes"`
	Front     *intake.Front      `json:"front,omitempty"`
	Findings  []document.Finding `json:"findings"`
	Document  string             `json:"document,omitempty"` // id of the draft, where one was made
}

type importedPart struct {
	Title string `json:"title"`
	Body  string `json:"body"`
}

// Run reads the file here; for a draft in a running system, that system reads it
// itself and by its own settings.
func (c *docImportCmd) Run(ctx context.Context, a *app) error {
	data, err := readImport(c.File)
	if err != nil {
		return failure(err)
	}
	var out importedDoc
	if c.Login != "" {
		out, err = c.send(ctx, data)
	} else {
		out, err = c.read(ctx, data)
	}
	if err == nil && c.PDF != "" {
		err = c.layout(ctx, data)
	}
	if err != nil {
		return err
	}
	return c.tell(a, out)
}

// readImport reads a file, but none that is too large to be imported.
func readImport(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, intake.MaxFile+1)) // one byte more, which the reader refuses
}

func (c *docImportCmd) read(ctx context.Context, data []byte) (importedDoc, error) {
	reader, _, err := c.reader(ctx, workerFolder())
	if err != nil {
		return importedDoc{}, err
	}
	if c.AsFile {
		return c.readOriginal(ctx, reader, data)
	}
	t, err := reader.Read(ctx, filepath.Base(c.File), data)
	if err != nil {
		return importedDoc{}, err
	}
	out := importedDoc{Kind: t.Kind, Title: t.Title, Addressee: t.Addressee, CopyTo: t.CopyTo, Urgency: t.Urgency, Body: t.Body, Annexes: []importedPart{}, Front: t.Front}
	out.Findings = slices.Concat([]document.Finding{}, t.Front.Draft(), intake.Brought(t.Findings, c.beside(picturesIn(c.File, data))))
	for _, x := range t.Annexes {
		out.Annexes = append(out.Annexes, importedPart(x))
	}
	return out, c.savePictures(t.Pictures)
}

// readOriginal says what would be read from a finished PDF, and what would hinder it.
func (c *docImportCmd) readOriginal(ctx context.Context, reader *intake.Reader, data []byte) (importedDoc, error) {
	o, err := reader.Original(ctx, filepath.Base(c.File), data)
	if err != nil {
		return importedDoc{}, err
	}
	out := importedDoc{Kind: intake.PDF, Title: o.Title, Addressee: o.Addressee, CopyTo: o.CopyTo, Urgency: o.Urgency, Body: o.Body, Annexes: []importedPart{}}
	where := fmt.Sprintf("印章中心在第%d页距左%d毫米、距下%d毫米处。", o.Seal.Page, o.Seal.Left, o.Seal.Bottom)
	say := func(severity document.Severity, message, remedy string) {
		out.Findings = append(out.Findings, document.Finding{Severity: severity, Place: "file", Message: message, Remedy: remedy})
	}
	if o.SealFound {
		say(document.Info, "可以作为公文原件，"+where, "建立草稿后可以调整。")
	} else {
		say(document.Warn, "可以作为公文原件，但没有找到署名下的成文日期，"+where, "请在草稿中填写盖章的页次和位置。")
	}
	for _, n := range o.Unread {
		say(document.Warn, fmt.Sprintf("第%d页是图片或者文字不能读取。", n), "请逐字查看该页。")
	}
	for _, r := range o.Remarks {
		say(document.Warn, r, "该文件将原样盖章、对外发布，不宜公开的请先清除。")
	}
	return out, nil
}

// send makes a draft in the running system.
func (c *docImportCmd) send(ctx context.Context, data []byte) (importedDoc, error) {
	person, err := personFlags{dataFlag: c.dataFlag, Server: c.Server, Login: c.Login, Password: c.Password}.signIn(ctx)
	if err != nil {
		return importedDoc{}, err
	}
	defer func() { _ = person.send(ctx, http.MethodDelete, "/sessions/current", "", nil, nil) }()
	key, err := uuid.NewV7()
	if err != nil {
		return importedDoc{}, err
	}
	var answer struct {
		Document struct {
			ID string `json:"id"`
		} `json:"document"`
		Imported importedDoc `json:"imported"`
	}
	query := url.Values{"name": {filepath.Base(c.File)}}
	if c.Unit != "" {
		query.Set("unit", c.Unit)
	}
	if c.AsFile {
		query.Set("as_file", "true")
	}
	form, contentType, err := c.form(data)
	if err != nil {
		return importedDoc{}, err
	}
	err = person.ask(ctx, http.MethodPost, "/documents/import?"+query.Encode(), key.String(), contentType, form, &answer)
	answer.Imported.Document = answer.Document.ID
	return answer.Imported, err
}

// layout writes the file as it is laid out by the office program.
func (c *docImportCmd) layout(ctx context.Context, data []byte) error {
	kind, err := intake.KindOf(filepath.Base(c.File), data)
	if err != nil {
		return err
	}
	converter, err := c.converter()
	if err != nil {
		return err
	}
	if converter == nil {
		return document.Refuse(document.Unfit, "no-converter", "没有可用的转换程序，不能生成 PDF。请安装 LibreOffice，或者用 MINGFA_GOTENBERG_URL 指定转换服务。")
	}
	pdf, err := converter.Convert(ctx, kind, intake.PDF, data)
	if err != nil {
		return fmt.Errorf("按原版式转换: %w", err)
	}
	return os.WriteFile(c.PDF, pdf, 0o644) //nolint:gosec // a file for the person who asked
}

func (c *docImportCmd) tell(a *app, out importedDoc) error {
	if c.JSON {
		enc := json.NewEncoder(a.Out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		return enc.Encode(out)
	}
	if c.Out != "" {
		if err := os.WriteFile(c.Out, []byte(out.markdown()), 0o644); err != nil { //nolint:gosec // the same
			return err
		}
	} else if out.Document == "" {
		fmt.Fprint(a.Out, out.markdown())
	}
	if out.Document != "" {
		fmt.Fprintf(a.Out, "已建立草稿：%s（%s）\n", orDash(out.Title), out.Document)
	}
	for _, f := range out.Findings {
		fmt.Fprintf(a.Err, "【%s】%s%s\n", severities[f.Severity], f.Message, f.Remedy)
	}
	return nil
}

// markdown is the whole text in one file.
func (d importedDoc) markdown() string {
	var b strings.Builder
	if d.Urgency != "" {
		fmt.Fprintf(&b, "%s\n\n", d.Urgency)
	}
	if d.Title != "" {
		fmt.Fprintf(&b, "# %s\n\n", d.Title)
	}
	if d.Addressee != "" {
		fmt.Fprintf(&b, "%s：\n\n", d.Addressee)
	}
	b.WriteString(d.Body + "\n")
	for i, x := range d.Annexes {
		fmt.Fprintf(&b, "\n附件%d\n\n# %s\n\n%s\n", i+1, x.Title, x.Body)
	}
	if d.CopyTo != "" {
		fmt.Fprintf(&b, "\n抄送：%s。\n", d.CopyTo)
	}
	return b.String()
}

// conversions is how many office programs run at once: each takes a processor and
// some hundred megabytes.
const conversions = 2

// converter returns what is configured, nil when there is nothing.
func (c converterFlags) converter() (intake.Converter, error) {
	var all intake.Both
	office, err := intake.FindOffice(c.Office, conversions)
	switch {
	case err == nil:
		all = append(all, office)
	case c.Office != "":
		return nil, document.Refuse(document.Invalid, "office-config", "MINGFA_OFFICE 指定的 LibreOffice 程序不存在或者不能运行。")
	case !errors.Is(err, intake.ErrNoConverter):
		return nil, err
	}
	if c.Gotenberg != "" {
		g, err := intake.NewGotenberg(c.Gotenberg)
		if err != nil {
			return nil, err
		}
		all = append(all, g)
	}
	if len(all) == 0 {
		return nil, nil //nolint:nilnil // that there is none is an answer
	}
	return all, nil
}

// extractions is how many PDF files are read at once.
const extractions = 2

// reader is the reader of files with all that is configured; the folder keeps what
// makes the PDF worker start quickly.
func (c converterFlags) reader(ctx context.Context, folder string) (*intake.Reader, *extract.Worker, error) {
	converter, err := c.converter()
	if err != nil {
		return nil, nil, err
	}
	worker, err := extract.NewWorker(folder, extractions)
	if err != nil {
		return nil, nil, err
	}
	reading, err := c.reading(ctx, worker)
	if err != nil {
		return nil, nil, err
	}
	reader, err := intake.New(converter)
	if err != nil {
		return nil, nil, err
	}
	return reader.WithPDF(reading).WithPlaces(worker), worker, nil
}

// workerFolder is the folder of the PDF worker for commands that need no data folder.
func workerFolder() string {
	base, err := os.UserCacheDir()
	if err != nil {
		base = os.TempDir()
	}
	return filepath.Join(base, "mingfa", "pdf-worker")
}

// confineCmd limits this process and becomes the program that is named; see confine.
type confineCmd struct {
	Args []string `arg:""`
}

// Run returns only when it could not.
func (c *confineCmd) Run() error { return confine.Become(c.Args) }

// pdfWorkerCmd reads one PDF; see extract.
type pdfWorkerCmd struct {
	Args []string `arg:""`
}

// Run reads from the standard input and writes to the standard output.
func (c *pdfWorkerCmd) Run(a *app) error { return extract.Serve(c.Args, a.In, a.Out) }
