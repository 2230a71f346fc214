package scan

import (
	"bytes"
	"encoding/binary"
)

// gpsTag is the entry of an Exif directory that leads to the position.
const gpsTag = 0x8825

// hasLocation reports whether a picture carries Exif data with the position at
// which it was taken (SC-19): JPEG, PNG and TIFF keep the same directory.
func hasLocation(picture []byte) bool {
	if at := bytes.Index(picture, []byte("Exif\x00\x00")); at >= 0 {
		return directoryHasGPS(picture[at+6:])
	}
	if at := bytes.Index(picture, []byte("eXIf")); at >= 0 && bytes.HasPrefix(picture, []byte("\x89PNG")) {
		return directoryHasGPS(picture[at+4:])
	}
	return directoryHasGPS(picture)
}

// directoryHasGPS looks for the tag in the first directory of TIFF data.
func directoryHasGPS(tiff []byte) bool {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return false
	}
	if len(tiff) < 8 {
		return false
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return false
	}
	entries := uint64(order.Uint16(tiff[at:]))
	for k := range entries {
		entry := at + 2 + 12*k
		if entry+12 > uint64(len(tiff)) {
			return false
		}
		if order.Uint16(tiff[entry:]) == gpsTag {
			return true
		}
	}
	return false
}
