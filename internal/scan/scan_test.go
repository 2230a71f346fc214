package scan_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

// said is a hit in short: "SC-03 block 正文第1行第1字 138******00".
func said(r scan.Report) []string {
	var out []string
	for _, h := range r.Hits {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", h.Rule, h.Severity, h.Place, h.Snippet)))
	}
	return out
}

func TestPlaces(t *testing.T) {
	for _, row := range []struct{ name, text, want string }{
		{"first character", "13800138000", "SC-03 block 正文第1行第1字 138******00"},
		{"behind Chinese", "手机：13800138000", "SC-03 block 正文第1行第4字 138******00"},
		{"on a later line", "一\r\n二\r三13800138000", "SC-03 block 正文第3行第2字 138******00"},
		{"behind what is not seen", "甲\u200b\u200b乙　13800138000", "SC-03 block 正文第1行第6字 138******00"},
		{"spaced, full-width", "电话 １３８ ００１３ ８０００", "SC-03 block 正文第1行第4字 138******00"},
		{"behind an entity", "&nbsp;&nbsp;13800138000", "SC-03 block 正文第1行第13字 138******00"},
		{"inside tags", "<td>138<b>0013</b>8000</td>", "SC-03 block 正文第1行第5字 138******00"},
		{"in an attribute of a tag", `<a href="tel:13800138000">电话</a>`, "SC-03 block 正文第1行第14字 138******00"},
		{"SC-01 broken over two lines", "号码为1101051949\n1231002X，住本市", "SC-01 block 正文第1行第4字 110*************2X"},
		{"SC-01 broken, indented", "号码11010519\r\n　491231002X", "SC-01 block 正文第1行第3字 110*************2X"},
		{"far into a long line", strings.Repeat("字", 100_000) + "13800138000", "SC-03 block 正文第1行第100001字 138******00"},
		{"across windows", strings.Repeat("字", 1<<15-5) + "13800138000", "SC-03 block 正文第1行第32764字 138******00"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{row.want}, said(scanner(t, scan.Options{}).Text(row.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestWindows: wherever a window of the scan ends, a number is found once.
func TestWindows(t *testing.T) {
	s := scanner(t, scan.Options{})
	for shift := range 40 {
		for _, ends := range []int{1 << 15, 1<<15 - 512} {
			text := strings.Repeat("字", ends-20+shift) + "，110105 19491231 002X，" + strings.Repeat("字", 1000)
			if got := s.Text(text); len(got.Hits) != 1 || got.Hits[0].Place.Column != ends-20+shift+2 {
				t.Errorf("shift %d of %d: %v", shift, ends, said(got))
			}
		}
	}
}

func TestOptions(t *testing.T) {
	dead := func(n document.Number) bool { return n == "明政办发〔2019〕27号" }
	for _, row := range []struct {
		name, text string
		options    scan.Options
		want       []string
	}{
		{"SC-03 listed by the office", "13800138000", scan.Options{Allow: []scan.Allowed{{"SC-03", "138-0013-8000", "值班手机"}}}, nil},
		{"SC-03 another than the one listed", "13900000001", scan.Options{Allow: []scan.Allowed{{"SC-03", "13800138000", "值班手机"}}}, []string{"SC-03 block 正文第1行第1字 139******01"}},
		{"SC-07 listed domain", "a@b.mingfa.cn", scan.Options{Allow: []scan.Allowed{{"SC-07", "@mingfa.cn", "单位邮箱"}}}, nil},
		{"SC-07 a domain that only ends like it", "a@notmingfa.cn", scan.Options{Allow: []scan.Allowed{{"SC-07", "@mingfa.cn", "单位邮箱"}}}, []string{"SC-07 warn 正文第1行第1字 a***@notmingfa.cn"}},
		{"SC-10 under fourteen", "110105201209180019", scan.Options{Today: "2026-09-18"}, []string{
			"SC-01 block 正文第1行第1字 110*************19", "SC-10 warn 正文第1行第1字 110*************19",
		}},
		{"SC-10 fourteen since yesterday", "110105201209180019", scan.Options{Today: "2026-09-19"}, []string{"SC-01 block 正文第1行第1字 110*************19"}},
		{"SC-14 a draft for consultation", "停车办法（征求意见稿）", scan.Options{Consultation: true}, []string{"SC-14 info 正文第1行第6字 征求意见稿"}},
		{"SC-15 signer upward", "签发人：张三", scan.Options{Upward: true}, nil},
		{"SC-16 same attribute", "（此件公开发布）", scan.Options{Attribute: document.Proactive}, nil},
		{"SC-16 another attribute", "（此件依申请公开）", scan.Options{Attribute: document.Proactive}, []string{"SC-16 block 正文第1行第2字 此件依申请公开"}},
		{"SC-16 spaced", "（此件 主动 公开）", scan.Options{Attribute: document.OnRequest}, []string{"SC-16 block 正文第1行第2字 此件主动公开"}},
		{"SC-16 no mark", "正文。", scan.Options{Attribute: document.Proactive}, []string{"SC-16 block 整个文件"}},
		{"SC-16 the typesetter marks", "正文。", scan.Options{Attribute: document.Proactive, Typeset: true}, nil},
		{"SC-17 dead basis", "根据明政办发〔2019〕27号，", scan.Options{Dead: dead}, []string{"SC-17 warn 正文第1行第3字 明政办发〔2019〕27号"}},
		{"SC-17 dead basis of a normative document", "根据明政办发〔2019〕27号，", scan.Options{Dead: dead, Normative: true}, []string{"SC-17 block 正文第1行第3字 明政办发〔2019〕27号"}},
		{"SC-17 dead basis, brackets wrong", "根据明政办发[2019]27号，", scan.Options{Dead: dead}, []string{
			"SC-20 warn 正文第1行第1字 明政办发[2019]27号", "SC-17 warn 正文第1行第3字 明政办发〔2019〕27号",
		}},
		{"SC-17 living basis", "根据明政办发〔2020〕27号，", scan.Options{Dead: dead}, nil},
		{"SC-20 own number", "正文。", scan.Options{Number: "明政办发[2026]9号"}, []string{"SC-20 block 整个文件 明政办发[2026]9号"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, said(scanner(t, row.options).Text(row.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for _, o := range []scan.Options{
		{Attribute: "PUBLIC"},
		{Allow: []scan.Allowed{{"SC-03", "13800138000", ""}}},
		{Allow: []scan.Allowed{{"SC-01", "11010519491231002X", "本人同意"}}},
		{Allow: []scan.Allowed{{"SC-12", "机密", "误标"}}},
		{Allow: []scan.Allowed{{"SC-03", "138", "一部分"}}},
		{Allow: []scan.Allowed{{"SC-07", "@cn", "全部域名"}}},
	} {
		if _, err := scan.New(o); document.KindOf(err) != document.Invalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
	for _, text := range []string{"SC-03 | 13800138000", "SC-03 | 13800138000 | ", "13800138000"} {
		if _, err := scan.ParseAllowed(text); document.KindOf(err) != document.Invalid {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestSecretSaysNothingElse: of a text with the mark of a state secret nothing is
// repeated, neither the mark nor what else was found (SR-09).
func TestSecretSaysNothingElse(t *testing.T) {
	r := scanner(t, scan.Options{Attribute: document.Proactive}).Text("某事项\n机密★10年\n联系人13800138000\n（征求意见稿）")
	if diff := cmp.Diff([]string{"SC-12 block 正文第2行第1字"}, said(r)); diff != "" {
		t.Error(diff)
	}
	if !r.Secret() || r.Counts[document.Block] != 1 {
		t.Errorf("counts: %+v", r.Counts)
	}
}

// TestManyHits: ten thousand findings are all listed, more are counted.
func TestManyHits(t *testing.T) {
	s := scanner(t, scan.Options{})
	if r := s.Text(strings.Repeat("13800138000，", 10_000)); len(r.Hits) != 10_000 {
		t.Errorf("%d hits of 10000", len(r.Hits))
	}
	r := s.Text(strings.Repeat("13800138000，", scan.MaxHits+5) + "\n022-60000000")
	if len(r.Hits) != scan.MaxHits+2 || r.Counts[document.Block] != scan.MaxHits+5 || r.Counts[document.Info] != 1 {
		t.Errorf("%d hits, %+v", len(r.Hits), r.Counts)
	}
	last := r.Hits[scan.MaxHits+1]
	if last.Severity != document.Block || !strings.Contains(last.Message, "另有5处") {
		t.Errorf("last: %+v", last)
	}
	if r := s.Text(strings.Repeat("13800138000，", scan.MaxHits+5) + "\n机密★10年"); !r.Secret() {
		t.Error("a mark behind many hits was missed")
	}
}

// FuzzText holds what must be true of every text: the scan ends well, no place
// lies outside, no personal value is shown, and no mark of a secret is missed.
func FuzzText(f *testing.F) {
	for _, seed := range hostile {
		f.Add(strings.Repeat(seed, 50))
	}
	f.Add(prose)
	for _, mark := range []string{"机密★10年", "<b>机</b>密★", "密级：&#26426;&#x5bc6;", "㊙密☆", "**秘**密\\*5年", "\u2028绝 密\u2029", "机\u0336密\u200b★&star;"} {
		f.Add(mark)
	}
	f.Add("身份证号：11010519491231002X <b>1</b>38&#48;0138000\t6222021000112233449")
	s, err := scan.New(scan.Options{Today: "2026-09-17", Dead: func(document.Number) bool { return true }})
	if err != nil {
		f.Fatal(err)
	}
	personal := map[string]bool{"SC-01": true, "SC-02": true, "SC-03": true, "SC-05": true, "SC-06": true, "SC-09": true}
	f.Fuzz(func(t *testing.T, text string) {
		r := s.Text(text)
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r") + strings.Count(text, "\f") + strings.Count(text, "\v") +
			strings.Count(text, "\u0085") + strings.Count(text, "\u2028") + strings.Count(text, "\u2029")
		for _, h := range r.Hits {
			if h.Message == "" || h.Remedy == "" || h.Rule == "" {
				t.Errorf("says too little: %+v", h)
			}
			if h.Place.Line > lines || h.Place.Line > 0 && (h.Place.Column < 1 || h.Place.Column > utf8.RuneCountInString(text)) {
				t.Errorf("outside the text: %+v", h)
			}
			if personal[h.Rule] && digits(h.Snippet) > 5 {
				t.Errorf("shown: %+v", h)
			}
		}
		if marks := scan.SecrecyMarks(text); (len(marks) > 0) != r.Secret() {
			t.Errorf("marks %v, secret %v", marks, r.Secret())
		}
	})
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}
