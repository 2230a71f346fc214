package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// painted is a picture to be shown: bars of three colours.
func painted(t testing.TB, w, h int, encode func(*bytes.Buffer, image.Image) error) *Picture {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, []color.RGBA{{180, 30, 40, 255}, {240, 240, 240, 255}, {20, 60, 140, 255}}[x*3/w])
		}
	}
	var b bytes.Buffer
	if err := encode(&b, m); err != nil {
		t.Fatal(err)
	}
	p, err := NewPicture(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func asPNG(b *bytes.Buffer, m image.Image) error  { return png.Encode(b, m) }
func asJPEG(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }

// illustrated is a notice with pictures of all shapes: small, wide, tall, shown twice, at
// the end of the text, and in an annex.
func illustrated(t testing.TB) Sheet {
	t.Helper()
	s := notice()
	s.Pictures = map[string]*Picture{
		"小.png": painted(t, 600, 400, asPNG), "宽.jpg": painted(t, 3000, 900, asJPEG), "高.png": painted(t, 900, 6000, asPNG),
	}
	s.Body += "\n二、泊位分布\n![泊位分布示意](小.png)\n各单位对照落实。\n![办理流程](宽.jpg)\n下一行仍在网格上。\n（一）立面\n![沿街立面](高.png)\n再看一次。\n![图4 泊位分布示意，说明很长的一张图片，要排到第二行才排得下，仍然居中，与图片在同一页](小.png)"
	s.Annexes = append(s.Annexes, Annex{Title: "位置图", Body: "![位置](宽.jpg)\n![没有的图](无.png)"})
	return s
}

// placements are the pictures of a page as they are set: width, height, left, bottom.
var placements = regexp.MustCompile(`([\d.]+) 0\.00000 0\.00000 ([\d.]+) ([\d.]+) ([\d.]+) cm\n/Im`)

func contents(t testing.TB, pdf []byte) []string {
	t.Helper()
	f, err := syntax.Open(pdf)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := f.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range pages {
		stream, ok := f.Resolve(p.Dict["Contents"]).(*syntax.Stream)
		if !ok {
			t.Fatal("a page without content")
		}
		b, err := f.Decode(stream)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	return out
}

// TestFigures: a picture stands within the measure and on the page of its caption, and what
// follows is on the grid again.
func TestFigures(t *testing.T) {
	set := typeset(t, illustrated(t))
	lines := outline(t, set.PDF)
	for _, said := range []string{"图1　泊位分布示意", "图2　办理流程", "图3　沿街立面", "图4 泊位分布示意", "图1　位置", "![没有的图](无.png)"} {
		if !strings.Contains(lines, said) {
			t.Errorf("no caption %q in\n%s", said, lines)
		}
	}
	pages := strings.Split(lines, "page ")
	n := 0
	for i, c := range contents(t, set.PDF) {
		for _, m := range placements.FindAllStringSubmatch(c, -1) {
			var w, h, x, y float64
			if _, err := fmt.Sscan(strings.Join(m[1:], " "), &w, &h, &x, &y); err != nil {
				t.Fatal(err)
			}
			n++
			const left, right, foot, head = 28 * 72 / 25.4, 184 * 72 / 25.4, 35 * 72 / 25.4, 260 * 72 / 25.4
			if x < left-0.1 || x+w > right+0.1 || y < foot || y+h > head+0.1 {
				t.Errorf("page %d: a picture beyond the measure: %v", i+1, m[1:])
			}
			if middle := x + w/2; middle < (left+right)/2-0.1 || middle > (left+right)/2+0.1 {
				t.Errorf("page %d: a picture out of the middle: %v", i+1, m[1:])
			}
			if !strings.Contains(pages[i+1], " 14pt 图") {
				t.Errorf("page %d has a picture without a caption", i+1)
			}
		}
	}
	if n != 5 {
		t.Errorf("%d pictures are set, want 5", n)
	}
	onGrid(t, lines, "各单位对照落实。", "下一行仍在网格上。", "再看一次。")
}

// onGrid compares lines with the rows of the type area (LY-05).
func onGrid(t *testing.T, outline string, lines ...string) {
	t.Helper()
	const row = 225 * 72 / 25.4 / 22
	for _, l := range lines {
		m := regexp.MustCompile(`(?m)^ *\d+ +(\d+) +16pt ` + l).FindStringSubmatch(outline)
		if m == nil {
			t.Errorf("no line %q", l)
			continue
		}
		var y float64
		if _, err := fmt.Sscan(m[1], &y); err != nil {
			t.Fatal(err)
		}
		at := (y-37*72/25.4-(row-16)/2-0.88*16)/row + 0.05
		if off := at - float64(int(at)); off > 0.1 {
			t.Errorf("%q is off the grid by %.2f rows", l, off-0.05)
		}
	}
}

// TestFigureStructure: a screen reader is told what a picture shows and where it is, and a
// picture that is shown twice is in the file once.
func TestFigureStructure(t *testing.T) {
	sheet := illustrated(t)
	set := typeset(t, sheet)
	if n := bytes.Count(set.PDF, []byte("/Subtype /Image")); n != 3 {
		t.Errorf("%d pictures in the file, want 3", n)
	}
	for _, alt := range []string{"泊位分布示意", "办理流程", "沿街立面", "位置"} {
		if !bytes.Contains(set.PDF, syntax.Append(nil, syntax.Text(alt))) {
			t.Errorf("no text stands for %q", alt)
		}
	}
	if n := bytes.Count(set.PDF, []byte("/BBox [")); n != 5 {
		t.Errorf("%d figures have a place, want 5", n)
	}
	if bytes.Contains(set.PDF, []byte("/SMask")) || bytes.Contains(set.PDF, []byte("/DeviceCMYK")) {
		t.Error("transparency, or colours that the output intent does not cover")
	}
	if again := typeset(t, illustrated(t)); !bytes.Equal(again.PDF, set.PDF) {
		t.Error("equal sheets give other bytes")
	}
}

// TestFigureBeforeSignature: a tall picture at the end of the text leaves room for the
// signature on its page.
func TestFigureBeforeSignature(t *testing.T) {
	s := notice()
	s.Annexes = nil
	s.Pictures = map[string]*Picture{"高.png": painted(t, 1800, 9000, asPNG)}
	s.Body = strings.Repeat("一行正文。\n", 30) + "![沿街立面](高.png)"
	set := typeset(t, s)
	for i, c := range contents(t, set.PDF) {
		if placements.MatchString(c) && set.Seal.Page != i {
			t.Errorf("the picture is on page %d, the seal on page %d", i+1, set.Seal.Page+1)
		}
	}
}

// TestPicturesRefused: what PDF/A can't show as it is never gets into a file.
func TestPicturesRefused(t *testing.T) {
	encoded := func(m image.Image) []byte {
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, data := range map[string][]byte{
		"nothing": nil, "a text": []byte("图"), "a broken header": []byte("\x89PNG\r\n\x1a\n\x00"), "a broken jpeg": []byte("\xff\xd8\xff"),
		"transparent":           encoded(image.NewNRGBA(image.Rect(0, 0, 20, 20))),
		"sixteen bits":          encoded(image.NewGray16(image.Rect(0, 0, 20, 20))),
		"a transparent palette": encoded(image.NewPaletted(image.Rect(0, 0, 20, 20), color.Palette{color.NRGBA{}, color.Black})),
	} {
		if _, err := NewPicture(data); !errors.Is(err, ErrBadSheet) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// dense is a picture of a size that states a resolution: dots per metre in a PNG, per inch
// in a JPEG.
func dense(t *testing.T, w, h int, encode func(*bytes.Buffer, image.Image) error, x, y uint32) *Picture {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	if data[0] == 0xff {
		segment := append([]byte("\xff\xe0\x00\x10JFIF\x00\x01\x01\x01"), byte(x>>8), byte(x), byte(y>>8), byte(y), 0, 0)
		data = slices.Concat(data[:2], segment, data[2:])
	} else {
		chunk := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("\x00\x00\x00\x09pHYs"), x), y)
		chunk = append(chunk, 1)
		chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
		data = slices.Concat(data[:33], chunk, data[33:])
	}
	p, err := NewPicture(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestFigureSize: a picture is as large as its file says where that is plausible, else as at
// 150 dpi, and never wider than the measure.
func TestFigureSize(t *testing.T) {
	const measure = 156 * 72 / 25.4
	for _, row := range []struct {
		name    string
		picture *Picture
		want    float64 // width in points
	}{
		{"none stated", painted(t, 800, 500, asPNG), 384},
		{"a JPEG that states none", painted(t, 800, 500, asJPEG), 384},
		{"300 dpi", dense(t, 800, 500, asPNG, 11811, 11811), 192},
		{"72 dpi", dense(t, 400, 300, asPNG, 2835, 2835), 400},
		{"wider than the measure", dense(t, 800, 500, asPNG, 3780, 3780), measure},
		{"one dot a metre", dense(t, 800, 500, asPNG, 1, 1), 384},
		{"too fine to be meant", dense(t, 800, 500, asPNG, 100_000, 100_000), 384},
		{"not square", dense(t, 800, 500, asPNG, 11811, 3780), 384},
		{"a JPEG of 200 dpi", dense(t, 800, 500, asJPEG, 200, 200), 288},
		{"a JPEG of one dot", dense(t, 800, 500, asJPEG, 1, 1), 384},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := notice()
			s.Pictures = map[string]*Picture{"图.png": row.picture}
			s.Body += "\n![流程](图.png)"
			var w float64
			for _, c := range contents(t, typeset(t, s).PDF) {
				if m := placements.FindStringSubmatch(c); m != nil {
					if _, err := fmt.Sscan(m[1], &w); err != nil {
						t.Fatal(err)
					}
				}
			}
			if w < row.want-0.1 || w > row.want+0.1 {
				t.Errorf("%.1f points wide, want %.1f", w, row.want)
			}
		})
	}
}
