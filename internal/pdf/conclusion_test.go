package pdf

import (
	"strings"
	"testing"
)

// A good seal is never said to be all there is to say of a document that the register
// does not confirm.
func TestConclude(t *testing.T) {
	repealed := Registered{Asked: true, Known: true, Status: "repealed", Label: "废止", Banner: "本文件自2026年12月1日起废止。"}
	valid := Registered{Asked: true, Known: true, Applies: true, Status: "in_force", Label: "有效"}
	mark := MarkFound{Status: "repealed", Diagonal: "已废止", Banner: repealed.Banner}
	for _, row := range []struct {
		name  string
		file  Report
		today Registered
		want  Outcome
		words []string
	}{
		{"in force", Report{Verdict: Intact}, valid, Confirmed, []string{"未被篡改", "“有效”"}},
		{"repealed, marked", Report{Verdict: Intact, Marks: []MarkFound{mark}}, repealed, NotInForce, []string{"签章有效，但", "“废止”：本文件自2026年12月1日起废止。"}},
		{"repealed, cut back to the seal", Report{Verdict: Intact}, repealed, NotInForce, []string{"签章有效，但", "“废止”：", "没有可信的效力标注，是标注以前的版本。"}},
		{"marked, in force", Report{Verdict: Intact, Marks: []MarkFound{mark}}, valid, NotInForce, []string{"签章有效，但", "不一致，以登记簿为准"}},
		{"not reached", Report{Verdict: Intact}, Registered{}, NotConfirmed, []string{"未能查询登记簿", "没有得到确认"}},
		{"not known", Report{Verdict: Intact}, Registered{Asked: true}, NotConfirmed, []string{"查不到", "没有得到确认"}},
		{"tampered", Report{Verdict: Tampered, Summary: "不能采信。"}, valid, NotIntact, []string{"不能采信。"}},
		{"no seal", Report{Verdict: Unsealed, Summary: "没有电子印章。"}, valid, NotIntact, []string{"没有电子印章。"}},
	} {
		got, said := row.file.Conclude(row.today)
		if got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
		for _, w := range row.words {
			if !strings.Contains(said, w) {
				t.Errorf("%s: %q lacks %q", row.name, said, w)
			}
		}
	}
}
