package document_test

import (
	"testing"

	"mingfa/internal/document"
)

// GI-11: what names an item of 第二十条 is known, whatever the usual form; nothing else is.
func TestArticleItem(t *testing.T) {
	for i, a := range document.Articles() {
		if got := document.ArticleItem(a); got != i+1 {
			t.Errorf("%s is item %d, want %d", a, got, i+1)
		}
	}
	for s, want := range map[string]int{
		"行政法规、规章和规范性文件": 1, "行政规范性文件": 1, "第二十条第一项": 1, "《条例》第二十条第（十一）项": 11, "《中华人民共和国政府信息公开条例》第二十条第十五项": 15,
		"(七) 财政预算、决算信息": 7, "财政预算、决算信息": 7, "第十项": 10, "其他": 15,
		"": 0, "rules": 0, "other": 0, "第十六项": 0, "第二十一条第一项": 0, "（一）财政预算、决算信息": 0, "规章制度": 0, "1": 0,
	} {
		if got := document.ArticleItem(s); got != want {
			t.Errorf("%q is item %d, want %d", s, got, want)
		}
	}
}
