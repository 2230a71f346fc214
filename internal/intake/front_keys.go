package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"mingfa/internal/document"
)

// frontKey is a key of the front matter: its names, the first being that of the API, its
// Chinese label, whether a draft leaves it, and how its value is taken. The remedy is "" for
// a value that fits.
type frontKey struct {
	names []string
	label string
	left  bool
	set   func(*Front, ast.Node) (remedy string)
}

// knownKey finds a key by any of its names, however its words are joined.
func knownKey(name string) (frontKey, bool) {
	name = strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(name)))
	for _, k := range frontKeys {
		if name == k.label || slices.Contains(k.names, name) {
			return k, true
		}
	}
	return frontKey{}, false
}

var frontKeys = []frontKey{
	{[]string{"title"}, "标题", false, textInto(func(f *Front) *string { return &f.title })},
	{[]string{"kind", "genre", "公文种类"}, "文种", false, choiceInto(func(f *Front) *document.Kind { return &f.Kind }, kindsByName())},
	{[]string{"class", "类别"}, "文件类别", false, choiceInto(func(f *Front) *document.Class { return &f.Class }, classesByName())},
	{[]string{"addressee", "addressees", "主送"}, "主送机关", false, joinedInto("，", func(f *Front) *string { return &f.addressee })},
	{[]string{"copy_to", "copies", "抄送"}, "抄送机关", false, joinedInto("，", func(f *Front) *string { return &f.copyTo })},
	{[]string{"urgency", "缓急"}, "紧急程度", false, choiceInto(func(f *Front) *document.Urgency { return &f.urgency }, urgenciesByName())},
	{[]string{"joint_with", "联合发文"}, "联合发文机关", false, namesInto(func(f *Front) *[]string { return &f.JointWith })},
	{[]string{"effective_on", "effective_date", "effective", "生效日期"}, "施行日期", false, dateInto(func(f *Front) *document.Date { return &f.EffectiveOn })},
	{[]string{"expires_on", "expires", "有效期"}, "有效期至", false, dateInto(func(f *Front) *document.Date { return &f.ExpiresOn })},
	{[]string{"attribute", "mark", "disclosure", "公开方式"}, "公开属性", false, takeAttribute},
	{[]string{"grounds", "ground"}, "不予公开理由", false, takeGrounds},
	{[]string{"reason", "公开属性说明"}, "说明理由", false, textInto(func(f *Front) *string { return &f.Reason })},
	{[]string{"summary", "摘要"}, "内容概述", false, textInto(func(f *Front) *string { return &f.Summary })},
	{[]string{"topic", "主题"}, "主题分类", false, textInto(func(f *Front) *string { return &f.Topic })},
	{[]string{"annexes", "annex", "附件"}, "附件说明", false, takeAnnexes},
	{[]string{"joint_head"}, "联合标志", false, boolInto(func(f *Front) *bool { return &f.JointHead })},
	{[]string{"signer_post", "职务"}, "签署人职务", false, textInto(func(f *Front) *string { return &f.SignerPost })},
	{[]string{"present"}, "出席", false, joinedInto("、", func(f *Front) *string { return &f.Present })},
	{[]string{"excused"}, "请假", false, joinedInto("、", func(f *Front) *string { return &f.Excused })},
	{[]string{"attending"}, "列席", false, joinedInto("、", func(f *Front) *string { return &f.Attending })},

	{[]string{"form", "格式"}, "版式", true, takeForm},
	{[]string{"head", "红头"}, "发文机关标志", true, textInto(func(f *Front) *string { return &f.Head })},
	{[]string{"issuer", "issuers", "署名"}, "发文机关", true, takeIssuers},
	{[]string{"number", "文号"}, "发文字号", true, takeNumber},
	{[]string{"signers", "signer"}, "签发人", true, namesInto(func(f *Front) *[]string { return &f.Signers })},
	{[]string{"dated_on", "date", "日期"}, "成文日期", true, dateInto(func(f *Front) *document.Date { return &f.DatedOn })},
	{[]string{"note"}, "附注", true, takeNote},
	{[]string{"print_organ"}, "印发机关", true, textInto(func(f *Front) *string { return &f.PrintOrgan })},
	{[]string{"printed_on", "issued_on"}, "印发日期", true, dateInto(func(f *Front) *document.Date { return &f.PrintedOn })},
	{[]string{"unsealed"}, "不加盖印章", true, boolInto(func(f *Front) *bool { return &f.Unsealed })},
}

