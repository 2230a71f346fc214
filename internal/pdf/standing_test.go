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
