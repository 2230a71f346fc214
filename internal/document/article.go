package document

import (
	"slices"
	"strings"
)

// articles are the fifteen classes of what is disclosed of an office's own accord
// (GI-11; 政府信息公开条例 第二十条), in the order of its items.
var articles = []string{
	"行政法规、规章和规范性文件",
	"机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
	"国民经济和社会发展规划、专项规划、区域规划及相关政策",
	"国民经济和社会发展统计信息",
	"行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
	"行政处罚、行政强制的依据、条件、程序以及具有一定社会影响的行政处罚决定",
	"财政预算、决算信息",
	"行政事业性收费项目及其依据、标准",
	"政府集中采购项目的目录、标准及实施情况",
	"重大建设项目的批准和实施情况",
	"扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
	"突发公共事件的应急预案、预警信息及应对情况",
	"环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
	"公务员招考的职位、名额、报考条件等事项以及录用结果",
	"法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
}

var ordinals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五"}

// shortArticles are names in use for an item, besides its words and its number.
var shortArticles = map[string]int{"行政规范性文件": 1, "规范性文件": 1, "其他": 15, "其他政府信息": 15, "其他应当主动公开的信息": 15}

// Articles lists the classes as they are offered for choice: （一）行政法规、规章和规范性文件.
func Articles() []string {
	out := make([]string, len(articles))
	for i, a := range articles {
		out[i] = "（" + ordinals[i] + "）" + a
	}
	return out
}

// ArticleItem returns the item of 第二十条, from 1 to 15, that a 法定主动公开类别 names: by
// its words, with its number or without, as 第二十条第一项 or 第一项, or by a short name in
// use. It returns 0 of what names none.
func ArticleItem(s string) int {
	s = strings.NewReplacer(" ", "", "(", "（", ")", "）").Replace(s)
	if i := slices.Index(Articles(), s); i >= 0 {
		return i + 1
	}
	if i := slices.Index(articles, s); i >= 0 {
		return i + 1
	}
	if i := shortArticles[s]; i > 0 {
		return i
	}
	for _, law := range []string{"《中华人民共和国政府信息公开条例》", "《政府信息公开条例》", "《条例》"} {
		s = strings.TrimPrefix(s, law)
	}
	s = strings.TrimPrefix(s, "第二十条")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "第"), "项")
	s = strings.TrimSuffix(strings.TrimPrefix(s, "（"), "）")
	return slices.Index(ordinals, s) + 1
}