const (
	remedyText  = "请填写一行文字，不超过1000字。"
	remedyNames = "请填写名称，有多个的写成列表或者以顿号分隔。"
)

// maxFrontText is the longest single text of the front matter, in characters.
const maxFrontText = 1000

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func textInto(field func(*Front) *string) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		s, ok := scalar(n)
		if !ok || len([]rune(s)) > maxFrontText {
			return remedyText
		}
		*field(f) = oneLine(s)
		return ""
	}
}

// joinedInto takes a text, or a list that is joined.
func joinedInto(by string, field func(*Front) *string) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		list, ok := words(n)
		if !ok || slices.ContainsFunc(list, func(s string) bool { return strings.TrimSpace(s) == "" }) {
			return remedyNames
		}
		for i := range list {
			list[i] = oneLine(list[i])
		}
		*field(f) = strings.TrimRight(strings.Join(list, by), "：:。")
		return ""
	}
}

// namesInto takes a list of names, or one text in which 、 divides them.
func namesInto(field func(*Front) *[]string) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		list, ok := words(n)
		if !ok {
			return remedyNames
		}
		var out []string
		for _, s := range list {
			for name := range strings.SplitSeq(s, "、") {
				if name = oneLine(name); name == "" || len([]rune(name)) > maxFrontText {
					return remedyNames
				}
				out = append(out, name)
			}
		}
		*field(f) = out
		return ""
	}
}

func dateInto(field func(*Front) *document.Date) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		s, ok := scalar(n)
		d, err := document.ReadDate(s)
		if !ok || err != nil {
			return "请按“2026-12-01”或者“2026年12月1日”的形式填写。"
		}
		*field(f) = d
		return ""
	}
}

// named is a value under one of its names.
type named[T ~string] struct {
	name  string
	value T
}

func choiceInto[T ~string](field func(*Front) *T, among []named[T]) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		s, _ := scalar(n)
		if i := slices.IndexFunc(among, func(c named[T]) bool { return c.name == oneLine(s) || string(c.value) == oneLine(s) }); i >= 0 {
			*field(f) = among[i].value
			return ""
		}
		var names []string
		for _, c := range among {
			names = append(names, c.name)
		}
		return "请填写" + strings.Join(names, "、") + "之一。"
	}
}

func kindsByName() (out []named[document.Kind]) {
	for _, k := range document.Kinds() {
		out = append(out, named[document.Kind]{k.Label(), k})
	}
	return append(out, named[document.Kind]{"令", document.Order})
}

func classesByName() (out []named[document.Class]) {
	for _, c := range document.Classes() {
		out = append(out, named[document.Class]{c.Label(), c})
	}
	return out
}

func urgenciesByName() (out []named[document.Urgency]) {
	for _, u := range document.Urgencies() {
		out = append(out, named[document.Urgency]{string(u), u})
	}
	return out
}

// unbracketed is a note without the round brackets that the typesetter sets.
func unbracketed(s string) string {
	s = oneLine(s)
	for _, b := range [][2]string{{"（", "）"}, {"(", ")"}} {
		if in, ok := strings.CutPrefix(s, b[0]); ok && strings.HasSuffix(in, b[1]) {
			return strings.TrimSuffix(in, b[1])
		}
	}
	return s
}

// attributeOf is the disclosure attribute of a mark as people write it.
func attributeOf(s string) (document.Attribute, bool) {
	s = unbracketed(s)
	for _, a := range document.Attributes() {
		if s == a.Label() || s == string(a) || s == a.Mark() || a == document.Proactive && s == "此件公开发布" {
			return a, true
		}
	}
	return "", false
}

