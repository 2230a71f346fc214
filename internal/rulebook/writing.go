package rulebook

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"mingfa/internal/dossier"
)

// writing is a text of the dossier with its place and what people call it.
type writing struct{ place, label, text string }

// writings lists every string of the content in reading order. It walks the type,
// so a field added to the dossier is looked at without anybody remembering to.
func writings(c dossier.Content) []writing {
	var out []writing
	walk(reflect.ValueOf(c), "", &out)
	return out
}

func walk(v reflect.Value, place string, out *[]writing) {
	switch v.Kind() { //nolint:exhaustive // the dossier is made of these; a flag carries no text
	case reflect.String:
		*out = append(*out, writing{place, fieldLabel(place), v.String()})
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s.%d", place, i), out)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), place, out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			walk(v.Field(i), strings.TrimPrefix(place+"."+name, "."), out)
		}
	}
}

var (
	position    = regexp.MustCompile(`\.(\d+)`)
	fieldLabels = map[string]string{
		"text.title": "标题", "text.addressee": "主送机关", "text.copy_to": "抄送机关", "text.body": "正文", "text.urgency": "紧急程度",
		"text.signer_post": "签署人职务", "text.present": "出席人员", "text.excused": "请假人员", "text.attending": "列席人员",
		"text.original.around": "原件版头、版记等处", "text.original.name": "原件文件名", "text.original.remarks": "原件情况说明",
		"annexes.title": "附件名称", "annexes.body": "附件", "disclosure.reason": "公开属性理由",
		"interpretation.reason": "解读事项说明", "interpretation.outline": "解读提纲", "interpretation.channel": "解读渠道",
		"interpretation.when": "解读时间", "interpretation.title": "解读材料标题", "interpretation.body": "解读材料",
		"relations.title": "文件关系", "relations.number": "文件关系", "catalogue.summary": "内容概述",
		"catalogue.topic": "主题分类", "catalogue.article": "法定主动公开类别",
	}
)

// fieldLabel names a place in Chinese: annexes.0.title is 附件名称（第1项）.
func fieldLabel(place string) string {
	label := fieldLabels[position.ReplaceAllString(place, "")]
	if label == "" {
		label = "案卷"
	}
	if m := position.FindStringSubmatch(place); m != nil {
		n, _ := strconv.Atoi(m[1]) // digits by the pattern
		label += fmt.Sprintf("（第%d项）", n+1)
	}
	return label
}
