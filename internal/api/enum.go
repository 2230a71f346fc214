package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// choice documents a type of words that has only so many values.
type choice struct {
	name   string // of the schema
	about  string // what it is, in Chinese
	values []value
}

// value is a word with its Chinese name.
type value struct{ word, label string }

// chosen stands in for T in the document: its schema is that of choices[T].
type chosen[T ~string] struct{}

// Schema puts the choice among the named schemas and refers to it.
func (chosen[T]) Schema(r huma.Registry) *huma.Schema { return choices[reflect.TypeFor[T]()].schema(r) }

func (c choice) schema(r huma.Registry) *huma.Schema {
	if _, ok := r.Map()[c.name]; !ok {
		s := &huma.Schema{Type: huma.TypeString, Description: c.describe()}
		for _, v := range c.values {
			s.Enum = append(s.Enum, v.word)
		}
		s.PrecomputeMessages()
		r.Map()[c.name] = s
	}
	return &huma.Schema{Ref: "#/components/schemas/" + c.name}
}

func (c choice) describe() string {
	parts := make([]string, 0, len(c.values))
	for _, v := range c.values {
		if v.word == "" {
			v.word = "空字符串"
		}
		parts = append(parts, v.word+" "+v.label)
	}
	return c.about + "：" + strings.Join(parts, "；") + "。"
}

// undecided is the value of what nobody has decided yet.
func undecided(label string) value { return value{"", label} }

type labelled interface {
	~string
	Label() string
}

func listed[T labelled](words []T, first ...value) []value {
	for _, w := range words {
		first = append(first, value{string(w), w.Label()})
	}
	return first
}

func beside(verbs []document.Verb) (out []value) {
	for _, v := range verbs {
		out = append(out, value{string(v), v.BesideLabel()})
	}
	return out
}

func stages() []document.Stage {
	var out []document.Stage
	for _, row := range document.StageTable() {
		out = append(out, row.Stage)
	}
	return out
}

var choices = map[reflect.Type]choice{
	reflect.TypeFor[document.Kind]():           {"Kind", "文种", listed(document.Kinds(), undecided("未定"))},
	reflect.TypeFor[document.Class]():          {"Class", "公文类别，决定办理程序", listed(document.Classes(), undecided("未定"))},
	reflect.TypeFor[document.Attribute]():      {"Attribute", "公开属性", listed(document.Attributes(), undecided("未拟定"))},
	reflect.TypeFor[document.Ground]():         {"Ground", "不予公开理由", listed(document.Grounds(), undecided("未选"))},
	reflect.TypeFor[document.ReturnReason]():   {"ReturnReason", "退文理由", listed(document.ReturnReasons(), undecided("未选"))},
	reflect.TypeFor[document.TakeDownGround](): {"TakeDownGround", "撤下事由", listed(document.TakeDownGrounds(), undecided("未选"))},
	reflect.TypeFor[document.Stage]():          {"Stage", "办理环节", listed(stages(), undecided("未指定"))},
	reflect.TypeFor[document.Verb]():           {"Verb", "办理动作", append(listed(document.Verbs()), beside(append([]document.Verb{document.Reassess}, document.TakeDownVerbs()...))...)},
	reflect.TypeFor[document.Role]():           {"Role", "岗位职责", listed(document.Roles())},
	reflect.TypeFor[document.WayBack](): {"WayBack", "退回后再报送的方式", []value{
		undecided("未指定"), {string(document.StepByStep), "逐级重走"}, {string(document.Direct), "直送退回人"},
	}},
	reflect.TypeFor[document.Severity](): {"Severity", "问题的程度", []value{
		{string(document.Block), "必须改正"}, {string(document.Warn), "请核对"}, {string(document.Info), "提示"},
	}},
	reflect.TypeFor[document.Validity]():     {"Validity", "有效性", listed(document.Validities(), undecided("无"))},
	reflect.TypeFor[document.RelationKind](): {"RelationKind", "文件关系", listed(document.Relations())},
	reflect.TypeFor[dossier.Need]():          {"Need", "是否需要解读", listed(dossier.Needs(), undecided("未定"))},
	reflect.TypeFor[dossier.Part]():          {"Part", "送审案卷的组成部分", listed(dossier.Parts())},
	reflect.TypeFor[dossier.Stand]():         {"Stand", "会签意见", listed(dossier.Stands())},
}

// civilDate stands in for document.Date: a day that exists, or none.
type civilDate struct{}

// Schema describes a date. It is a choice of two, since format "date" alone does
// not admit the empty string and a pattern does not know the 30th of February.
func (civilDate) Schema(huma.Registry) *huma.Schema {
	none := 0
	return &huma.Schema{
		Type: huma.TypeString, Description: "日期（北京时间），空字符串表示未定", Examples: []any{"2026-12-01"},
		AnyOf: []*huma.Schema{{Type: huma.TypeString, Format: "date"}, {Type: huma.TypeString, MaxLength: &none}},
	}
}
