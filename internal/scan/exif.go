package scan

import (
	"bytes"
	"encoding/binary"
)

// The entries of an Exif directory that say how the picture is to be turned, and that lead
// to the position.
const (
	orientationTag = 0x0112
	gpsTag         = 0x8825
)

// Exif returns what the Exif data of a picture say of it: how it is to be turned before it
// is shown (1 to 8, 1 = not at all), and whether they hold the position at which it was
// taken (SC-19). JPEG, PNG and TIFF keep the same directory.
func Exif(picture []byte) (orientation int, located bool) {
	orientation = 1
	entries(directory(picture), func(order binary.ByteOrder, entry []byte) {
		switch order.Uint16(entry) {
		case gpsTag:
			located = true
		case orientationTag:
			if v := int(order.Uint16(entry[8:])); v >= 1 && v <= 8 {
				orientation = v
			}
		}
	})
	return orientation, located
}

// hasLocation reports whether a picture carries Exif data with the position at which it
// was taken.
func hasLocation(picture []byte) bool {
	_, located := Exif(picture)
	return located
}

// directory returns the TIFF data of a picture.
func directory(picture []byte) []byte {
	if at := bytes.Index(picture, []byte("Exif\x00\x00")); at >= 0 {
		return picture[at+6:]
	}
	if at := bytes.Index(picture, []byte("eXIf")); at >= 0 && bytes.HasPrefix(picture, []byte("\x89PNG")) {
		return picture[at+4:]
	}
	return picture
}

// entries hands on each entry of the first directory of TIFF data, twelve bytes.
func entries(tiff []byte, each func(order binary.ByteOrder, entry []byte)) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return
	}
	if len(tiff) < 8 {
		return
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return
	}
	for k := range uint64(order.Uint16(tiff[at:])) {
		entry := at + 2 + 12*k
		if entry+12 > uint64(len(tiff)) {
			return
		}
		each(order, tiff[entry:entry+12])
	}
}
