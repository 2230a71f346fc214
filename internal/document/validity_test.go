package document_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func TestValidityOn(t *testing.T) {
	term := document.Life{EffectiveOn: "2026-12-01", ExpiresOn: "2031-11-30"}
	with := func(ended document.Validity, on document.Date) document.Life {
		l := term
		l.Ended, l.EndedOn = ended, on
		return l
	}
	for _, row := range []struct {
		name  string
		life  document.Life
		today document.Date
		want  document.Validity
	}{
		{"ND-18 no dates at all", document.Life{}, "2026-11-21", document.InForce},
		{"ND-18 the day before it takes effect", term, "2026-11-30", document.NotYet},
		{"ND-18 the day it takes effect", term, "2026-12-01", document.InForce},
		{"ND-13 the last day", term, "2031-11-30", document.InForce},
		{"ND-13 the day after the last", term, "2031-12-01", document.Lapsed},
		{"ND-20 the day before the repeal", with(document.Repealed, "2028-05-01"), "2028-04-30", document.InForce},
		{"ND-20 the day of the repeal", with(document.Repealed, "2028-05-01"), "2028-05-01", document.Repealed},
		{"ND-21 repealed prevails over lapsed", with(document.Repealed, "2028-05-01"), "2032-01-01", document.Repealed},
		{"ND-21 lapsed before the repeal takes effect", with(document.Repealed, "2032-05-01"), "2032-01-01", document.Lapsed},
		{"ND-20 repealed before it took effect", with(document.Repealed, "2026-11-25"), "2026-11-26", document.Repealed},
		{"ND-21 amended", with(document.Amended, "2028-05-01"), "2028-05-01", document.Amended},
		{"ND-13 amended, then past its last day", with(document.Amended, "2028-05-01"), "2031-12-01", document.Lapsed},
		{"DH-24 revoked", with(document.Revoked, "2028-05-01"), "2031-12-01", document.Revoked},
		{"DH-24 a decision without a day holds at once", with(document.Revoked, ""), "2026-12-02", document.Revoked},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.life.On(row.today); got != row.want {
				t.Errorf("On(%s) = %s, want %s", row.today, got, row.want)
			}
		})
	}
}

