package rulebook_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"mingfa/internal/rulebook"
	"mingfa/policies"
)

func TestChecklistHasTheTenMatters(t *testing.T) {
	items := loaded(t).items
	if len(items) != 10 {
		t.Errorf("SR-14: %d items, want 10", len(items))
	}
	for _, item := range items {
		if !strings.HasSuffix(item.Question, "？") {
			t.Errorf("SR-14 %s is no question: %q", item.ID, item.Question)
		}
	}
}

func TestLoadChecklistRefuses(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	good, err := fs.ReadFile(fsys, "checklist.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, old, with, want string }{
		{"misspelt field", "question: 是否含有工作秘密？", "qustion: 是否含有工作秘密？", "“qustion”不是可用的键"},
		{"SR-14 nine matters", "  - {id: work_secret, question: 是否含有工作秘密？}\n", "", "至少须逐项回答10项"},
		{"an id twice", "id: work_secret", "id: state_secret", "编号重复"},
		{"no question", "question: 是否含有工作秘密？", "question: ''", "没有编号或者问题"},
		{"no id", "id: work_secret", "id: ' '", "没有编号或者问题"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := strings.Replace(string(good), row.old, row.with, 1)
			_, err := rulebook.LoadChecklist(fstest.MapFS{"checklist.yaml": &fstest.MapFile{Data: []byte(text)}})
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("LoadChecklist: %v, want an error about %q", err, row.want)
			}
		})
	}
	if _, err := rulebook.LoadChecklist(fstest.MapFS{}); err == nil {
		t.Error("LoadChecklist without a file must fail")
	}
}

func TestResultLabels(t *testing.T) {
	for _, r := range rulebook.Results() {
		if rulebook.ResultLabel(r) == "" {
			t.Errorf("result %q has no Chinese name", r)
		}
	}
	if rulebook.ResultLabel("可公开") != "" {
		t.Error("a label is no result")
	}
}
