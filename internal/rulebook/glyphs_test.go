package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestGlyphs(t *testing.T) {
	body := func(line string) func(*dossier.Content) {
		return func(c *dossier.Content) { c.Text.Body += "\n\n" + line }
	}
	missing := []string{"LY-30 block text.body"}
	rows := []row{
		{"LY-30 Arabic", rulebook.G1, body("联络处（مكتب）负责。"), nil, missing},
		{"LY-30 Hebrew", rulebook.G1, body("联络处（משרד）负责。"), nil, missing},
		{"LY-30 Arabic in the title", rulebook.G1, func(c *dossier.Content) {
			c.Text.Title = strings.Replace(c.Text.Title, "印发", "印发مكتب", 1)
		}, nil, []string{"LY-30 block text.title"}},
		{"LY-30 Arabic in an annex", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Body += "مكتب" }, nil, []string{"LY-30 block annexes.0.body"}},
		{"LY-30 Arabic among those present", rulebook.G1, func(c *dossier.Content) { c.Text.Present = "张三、مكتب" }, nil, []string{"LY-30 block text.present", "LY-29 warn text.present"}},
		{"LY-30 joined emoji", rulebook.G1, body("家庭👨‍👩‍👧联系。"), nil, missing},
		{"LY-30 Thai", rulebook.G1, body("曼谷（กรุงเทพ）友城。"), nil, missing},
		{"LY-30 Tibetan", rulebook.G1, body("拉萨（ལྷ་ས）。"), nil, missing},
		{"LY-30 a character of one's own", rulebook.G1, body("张\ue000。"), nil, missing},
		{"LY-30 a rare character", rulebook.G1, body("张𠮷村。"), nil, []string{"LY-30 warn text.body"}},
		{"LY-30 letters that Chinese fonts hold", rulebook.G1, body("α粒子、Россия、カナ、서울、ㄅ、café、№3、①、℃、→、≥、★、ā。"), nil, nil},
		{"LY-16 the addressee twice", rulebook.G1, func(c *dossier.Content) { c.Text.Body = "\n" + c.Text.Addressee + "：\n\n" + c.Text.Body }, nil, []string{"LY-16 warn text.body"}},
		{"LY-16 the addressee in a sentence", rulebook.G1, func(c *dossier.Content) {
			c.Text.Body = c.Text.Addressee + "要认真贯彻执行。\n\n" + c.Text.Body
		}, nil, nil},
	}
	for _, g := range []rulebook.Gate{rulebook.G2, rulebook.G4, rulebook.G5, rulebook.G7, rulebook.G8} {
		rows = append(rows, row{"LY-30 still there at " + string(g), g, body("مكتب"), nil, missing})
	}
	run(t, rows)
}

func TestGlyphsSayWhere(t *testing.T) {
	in := fit(t, func(c *dossier.Content) { c.Text.Body = "首段。\n联络处（مكتب）负责。\n" + c.Text.Body })
	got := rulebook.Check(rulebook.G1, in)
	const want = "正文第2行的“مكتب”在版式文件中不能正确排出（从右向左的文字）。"
	if len(got) != 1 || got[0].Message != want {
		t.Errorf("got %+v, want %s", got, want)
	}
}