func TestValidityWords(t *testing.T) {
	decided := func(v document.Validity) document.Life {
		return document.Life{
			EffectiveOn: "2026-12-01", ExpiresOn: "2031-11-30", Ended: v, EndedOn: "2028-05-01",
			ByNumber: "明政办发〔2028〕3号", ByTitle: "关于废止部分文件的决定",
		}
	}
	unnamed := decided(document.Repealed)
	unnamed.ByTitle = ""
	for _, row := range []struct {
		name  string
		life  document.Life
		today document.Date
		want  document.Words
	}{
		{"ND-18 in force", decided(""), "2027-01-01", document.Words{Validity: document.InForce, Label: "有效"}},
		{"ND-18 not yet", decided(""), "2026-11-30", document.Words{
			Validity: document.NotYet, Label: "尚未施行", Prefix: "【尚未施行】", Diagonal: "尚未施行",
			Banner: "本文件尚未施行，自2026年12月1日起施行。",
		}},
		{"ND-19 lapsed", decided(""), "2031-12-01", document.Words{
			Validity: document.Lapsed, Label: "失效", Prefix: "【已失效】", Diagonal: "已失效", Banner: "本文件有效期至2031年11月30日，现已失效。",
		}},
		{"ND-17 ND-19 repealed, with the authority", decided(document.Repealed), "2028-05-01", document.Words{
			Validity: document.Repealed, Label: "废止", Prefix: "【已废止】", Diagonal: "已废止",
			Banner: "本文件自2028年5月1日起废止。依据：《关于废止部分文件的决定》（明政办发〔2028〕3号）。",
		}},
		{"ND-17 ND-19 repealed, by number only", unnamed, "2028-05-01", document.Words{
			Validity: document.Repealed, Label: "废止", Prefix: "【已废止】", Diagonal: "已废止",
			Banner: "本文件自2028年5月1日起废止。依据：明政办发〔2028〕3号。",
		}},
		{"ND-21 amended", decided(document.Amended), "2028-05-02", document.Words{
			Validity: document.Amended, Label: "已修改", Prefix: "【已修改】", Diagonal: "已修改",
			Banner: "本文件已于2028年5月1日修改，请以修改后的文本为准。依据：《关于废止部分文件的决定》（明政办发〔2028〕3号）。",
		}},
		{"ND-21 partly", decided(document.Partly), "2028-05-02", document.Words{
			Validity: document.Partly, Label: "部分失效", Prefix: "【部分失效】", Diagonal: "部分失效",
			Banner: "本文件自2028年5月1日起部分失效，失效的内容以有关决定为准，其余部分继续有效。依据：《关于废止部分文件的决定》（明政办发〔2028〕3号）。",
		}},
		{"ND-21 corrected", decided(document.Corrected), "2028-05-02", document.Words{
			Validity: document.Corrected, Label: "已更正", Prefix: "【已更正】", Diagonal: "已更正",
			Banner: "本文件已于2028年5月1日更正，请以更正后的内容为准。依据：《关于废止部分文件的决定》（明政办发〔2028〕3号）。",
		}},
		{"DH-24 revoked names the day of the decision, not an end", decided(document.Revoked), "2028-05-02", document.Words{
			Validity: document.Revoked, Label: "撤销", Prefix: "【已撤销】", Diagonal: "已撤销",
			Banner: "本文件已于2028年5月1日被撤销，自始无效。依据：《关于废止部分文件的决定》（明政办发〔2028〕3号）。",
		}},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, row.life.Words(row.today)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWordsUseAllThatIsKnown: each state says the day and the deciding document as far as
// they are known, and nothing that is known is left out (ND-17, ND-19, ND-21).
func TestWordsUseAllThatIsKnown(t *testing.T) {
	for _, row := range []struct {
		state          document.Validity
		dated, undated string
	}{
		{document.Repealed, "本文件自2026年11月1日起废止。", "本文件已废止。"},
		{document.Lapsed, "本文件自2026年11月1日起失效。", "本文件已失效。"},
		{document.Revoked, "本文件已于2026年11月1日被撤销，自始无效。", "本文件已被撤销，自始无效。"},
		{document.Amended, "本文件已于2026年11月1日修改，请以修改后的文本为准。", "本文件已修改，请以修改后的文本为准。"},
		{document.Corrected, "本文件已于2026年11月1日更正，请以更正后的内容为准。", "本文件已更正，请以更正后的内容为准。"},
		{document.Partly, "本文件自2026年11月1日起部分失效，失效的内容以有关决定为准，其余部分继续有效。", "本文件已部分失效，失效的内容以有关决定为准，其余部分继续有效。"},
	} {
		for day, said := range map[document.Date]string{"2026-11-01": row.dated, "": row.undated} {
			everyAuthority(func(by document.Number, title, authority string) {
				life := document.Life{Ended: row.state, EndedOn: day, ByNumber: by, ByTitle: title}
				w := life.Words("2026-11-01")
				if w.Validity != row.state || w.Status() != string(row.state) || w.Announced != "" {
					t.Errorf("%s: %+v", row.state, w)
				}
				if diff := cmp.Diff(said+authority, w.Banner); diff != "" {
					t.Errorf("%s (-want +got):\n%s", row.state, diff)
				}
			})
		}
	}
}

// everyAuthority calls do with each that can be known of a deciding document, and how it
// is named.
func everyAuthority(do func(by document.Number, title, authority string)) {
	do("", "", "")
	do("明政办发〔2026〕20号", "", "依据：明政办发〔2026〕20号。")
	do("", "关于公布《清理结果》的决定", "依据：《关于公布〈清理结果〉的决定》。")
	do("明政办发〔2026〕20号", "关于公布《清理结果》的决定", "依据：《关于公布〈清理结果〉的决定》（明政办发〔2026〕20号）。")
}

// TestWordsOfWhatIsAnnounced: until the day of a decision comes, the document is in force
// and says what will become of it; on the day it says what has (ND-18, ND-20).
func TestWordsOfWhatIsAnnounced(t *testing.T) {
	for _, row := range []struct {
		state                      document.Validity
		status, diagonal, said, on string
	}{
		{document.Repealed, "repealed_announced", "将废止", "本文件将自2026年12月1日起废止。", "已废止"},
		{document.Lapsed, "lapsed_announced", "将失效", "本文件将自2026年12月1日起失效。", "已失效"},
		{document.Amended, "amended_announced", "将修改", "本文件将于2026年12月1日修改，届时请以修改后的文本为准。", "已修改"},
		{document.Partly, "partly_announced", "将部分失效", "本文件将自2026年12月1日起部分失效，失效的内容以有关决定为准，其余部分继续有效。", "部分失效"},
		{document.Revoked, "in_force", "", "", "已撤销"},
		{document.Corrected, "in_force", "", "", "已更正"},
	} {
		everyAuthority(func(by document.Number, title, authority string) {
			life := document.Life{Ended: row.state, EndedOn: "2026-12-01", ByNumber: by, ByTitle: title}
			want := document.Words{Validity: document.InForce, Label: "有效", Diagonal: row.diagonal}
			if row.said != "" {
				want.Announced, want.Banner = row.state, row.said+authority
			}
			got := life.Words("2026-11-30")
			if diff := cmp.Diff(want, got); diff != "" || got.Status() != row.status {
				t.Errorf("%s is %s (-want +got):\n%s", row.state, got.Status(), diff)
			}
			if on := life.Words("2026-12-01"); on.Diagonal != row.on || on.Announced != "" || on.Status() != string(row.state) {
				t.Errorf("%s on its day: %+v", row.state, on)
			}
		})
	}
	for name, life := range map[string]document.Life{
		"ND-18 not yet in force":  {EffectiveOn: "2026-12-01", Ended: document.Repealed, EndedOn: "2027-01-01"},
		"ND-13 past its last day": {ExpiresOn: "2026-10-01", Ended: document.Repealed, EndedOn: "2027-01-01"},
		"ND-13 its own term":      {ExpiresOn: "2027-01-01"},
	} {
		if w := life.Words("2026-11-30"); w.Announced != "" || strings.Contains(w.Banner, "将") {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

// TestDeadDocumentsSaySo: whoever no longer binds anybody has a prefix, a
// diagonal and a banner; what is in force has none (ND-19).
func TestDeadDocumentsSaySo(t *testing.T) {
	for _, v := range []document.Validity{document.Amended, document.Partly, document.Corrected, document.Repealed, document.Revoked} {
		w := document.Life{Ended: v, EndedOn: "2026-01-01"}.Words("2026-01-01")
		if w.Prefix == "" || w.Diagonal == "" || !strings.HasPrefix(w.Banner, "本文件") || w.Label != v.Label() {
			t.Errorf("%s: %+v", v, w)
		}
		if v.Dead() != (v == document.Repealed || v == document.Revoked) {
			t.Errorf("%s: dead=%t", v, v.Dead())
		}
	}
}
