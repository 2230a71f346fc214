package rulebook

import (
	"fmt"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// UnknownChoices returns a blocking finding for each choice that was given a value there
// is none of: kind (DH-01), attribute (DA-01) and class of the catalogue (GI-05). What is
// still open is no fault of a draft.
func UnknownChoices(c dossier.Content) []document.Finding {
	var out []document.Finding
	add := func(rule string, wrong bool, f document.Finding) {
		f.Rule, f.Cite = rule, cite(rule)
		out = append(out, one(wrong, f)...)
	}
	kind := c.Text.Kind
	add("DH-01", kind != "" && !kind.Known(), block("text.kind", "文种“"+excerpt(string(kind))+"”不属于规定的十五种。", "请从列表中选择文种。"))
	attribute := func(place string, a document.Attribute) {
		add("DA-01", a != "" && !a.Known(), block(place, "公开属性“"+excerpt(string(a))+"”不存在。", "请选择主动公开、依申请公开、不予公开三者之一。"))
	}
	attribute("disclosure.attribute", c.Disclosure.Attribute)
	for i, a := range c.Annexes {
		attribute(fmt.Sprintf("annexes.%d.attribute", i), a.Attribute)
	}
	add("GI-05", unlisted(c.Catalogue), unlistedArticle("请从列表中选择，或者写明第几项，如“第二十条第一项”；尚未确定的，可以暂不填写。"))
	return out
}

// unlisted reports whether a class was given that is none of 条例 第二十条.
func unlisted(c dossier.Catalogue) bool {
	return !blank(c.Article) && document.ArticleItem(c.Article) == 0
}

// unlistedArticle doesn't quote what was given: it may be anything.
func unlistedArticle(remedy string) document.Finding {
	return block("catalogue.article", "所填的法定主动公开类别不属于《政府信息公开条例》第二十条所列的十五项。", remedy)
}
