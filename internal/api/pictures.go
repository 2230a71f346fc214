package api

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

type addedPicture struct {
	Picture   dossier.Picture `json:"picture" doc:"图片；建稿、改稿时填入任一部分的 pictures"`
	Reference string          `json:"reference" doc:"引用行：在正文、附件或者解读材料中独占一行，方括号内改为图片的说明"`
}

type (
	addPictureInput struct {
		Name        string `query:"name" maxLength:"255" doc:"文件名；以表单上传的可以不填"`
		ContentType string `header:"Content-Type" hidden:"true"`
		RawBody     []byte `contentType:"application/octet-stream"`
	}
	addPictureOutput struct{ Body addedPicture }
	getPictureInput  struct {
		DocumentPath
		Digest string `path:"digest" pattern:"^[0-9a-f]{64}$" patternDescription:"64 位小写十六进制的指纹" doc:"图片的 SHA-256"`
	}
)

const pictureLimits = "只收 PNG 和 JPEG，每张不超过 5 MiB、4000 万像素，一件公文不超过 50 张、合计不超过 20 MiB。" +
	"拍摄位置、拍摄信息、注释等一律去除，照片按拍摄方向转正，透明背景改为白色，印刷色（CMYK）和每色 16 位的转换为普通颜色；去除和改动了什么，在 remarks 中说明。"

func (s *server) registerPictures() {
	op := fileOperation(huma.Operation{
		OperationID: "add-picture", Method: http.MethodPost, Path: "/pictures", Tags: []string{tagFile},
		Summary: "上传图片", Description: "上传一张图片，供正文、附件或者解读材料引用。建稿、改稿时把返回的 picture（只有 name 和 digest 起作用）填入任一部分的 pictures，系统按引用归入各部分。" + pictureLimits,
		DefaultStatus: http.StatusCreated,
	})
	op.RequestBody.Content = map[string]*huma.MediaType{
		"image/png": op.RequestBody.Content["application/octet-stream"], "image/jpeg": op.RequestBody.Content["application/octet-stream"],
		"application/octet-stream": op.RequestBody.Content["application/octet-stream"], "multipart/form-data": op.RequestBody.Content["multipart/form-data"],
	}
	secured(s, op, s.addPicture, forWriting...)
	binary := &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}
	secured(s, huma.Operation{
		OperationID: "get-picture", Method: http.MethodGet, Path: "/documents/{id}/pictures/{digest}", Tags: []string{tagFile},
		Summary: "查看图片", Description: "返回公文当前稿次中的一张图片。",
		Responses: map[string]*huma.Response{"200": {Description: "图片", Content: map[string]*huma.MediaType{"image/png": binary, "image/jpeg": binary}}},
	}, s.getPicture, forReading...)
}

func (s *server) addPicture(ctx context.Context, who caller, in *addPictureInput) (*addPictureOutput, error) {
	name, data, err := uploaded(in.Name, in.ContentType, in.RawBody)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, problem(http.StatusBadRequest, "file-name-missing", "请以 name 参数给出文件名。")
	}
	p, err := s.counter.AddPicture(ctx, who.person, name, data)
	if err != nil {
		return nil, err
	}
	return &addPictureOutput{addedPicture{p, p.Reference()}}, nil
}

func (s *server) getPicture(ctx context.Context, who caller, in *getPictureInput) (*pdfOutput, error) {
	kind, b, err := s.counter.Picture(ctx, who.person, in.ID, in.Digest)
	if err != nil {
		return nil, err
	}
	return &pdfOutput{kind, disposition("inline", in.Digest+"."+strings.TrimPrefix(kind, "image/")), b}, nil
}

// addPictures takes in the pictures that came with a text, and lays them with its draft.
func (s *server) addPictures(ctx context.Context, who caller, c dossier.Content, pictures []upload) (dossier.Content, error) {
	for _, x := range pictures {
		if len(x.data) > desk.MaxPicture {
			x.data = x.data[:desk.MaxPicture+1] // one byte too many, which the counter refuses
		}
		p, err := s.counter.AddPicture(ctx, who.person, x.name, x.data)
		if err != nil {
			return c, fmt.Errorf("picture %s: %w", x.name, err)
		}
		c.Text.Pictures = append(c.Text.Pictures, p)
	}
	return c, nil
}
