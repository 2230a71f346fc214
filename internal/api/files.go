package api

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type imported struct {
	Title string `json:"title" doc:"识别出的标题"`
	Body  string `json:"body" doc:"正文"`
}

type (
	pdfOutput struct {
		ContentType string `header:"Content-Type" hidden:"true"`
		Disposition string `header:"Content-Disposition" doc:"处理方式和文件名（RFC 6266）"`
		Body        []byte
	}
	importInput struct {
		Name        string `query:"name" maxLength:"255" doc:"文件名，以 .txt 或者 .md 结尾；以表单上传的可以不填"`
		ContentType string `header:"Content-Type" hidden:"true"`
		RawBody     []byte `contentType:"text/plain"`
	}
	importOutput struct{ Body imported }
)

const pdfType = "application/pdf"

// pdfResponse documents an answer that is a PDF.
func pdfResponse() map[string]*huma.Response {
	return map[string]*huma.Response{"200": {
		Description: "PDF 文件",
		Content:     map[string]*huma.MediaType{pdfType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
}

func (s *server) registerFiles() {
	secured(s, huma.Operation{
		OperationID: "preview-document", Method: http.MethodGet, Path: "/documents/{id}/preview.pdf", Tags: []string{tagFile},
		Summary: "预览版式", Description: "按《党政机关公文格式》（GB/T 9704—2012）排印当前稿次。", Responses: pdfResponse(),
	}, s.preview, forReading...)
	secured(s, huma.Operation{
		OperationID: "get-sealed-file", Method: http.MethodGet, Path: "/documents/{id}/files/sealed.pdf", Tags: []string{tagFile},
		Summary: "下载用印正本", Description: "返回加盖电子印章的正本，逐字节不变。", Responses: pdfResponse(),
	}, s.file("sealed"), forReading...)
	secured(s, huma.Operation{
		OperationID: "get-marked-file", Method: http.MethodGet, Path: "/documents/{id}/files/marked.pdf", Tags: []string{tagFile},
		Summary: "下载效力标注副本", Description: "返回带有现时效力标注的副本，正本包含在内。", Responses: pdfResponse(),
	}, s.file("marked"), forReading...)
	secured(s, importOperation(), s.importFile, forWriting...)
}

func importOperation() huma.Operation {
	file := &huma.Schema{Type: huma.TypeObject, Required: []string{"file"}, Properties: map[string]*huma.Schema{
		"file": {Type: huma.TypeString, Format: "binary", Description: "文本文件或者 Markdown 文件"},
	}}
	binary := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	return huma.Operation{
		OperationID: "import-file", Method: http.MethodPost, Path: "/imports", Tags: []string{tagFile},
		Summary: "导入文稿", Description: "从文本文件或者 Markdown 文件（上限 3 MiB）识别标题和正文，不保存。带有密级标志的文件一律拒收，并记入台账。",
		SkipValidateBody: true, // a file, whatever its form: there is no schema to hold it to
		RequestBody: &huma.RequestBody{Content: map[string]*huma.MediaType{
			"text/markdown": binary, "application/octet-stream": binary, "multipart/form-data": {Schema: file},
		}},
	}
}

func (s *server) preview(ctx context.Context, who caller, in *DocumentPath) (*pdfOutput, error) {
	b, err := s.counter.Preview(ctx, who.person, in.ID)
	if err != nil {
		return nil, err
	}
	return &pdfOutput{pdfType, disposition("inline", "预览.pdf"), b}, nil
}

func (s *server) file(kind string) func(context.Context, caller, *DocumentPath) (*pdfOutput, error) {
	return func(ctx context.Context, who caller, in *DocumentPath) (*pdfOutput, error) {
		name, b, err := s.counter.File(ctx, who.person, in.ID, kind)
		if err != nil {
			return nil, err
		}
		return &pdfOutput{pdfType, disposition("attachment", name), b}, nil
	}
}

// disposition names a file in the form of RFC 6266, which carries Chinese.
func disposition(how, name string) string {
	return mime.FormatMediaType(how, map[string]string{"filename": name})
}

func (s *server) importFile(ctx context.Context, who caller, in *importInput) (*importOutput, error) {
	name, data, err := uploaded(in)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, problem(http.StatusBadRequest, "file-name-missing", "请以 name 参数给出文件名。")
	}
	title, body, err := s.counter.Import(ctx, who.person, name, data)
	return &importOutput{imported{title, body}}, err
}

// uploaded returns the file of a form, or the body as it is. The body is read
// and limited already, so the form can't be larger.
func uploaded(in *importInput) (name string, data []byte, err error) {
	kind, params, err := mime.ParseMediaType(in.ContentType)
	if err != nil || kind != "multipart/form-data" {
		return in.Name, in.RawBody, nil //nolint:nilerr // no form: the body is the file
	}
	form := multipart.NewReader(bytes.NewReader(in.RawBody), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil, problem(http.StatusBadRequest, "bad-form", "表单中没有名为 file 的文件，或者表单不完整。")
		}
		if part.FormName() != "file" {
			continue
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return "", nil, problem(http.StatusBadRequest, "bad-form", "表单不完整，请重新上传。")
		}
		if in.Name != "" {
			return in.Name, data, nil
		}
		return part.FileName(), data, nil
	}
}
