package api

import (
	"github.com/danielgtaylor/huma/v2"
)

// Tags of the operations.
const (
	tagSession  = "登录"
	tagDocument = "公文"
	tagAct      = "办理"
	tagFile     = "文件"
	tagLedger   = "台账"
	tagSystem   = "系统"
)

const bearerScheme = "bearer"

const about = `明发的 JSON 接口，供办公自动化系统、网站等调用。

- 除登录、接口文档和运行状态外，每次请求都须在 Authorization 请求头中使用访问令牌：` + "`Authorization: Bearer <令牌>`" + `。接口不接受 Cookie。
- 请求体一律为 UTF-8 编码的 JSON（上限 3 MiB），不认识的字段、重复的字段均会被拒绝。
- 时刻采用 RFC 3339 格式（UTC）；日期采用“2006-01-02”格式（北京时间），空字符串表示未定。
- 出错时返回 application/problem+json（RFC 9457）：code 供程序判断，detail 供人阅读，findings 逐条列出问题所在。
- 办理动作须带 Idempotency-Key 请求头：同一动作重复提交，只办理一次。`

// config holds what the document says of the interface as a whole. No page is
// served that would load scripts from elsewhere, and no schema links are added
// to answers: those would name the host of the request.
func config() huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	registerShapes(registry)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "明发 JSON 接口", Version: "1.0.0", Description: about},
			Servers: []*huma.Server{{URL: Prefix}},
			Components: &huma.Components{
				Schemas:   registry,
				Responses: problemResponses(),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					bearerScheme: {Type: "http", Scheme: "bearer", Description: "登录（POST /sessions）后取得的访问令牌。"},
				},
			},
			Security: []map[string][]string{{bearerScheme: {}}},
			Tags: []*huma.Tag{
				{Name: tagSession, Description: "登录、退出与本人信息"},
				{Name: tagDocument, Description: "公文的起草、查询与修改"},
				{Name: tagAct, Description: "送审、同意、退回、签发、登记、发布等办理动作"},
				{Name: tagFile, Description: "版式文件的预览、下载、核验与文稿导入"},
				{Name: tagLedger, Description: "办理台账"},
				{Name: tagSystem, Description: "接口文档与运行状态"},
			},
		},
		Formats:                      map[string]huma.Format{"application/json": strictJSON, "json": strictJSON},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}
