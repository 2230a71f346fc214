package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"mingfa/internal/document"
)

// corner is a picture whose upper left quarter is red.
func corner(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{250, 250, 250, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{200, 0, 0, 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, kind, body string) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, kind...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte{}, data[:33]...), chunk...), data[33:]...)
}

// withSegment puts a segment at the beginning of a JPEG.
func withSegment(data []byte, mark byte, body string) []byte {
	segment := append([]byte{0xff, mark}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append(append([]byte{}, data[:2]...), append(segment, body...)...), data[2:]...)
}

// header is a PNG of that size without any data.
func header(w, h uint32) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	empty := asPNG(&testing.T{}, image.NewGray(image.Rect(0, 0, 1, 1)))
	out := append([]byte{}, empty[:16]...)
	out = append(append(out, body...), 8, 0, 0, 0, 0)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[12:]))
}

// exif is Exif data with an orientation and, below it, an entry that leads to the position.
func exif(orientation byte) string {
	return "MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(rune(orientation)) + "\x00\x00" +
		"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x00" + "\x00\x00\x00\x00"
}

func TestRead(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	half := image.NewPaletted(image.Rect(0, 0, 40, 20), color.Palette{color.NRGBA{0, 0, 0, 0}, color.Black})
	deep := image.NewNRGBA64(image.Rect(0, 0, 40, 20))
	for name, c := range map[string]struct {
		data    []byte
		kind    string
		w, h    int
		remarks string
	}{
		"png":                   {asPNG(t, corner(40, 20)), PNG, 40, 20, ""},
		"grey png":              {asPNG(t, image.NewGray(image.Rect(0, 0, 40, 20))), PNG, 40, 20, ""},
		"jpeg":                  {asJPEG(t, corner(40, 20)), JPEG, 40, 20, ""},
		"grey jpeg":             {asJPEG(t, image.NewGray(image.Rect(0, 0, 40, 20))), JPEG, 40, 20, ""},
		"transparent png":       {asPNG(t, clear), PNG, 40, 20, "透明背景已改为白色。"},
		"transparent palette":   {asPNG(t, half), PNG, 40, 20, "透明背景已改为白色。"},
		"png of 16 bits":        {asPNG(t, deep), PNG, 40, 20, "每种颜色16位已改为8位。透明背景已改为白色。"},
		"SC-19 png":             {withChunk(withChunk(asPNG(t, corner(40, 20)), "tEXt", "Author\x00某某"), "eXIf", exif(1)), PNG, 40, 20, "已去除文件中的拍摄位置、拍摄信息（Exif）、文字说明。"},
		"SC-19 jpeg":            {withSegment(withSegment(asJPEG(t, corner(40, 20)), 0xfe, "某某"), 0xe1, "Exif\x00\x00"+exif(1)), JPEG, 40, 20, "已去除文件中的拍摄位置、拍摄信息（Exif）、注释。"},
		"turned jpeg":           {withSegment(asJPEG(t, corner(40, 20)), 0xe1, "Exif\x00\x00"+exif(6)), JPEG, 20, 40, "已去除文件中的拍摄位置、拍摄信息（Exif）。已按拍摄方向转正。"},
		"turned png":            {withChunk(asPNG(t, corner(40, 20)), "eXIf", exif(8)), PNG, 20, 40, "已去除文件中的拍摄位置、拍摄信息（Exif）。已按拍摄方向转正。"},
		"bytes behind the png":  {append(asPNG(t, corner(40, 20)), "PK\x03\x04某某"...), PNG, 40, 20, "已去除文件中的文件末尾的附加内容。"},
		"bytes behind the jpeg": {append(asJPEG(t, corner(40, 20)), "PK\x03\x04某某"...), JPEG, 40, 20, "已去除文件中的文件末尾的附加内容。"},
		"progressive jpeg":      {file(t, "progressive.jpg"), JPEG, 32, 32, ""},
		"CMYK jpeg":             {file(t, "cmyk.jpg"), JPEG, 32, 32, "印刷色（CMYK）已转换为屏幕色（RGB）。"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Read(c.data)
			if err != nil {
				t.Fatal(err)
			}
			if p.Type != c.kind || p.Width != c.w || p.Height != c.h || strings.Join(p.Remarks, "") != c.remarks {
				t.Errorf("got %s %d×%d %q", p.Type, p.Width, p.Height, p.Remarks)
			}
			if again, err := Read(c.data); err != nil || !bytes.Equal(again.Data, p.Data) {
				t.Error("not the same a second time")
			}
			if kept, err := Read(p.Data); err != nil || len(kept.Remarks) > 0 {
				t.Errorf("what is kept is not plain: %q, %v", kept.Remarks, err)
			}
			for _, secret := range []string{"Exif", "eXIf", "tEXt", "某某", "PK\x03\x04", "Adobe"} {
				if bytes.Contains(p.Data, []byte(secret)) {
					t.Errorf("%q is left in the file", secret)
				}
			}
		})
	}
}

