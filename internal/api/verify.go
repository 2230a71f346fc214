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
		Summary: "核验版式文件", Description: "核验 PDF 文件（上限 64 MiB）的电子印章、效力标注以及盖章后的改动。文件不保存。",
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
