package canvas

import "encoding/binary"

// profileTag is one tag of a colour profile.
type profileTag struct {
	name string
	data []byte
}

// profileSRGB builds a small matrix profile (ICC version 2) with the primaries
// of sRGB and a gamma of 2.2, for the output intent that PDF/A demands.
func profileSRGB() []byte {
	curve := append([]byte("curv\x00\x00\x00\x00"), 0, 0, 0, 1, 0x02, 0x33)
	tags := []profileTag{
		{"desc", profileDescription("sRGB (approximation)")},
		{"cprt", []byte("text\x00\x00\x00\x00No copyright, use freely\x00")},
		{"wtpt", profileXYZ(0.9642, 1, 0.8249)},
		{"rXYZ", profileXYZ(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", profileXYZ(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", profileXYZ(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	const headerSize = 128
	at := headerSize + 4 + 12*len(tags)
	table := be32(nil, uint32(len(tags)))
	var data []byte
	for _, t := range tags {
		table = be32(be32(append(table, t.name...), uint32(at+len(data))), uint32(len(t.data)))
		data = append(data, t.data...)
		for len(data)%4 != 0 {
			data = append(data, 0)
		}
	}
	out := profileHeader(uint32(at+len(data)), headerSize)
	return append(append(out, table...), data...)
}

func profileHeader(size uint32, length int) []byte {
	h := be32(be32(be32(nil, size), 0), 0x02100000)
	h = append(h, "mntrRGB XYZ "...)
	h = append(h, 0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0) // 2024-01-01
	h = append(h, "acsp"...)
	h = append(h, make([]byte, 28)...)
	h = fixed16(fixed16(fixed16(h, 0.9642), 1), 0.8249) // illuminant D50
	return append(h, make([]byte, length-len(h))...)
}

func profileXYZ(x, y, z float64) []byte {
	return fixed16(fixed16(fixed16([]byte("XYZ \x00\x00\x00\x00"), x), y), z)
}

func profileDescription(s string) []byte {
	b := be32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 78)...) // no localised names
}

func be32(b []byte, v uint32) []byte { return binary.BigEndian.AppendUint32(b, v) }

// fixed16 appends a signed 16.16 fixed-point number.
func fixed16(b []byte, v float64) []byte { return be32(b, uint32(int32(v*65536+0.5))) }
