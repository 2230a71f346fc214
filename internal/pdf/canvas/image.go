package canvas

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"mingfa/internal/pdf/syntax"
)

// Image is a picture that can be set on pages. It is written to the file once, however
// often it is set.
type Image struct {
	Width, Height int // pixels
	// DPI is the resolution that the file states, 0 where it states none that is plausible.
	DPI    float64
	stream *syntax.Stream
}

// errImage is that a picture is of a kind that PDF/A does not show as it is.
var errImage = errors.New("not a JPEG or PNG of eight bits without transparency")

// NewImage reads a picture: a JPEG in grey or YCbCr, or a PNG of at most eight bits a
// colour, neither interlaced nor transparent. Its compressed data go into the file as they
// are, so that equal pictures give equal bytes and nothing is lost.
func NewImage(data []byte) (*Image, error) {
	if bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return jpegImage(data)
	}
	return pngImage(data)
}

func jpegImage(data []byte) (*Image, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read a JPEG: %w", err)
	}
	space := syntax.Name("DeviceRGB")
	switch c.ColorModel {
	case color.GrayModel:
		space = "DeviceGray"
	case color.YCbCrModel:
	default:
		return nil, errImage
	}
	d := imageDict(c, space, 8)
	d["Filter"] = syntax.Name("DCTDecode")
	return &Image{c.Width, c.Height, jpegDPI(data), &syntax.Stream{Dict: d, Data: data}}, nil
}

func imageDict(c image.Config, space syntax.Object, bits int) syntax.Dict {
	return syntax.Dict{
		"Type": syntax.Name("XObject"), "Subtype": syntax.Name("Image"), "Width": syntax.Int(c.Width), "Height": syntax.Int(c.Height),
		"ColorSpace": space, "BitsPerComponent": syntax.Int(bits),
	}
}

// Where the header of a PNG says what its data are like.
const (
	pngBits, pngColor, pngInterlace = 24, 25, 28
	pngBegin                        = 33 // of the chunk behind the header
)

// The colours of a PNG that need no change.
const (
	pngGrey, pngRGB, pngPalette = 0, 2, 3
)

// pngImage hands the data of a PNG on as they are: the filters of its rows are predictors
// of the file (ISO 32000-1, 7.4.4.4).
func pngImage(data []byte) (*Image, error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read a PNG: %w", err)
	}
	bits := int(data[pngBits])
	palette, pixels, transparent := pngChunks(data)
	if bits > 8 || data[pngInterlace] != 0 || transparent {
		return nil, errImage
	}
	var space syntax.Object
	colors := 1
	switch data[pngColor] {
	case pngGrey:
		space = syntax.Name("DeviceGray")
	case pngRGB:
		space, colors = syntax.Name("DeviceRGB"), 3
	case pngPalette:
		space = syntax.Array{syntax.Name("Indexed"), syntax.Name("DeviceRGB"), syntax.Int(len(palette)/3 - 1), syntax.String(palette)}
	default:
		return nil, errImage
	}
	d := imageDict(c, space, bits)
	d["Filter"] = syntax.Name("FlateDecode")
	d["DecodeParms"] = syntax.Dict{
		"Predictor": syntax.Int(15), "Colors": syntax.Int(colors), "BitsPerComponent": syntax.Int(bits), "Columns": syntax.Int(c.Width),
	}
	return &Image{c.Width, c.Height, pngDPI(data), &syntax.Stream{Dict: d, Data: pixels}}, nil
}

// pngChunks returns the palette and the compressed data of a PNG.
func pngChunks(data []byte) (palette, pixels []byte, transparent bool) {
	for at := pngBegin; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n < 0 || at+12+n > len(data) {
			break
		}
		body := data[at+8 : at+8+n]
		switch string(data[at+4 : at+8]) {
		case "PLTE":
			palette = body
		case "IDAT":
			pixels = append(pixels, body...)
		case "tRNS":
			transparent = true
		}
		at += 12 + n
	}
	return palette, pixels, transparent
}

// Image sets a picture into a rectangle.
func (c *Content) Image(i *Image, x, y, width, height float64) {
	name, known := c.images[i]
	if !known {
		name = syntax.Name(fmt.Sprintf("Im%d", len(c.images)+1))
		if c.images == nil {
			c.images = map[*Image]syntax.Name{}
		}
		c.images[i] = name
	}
	c.Within(func() {
		c.Transform(width, 0, 0, height, x, y)
		c.Raw("/" + string(name) + " Do")
	})
}

// pictures writes those images of a page that are not in the file yet, and returns the
// resources by which the page names them; nil if it has none.
func (c *Content) pictures(b *syntax.Builder, written map[*Image]syntax.Ref) syntax.Dict {
	if len(c.images) == 0 {
		return nil
	}
	order := make([]*Image, len(c.images))
	for i, name := range c.images {
		var n int
		_, _ = fmt.Sscanf(string(name), "Im%d", &n) // as it was made above
		order[n-1] = i
	}
	out := syntax.Dict{}
	for _, i := range order {
		if _, done := written[i]; !done {
			written[i] = syntax.Add(b, i.stream)
		}
		out[c.images[i]] = written[i]
	}
	return out
}
