package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"

	"mingfa/internal/scan"
)

// quality is that of a JPEG that has to be compressed again.
const quality = 92

const turnedRemark = "已按拍摄方向转正。"

// readJPEG looks through a JPEG as a whole and copies what is needed to show it.
func readJPEG(data []byte) (Picture, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Picture{}, unreadable(err)
	}
	if err := measured(c); err != nil {
		return Picture{}, err
	}
	kept, found, err := stripped(data)
	if err != nil {
		return Picture{}, damaged(err)
	}
	if found.progressive && c.Width*c.Height > maxProgressive {
		return Picture{}, refuse("picture-huge", "渐进式 JPEG 图片超过1600万像素。请另存为普通（基线）JPEG，或者缩小后重新上传。")
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, unreadable(err)
	}
	turn, located := scan.Exif(data)
	if located {
		found.metadata = append([]string{"拍摄位置"}, found.metadata...)
	}
	out := Picture{Data: jpegDensity(data, kept), Type: JPEG, Width: c.Width, Height: c.Height, Remarks: removed(found.metadata)}
	img, changed := plainJPEG(img, c.ColorModel, turn)
	if len(changed) == 0 {
		return out, nil
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		return Picture{}, damaged(err)
	}
	size := img.Bounds().Size()
	out.Data, out.Width, out.Height, out.Remarks = jpegDensity(data, b.Bytes()), size.X, size.Y, append(out.Remarks, changed...)
	return out, nil
}

// unreadable tells what is damaged from what is sound, but of a kind that few programs read.
func unreadable(err error) error {
	if _, ok := errors.AsType[jpeg.UnsupportedError](err); ok {
		e := refuse("picture-kind", "这种 JPEG（12位、无损或者算术编码等）不能读取。请用看图程序另存为普通 JPEG 后重新上传。")
		e.Err = err
		return e
	}
	return damaged(err)
}

// plainJPEG returns the picture upright and in colours of light, and what was changed for
// it; nothing where the file can stay as it is.
func plainJPEG(img image.Image, model color.Model, turn int) (image.Image, []string) {
	var changed []string
	if model != color.GrayModel && model != color.YCbCrModel {
		if img = onWhite(img); model == color.CMYKModel {
			changed = append(changed, "印刷色（CMYK）已转换为屏幕色（RGB）。")
		} else {
			changed = append(changed, "颜色已改用通用的编码。")
		}
	}
	if turn != 1 {
		img = upright(img, turn)
		changed = append(changed, turnedRemark)
	}
	return img, changed
}

// Markers of a JPEG.
const (
	markSOI, markEOI, markSOS = 0xd8, 0xd9, 0xda
	markSOF2                  = 0xc2 // begins a progressive picture
	markAPP0, markAPP15       = 0xe0, 0xef
	markCOM                   = 0xfe
)

// inside is what a JPEG holds besides its picture.
type inside struct {
	metadata    []string
	progressive bool
}

func (i *inside) note(what string) {
	if what != "" && !slices.Contains(i.metadata, what) {
		i.metadata = append(i.metadata, what)
	}
}

var errJPEG = errors.New("segments of a JPEG don't follow one another")

// stripped copies a JPEG without comments and application data, up to its end.
func stripped(data []byte) ([]byte, inside, error) {
	var found inside
	out := append(make([]byte, 0, len(data)), 0xff, markSOI)
	for at := 2; ; {
		for at+1 < len(data) && data[at] == 0xff && data[at+1] == 0xff { // fill bytes
			at++
		}
		if at+1 >= len(data) || data[at] != 0xff {
			return nil, found, errJPEG
		}
		mark := data[at+1]
		if mark == markEOI {
			if len(data) > at+2 {
				found.note("文件末尾的附加内容")
			}
			return append(out, 0xff, markEOI), found, nil
		}
		if at+4 > len(data) {
			return nil, found, errJPEG
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			return nil, found, errJPEG
		}
		found.progressive = found.progressive || mark == markSOF2
		if mark == markSOS {
			end = scanEnd(data, end)
		}
		if what, meta := metadata(mark, data[at+4:end]); meta {
			found.note(what)
		} else {
			out = append(out, data[at:end]...)
		}
		at = end
	}
}

// scanEnd returns where the compressed data that begin at a place end: before the next
// marker that is neither a stuffed byte nor a restart.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if next := data[at+1]; data[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return len(data)
}

// metadata reports whether a segment says something besides the picture, and what, "" for
// what nobody needs to be told of. Among them is the mark of Adobe, which says how colours
// are coded: a file that needs it is compressed again.
func metadata(mark byte, content []byte) (what string, is bool) {
	switch {
	case mark == markCOM:
		return "注释", true
	case mark < markAPP0 || mark > markAPP15:
		return "", false
	}
	for _, k := range []struct{ begins, what string }{
		{"JFIF\x00", ""},
		{"JFXX\x00", "缩略图"},
		{"Adobe", ""},
		{"Exif\x00", "拍摄信息（Exif）"},
		{"http://ns.adobe.com/", "编辑记录（XMP）"},
		{"Photoshop", "编辑记录（IPTC）"},
		{"ICC_PROFILE", "色彩配置"},
		{"MPF\x00", "附带的其他图片"},
	} {
		if strings.HasPrefix(string(content[:min(len(content), 24)]), k.begins) {
			return k.what, true
		}
	}
	return "附加数据", true
}
