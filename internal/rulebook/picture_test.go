package rulebook_test

import (
	"testing"

	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// TestPictures: every picture that is shown is there, on a line of its own and with a
// caption; every one that is there is shown.
func TestPictures(t *testing.T) {
	map1 := dossier.Picture{Name: "分布.png", Digest: "aa", Type: "image/png", Width: 400, Height: 300}
	body := func(line string, ps ...dossier.Picture) func(*dossier.Content) {
		return func(c *dossier.Content) {
			c.Text.Body += "\n" + line
			*c = c.WithPictures(ps)
		}
	}
	missing := []string{"LY-32 block text.body"}
	run(t, []row{
		{"LY-32 a picture with its caption", rulebook.G1, body("![泊位分布](分布.png)", map1), nil, nil},
		{"LY-32 a picture that is not there", rulebook.G1, body("![泊位分布](分布.png)"), nil, missing},
		{"LY-32 under another name", rulebook.G1, body("![泊位分布](布局.png)", map1), nil, append(missing, "LY-32 info text.pictures")},
		{"LY-32 shown by no text", rulebook.G1, body("甲", map1), nil, []string{"LY-32 info text.pictures"}},
		{"LY-32 no caption", rulebook.G1, body("![](分布.png)", map1), nil, append(missing, "LY-32 info text.pictures")},
		{"LY-32 within a line", rulebook.G1, body("如图![泊位分布](分布.png)所示。", map1), nil, append(missing, "LY-32 info text.pictures")},
		{"LY-32 in a table", rulebook.G1, body("| 甲 |\n| --- |\n| ![泊位分布](分布.png) |", map1), nil, append(missing, "LY-32 info text.pictures")},
		{"LY-32 an address", rulebook.G1, body("![泊位分布](https://a.cn/b.png)"), nil, missing},
		{"LY-32 an SVG", rulebook.G1, body("![泊位分布](b.svg)"), nil, missing},
		{"LY-32 a folder", rulebook.G1, body("![泊位分布](图/b.png)"), nil, missing},
		{"LY-32 still there at the office check", rulebook.G8, body("![泊位分布](分布.png)"), nil, missing},
		{"LY-32 an annex", rulebook.G1, func(c *dossier.Content) { c.Annexes[0].Body += "\n![泊位分布](分布.png)" }, nil, []string{"LY-32 block annexes.0.body"}},
		{"LY-32 an annex with its picture", rulebook.G1, func(c *dossier.Content) {
			c.Annexes[0].Body += "\n![泊位分布](分布.png)"
			*c = c.WithPictures([]dossier.Picture{map1})
		}, nil, nil},
		{"SR-01 people look at pictures", rulebook.G6, body("![泊位分布](分布.png)", map1), nil, []string{"SR-01 info text.body"}},
		{"SR-01 not at what is not shown", rulebook.G6, body("甲", map1), nil, nil},
		{"SC-03 a caption is looked through", rulebook.G13, body("![联系人手机13812345678](分布.png)", map1), nil, []string{"SC-03 block text.body"}},
	})
}
