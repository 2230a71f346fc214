package rulebook_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Values that are wrong in what is published; none belongs to anybody.
const (
	residentID = "11010519491231002X"
	mobileNo   = "13800138000"
	cardNo     = "6222021000112233449"
)

func body(more string) func(*dossier.Content) {
	return func(c *dossier.Content) { c.Text.Body += "\n\n" + more }
}

func TestScanned(t *testing.T) {
	withheldBody := func(c *dossier.Content) {
		c.Text.Class, c.Text.Body = document.General, c.Text.Body+"\n\n身份证号码"+residentID
		c.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R15}, Reason: "涉及个人隐私。", Item: "N-02"}
	}
	run(t, []row{
		{"SC-01 in the text", rulebook.G1, body("公民身份号码" + residentID), nil, []string{"SC-01 block text.body"}},
		{"SC-01 with another check character", rulebook.G1, body("公民身份号码110105194912310021"), nil, []string{"SC-01 warn text.body"}},
		{"SC-01 in an annex", rulebook.G6, func(c *dossier.Content) { c.Annexes[0].Body += "\n王某 " + residentID }, nil, []string{"SC-01 block annexes.0.body"}},
		{"SC-01 in a row of a table", rulebook.G8, body("| 姓名 | 号码 |\n| --- | --- |\n| 王某 | " + residentID + " |"), nil, []string{"SC-01 block text.body"}},
		{"SC-01 in the interpretation", rulebook.G13, func(c *dossier.Content) { c.Interpretation.Body += residentID }, nil, []string{"SC-01 block interpretation.body"}},
		{"SC-01 in the catalogue", rulebook.G13, func(c *dossier.Content) { c.Catalogue.Summary += residentID }, nil, []string{"SC-01 block catalogue.summary"}},
		{"SC-01 stays in the house with the document", rulebook.G13, withheldBody, nil, []string{"DA-01 block disclosure.attribute"}},
		{"SC-02", rulebook.G1, body("身份证号码110105491231002"), nil, []string{"SC-02 warn text.body"}},
		{"SC-03 may still be decided", rulebook.G1, body("联系人手机" + mobileNo), nil, []string{"SC-03 warn text.body"}},
		{"SC-03 not decided", rulebook.G6, body("联系人手机" + mobileNo), nil, []string{"SC-03 block text.body"}},
		{"SC-04", rulebook.G1, body("联系电话022-60000000"), nil, []string{"SC-04 info text.body"}},
		{"SC-05", rulebook.G13, body("请汇至银行卡号" + cardNo), nil, []string{"SC-05 block text.body"}},
		{"SC-06", rulebook.G1, body("护照号码E12345678"), nil, []string{"SC-06 warn text.body"}},
		{"SC-07", rulebook.G1, body("来信请发tingche@126.com"), nil, []string{"SC-07 warn text.body"}},
		{"SC-08", rulebook.G1, body("住址：明州市东区人民路12号3室"), nil, []string{"SC-08 warn text.body"}},
		{"SC-09", rulebook.G1, body("社保号：0123456789"), nil, []string{"SC-09 warn text.body"}},
		{"SC-10", rulebook.G1, body("| 姓名 | 身份证号 | 诊断 |\n| --- | --- | --- |"), nil, []string{"SC-10 warn text.body"}},
		{"SC-13 may still be decided", rulebook.G2, body("内部资料"), nil, []string{"SC-13 warn text.body"}},
		{"SC-13 not decided", rulebook.G6, body("内部资料"), nil, []string{"SC-13 block text.body"}},
		{"SC-14 a place left open", rulebook.G1, body("自2026年×月×××日起执行"), nil, []string{"SC-14 block text.body"}},
		{"SC-15", rulebook.G1, body("请传阅"), nil, []string{"SC-15 warn text.body"}},
		{"SC-20 a cited number with square brackets", rulebook.G1, body("按照明政办发[2019]27号执行。"), nil, []string{"SC-20 warn text.body"}},
		{"SC-17 a dead document cited in the text", rulebook.G5, body("按照明政办发〔2018〕7号执行。"), dead("明政办发〔2018〕7号"), []string{"SC-17 block text.body"}},
		{"SC-17 a dead document in a text that is not normative", rulebook.G8, func(c *dossier.Content) {
			c.Text.Class = document.General
			body("按照明政办发〔2018〕7号执行。")(c)
		}, dead("明政办发〔2018〕7号"), []string{"SC-17 warn text.body"}},
		{"SC-17 a document that this one repeals", rulebook.G8, body("《明州市停车场管理暂行规定》（明政办发〔2019〕12号）同时废止。"), dead("明政办发〔2019〕12号"), nil},
		{"SC-17 a living document", rulebook.G8, body("按照明政办发〔2020〕7号执行。"), dead("明政办发〔2018〕7号"), nil},
		{"SC-12 leaves room for nothing else", rulebook.G13, body("机密★10年\n身份证号码" + residentID), nil, []string{"SC-12 block text.body"}},
	})
}

