package api

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// maxImport is the largest body that brings a file to import: the file, its pictures, and
// the form around them.
const maxImport = desk.MaxUpload + desk.MaxPictures + 64<<10

type importedAnnex struct {
	Title string `json:"title" doc:"附件标题"`
	Body  string `json:"body" doc:"附件正文"`
}

type importedPicture struct {
	Name   string `json:"name" doc:"名称，正文、附件以此引用"`
	Digest string `json:"digest" doc:"图片的 SHA-256"`
}

type imported struct {
	Kind      string              `json:"kind" doc:"文件的实际类型，例如 docx"`
	Title     string              `json:"title" doc:"识别出的标题，没有识别出的为空"`
	Addressee string              `json:"addressee" doc:"主送机关"`
	CopyTo    string              `json:"copy_to" doc:"抄送机关"`
	Urgency   document.Urgency    `json:"urgency" doc:"紧急程度，没有识别出的为空字符串"`
	Body      string              `json:"body" doc:"正文"`
	Annexes   []importedAnnex     `json:"annexes" nullable:"false" doc:"附件"`
	Pictures  []importedPicture   `json:"pictures" nullable:"false" doc:"文中的图片，已经接收；建稿时填入 text.pictures"`
	Front     *desk.ImportedFront `json:"front,omitempty" doc:"Markdown、文本文件文首元数据中的其他项目；没有的不填"`
	Findings  []document.Finding  `json:"findings" nullable:"false" doc:"文件中没有带入或者须核对之处：修订、批注、隐藏文字、属性、图片等"`
	Original  *dossier.Original   `json:"original,omitempty" doc:"作为公文原件接收的成品 PDF；建稿时原样填入 text.original"`
}

type drafted struct {
	Document desk.View `json:"document" doc:"建立的草稿"`
	Imported imported  `json:"imported" doc:"从文件中读到的内容"`
}

type (
	importInput struct {
		Name        string `query:"name" maxLength:"255" doc:"文件名；以表单上传的可以不填"`
		AsFile      bool   `query:"as_file" doc:"将 PDF 作为公文原件接收：不再排版，盖章印发的就是这份文件；正文取自其中的文字"`
		ContentType string `header:"Content-Type" hidden:"true"`
		RawBody     []byte `contentType:"text/plain"`
	}
	importOutput     struct{ Body imported }
	draftImportInput struct {
		Key         string `header:"Idempotency-Key" pattern:"^[A-Za-z0-9._~:-]{8,128}$" patternDescription:"8 至 128 位字母、数字或者 ._~:- 组成的标识" doc:"请求标识，建议使用 UUID；重复提交同一标识，返回首次建立的公文"`
		Unit        string `query:"unit" maxLength:"64" doc:"起草单位编号；只为一个单位起草的可以不填"`
		Name        string `query:"name" maxLength:"255" doc:"文件名；以表单上传的可以不填"`
		AsFile      bool   `query:"as_file" doc:"将 PDF 作为公文原件接收：不再排版，盖章印发的就是这份文件；正文取自其中的文字"`
		ContentType string `header:"Content-Type" hidden:"true"`
		RawBody     []byte `contentType:"application/octet-stream"`
	}
	draftImportOutput struct{ Body drafted }
)

const importLimits = "可以导入 Word 文档（.docx）、PDF（只取文字）、纯文本和 Markdown 文件（文首可以有 YAML 元数据，项目与公文的字段同名，也可以用中文名称）；配置了文档转换程序的，还可以导入 .doc、.odt 和 .rtf。上限 20 MiB。" +
	"带有密级标志的文件（含批注、隐藏文字和修订前文字）一律拒收，并记入台账。OFD、WPS、加密、损坏的文件，以及带有脚本、启动动作、内嵌文件或者他人签章的 PDF 不予导入，逐一说明原因和办法。" +
	"以 as_file=true 提交的 PDF 作为公文原件：核对、审批、盖章、公开的都是这份文件；其中不得有可填写的表单和批注，发文字号、成文日期和公开方式须已印好，附件须在同一个 PDF 之内。"

func (s *server) registerImports() {
	secured(s, fileOperation(huma.Operation{
		OperationID: "import-file", Method: http.MethodPost, Path: "/imports", Tags: []string{tagFile},
		Summary: "读取文稿", Description: "从文件识别标题、主送机关、正文和附件，不保存。" + importLimits,
	}), s.importFile, forWriting...)
	secured(s, fileOperation(huma.Operation{
		OperationID: "import-document", Method: http.MethodPost, Path: "/documents/import", Tags: []string{tagDocument},
		Summary: "导入文稿并建立草稿", Description: "从文件建立一件新公文，并说明文件中没有带入的内容。须以 Idempotency-Key 请求头给出请求标识。" + importLimits,
		DefaultStatus: http.StatusCreated,
	}), s.importDraft, forWriting...)
}

