package rulebook

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/official"
)

// illustrated is a text that may show pictures.
type illustrated struct {
	place, label, body string
	pictures           []dossier.Picture
}

func illustratedTexts(c dossier.Content) []illustrated {
	out := []illustrated{{"text.body", "正文", c.Text.Body, c.Text.Pictures}}
	for i, a := range c.Annexes {
		out = append(out, illustrated{fmt.Sprintf("annexes.%d.body", i), fmt.Sprintf("附件%d", i+1), a.Body, a.Pictures})
	}
	return append(out, illustrated{"interpretation.body", "解读材料", c.Interpretation.Body, c.Interpretation.Pictures})
}

const howToShow = "请写作独占一行的“![说明](图片名称.png)”。"

// picturesWhole: every picture that a text shows is there and has its caption, and every
// one that is there is shown (LY-32). A finished PDF has its pictures within.
func picturesWhole(in Input) []document.Finding {
	if in.Content.Text.Original != nil {
		return nil
	}
	var out []document.Finding
	shown := map[string]bool{}
	for _, t := range illustratedTexts(in.Content) {
		for _, f := range official.Figures(t.body) {
			shown[f.Picture] = true
			has := slices.ContainsFunc(t.pictures, func(p dossier.Picture) bool { return p.Name == f.Picture })
			out = append(out, one(!has, block(t.place, t.label+"引用的图片“"+f.Picture+"”没有上传。", "请上传这张图片，或者删去该行。"))...)
		}
		for _, s := range official.Strays(t.body) {
			out = append(out, stray(t, s))
		}
	}
	for _, p := range in.Content.Text.Pictures {
		out = append(out, one(!shown[p.Name], info("text.pictures", "图片“"+p.Name+"”没有在文中引用，不会印发和公开。", howToShow+"不用的，请删去。"))...)
	}
	return out
}

// stray says what is wrong with what is written like a picture.
func stray(t illustrated, s official.Stray) document.Finding {
	where := fmt.Sprintf("%s第%d行的图片", t.label, s.Line)
	lower := strings.ToLower(s.Target)
	switch ending := path.Ext(lower); {
	case strings.Contains(lower, "://") || strings.HasPrefix(lower, "//") || strings.HasPrefix(lower, "data:"):
		return block(t.place, where+"引用了外部地址，不能印发。", "请下载该图片，确认有权使用后上传，再按图片名称引用。")
	case s.Alone && s.Caption == "":
		return block(t.place, where+"没有说明。", "请在方括号内写明图中是什么，视障人员由此得知图片的内容。")
	case !slices.Contains([]string{".png", ".jpg", ".jpeg"}, ending):
		return block(t.place, where+"不是 PNG 或者 JPEG。", "请另存为 PNG 或者 JPEG 后上传，再按图片名称引用。")
	case !s.Alone:
		return block(t.place, where+"夹在文字或者表格之中，不能排版。", howToShow)
	}
	return block(t.place, where+"写法不规范。", howToShow+"名称中不带路径、空格和括号，说明中不带方括号。")
}

// unreadPictures points reviewers at what no program has read (SR-01).
func unreadPictures(in Input) []document.Finding {
	var out []document.Finding
	for _, t := range illustratedTexts(in.released()) {
		for _, p := range dossier.Illustrating(t.body, t.pictures) {
			out = append(out, info(t.place, t.label+"中的图片“"+p.Name+"”只能由人查看，其中的文字、人脸、车牌、证件和地图没有扫描。", "请打开图片逐处查看；不宜公开的，退回拟稿更换。"))
		}
	}
	return out
}
