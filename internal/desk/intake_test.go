package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/intake"
)

// TestFilledByFrontMatter: what a file says of itself goes into the draft; what the office
// gives in the course of things does not.
func TestFilledByFrontMatter(t *testing.T) {
	reader, err := intake.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		front string
		want  dossier.Content
	}{
		"kind, class, disclosure": {
			"title: 明州市停车管理办法\nkind: 通知\nclass: 行政规范性文件\nattribute: 依申请公开\nreason: 说明\njoint_with: 甲局\neffective_on: 2026-12-01\nsummary: 概述\nnumber: 明政办发〔2026〕9号\ndate: 2026-11-21",
			dossier.Content{
				Text: dossier.Text{
					Kind: document.Notice, Class: document.Normative, Title: "明州市停车管理办法", Body: "文。", JointWith: []string{"甲局"}, EffectiveOn: "2026-12-01",
				},
				Disclosure: dossier.Disclosure{Attribute: document.OnRequest, Reason: "说明"}, Catalogue: dossier.Catalogue{Summary: "概述"},
			},
		},
		"an upward kind": {"title: 题\nkind: 请示", dossier.Content{Text: dossier.Text{Kind: document.Request, Class: document.Upward, Title: "题", Body: "文。"}}},
		"a form":         {"title: 题\nform: 信函", dossier.Content{Text: dossier.Text{Kind: document.Letter, Class: document.General, Title: "题", Body: "文。"}}},
		"the title says": {"title: 关于停车的请示\nform: 普通", dossier.Content{Text: dossier.Text{Kind: document.Request, Class: document.Upward, Title: "关于停车的请示", Body: "文。"}}},
	} {
		t.Run(name, func(t *testing.T) {
			read, err := reader.Read(t.Context(), "a.md", []byte("---\n"+row.front+"\n---\n文。"))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(row.want.Clean(), desk.Filled(read)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