func dead(n document.Number) func(*rulebook.Input) {
	return func(in *rulebook.Input) { in.Dead = []document.Number{n} }
}

// TestExaminedHit: what the secrecy reviewer let pass with a reason is information
// from then on, until a letter of the text around it changes.
func TestExaminedHit(t *testing.T) {
	in := fit(t, body("办公室值班人员的号码是"+mobileNo))
	found := rulebook.Check(rulebook.G6, in)
	if len(found) != 1 || found[0].Severity != document.Block || found[0].Hit == "" {
		t.Fatalf("findings: %+v, want one block with its digest", found)
	}
	in.Examined = []dossier.Examined{{Hit: found[0].Hit, Rule: "SC-03", Reason: "值班电话，对外公布。"}}
	for _, g := range []rulebook.Gate{rulebook.G6, rulebook.G8, rulebook.G13} {
		got := rulebook.Check(g, in)
		if len(got) != 1 || got[0].Severity != document.Info || !strings.Contains(got[0].Message, "值班电话，对外公布。") {
			t.Errorf("%s: %+v, want information with the reason", g, got)
		}
	}
	in.Content.Text.Body += "。"
	if got := rulebook.Check(rulebook.G6, in); len(got) != 1 || got[0].Severity != document.Block || got[0].Hit == found[0].Hit {
		t.Errorf("the changed text: %+v, want the question again", got)
	}
}

// TestNobodyLetsAnIDPass: a digest that names it changes nothing, because it has none.
func TestNobodyLetsAnIDPass(t *testing.T) {
	for _, more := range []string{"公民身份号码" + residentID, "机密★10年", "自2026年×月×××日起执行"} {
		in := fit(t, body(more))
		for _, f := range rulebook.Check(rulebook.G6, in) {
			if f.Hit != "" || f.Severity != document.Block {
				t.Errorf("%s can be let pass: %+v", f.Rule, f)
			}
		}
	}
}

// TestFindingsRepeatNoValue: neither the sentence nor the remedy holds what was found.
func TestFindingsRepeatNoValue(t *testing.T) {
	in := fit(t, body("身份证号码"+residentID+"，手机"+mobileNo+"，银行卡号"+cardNo))
	got := rulebook.Check(rulebook.G6, in)
	if len(got) != 3 {
		t.Fatalf("findings: %+v, want three", got)
	}
	for _, f := range got {
		for _, value := range []string{residentID, "19491231", mobileNo, "0013800", cardNo, "1000112233"} {
			if strings.Contains(f.Message+f.Remedy+f.Place+f.Hit, value) {
				t.Errorf("%s repeats %s: %s", f.Rule, value, f.Message)
			}
		}
	}
}

func TestCited(t *testing.T) {
	c := fitContent()
	c.Text.Body = "按照省政发〔2018〕7号办理。"
	want := []document.Number{"按照省政发〔2018〕7号", "政发〔2018〕7号", "照省政发〔2018〕7号", "省政发〔2018〕7号"}
	if diff := cmp.Diff(want, rulebook.Cited(c)); diff != "" {
		t.Error(diff)
	}
	c.Disclosure.Attribute = document.Withheld
	if got := rulebook.Cited(c); len(got) != 0 {
		t.Errorf("a document that stays in the house: %v", got)
	}
}

// BenchmarkGateOfLongText is what a page of a document with ten thousand lines
// spends on its findings.
func BenchmarkGateOfLongText(b *testing.B) {
	in := rulebook.Input{Content: fitContent()}
	in.Content.Text.Body += strings.Repeat("\n\n公共停车设施的经营者应当按照规定公示收费标准、开放时间和监督电话。", 10_000)
	b.SetBytes(int64(len(in.Content.Text.Body)))
	for b.Loop() {
		rulebook.Check(rulebook.G8, in)
	}
}