// What is seen of a picture with transparency is what stands on white paper.
func TestWhite(t *testing.T) {
	for name, m := range map[string]image.Image{
		"colours": image.NewNRGBA(image.Rect(0, 0, 20, 20)),
		"palette": image.NewPaletted(image.Rect(0, 0, 20, 20), color.Palette{color.NRGBA{0, 0, 0, 0}}),
		"deep":    image.NewNRGBA64(image.Rect(0, 0, 20, 20)),
	} {
		p, err := Read(asPNG(t, m))
		if err != nil {
			t.Fatal(name, err)
		}
		got, err := png.Decode(bytes.NewReader(p.Data))
		if err != nil {
			t.Fatal(name, err)
		}
		if r, g, b, a := got.At(3, 3).RGBA(); r != 0xffff || g != 0xffff || b != 0xffff || a != 0xffff {
			t.Errorf("%s: %x %x %x %x", name, r, g, b, a)
		}
	}
}

// The red quarter comes to lie where the orientation of Exif says.
func TestUpright(t *testing.T) {
	for orientation, at := range map[int]image.Point{2: {39, 0}, 3: {39, 19}, 4: {0, 19}, 5: {0, 0}, 6: {19, 0}, 7: {19, 39}, 8: {0, 39}} {
		if r, g, _, _ := upright(corner(40, 20), orientation).At(at.X, at.Y).RGBA(); r>>8 != 200 || g != 0 {
			t.Errorf("orientation %d: no red at %v", orientation, at)
		}
	}
}

