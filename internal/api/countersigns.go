package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// What co-issuing bodies say of a joint document.

type countersigning struct {
	Digest    string        `json:"digest" pattern:"^[0-9a-f]{64}$" patternDescription:"64 位小写十六进制的指纹" doc:"会签人或者登记人所见稿次的指纹"`
	Body      string        `json:"body" maxLength:"200" doc:"会签机关，与正文所列联合行文机关一致"`
	Stand     dossier.Stand `json:"stand" doc:"会签意见"`
	Opinion   string        `json:"opinion" required:"false" maxLength:"2000" doc:"修改意见或者不同意的理由；同意的可以不填"`
	Signatory string        `json:"signatory" required:"false" maxLength:"100" doc:"会签人姓名；以本人账号会签的不填"`
	Post      string        `json:"post" maxLength:"100" doc:"会签人职务" example:"局长"`
	On        document.Date `json:"on" required:"false" doc:"会签日期；以本人账号会签的不填"`
	Evidence  string        `json:"evidence" required:"false" maxLength:"200" doc:"会签单或者复函的编号；以本人账号会签的不填"`
}

type consent struct {
	Body      string        `json:"body" doc:"会签机关"`
	Stand     dossier.Stand `json:"stand" doc:"会签意见"`
	Signatory string        `json:"signatory" doc:"会签人姓名"`
	Post      string        `json:"post" doc:"会签人职务"`
	On        document.Date `json:"on" doc:"会签日期"`
	Opinion   string        `json:"opinion" doc:"具体意见"`
	Evidence  string        `json:"evidence" doc:"会签单或者复函的编号，以本人账号会签的为空字符串"`
	Own       bool          `json:"own" doc:"由该机关人员以本人账号会签"`
	Revision  int           `json:"revision" doc:"所签稿次"`
	Digest    string        `json:"digest" doc:"所签稿次的指纹"`
	Cover     string        `json:"cover" doc:"会签所及部分（正文、附件、文件关系）的指纹；此三部分改动后，会签失效"`
	Person    string        `json:"-"`
	Name      string        `json:"name" doc:"登记人姓名"`
	At        time.Time     `json:"at" doc:"登记时刻"`
}

type coSignature struct {
	Body  string            `json:"body" doc:"会签机关"`
	State string            `json:"state" enum:"none,stale,agree,agree_with_changes,refuse" doc:"对现稿的会签情况：none 尚未会签；stale 所签稿件已有改动；其余同会签意见"`
	Label string            `json:"label" doc:"会签情况名称"`
	Own   bool              `json:"own" doc:"该机关在本系统有签发人，须由其本人会签"`
	Open  bool              `json:"open" doc:"本人现在可否办理"`
	Said  []dossier.Consent `json:"said" nullable:"false" doc:"历次会签，由早到晚"`
}

type (
	countersignInput struct {
		DocumentPath
		Body verdict.Countersigning
	}
	countersignOutput struct{ Body dossier.Consent }
)

func (s *server) registerCountersigns() {
	secured(s, huma.Operation{
		OperationID: "countersign", Method: http.MethodPost, Path: "/documents/{id}/countersigns", Tags: []string{tagAct},
		Summary:       "联合行文会签",
		Description:   "送审以后、签发以前，记录联合行文机关对现稿的会签。该机关在本系统有签发人的，由其以本人账号办理；没有的，由主办机关按会签单登记会签人、日期和编号。正文、附件或者文件关系改动后，会签失效，须重新会签。内容相同的重复请求只记一次。",
		DefaultStatus: http.StatusCreated,
	}, s.countersign, forWriting...)
}

func (s *server) countersign(ctx context.Context, who caller, in *countersignInput) (*countersignOutput, error) {
	out, err := s.counter.Countersign(ctx, who.person, in.ID, in.Body)
	if err != nil {
		return nil, err
	}
	out.At = out.At.UTC()
	return &countersignOutput{out}, nil
}
