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
	changed := func(v document.Validity, on document.Date, id string) document.Life {
		return document.Life{Ended: v, EndedOn: on, ByDocument: id, ByNumber: "明政发〔2026〕3号"}
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
		{"corrected", store.Effect{Kind: document.Corrects, Day: "2026-12-01", Visible: true, Life: changed(document.Corrected, "2026-12-01", "me")}, "done", "已更正，"},
		{"a part ended", store.Effect{Kind: document.Partial, Day: "2026-12-01", Visible: true, Life: changed(document.Partly, "2026-12-01", "me")}, "done", "已部分废止，"},
		{"to be amended", store.Effect{Kind: document.Amends, Day: "2027-03-01", Visible: true}, "ahead", "起修改"},
		{"to be amended when it is public", store.Effect{Kind: document.Amends, Day: "2026-12-01"}, "pending", "公开后"},
		{"corrected, but amended by another", store.Effect{Kind: document.Corrects, Day: "2026-12-01", Visible: true, Life: changed(document.Amended, "2026-11-01", "other")}, "none", "已修改"},
		{"amended again later", store.Effect{Kind: document.Amends, Day: "2026-12-01", Visible: true, Life: changed(document.Amended, "2026-12-02", "other")}, "none", "以此为准"},
		{"amended before, and now again", store.Effect{Kind: document.Amends, Day: "2026-12-01", Visible: true, Life: changed(document.Amended, "2026-10-02", "other")}, "pending", "正在执行"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			if row.effect.Kind == "" {
				row.effect.Kind = document.Repeals
			}
			state, words := became(row.effect, "me", "2026-12-02")
			if state != row.state || !strings.Contains(words, row.says) {
				t.Errorf("%s %s", state, words)
			}
		})
	}
}
