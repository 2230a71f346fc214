package rulebook

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"mingfa/internal/document"
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
// other than R14A, which has no place in this system, a title and a scope.
func LoadNegativeList(fsys fs.FS) (NegativeList, error) {
	const name = "negative.yaml"
	var l NegativeList
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return l, fmt.Errorf("rulebook: read negative list: %w", err)
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&l); err != nil {
		return l, policyFault(name, err)
	}
	if strings.TrimSpace(l.Version) == "" {
		return l, fmt.Errorf("rulebook: %s: the version is missing", name)
	}
	seen := map[string]bool{}
	for _, i := range l.Items {
		if blank(i.ID) || blank(i.Title) || blank(i.Scope) || !i.Ground.Known() || i.Ground == document.R14A || seen[i.ID] {
			return l, fmt.Errorf("rulebook: %s: item %q is incomplete or occurs twice", name, i.ID)
		}
		seen[i.ID] = true
	}
	return l, nil
}