// fileOperation describes an operation whose body is a file, as it is or in a form.
func fileOperation(op huma.Operation) huma.Operation {
	file := &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{
		"file": {Type: huma.TypeString, Format: "binary", Description: "要导入的文件"},
		"pictures": {
			Type: huma.TypeArray, Items: &huma.Schema{Type: huma.TypeString, Format: "binary"},
			Description: "文稿引用的图片（PNG、JPEG），可以没有；只在建立草稿时使用",
		},
	}}
	binary := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	op.MaxBodyBytes, op.BodyReadTimeout = maxImport, pdfPatience
	op.SkipValidateBody = true // a file, whatever its form: there is no schema to hold it to
	op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{
		"text/plain": binary, "text/markdown": binary, "application/octet-stream": binary, "multipart/form-data": {Schema: file},
	}}
	return op
}

func (s *server) importFile(ctx context.Context, who caller, in *importInput) (*importOutput, error) {
	_, out, err := s.read(ctx, who, in.AsFile, in.Name, in.ContentType, in.RawBody)
	if err != nil {
		return nil, err
	}
	return &importOutput{out}, nil
}

func (s *server) importDraft(ctx context.Context, who caller, in *draftImportInput) (*draftImportOutput, error) {
	key, err := idempotencyKey(in.Key, "")
	if err != nil {
		return nil, err
	}
	c, out, err := s.read(ctx, who, in.AsFile, in.Name, in.ContentType, in.RawBody)
	if err == nil {
		c, err = s.addPictures(ctx, who, c, uploads("pictures", in.ContentType, in.RawBody))
	}
	if err != nil {
		return nil, err
	}
	out.Findings = list(desk.Brought(out.Findings, c.Text.Pictures))
	v, err := s.counter.Create(ctx, who.person, desk.Draft{Unit: in.Unit, Content: c, RequestID: key})
	if err != nil {
		return nil, err
	}
	return &draftImportOutput{drafted{tidied(v), out}}, nil
}

// read hands the uploaded file to the counter and returns a draft of it.
func (s *server) read(ctx context.Context, who caller, asFile bool, name, contentType string, raw []byte) (dossier.Content, imported, error) {
	name, data, err := uploaded(name, contentType, raw)
	if err != nil {
		return dossier.Content{}, imported{}, err
	}
	if name == "" {
		return dossier.Content{}, imported{}, problem(http.StatusBadRequest, "file-name-missing", "请以 name 参数给出文件名。")
	}
	if asFile {
		a, err := s.counter.Adopt(ctx, who.person, name, data)
		return a.Content, shownOriginal(a), err
	}
	t, err := s.counter.Import(ctx, who.person, name, data)
	return desk.Filled(t), shownImport(t), err
}

// shownOriginal is the answer to a finished PDF.
func shownOriginal(a desk.Adopted) imported {
	t := a.Content.Text
	return imported{
		Kind: "pdf", Title: t.Title, Addressee: t.Addressee, CopyTo: t.CopyTo, Urgency: t.Urgency, Body: t.Body, Annexes: []importedAnnex{}, Pictures: []importedPicture{},
		Findings: list(a.Findings), Original: t.Original,
	}
}

func shownImport(t desk.Imported) imported {
	out := imported{
		Kind: string(t.Kind), Title: t.Title, Addressee: t.Addressee, CopyTo: t.CopyTo, Urgency: t.Urgency, Body: t.Body, Annexes: []importedAnnex{}, Pictures: []importedPicture{}, Front: t.Front, Findings: list(t.Findings),
	}
	for _, p := range t.Pictures {
		out.Pictures = append(out.Pictures, importedPicture{p.Name, p.Digest})
	}
	for _, a := range t.Annexes {
		out.Annexes = append(out.Annexes, importedAnnex(a))
	}
	return out
}

// upload is a file of a form.
type upload struct {
	name string
	data []byte
}

// uploaded returns the file of a form, or the body as it is. The body is read
// and limited already, so the form can't be larger.
func uploaded(asked, contentType string, raw []byte) (name string, data []byte, err error) {
	if kind, _, err := mime.ParseMediaType(contentType); err != nil || kind != "multipart/form-data" {
		return asked, raw, nil //nolint:nilerr // no form: the body is the file
	}
	files := uploads("file", contentType, raw)
	if len(files) == 0 {
		return "", nil, problem(http.StatusBadRequest, "bad-form", "表单中没有名为 file 的文件，或者表单不完整。")
	}
	return cmp.Or(asked, files[0].name), files[0].data, nil
}

// uploads returns the files of a form under a name; none of a body that is no form, or of
// one that is not whole.
func uploads(field, contentType string, raw []byte) []upload {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" || params["boundary"] == "" {
		return nil
	}
	var out []upload
	form := multipart.NewReader(bytes.NewReader(raw), params["boundary"])
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			return nil
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil
		}
		if part.FormName() == field {
			out = append(out, upload{part.FileName(), data})
		}
	}
}