func takeAttribute(f *Front, n ast.Node) string {
	s, _ := scalar(n)
	a, ok := attributeOf(s)
	if !ok {
		return "请填写主动公开、依申请公开、不予公开之一。"
	}
	f.Attribute = a
	return ""
}

func takeGrounds(f *Front, n ast.Node) string {
	list, _ := words(n)
	for _, s := range list {
		i := slices.IndexFunc(document.Grounds(), func(g document.Ground) bool { s = oneLine(s); return s == string(g) || s == g.Name() })
		if i < 0 {
			f.Grounds = nil
			break
		}
		f.Grounds = append(f.Grounds, document.Grounds()[i])
	}
	if len(f.Grounds) > 0 {
		return ""
	}
	var names []string
	for _, g := range document.Grounds() {
		names = append(names, g.Name())
	}
	return "请填写" + strings.Join(names, "、") + "，有多项的写成列表。"
}

func takeNote(f *Front, n ast.Node) string {
	s, ok := scalar(n)
	if !ok || len([]rune(s)) > maxFrontText {
		return remedyText
	}
	f.Note = unbracketed(s)
	return ""
}

func takeForm(f *Front, n ast.Node) string {
	s, _ := scalar(n)
	for form, names := range map[string][]string{
		"document": {"普通", "文件", "公文"}, "letter": {"信函", "函", "信函格式"}, "order": {"命令", "令", "命令（令）"}, "minutes": {"纪要", "会议纪要"},
	} {
		if s = oneLine(s); s == form || slices.Contains(names, s) {
			f.Form = form
			return ""
		}
	}
	return "请填写普通、信函、命令、纪要之一。"
}

// takeIssuers takes the lead and those who issue with it.
func takeIssuers(f *Front, n ast.Node) string {
	var all []string
	if remedy := namesInto(func(*Front) *[]string { return &all })(f, n); remedy != "" {
		return remedy
	}
	f.Issuer = all[0]
	if len(all) > 1 {
		f.JointWith = append(f.JointWith, all[1:]...)
	}
	return ""
}

func takeNumber(f *Front, n ast.Node) string {
	s, _ := scalar(n)
	if f.Number = document.Number(oneLine(s)); !f.Number.WellFormed() {
		return "请按“明政办发〔2026〕9号”的形式填写：年份用六角括号，序号不编虚位，不加“第”字（SC-20）。"
	}
	return ""
}

func boolInto(field func(*Front) *bool) func(*Front, ast.Node) string {
	return func(f *Front, n ast.Node) string {
		b, ok := n.(*ast.BoolNode)
		if !ok {
			return "请填写 true 或者 false。"
		}
		*field(f) = b.Value
		return ""
	}
}

// mostAnnexes is how many annexes front matter names.
const mostAnnexes = 100

// takeAnnexes takes the names of annexes, or annexes with their texts.
func takeAnnexes(f *Front, n ast.Node) string {
	const remedy = "请写成列表，每项为附件名称，或者含 title（标题）、body（正文）两项。"
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		s, ok := scalar(n)
		if !ok {
			return remedy
		}
		f.annexes = []Annex{{Title: withoutNumber(oneLine(s))}}
		return ""
	}
	if len(list.Values) > mostAnnexes {
		return fmt.Sprintf("附件不能超过%d个。", mostAnnexes)
	}
	for _, v := range list.Values {
		a, ok := annexOf(v)
		if !ok {
			f.annexes = nil
			return remedy
		}
		f.annexes = append(f.annexes, a)
	}
	return ""
}

func annexOf(n ast.Node) (a Annex, ok bool) {
	if s, is := scalar(n); is {
		a.Title = withoutNumber(oneLine(s))
		return a, a.Title != ""
	}
	pairs, ok := pairsOf(n)
	for _, p := range pairs {
		s, is := scalar(p.Value)
		switch key := strings.ToLower(p.Key.GetToken().Value); {
		case !is:
			return a, false
		case (key == "title" || key == "标题") && a.Title == "":
			a.Title = withoutNumber(oneLine(s))
		case (key == "body" || key == "正文") && a.Body == "":
			a.Body = strings.TrimSpace(s)
		default:
			return a, false
		}
	}
	return a, ok && a.Title != ""
}
