package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawing is a picture that stands in its line, or floats over the text.
func drawing(place, id, words string) string {
	return `<w:r><w:drawing><wp:` + place + ` xmlns:wp="wp"><wp:docPr descr="` + words + `"/><a:graphic xmlns:a="a"><a:blip xmlns:r="r" r:embed="` + id + `"/></a:graphic></wp:` + place + `></w:drawing></w:r>`
}

// TestPicturesInPlace: a picture of a file stands where it stood, with its caption; what
// floats, stands in a table or is no picture of a document is counted.
func TestPicturesInPlace(t *testing.T) {
	parts := body(
		centered("停车场管理方案"), line("一、泊位分布如下："),
		p(drawing("inline", "r1", "")), line("图1 泊位分布"),
		line("二、流程如下："), p(drawing("inline", "r2", "办理[流程]")), line("三、再看一次。"), p(run("见图"), drawing("inline", "r1", "再看")),
		p(drawing("anchor", "r1", "印章")), p(drawing("inline", "r3", "矢量图")), p(drawing("inline", "r9", "没有")),
		`<w:tbl><w:tr><w:tc>`+p(drawing("inline", "r2", "表内"))+`</w:tc><w:tc>`+line("乙")+`</w:tc></w:tr></w:tbl>`,
		p(`<w:r><w:rPr><w:vanish/></w:rPr>`+strings.TrimPrefix(drawing("inline", "r4", "藏起"), "<w:r>")),
	)
	parts["word/_rels/document.xml.rels"] = `<Relationships><Relationship Id="r1" Type="x/image" Target="media/image1.jpeg"/><Relationship Id="r2" Type="x/image" Target="media/image2.png"/>` +
		`<Relationship Id="r3" Type="x/image" Target="media/image3.emf"/><Relationship Id="r4" Type="x/image" Target="media/image4.png"/><Relationship Id="r9" Type="x/image" Target="http://a.cn/b.png" TargetMode="External"/></Relationships>`
	parts["word/media/image1.jpeg"], parts["word/media/image2.png"], parts["word/media/image3.emf"], parts["word/media/image4.png"] = "\xff\xd8\xffone", "\x89PNG\r\n\x1a\ntwo", "\x01\x00\x00\x00", "\x89PNG\r\n\x1a\nfour"
	got := read(t, parts)
	want := strings.Join([]string{
		"一、泊位分布如下：", "![图1 泊位分布](image1.jpg)", "二、流程如下：", "![办理（流程）](image2.png)", "三、再看一次。", "见图", "![再看](image1.jpg)", "|  | 乙 |", "| --- | --- |",
	}, "\n")
	if diff := cmp.Diff(want, got.Body); diff != "" {
		t.Error(diff)
	}
	var names []string
	for _, x := range got.Pictures {
		names = append(names, x.Name+" "+string(x.Data[len(x.Data)-3:]))
	}
	if diff := cmp.Diff([]string{"image1.jpg one", "image2.png two"}, names); diff != "" {
		t.Error(diff)
	}
	all := ""
	for _, f := range got.Findings {
		all += f.Message
	}
	if !strings.Contains(all, "图片2张已按原位置带入") || !strings.Contains(all, "嵌入的对象5个，没有带入") {
		t.Error(all)
	}
}
