package api

import (
	"context"
	"fmt"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type pageInput struct {
	DocumentPath
	Page int    `path:"page" minimum:"1" maximum:"10000" doc:"页次，从 1 起"`
	Of   string `query:"of" enum:"sealed,marked" doc:"取用印正本或者效力标注副本的页面；不填则取当前稿次的预览"`
}

type pdfOutput struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	Disposition string `header:"Content-Disposition" doc:"处理方式和文件名（RFC 6266）"`
	Body        []byte
}

const (
	pdfType = "application/pdf"
	pngType = "image/png"
)

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
	secured(s, huma.Operation{
		OperationID: "get-page", Method: http.MethodGet, Path: "/documents/{id}/pages/{page}", Tags: []string{tagFile},
		Summary: "查看一页的图像", Description: "返回一页的图像（PNG，100 dpi）。图像在受限的进程中生成。", Responses: pngResponse(),
	}, s.page, forReading...)
}

func pngResponse() map[string]*huma.Response {
	return map[string]*huma.Response{"200": {
		Description: "PNG 图像",
		Content:     map[string]*huma.MediaType{pngType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
}

func (s *server) page(ctx context.Context, who caller, in *pageInput) (*pdfOutput, error) {
	b, err := s.counter.Page(ctx, who.person, in.ID, in.Of, in.Page)
	if err != nil {
		return nil, err
	}
	return &pdfOutput{pngType, disposition("inline", fmt.Sprintf("第%d页.png", in.Page)), b}, nil
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
