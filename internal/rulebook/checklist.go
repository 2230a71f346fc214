package rulebook

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml"
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
// question or fewer than the ten matters of SR-14 is an error.
func LoadChecklist(fsys fs.FS) ([]ChecklistItem, error) {
	const name = "checklist.yaml"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("rulebook: read checklist: %w", err)
	}
	var file struct {
		Items []ChecklistItem `yaml:"items"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&file); err != nil {
		return nil, policyFault(name, err)
	}
	if len(file.Items) < leastItems {
		return nil, fmt.Errorf("rulebook: %s: %d items, at least %d are due", name, len(file.Items), leastItems)
	}
	seen := map[string]bool{}
	for _, item := range file.Items {
		if strings.TrimSpace(item.ID) == "" || strings.TrimSpace(item.Question) == "" || seen[item.ID] {
			return nil, fmt.Errorf("rulebook: %s: item %q is empty or occurs twice", name, item.ID)
		}
		seen[item.ID] = true
	}
	return file.Items, nil
}
