package desk

import (
	"strings"
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// ND-20: the page of a repealing document says what became of each repeal; of two
// decisions the second says that it took no effect, and why.
func TestND20WhatBecameOfARepeal(t *testing.T) {
	by := func(id string) document.Life {
		return document.Life{Ended: document.Repealed, EndedOn: "2026-12-01", ByDocument: id, ByNumber: "明政发〔2026〕3号"}
	}
	rows := []struct {
		name   string
		effect store.Effect
		state  string
		says   string
	}{
		{"the day has not come", store.Effect{Day: "2027-03-01"}, "ahead", "2027年3月1日"},
		{"not carried out yet", store.Effect{Day: "2026-12-01"}, "pending", "正在执行"},
		{"marked", store.Effect{Day: "2026-12-01", Visible: true, Life: by("me")}, "done", "已经标注"},
		{"never released", store.Effect{Day: "2026-12-01", Life: by("me")}, "done", "未曾公开"},
		{"another was first", store.Effect{Day: "2026-12-01", Visible: true, Life: by("other")}, "none", "依据明政发〔2026〕3号，自2026年12月1日起"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			state, words := became(row.effect, "me", "2026-12-02")
			if state != row.state || !strings.Contains(words, row.says) {
				t.Errorf("%s %s", state, words)
			}
		})
	}
}
