package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

type (
	verifyInput struct {
		RawBody []byte `contentType:"application/pdf"`
	}
	verifyOutput struct {
		Body any `doc:"核验报告"`
	}
)

func (s *server) registerVerify() {
	secured(s, huma.Operation{
		OperationID: "verify-file", Method: http.MethodPost, Path: "/verify", Tags: []string{tagFile},
		Summary: "核验版式文件", Description: "核验 PDF 文件（上限 64 MiB）的电子印章、效力标注以及盖章后的改动。文件不保存。结论（verdict）：intact 印章有效、盖章后未被篡改；tampered 已被改动；untrusted 印章完整但证书不受信任；unsealed 没有印章、只有效力标注；unsigned 没有任何签章。本接口不查询今日的效力，请另查登记簿。",
		MaxBodyBytes: maxPDF, BodyReadTimeout: pdfPatience,
	}, s.verify, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnprocessableEntity,
		http.StatusNotImplemented, http.StatusServiceUnavailable)
}

func (s *server) verify(ctx context.Context, _ caller, in *verifyInput) (*verifyOutput, error) {
	if s.verifier == nil {
		return nil, problem(http.StatusNotImplemented, "verify-not-offered", "本系统没有启用文件核验。")
	}
	report, err := s.verifier.Verify(ctx, in.RawBody)
	return &verifyOutput{report}, err
}
