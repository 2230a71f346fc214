package canvas

import (
	"bytes"
	"encoding/binary"
)

// Resolutions that a file may state in earnest, in dots per inch: what is lower or higher
// was written by a program that did not know.
const (
	leastDPI, mostDPI = 72, 1200
)

// plausible returns a resolution that is the same in both directions and within the limits,
// 0 for any other.
func plausible(x, y, factor float64) float64 {
	// A resolution in dots per metre or centimetre is rounded: 72 dpi are 2835 per metre.
	if dpi := x * factor; x == y && dpi > leastDPI-0.5 && dpi < mostDPI+0.5 {
		return dpi
	}
	return 0
}

// pngDPI reads the chunk pHYs of a PNG: dots per metre.
func pngDPI(data []byte) float64 {
	for at := pngBegin; at+12 <= len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		kind := string(data[at+4 : at+8])
		if n < 0 || at+12+n > len(data) || kind == "IDAT" {
			return 0
		}
		if kind == "pHYs" && n == 9 && data[at+16] == 1 {
			x, y := binary.BigEndian.Uint32(data[at+8:]), binary.BigEndian.Uint32(data[at+12:])
			return plausible(float64(x), float64(y), 0.0254)
		}
		at += 12 + n
	}
	return 0
}

// jpegDPI reads the segment JFIF, which is the first of a JPEG: dots per inch or centimetre.
func jpegDPI(data []byte) float64 {
	const units, first = 13, 14
	if len(data) < 20 || !bytes.HasPrefix(data[2:], []byte("\xff\xe0")) || !bytes.HasPrefix(data[6:], []byte("JFIF\x00")) {
		return 0
	}
	x, y := float64(binary.BigEndian.Uint16(data[first:])), float64(binary.BigEndian.Uint16(data[first+2:]))
	switch data[units] {
	case 1:
		return plausible(x, y, 1)
	case 2:
		return plausible(x, y, 2.54)
	}
	return 0
}
