package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"mingfa/internal/document"
)

const fronted9704 = `---
# 通知的著录项
title: 关于加强停车管理的通知
文种: 通知
class: general
发文机关:
  - 明州市人民政府办公室
  - 明州市公安局
number: 明政办发〔2026〕9号
signers: 王喆、李赟
成文日期: 2026年11月21日
addressees: [各区人民政府, 市政府各部门]
抄送: 市委办公室
urgency: 特急
附注: （此件公开发布）
effective-date: 20261201
annexes:
  - 1. 泊位清单
  - title: 办理流程
    body: |
      一、提出申请。
---

# 关于加强停车管理的通知

各区人民政府，市政府各部门：

为加强管理，现通知如下。

一、摸清底数
---
| 甲 | 乙 |
| --- | --- |
| 1 | 2 |

| 丙 |
| --- |

明州市人民政府办公室
2026年11月21日

（此件公开发布）

附件1

# 泊位清单

一辆。
`

func readText(t *testing.T, text string) (Text, error) {
	t.Helper()
	r, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Read(t.Context(), "a.md", []byte(text))
}

func TestFrontMatter(t *testing.T) {
	want := Text{
		Kind: Plain, Title: "关于加强停车管理的通知", Addressee: "各区人民政府，市政府各部门", CopyTo: "市委办公室", Urgency: document.Extra,
		Body:    "为加强管理，现通知如下。\n一、摸清底数\n---\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n| 丙 |\n| --- |",
		Annexes: []Annex{{"泊位清单", "一辆。"}, {"办理流程", "一、提出申请。"}},
		Front: &Front{
			Kind: document.Notice, Class: document.General, JointWith: []string{"明州市公安局"}, EffectiveOn: "2026-12-01", Attribute: document.Proactive,
			Issuer: "明州市人民政府办公室", Number: "明政办发〔2026〕9号", Signers: []string{"王喆", "李赟"}, DatedOn: "2026-11-21",
		},
	}
	for name, text := range map[string]string{
		"as it is": fronted9704, "CRLF": strings.ReplaceAll(fronted9704, "\n", "\r\n"), "with a mark of order": "\ufeff" + fronted9704, "closed by dots": strings.Replace(fronted9704, "---\n\n#", "...\n\n#", 1),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readText(t, text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Front{}), cmpopts.IgnoreFields(Text{}, "Findings")); diff != "" {
				t.Error(diff)
			}
			if len(got.Findings) != 1 || !strings.Contains(got.Findings[0].Message, "明州市人民政府办公室｜2026年11月21日｜（此件公开发布）") {
				t.Errorf("findings: %+v", got.Findings)
			}
			said := got.Front.Draft()
			if len(said) != 2 || !strings.Contains(said[0].Message, "文种、") || !strings.Contains(said[1].Message, "发文字号") || strings.Contains(said[1].Message, "文种") {
				t.Errorf("to the drafter: %+v", said)
			}
		})
	}
}

// TestNoFrontMatter: what has none is read as ever.
func TestNoFrontMatter(t *testing.T) {
	for name, row := range map[string]struct{ text, title, body string }{
		"a rule":            {"---\n一、开头\n---\n文", "---", "一、开头\n---\n文"},
		"a rule and a list": {"---\n- 甲\n---\n乙", "---", "- 甲\n---\n乙"},
		"below the title":   {"# 题\n---\ntitle: 甲\n---\n文", "题", "---\ntitle: 甲\n---\n文"},
		"four dashes":       {"----\ntitle: 甲\n----\n文", "----", "title: 甲\n----\n文"},
		"plain":             {"# 题\n\n文。\n\n2026年1月1日", "题", "文。\n\n2026年1月1日"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readText(t, row.text)
			if err != nil || got.Front != nil || got.Title != row.title || got.Body != row.body || got.Findings != nil {
				t.Errorf("%+v %v", got, err)
			}
		})
	}
}

