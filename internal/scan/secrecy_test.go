package scan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/scan"
)

func TestSecrecyMarks(t *testing.T) {
	for _, row := range []struct{ name, text, want string }{
		{"SC-12 SR-05 star and term", "机密★10年", "机密★10年"},
		{"SC-12 SR-05 star, long term", "绝密★长期", "绝密★长期"},
		{"SC-12 months", "秘密★6个月", "秘密★6个月"},
		{"SC-12 event", "机密★启用前", "机密★启用前"},
		{"SC-12 star without a term", "秘密★", "秘密★"},
		{"SC-12 hollow star", "秘密☆1年", "秘密★1年"},
		{"SC-12 asterisk and term", "秘密*5年", "秘密*5年"},
		{"SC-12 full-width asterisk", "秘密＊５年", "秘密*5年"},
		{"SC-12 full-width digits", "机密★１０年", "机密★10年"},
		{"SC-12 spaces within", "机 密 ★ 10 年", "机密★10年"},
		{"SC-12 ideographic space", "机　密　★　10　年", "机密★10年"},
		{"SC-12 no-break space and tab", "机\u00a0密\t★10年", "机密★10年"},
		{"SC-12 zero-width characters within", "机\u200b密\u2060★\ufeff10\u200d年", "机密★10年"},
		{"SC-12 combining strokes", "机\u0336密\u0336★10年", "机密★10年"},
		{"SC-12 traditional characters", "機密★長期", "机密★长期"},
		{"SC-12 grade with 级", "机密级★10年", "机密级★10年"},
		{"SC-12 in the middle of a line", "文件密级一栏填写为秘密★1年，请注意。", "秘密★1年"},
		{"SC-12 emphasis around the grade", "**机密**★10年", "机密★10年"},
		{"SC-12 emphasis around the mark", "**机密★10年**", "机密★10年"},
		{"SC-12 entity", "机密&#9733;10年", "机密★10年"},
		{"SC-12 tag within", "机<b></b>密★10年", "机密★10年"},
		{"SC-12 comment", "<!-- 机密★10年 -->", "机密★10年"},
		{"SC-12 angle brackets that are no tag", "<机密★10年>", "机密★10年"},
		{"SC-12 escaped asterisk", `秘密\*5年`, "秘密*5年"},
		{"SC-12 header line", "机密", "机密"},
		{"SC-12 header line, spaced", "　　绝　密　", "绝密"},
		{"SC-12 header line, heading", "# 秘密", "秘密"},
		{"SC-12 header line, brackets", "【机密】", "机密"},
		{"SC-12 header line, term without star", "秘密 10年", "秘密10年"},
		{"SR-09 grade field", "密级：机密", "机密"},
		{"SR-09 grade and term field", "密级和保密期限：秘密　10年", "秘密10年"},
		{"SR-09 grade field in a sentence", "发文单位：办公室　密级：绝密　份号：000001", "绝密"},

		{"SC-12 brackets before a title", "【机密】关于某事的通知", "机密"},
		{"SC-12 brackets before a heading", "# 【秘密】关于召开会议的函", "秘密"},
		{"SC-12 square brackets before a text", "[绝密] 现将有关情况报告如下", "绝密"},
		{"SC-12 spaced brackets before a title", "　　【机 密】　关于某事的通知", "机密"},
		{"SC-12 a line that speaks of the mark", "【机密】字样不得用于非涉密文件。", ""},
		{"SC-12 a definition of the grade", "【机密】是指泄露会造成严重损害的事项", ""},
		{"SC-12 a word in brackets that is explained", "【绝密】最重要的国家秘密，泄露会造成特别严重的损害。", ""},
		{"SC-12 the mark within a sentence", "标有【机密】字样的文件由专人保管。", ""},
		{"SC-12 grades in brackets, listed", "【绝密】、【机密】、【秘密】三级", ""},
		{"SC-12 business secrets in brackets", "【商业秘密】关于保护的规定", ""},
		{"SC-12 speaks of state secrets", "涉及国家秘密的，依照《中华人民共和国保守国家秘密法》办理。", ""},
		{"SC-12 duty to keep secrets", "工作人员应当保守秘密。", ""},
		{"SC-12 heading about secrets", "## 保守国家秘密", ""},
		{"SC-12 line that ends in the word", "不得泄露商业秘密", ""},
		{"SC-12 bold word", "严格保守国家**秘密**，长期坚持。", ""},
		{"SC-12 bold word and a term", "国家**秘密**10年内不得公开。", ""},
		{"SC-12 italic word", "商业*秘密*和个人隐私", ""},
		{"SC-12 list of grades", "国家秘密的密级分为绝密、机密、秘密三级。", ""},
		{"SC-12 list of grades after a colon", "密级：绝密、机密、秘密。", ""},
		{"SC-12 terms in prose", "绝密级国家秘密不超过三十年，机密级不超过二十年。", ""},
		{"SC-12 other words", "机密性、完整性、可用性；绝密性内容；秘密级事项", ""},
		{"SC-12 star elsewhere", "★重点工作：加强保密管理", ""},
		{"SC-12 non-secret field", "密级：无", ""},
		{"SC-12 empty", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			var want []scan.Mark
			if row.want != "" {
				want = []scan.Mark{{Rule: "SC-12", Line: 1, Found: row.want}}
			}
			if diff := cmp.Diff(want, scan.SecrecyMarks(row.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSecrecyMarksTellTheLine(t *testing.T) {
	want := []scan.Mark{
		{Rule: "SC-12", Line: 2, Found: "机密★10年"},
		{Rule: "SC-12", Line: 5, Found: "秘密"},
	}
	got := scan.SecrecyMarks("标题\n机密★10年\r\n正文\u2028第二段\r秘密\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFile(t *testing.T) {
	mark := func(line int, found string) []scan.Mark {
		return []scan.Mark{{Rule: "SC-12", Line: line, Found: found}}
	}
	for _, row := range []struct {
		name, file, data string
		want             []scan.Mark
	}{
		{"SC-12 in the content", "通知.md", "正文\n秘密★1年\n", mark(2, "秘密★1年")},
		{"SC-12 in the name", "机密★10年 会议材料.txt", "正文", mark(0, "机密★10年")},
		{"SC-12 name of nothing but a grade", `C:\文件\绝密.txt`, "正文", mark(0, "绝密")},
		{"SC-12 byte order mark", "a.txt", "\ufeff秘密\n正文", mark(1, "秘密")},
		{"SC-12 name that speaks of secrets", "国家秘密定密管理规定.md", "正文", nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, scan.File(row.file, []byte(row.data))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzSecrecyMarks holds that no mark hides behind what stands around it, and
// that nothing makes the scan fail.
func FuzzSecrecyMarks(f *testing.F) {
	f.Add("正文", "# ")
	f.Add("**", "<b>")
	f.Add("<", ">")
	f.Add("&", ";")
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(scan.SecrecyMarks(before+"\n机密★10年\n"+after)) == 0 {
			t.Errorf("a mark on a line of its own was missed between %q and %q", before, after)
		}
	})
}