func TestRefused(t *testing.T) {
	whole := asPNG(t, corner(400, 200))
	photo := asJPEG(t, corner(400, 200))
	for name, c := range map[string]struct {
		data []byte
		code string
	}{
		"nothing":                {nil, "picture-type"},
		"svg":                    {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "picture-type"},
		"svg with a declaration": {[]byte("\ufeff<?xml version='1.0'?><svg/>"), "picture-type"},
		"gif":                    {[]byte("GIF89a\x01\x00\x01\x00"), "picture-type"},
		"webp":                   {[]byte("RIFF\x00\x00\x00\x00WEBPVP8 "), "picture-type"},
		"heic":                   {[]byte("\x00\x00\x00\x18ftypheic"), "picture-type"},
		"a text":                 {[]byte("关于印发"), "picture-type"},
		"one point":              {asPNG(t, corner(1, 1)), "picture-tiny"},
		"a bomb":                 {header(30000, 30000), "picture-huge"},
		"a long bomb":            {header(1<<31-1, 16), "picture-huge"},
		"truncated png":          {whole[:len(whole)/2], "picture-damaged"},
		"header only":            {header(100, 100), "picture-damaged"},
		"truncated jpeg":         {photo[:len(photo)/2], "picture-damaged"},
		"beginning of a jpeg":    {photo[:4], "picture-damaged"},
		"animated png":           {withChunk(whole, "acTL", "\x00\x00\x00\x02\x00\x00\x00\x00"), "picture-animated"},
		"too many bytes":         {append(whole, make([]byte, MaxFile)...), "picture-too-large"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(c.data)
			if code(err) != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		"流程图.PNG":                "流程图.PNG",
		"甲+乙=丙，丁.png":            "甲+乙=丙，丁.png",
		"../../etc/passwd":       "passwd.png",
		`C:\图\布局 图(1).jpeg`:      "布局-图-1.png",
		"a\u202egnp.exe":         "agnp.png",
		"😀😀.png":                 "图片.png",
		".png":                   "图片.png",
		"":                       "图片.png",
		"甲|乙\x00丙.png":           "甲-乙丙.png",
		"（一）车位.png":              "（一）车位.png",
		strings.Repeat("长", 300): strings.Repeat("长", longestName) + ".png",
		"a]b)(c[.png":            "a-b--c.png",
		"ئۇيغۇر\u200f.png":       "ئۇيغۇر.png",
		"\xff\xfe.png":           "图片.png",
	} {
		if got := Name(in, PNG); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"照片.heic": "照片.jpg", "照片.JPEG": "照片.JPEG", "照片.png": "照片.jpg"} {
		if got := Name(in, JPEG); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Whatever comes, it is taken in whole or refused with a reason.
func FuzzRead(f *testing.F) {
	for _, b := range [][]byte{asPNG(&testing.T{}, corner(20, 20)), asJPEG(&testing.T{}, corner(20, 20)), header(20, 20)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Read(data)
		if err != nil {
			if code(err) == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		again, err := Read(p.Data)
		if err != nil || again.Width != p.Width || again.Height != p.Height {
			t.Fatalf("what is kept is not what was read: %v", err)
		}
	})
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// code is that of a refusal, "" for any other error.
func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	return ""
}

// TestDensityIsKept: the size at which a picture is to be printed stays, without what may
// come with it, and reading what was kept changes nothing.
func TestDensityIsKept(t *testing.T) {
	density := "\x00\x00\x2e\x23\x00\x00\x2e\x23\x01"
	jfif := "JFIF\x00\x01\x02\x01\x01\x2c\x01\x2c\x01\x01RGB"
	for name, row := range map[string]struct{ file, kept string }{
		"PNG":            {string(withChunk(asPNG(t, corner(40, 30)), "pHYs", density)), "pHYs" + density},
		"PNG, no unit":   {string(withChunk(asPNG(t, corner(40, 30)), "pHYs", density[:8]+"\x00")), ""},
		"JPEG":           {string(withSegment(asJPEG(t, corner(40, 30)), markAPP0, jfif)), "\xff\xe0\x00\x10JFIF\x00\x01\x02\x01\x01\x2c\x01\x2c\x00\x00\xff"},
		"JPEG, no unit":  {string(withSegment(asJPEG(t, corner(40, 30)), markAPP0, strings.Replace(jfif, "\x02\x01", "\x02\x00", 1))), ""},
		"JPEG cut short": {string(withSegment(asJPEG(t, corner(40, 30)), markAPP0, "JFIF\x00")), ""},
	} {
		t.Run(name, func(t *testing.T) {
			first, err := Read([]byte(row.file))
			if err != nil {
				t.Fatal(err)
			}
			if row.kept != "" && !bytes.Contains(first.Data, []byte(row.kept)) || row.kept == "" && (bytes.Contains(first.Data, []byte("pHYs")) || bytes.Contains(first.Data, []byte("JFIF"))) {
				t.Errorf("kept: %q", first.Data[:60])
			}
			again, err := Read(first.Data)
			if err != nil || !bytes.Equal(again.Data, first.Data) || len(again.Remarks) > 0 {
				t.Errorf("read again: %v %v", again.Remarks, err)
			}
		})
	}
}