// TestFrontValues: names of the API and of people, and values as people write them.
func TestFrontValues(t *testing.T) {
	for name, row := range map[string]struct {
		front string
		want  Front
	}{
		"mark":             {"mark: 不予公开\ngrounds: [R16A, 过程性信息]\nreason: 内部事务。", Front{Attribute: document.Withheld, Grounds: []document.Ground{document.R16A, document.R16B}, Reason: "内部事务。"}},
		"note of its own":  {"note: （联系人：王喆）", Front{Note: "联系人：王喆"}},
		"letter":           {"form: 信函\nunsealed: true", Front{Form: "letter", Unsealed: true}},
		"order":            {"版式: 命令\nsigner: 王喆\nsigner_post: 市长\nnumber: 明州市人民政府令第12号", Front{Form: "order", Signers: []string{"王喆"}, SignerPost: "市长", Number: "明州市人民政府令第12号"}},
		"minutes":          {"form: minutes\n出席: [王喆, 李赟]\n列席: 孙芃", Front{Form: "minutes", Present: "王喆、李赟", Attending: "孙芃"}},
		"dates":            {"date: '2026.11.21'\n有效期至: 2031/11/30", Front{DatedOn: "2026-11-21", ExpiresOn: "2031-11-30"}},
		"empty is nothing": {"title:\nnumber: ''\n文种: ~\nurgency:", Front{}},
		"joined names":     {"Copy To: 甲\nJOINT-WITH: 甲局、乙局", Front{JointWith: []string{"甲局", "乙局"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readText(t, "---\n"+row.front+"\n---\n# 题\n文。")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&row.want, got.Front, cmpopts.IgnoreUnexported(Front{})); diff != "" || got.Title != "题" || got.Body != "文。" {
				t.Error(got.Title, got.Body, diff)
			}
		})
	}
}

// TestFrontRefused: nothing is taken of what is wrong, and the answer names line and key.
func TestFrontRefused(t *testing.T) {
	nest := strings.Repeat
	for name, row := range map[string]struct{ front, code, says string }{
		"not closed":           {"title: 甲", "front-open", "没有结束"},
		"wide colon":           {"title: 甲\n文种：通知\n---\n文", "front-syntax", "第3行冒号是全角的"},
		"broken quotes":        {"title: \"甲\nkind: 通知\n---\n文", "front-syntax", "不合 YAML"},
		"broken indent":        {"title: 甲\n   kind: 通知\n---\n文", "front-syntax", "第2行不合 YAML"},
		"no space":             {"title: 甲\nkind:通知\n---\n文", "front-syntax", "行"},
		"anchors":              {"title: &a [甲]\nannexes: [*a, *a]\n---\n文", "front-syntax", "第2行"},
		"merge":                {"title: 甲\n<<: {kind: 通知}\n---\n文", "front-syntax", "第3行"},
		"tag":                  {"title: !!binary 5YWs\n---\n文", "front-syntax", "第2行"},
		"brackets":             {"annexes: " + nest("[", 5000) + nest("]", 5000) + "\n---\n文", "front-syntax", "层次过深"},
		"dashes":               {"annexes:\n  " + nest("- ", 5000) + "甲\n---\n文", "front-syntax", "层次过深"},
		"too large":            {"title: 甲\nsummary: " + nest("长", maxFront) + "\n---\n文", "front-large", "64KB"},
		"twice":                {"title: 甲\ntitle: 乙\n---\n文", "front-twice", "第3行的“title”与第2行重复"},
		"twice in two tongues": {"title: 甲\n标题: 乙\n---\n文", "front-twice", "第3行的“标题”与第2行重复"},
		"kind":                 {"kind: 通知书\n---\n文", "front-value", "第2行“kind”的值不可用。请填写决议"},
		"urgency of telegrams": {"urgency: 特提\n---\n文", "front-value", "特急、加急"},
		"date":                 {"date: 2026-02-30\n---\n文", "front-value", "2026-12-01"},
		"number":               {"number: 明政办发[2026]9号\n---\n文", "front-value", "六角括号"},
		"attribute":            {"attribute: 公开\n---\n文", "front-value", "主动公开、依申请公开、不予公开"},
		"note and attribute":   {"attribute: 不予公开\nnote: 此件公开发布\n---\n文", "front-value", "不一致"},
		"grounds":              {"grounds: [R16A, R99]\n---\n文", "front-value", "国家秘密"},
		"a list for a title":   {"title: [甲, 乙]\n---\n文", "front-value", "一行文字"},
		"a map for a title":    {"title: {甲: 乙}\n---\n文", "front-value", "一行文字"},
		"endless title":        {"title: " + nest("长", 1001) + "\n---\n文", "front-value", "1000"},
		"unsealed":             {"unsealed: 是\n---\n文", "front-value", "true"},
		"form":                 {"form: 电报\n---\n文", "front-value", "纪要之一"},
		"annex without title":  {"annexes:\n  - body: 文\n---\n文", "front-value", "title"},
		"annex with more":      {"annexes:\n  - {title: 甲, attribute: 不予公开}\n---\n文", "front-value", "title"},
		"nothing below":        {"kind: 通知\n---\n", "empty-file", "没有正文"},
		"a secret":             {"title: 甲\nsummary: \"\\u673A\\u5BC6★10年\"\n---\n文", "secrecy-mark", "国家秘密"},
		"a secret in an annex": {"annexes:\n  - {title: 甲, body: \"机\\u5BC6★10年\"}\n---\n文", "secrecy-mark", "国家秘密"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readText(t, "---\n"+row.front)
			e, ok := errors.AsType[*document.Error](err)
			if !ok || e.Code != row.code || !strings.Contains(e.Message, row.says) || got.Body != "" {
				t.Errorf("%+v %v", got, err)
			}
		})
	}
	_, err := readText(t, "\n\n---\nkind: 甲\nurgency: 乙\n---\n文")
	e, ok := errors.AsType[*document.Error](err)
	if !ok || len(e.Findings) != 2 || e.Findings[1].Place != "front.urgency" || !strings.Contains(e.Findings[1].Message, "第5行") {
		t.Errorf("all that is wrong, with its line in the file: %+v", err)
	}
}

