package portal

import (
	"strings"

	"mingfa/internal/document"
)

// category is one of the classes of information that must be disclosed of an
// office's own accord (GI-11; 政府信息公开条例第二十条).
type category struct {
	Code  string // stable, in addresses
	Label string
	words []string // any of them in the 法定主动公开类别 of a document puts it here
}

// Basis returns the item of the regulation under which the category is published; the
// last is the general clause.
func (c category) Basis() string {
	item := "第十五项"
	if len(c.words) > 0 {
		item = c.words[0]
	}
	return "《中华人民共和国政府信息公开条例》第二十条" + item
}

// The order is that of the regulation, and what comes first wins: 行政规范性文件
// stands before everything that it may be about.
var categories = []category{
	{"rules", "行政法规、规章和规范性文件", []string{"第一项", "规范性文件", "行政法规", "规章"}},
	{"office", "机关职能、机构设置和联系方式", []string{"第二项", "机关职能", "机构设置", "机构职能", "联系方式", "负责人"}},
	{"plans", "规划和相关政策", []string{"第三项", "规划"}},
	{"statistics", "统计信息", []string{"第四项", "统计"}},
	{"licences", "行政许可和其他对外管理服务事项", []string{"第五项", "行政许可", "管理服务"}},
	{"penalties", "行政处罚、行政强制", []string{"第六项", "处罚", "强制"}},
	{"budget", "财政预算、决算", []string{"第七项", "预算", "决算"}},
	{"fees", "行政事业性收费", []string{"第八项", "收费"}},
	{"procurement", "政府集中采购", []string{"第九项", "采购"}},
	{"projects", "重大建设项目", []string{"第十项", "建设项目"}},
	{"welfare", "扶贫、教育、医疗、社会保障、促进就业", []string{"第十一项", "扶贫", "教育", "医疗", "社会保障", "就业"}},
	{"emergency", "突发公共事件应急管理", []string{"第十二项", "突发", "应急"}},
	{"supervision", "环境保护、公共卫生、安全生产、食品药品、产品质量监督检查", []string{"第十三项", "环境", "公共卫生", "安全生产", "食品", "药品", "产品质量"}},
	{"recruitment", "公务员招考", []string{"第十四项", "公务员", "招考"}},
	{"other", "其他应当主动公开的信息", nil},
}

func categoryOf(code string) (category, bool) {
	for _, c := range categories {
		if c.Code == code {
			return c, true
		}
	}
	return category{}, false
}

// categoryFor returns where a 法定主动公开类别 belongs as offices write it; what
// fits nowhere is under the regulation's last item.
func categoryFor(article string) category {
	if i := document.ArticleItem(article); i > 0 {
		return categories[i-1]
	}
	for _, c := range categories {
		for _, w := range c.words {
			// 第十一项 doesn't end in 第一项, but 二十条第一项 may stand anywhere.
			if strings.Contains(article, w) {
				return c
			}
		}
	}
	return categories[len(categories)-1]
}
