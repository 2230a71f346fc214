package rulebook_test

import (
	"testing"

	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// TestMarking: marks of emphasis are named, and hide nothing from the scanner.
func TestMarking(t *testing.T) {
	body := func(line string) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Text.Body += "\n" + line }
	}
	marked, phone, secret := "LY-33 info text.body", "SC-03 block text.body", "SC-12 block text.body"
	run(t, []row{
		{"LY-33 emphasis", rulebook.G1, body("请**认真**组织。"), nil, []string{marked}},
		{"LY-33 a quotation", rulebook.G8, body("> 引文"), nil, []string{marked}},
		{"LY-33 a fence", rulebook.G1, body("```\n甲\n```"), nil, []string{"LY-33 warn text.body"}},
		{"LY-33 masks and products stay", rulebook.G1, body("张**和李**，5*3*2，____年"), nil, nil},
		{"LY-33 a link is no mark", rulebook.G1, body("见[指南](https://www.mingzhou.gov.cn/)。"), nil, nil},
		{"SC-03 a number in bold", rulebook.G13, body("联系人手机**13800138000**"), nil, []string{phone}},
		{"SC-03 a number split by marks", rulebook.G13, body("联系人手机138**0013**8000"), nil, []string{phone}},
		{"SC-03 a number that begins in bold", rulebook.G13, body("联系人手机**138**00138000"), nil, []string{phone}},
		{"SC-03 a number split by ticks", rulebook.G13, body("联系人手机138`0013`8000"), nil, []string{phone}},
		{"SC-03 a masked number", rulebook.G13, body("联系人手机138****8000"), nil, nil},
		{"SC-12 a mark split by marks", rulebook.G13, body("机**密**★10年"), nil, []string{secret}},
		{"SC-12 a mark split by ticks in a quotation", rulebook.G13, body("> 机`密`★10年"), nil, []string{secret}},
		{"IN-06 emphasis in a date", rulebook.G8, func(c *dossier.Content) {
			c.Text.Body += "\n自2027年**3**月1日起试行。"
			c.Interpretation.Body += "\n自2027年3月**1**日起试行。"
		}, nil, []string{marked, "LY-33 info interpretation.body"}},
	})
}
