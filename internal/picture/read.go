package picture

import (
	"bytes"
	"fmt"
	"image"
	"strings"

	"mingfa/internal/document"
)

// Limits of what is taken in.
const (
	MaxFile     = 5 << 20  // bytes of one file
	MaxTogether = 20 << 20 // bytes of all pictures of a document, as they are kept
	MaxCount    = 50       // pictures of a document
	MaxPixels   = 40_000_000
	MinSide     = 16     // pixels: what is smaller is a mistake, or there to track readers
	MaxSide     = 20_000 // pixels
	// maxProgressive is MaxPixels for a JPEG that is kept whole in memory until its last scan.
	maxProgressive = 16_000_000
)

// The types of pictures.
const (
	PNG  = "image/png"
	JPEG = "image/jpeg"
)

// Picture is a picture as it is kept.
type Picture struct {
	Data          []byte
	Type          string // PNG or JPEG
	Width, Height int    // pixels, as it is shown
	// Remarks say, in Chinese, what was taken out of the file or changed in it.
	Remarks []string
}

// Read takes a picture in. Equal files give equal pictures. The error is an Unfit or
// TooLarge *document.Error that says what to do.
func Read(data []byte) (Picture, error) {
	if len(data) > MaxFile {
		return Picture{}, document.Refuse(document.TooLarge, "picture-too-large",
			fmt.Sprintf("图片有%.1fMB，超过%dMB。请缩小尺寸或者降低质量后重新上传。", float64(len(data))/(1<<20), MaxFile>>20))
	}
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return readPNG(data)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return readJPEG(data)
	}
	return Picture{}, foreign(data)
}

// foreign is the refusal of what is neither PNG nor JPEG.
func foreign(data []byte) error {
	const open = "请用看图或者截图程序打开，另存为 PNG 或者 JPEG 后重新上传。"
	head := strings.ToLower(strings.TrimLeft(string(data[:min(len(data), 512)]), "\ufeff \t\r\n"))
	for _, k := range []struct {
		is   bool
		name string
		what string
	}{
		{len(data) == 0, "图片文件是空的。", "请重新选择文件。"},
		{strings.HasPrefix(head, "<svg"), "SVG 图片可以含有脚本，不予接收。", "请导出为 PNG（宽度不小于1800像素）后重新上传。"},
		{strings.HasPrefix(head, "<?xml"), "SVG、XML 文件可以含有脚本，不予接收。", "请导出为 PNG（宽度不小于1800像素）后重新上传。"},
		{strings.HasPrefix(head, "gif8"), "GIF 图片不予接收：纸面不能显示动画，颜色也受限制。", open},
		{strings.HasPrefix(head, "riff") && strings.Contains(head[:min(len(head), 16)], "webp"), "WebP 图片不能排入版式文件。", open},
		{strings.HasPrefix(head, "bm"), "BMP 图片不予接收。", open},
		{strings.HasPrefix(head, "ii*") || strings.HasPrefix(head, "mm\x00*"), "TIFF 图片不予接收。", open},
		{strings.Contains(head[:min(len(head), 16)], "ftyp"), "HEIC、AVIF 图片不能排入版式文件。", "请在手机上以“兼容格式”拍摄，或者另存为 JPEG 后重新上传。"},
		{strings.HasPrefix(head, "%pdf"), "PDF 文件不能作为图片。", "请将有关页面导出为 PNG 后重新上传。"},
	} {
		if k.is {
			return refuse("picture-type", k.name+k.what)
		}
	}
	return refuse("picture-type", "这个文件不是 PNG 或者 JPEG 图片。"+open)
}

// measured refuses sizes that can't be a picture of a document, by the header alone.
func measured(c image.Config) error {
	w, h := c.Width, c.Height
	switch {
	case w < MinSide || h < MinSide:
		return refuse("picture-tiny", fmt.Sprintf("图片只有%d×%d像素，印出来看不见。请核对是否选错了文件。", w, h))
	case w > MaxSide || h > MaxSide || w*h > MaxPixels:
		return refuse("picture-huge", fmt.Sprintf("图片有%d×%d像素，超过%d万像素或者单边%d像素。请缩小后重新上传，版心宽度按300点每英寸只需1843像素。", w, h, MaxPixels/10_000, MaxSide))
	}
	return nil
}

func damaged(err error) error {
	e := refuse("picture-damaged", "图片文件损坏或者不完整，不能读取。请重新导出或者重新下载后上传。")
	e.Err = err
	return e
}

func refuse(code, message string) *document.Error {
	return document.Refuse(document.Unfit, code, message)
}

// removed is the remark on what was taken out, nil for nothing.
func removed(what []string) []string {
	if len(what) == 0 {
		return nil
	}
	return []string{"已去除文件中的" + strings.Join(what, "、") + "。"}
}
