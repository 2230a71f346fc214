package pdf

import (
	"strings"
	"testing"
)

func TestAgainstTheRegister(t *testing.T) {
	pdf := sealed(t, notice())
	n := repealed()
	mark := verified(t, marked(t, pdf, n))
	for _, row := range []struct {
		name                 string
		report               Report
		state, label, banner string
		want                 string // part of the sentence, "" for none
	}{
		{"ND-19 in force, no mark", verified(t, pdf), "in_force", "有效", "", ""},
		{"ND-19 repealed, and marked so", mark, "repealed", "废止", n.Banner, ""},
		{"ND-19 repealed, and not marked", verified(t, pdf), "repealed", "废止", n.Banner, "没有可信的效力标注"},
		{"marked as repealed, in force by the register", mark, "in_force", "有效", "", "不一致"},
		{"marked as repealed, amended by the register", mark, "amended", "已修改", "x", "“已废止”，登记簿今日登记的是“已修改”"},
		{"marked under another decision", mark, "repealed", "废止", "本文件自2027年1月1日起废止。", "日期或者依据"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := row.report.Against(row.state, row.label, row.banner)
			if (got == "") != (row.want == "") || !strings.Contains(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
}

// A mark that announces a repeal agrees with the register until the day, and is told from
// one that contradicts it afterwards (ND-20).
func TestAnAnnouncedMarkAgainstTheRegister(t *testing.T) {
	plain := sealed(t, notice())
	n := repealed()
	n.Status, n.Diagonal, n.Banner, n.Level = "repealed_announced", "将废止", "本文件将自2026年12月1日起废止。", Caution
	mark := verified(t, marked(t, plain, n))
	if mark.Verdict != Intact || len(mark.Marks) != 1 || mark.Marks[0].Status != n.Status {
		t.Fatalf("%s, marks %+v", mark.Verdict, mark.Marks)
	}
	for _, row := range []struct {
		name                  string
		report                Report
		status, label, banner string
		want                  string // part of the sentence, "" for none
	}{
		{"before the day, the register announces it too", mark, "repealed_announced", "有效", n.Banner, ""},
		{"before the day, the register has another day", mark, "repealed_announced", "有效", "本文件将自2027年1月1日起废止。", "日期或者依据"},
		{"before the day, the register knows of nothing", mark, "in_force", "有效", "", "日期到来以前，文件继续有效"},
		{"after the day", mark, "repealed", "废止", repealed().Banner, "今日的效力已是“废止”，以登记簿为准。登记簿所记：" + repealed().Banner},
		{"something else became of it", mark, "amended", "已修改", "x", "两者不一致"},
		{"announced, and not marked", verified(t, plain), "repealed_announced", "有效", n.Banner, "登记簿所记：" + n.Banner},
		{"announced, and marked as repealed", verified(t, marked(t, plain, repealed())), "repealed_announced", "有效", n.Banner, "“已废止”，登记簿今日登记的是“有效”"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := row.report.Against(row.status, row.label, row.banner)
			if (got == "") != (row.want == "") || !strings.Contains(got, row.want) {
				t.Errorf("%q, want %q", got, row.want)
			}
		})
	}
	after := verified(t, marked(t, marked(t, plain, n), repealed()))
	if after.Verdict != Intact || len(after.Marks) != 1 || after.Marks[0].Status != "repealed" {
		t.Errorf("marked again on the day: %s, %+v", after.Verdict, after.Marks)
	}
}

// The words of a mark under a stranger's certificate are kept, with a warning.
func TestClaims(t *testing.T) {
	pdf := marked(t, sealed(t, notice()), repealed())
	for name, trust := range map[string]Trust{"trusting nobody": {}, "trusting the office alone": TrustIn(identity(t, officeIdentity))} {
		r, err := Verify(pdf, trust)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Marks) != 0 || len(r.Claims) != 1 || r.Claims[0].Banner != repealed().Banner || !r.Claims[0].Complete {
			t.Errorf("%s: marks %+v, claims %+v", name, r.Marks, r.Claims)
		}
		words := strings.Join(r.ClaimWords(), "")
		if !strings.Contains(words, repealed().Banner) || !strings.Contains(words, "不能据以确认效力") {
			t.Errorf("%s: %s", name, words)
		}
	}
	if r := verified(t, pdf); len(r.Claims) != 0 || len(r.Marks) != 1 {
		t.Errorf("a trusted mark is a claim: %+v", r.Claims)
	}
}
