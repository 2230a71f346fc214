package rulebook

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/policies"
)

// NegativeItem is a matter that the organisation does not disclose (PD-15).
type NegativeItem struct {
	ID     string          `yaml:"id" json:"id"`
	Ground document.Ground `yaml:"ground" json:"ground"`
	Title  string          `yaml:"title" json:"title"`
	Scope  string          `yaml:"scope" json:"scope"`
}

// NegativeList is the 不予公开事项清单. What is not on it is public by principle.
type NegativeList struct {
	Version string         `yaml:"version" json:"version"`
	Items   []NegativeItem `yaml:"items" json:"items"`
}

// Item returns the item with the id.
func (l NegativeList) Item(id string) (NegativeItem, bool) {
	i := slices.IndexFunc(l.Items, func(n NegativeItem) bool { return n.ID == id })
	if i < 0 {
		return NegativeItem{}, false
	}
	return l.Items[i], true
}

// fitting names the items on one of the grounds, for who has to choose: “（N-04 人事管理信息）”,
// "" when there is none.
func (l NegativeList) fitting(grounds []document.Ground) string {
	var names []string
	for _, i := range l.Items {
		if slices.Contains(grounds, i.Ground) {
			names = append(names, i.ID+" "+i.Title)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "（" + strings.Join(names, "；") + "）"
}

// LoadNegativeList reads negative.yaml. Each item needs a ground of the regulation
// other than R14A, which has no place in this system, a title and a scope; what is
// wrong is a *policies.Fault.
func LoadNegativeList(fsys fs.FS) (NegativeList, error) {
	var l NegativeList
	text, err := policies.Read(fsys, "negative.yaml")
	if err != nil {
		return l, err
	}
	if err := text.YAML(&l); err != nil {
		return l, err
	}
	if blank(l.Version) {
		return l, text.Fault("negative-version", "version", "PD-15", "没有填写版本", "请填写清单的版本，以便决定所依据的清单可查")
	}
	seen := map[string]bool{}
	for i, item := range l.Items {
		key := policies.Item("items", i)
		switch {
		case blank(item.ID) || seen[item.ID]:
			return l, text.Fault("negative-item", key+".id", "PD-15", fmt.Sprintf("第%d项没有编号，或者编号“%s”重复", i+1, item.ID), "请使编号各不相同")
		case blank(item.Title) || blank(item.Scope):
			return l, text.Fault("negative-item", key, "PD-15", fmt.Sprintf("第%d项（%s）没有填写事项或者范围", i+1, item.ID), "请补齐 title、scope")
		case item.Ground == document.R14A:
			return l, text.Fault("negative-item", key+".ground", "SR-09", fmt.Sprintf("第%d项（%s）以国家秘密为由", i+1, item.ID), "本系统不处理国家秘密，请删去该项")
		case !item.Ground.Known():
			return l, text.Fault("negative-item", key+".ground", "PD-15", fmt.Sprintf("第%d项（%s）的理由“%s”不在法定范围内", i+1, item.ID, item.Ground), "请从 R14B、R14C、R15、R16A、R16B、R16C 中选用")
		}
		seen[item.ID] = true
	}
	return l, nil
}
