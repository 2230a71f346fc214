package rulebook

import (
	"fmt"
	"io/fs"
	"strings"

	"mingfa/policies"
)

// ChecklistItem is one question of the secrecy review (SR-14). Yes means that
// something was found.
type ChecklistItem struct {
	ID       string `json:"id" yaml:"id"` // stable; stored with the answers
	Question string `json:"question" yaml:"question"`
}

// The answers to a checklist item.
const (
	Yes = "yes" // 是: found
	No  = "no"  // 否
)

// The results of a secrecy review (SR-15).
const (
	Open    = "open"    // 可公开
	Partial = "partial" // 部分公开
	Closed  = "closed"  // 不可公开
	Refer   = "refer"   // 转报确定
)

var resultLabels = map[string]string{
	Open: "可公开", Partial: "部分公开", Closed: "不可公开", Refer: "转报确定",
	// Of the attribute review (DA-08).
	Changed: "调整公开属性", Dissent: "有不同意见",
}

// Results lists the results of a secrecy review in the order they are offered.
func Results() []string { return []string{Open, Partial, Closed, Refer} }

// ResultLabel returns the Chinese name of a result, "" for an unknown one.
func ResultLabel(result string) string { return resultLabels[result] }

// leastItems is how many matters the review covers by law (SR-14): an
// organisation may ask more, never less.
const leastItems = 10

// LoadChecklist reads checklist.yaml. An unknown field, an id twice, an empty
// question or fewer than the ten matters of SR-14 is a *policies.Fault.
func LoadChecklist(fsys fs.FS) ([]ChecklistItem, error) {
	text, err := policies.Read(fsys, "checklist.yaml")
	if err != nil {
		return nil, err
	}
	var file struct {
		Items []ChecklistItem `yaml:"items"`
	}
	if err := text.YAML(&file); err != nil {
		return nil, err
	}
	if len(file.Items) < leastItems {
		return nil, text.Fault("checklist-short", "items", "SR-14", fmt.Sprintf("审查清单只有%d项", len(file.Items)),
			fmt.Sprintf("保密审查至少须逐项回答%d项，可以增加，不得减少；请补齐", leastItems))
	}
	seen := map[string]bool{}
	for i, item := range file.Items {
		if strings.TrimSpace(item.ID) == "" || strings.TrimSpace(item.Question) == "" || seen[item.ID] {
			return nil, text.Fault("checklist-item", policies.Item("items", i), "SR-14",
				fmt.Sprintf("第%d项（“%s”）没有编号或者问题，或者编号重复", i+1, item.ID), "请补齐并使编号各不相同")
		}
		seen[item.ID] = true
	}
	return file.Items, nil
}