// TestFrontFindings: what is left, and what contradicts itself, is said.
func TestFrontFindings(t *testing.T) {
	for name, row := range map[string]struct{ text, rule, says string }{
		"unknown key":        {"tags: [甲]\n---\n# 题\n文。", "front-key", "第2行的“tags”"},
		"other addressee":    {"addressee: 甲局\n---\n# 题\n乙局：\n文。", "", "乙局"},
		"other title":        {"title: 甲\n---\n# 乙\n文。", "", "标题（乙）与文首元数据的标题不一致"},
		"annexes said twice": {"annexes: [甲表]\nissuer: 甲局\n---\n# 题\n文。\n附件：甲表\n附件\n甲表\n一。", "", "没有带入正文：附件：甲表"},
		"annex without text": {"annexes: [甲表, 乙表]\n---\n# 题\n文。\n附件1\n甲表\n一。", "", "2个附件（甲表、乙表），文件中有1个"},
		"no title":           {"kind: 通知\n---\n一、这是第一句话。\n二、这是第二句话。", "", "没有识别出标题"},
		"a picture":          {"title: 题\n---\n文。\n![锅炉房](boiler.png)", "LY-32", "boiler.png"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := readText(t, "---\n"+row.text)
			if err != nil || len(got.Findings) != 1 || got.Findings[0].Rule != row.rule || !strings.Contains(got.Findings[0].Message, row.says) {
				t.Errorf("%+v %v", got.Findings, err)
			}
		})
	}
}

// TestPicturesNotBrought: a text file has no pictures of its own (LY-32).
func TestPicturesNotBrought(t *testing.T) {
	got, err := readText(t, "# 题\n文。\n![锅炉房](boiler.png)\n![泊位](泊位.jpg)")
	if err != nil || len(got.Findings) != 2 || got.Findings[0].Rule != "LY-32" {
		t.Fatalf("%+v %v", got, err)
	}
	rest := Brought(got.Findings, []string{"泊位.jpg"})
	if len(rest) != 1 || !strings.Contains(rest[0].Message, "boiler.png") || len(got.Findings) != 2 {
		t.Errorf("%+v", rest)
	}
}

// FuzzFrontMatter: whatever stands at the head of a file, it is read or refused with a
// sentence for people.
func FuzzFrontMatter(f *testing.F) {
	f.Add(fronted9704)
	for _, s := range []string{"title: 甲", "annexes:\n  - {title: 甲, body: |", "? a\n: b", "a: 'b", "issuer: [甲, [乙]]", "a: >-\n b\n- c", "{a: b}: c", "\"a\\u673A\": [", "a: b: c", "标题:\t甲", "kind: !!x 通知"} {
		f.Add("---\n" + s + "\n---\n# 题\n文。")
	}
	r, err := New(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := r.Read(t.Context(), "a.md", []byte(text))
		if _, ok := errors.AsType[*document.Error](err); err != nil && !ok {
			t.Errorf("no answer for people: %v", err)
		}
	})
}
