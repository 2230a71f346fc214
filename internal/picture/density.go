package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// What says at which size a picture is meant to be printed says nothing of anybody: it is
// kept. Whether it is plausible is judged by who prints.

const (
	pngBegin = 33 // of the first chunk behind the header of a PNG
	physSize = 9  // bytes of its chunk pHYs
)

// pngDensity puts the resolution of a PNG, if it states one, behind the header of another.
func pngDensity(from, to []byte) []byte {
	for at := pngBegin; at+12 <= len(from); {
		n := int(binary.BigEndian.Uint32(from[at:]))
		kind := string(from[at+4 : at+8])
		if n < 0 || at+12+n > len(from) || kind == "IDAT" {
			break
		}
		if kind == "pHYs" && n == physSize && from[at+16] == 1 {
			chunk := bytes.Clone(from[at : at+8+n])
			chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
			return bytes.Join([][]byte{to[:pngBegin], chunk, to[pngBegin:]}, nil)
		}
		at += 12 + n
	}
	return to
}

// jpegDensity puts the resolution of a JPEG, if it states one, at the beginning of another,
// without the thumbnail that may come with it.
func jpegDensity(from, to []byte) []byte {
	const units, end, whole = 13, 18, 20
	if len(from) < whole || !bytes.HasPrefix(from[2:], []byte{0xff, markAPP0}) || !bytes.HasPrefix(from[6:], []byte("JFIF\x00")) ||
		from[units] != 1 && from[units] != 2 {
		return to
	}
	segment := append([]byte{0xff, markAPP0, 0, whole - 4}, from[6:end]...)
	return bytes.Join([][]byte{to[:2], append(segment, 0, 0), to[2:]}, nil)
}
