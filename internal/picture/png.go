package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"slices"

	"mingfa/internal/scan"
)

// readPNG decodes a PNG and writes it anew, so that nothing but the picture is in it.
func readPNG(data []byte) (Picture, error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Picture{}, damaged(err)
	}
	if err := measured(c); err != nil {
		return Picture{}, err
	}
	chunks, rest := chunksOf(data)
	if slices.Contains(chunks, "acTL") {
		return Picture{}, refuse("picture-animated", "动画 PNG 不能排入版式文件。请另存为静止的 PNG 或者 JPEG 后重新上传。")
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, damaged(err)
	}
	turn, located := scan.Exif(data)
	img, changed := plainPNG(img)
	if turn != 1 {
		img = upright(img, turn)
		changed = append(changed, turnedRemark)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return Picture{}, damaged(err)
	}
	size := img.Bounds().Size()
	return Picture{pngDensity(data, b.Bytes()), PNG, size.X, size.Y, append(removed(metadataOf(chunks, located, rest)), changed...)}, nil
}

// chunksOf lists the kinds of chunks, and how many bytes follow the last.
func chunksOf(data []byte) (kinds []string, rest int) {
	for at := 8; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		kind := string(data[at+4 : at+8])
		kinds = append(kinds, kind)
		if at += 12 + n; n < 0 || at > len(data) {
			return kinds, 0
		}
		if kind == "IEND" {
			return kinds, len(data) - at
		}
	}
	return kinds, 0
}

// metadataOf names what a PNG says besides what is seen.
func metadataOf(chunks []string, located bool, rest int) []string {
	has := func(kinds ...string) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(chunks, k) })
	}
	var out []string
	for _, x := range []struct {
		is   bool
		name string
	}{
		{located, "拍摄位置"},
		{has("eXIf"), "拍摄信息（Exif）"},
		{has("tEXt", "zTXt", "iTXt"), "文字说明"},
		{has("tIME"), "修改时间"},
		{has("iCCP"), "色彩配置"},
		{rest > 0, "文件末尾的附加内容"},
	} {
		if x.is {
			out = append(out, x.name)
		}
	}
	return out
}

// plainPNG returns a picture of eight bits without transparency, and what was changed.
func plainPNG(img image.Image) (image.Image, []string) {
	var changed []string
	switch m := img.(type) {
	case *image.Gray, *image.RGBA: // without transparency, as PNG is decoded
		if opaque(img) {
			return img, nil
		}
	case *image.Paletted:
		if !opaque(m) {
			changed = append(changed, "透明背景已改为白色。")
		}
		return flatPalette(m), changed
	case *image.Gray16:
		out := image.NewGray(m.Bounds())
		draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Src)
		return out, []string{"每种颜色16位已改为8位。"}
	case *image.RGBA64, *image.NRGBA64:
		changed = append(changed, "每种颜色16位已改为8位。")
	}
	if !opaque(img) {
		changed = append(changed, "透明背景已改为白色。")
	}
	return onWhite(img), changed
}

// flatPalette lays the colours of a palette on white.
func flatPalette(m *image.Paletted) *image.Paletted {
	out := *m
	out.Palette = make(color.Palette, len(m.Palette))
	for i, c := range m.Palette {
		r, g, b, a := c.RGBA() // weighed by a already
		white := 0xffff - a
		out.Palette[i] = color.RGBA{uint8((r + white) >> 8), uint8((g + white) >> 8), uint8((b + white) >> 8), 0xff}
	}
	return &out
}

func opaque(img image.Image) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && o.Opaque()
}

// onWhite lays a picture on white.
func onWhite(img image.Image) *image.RGBA {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Bounds(), img, b.Min, draw.Over)
	return out
}
