package cff

import "encoding/binary"

// number appends v as a charstring or dictionary operand, as short as possible.
// Values outside the 16-bit range are clamped: no glyph is 32 em wide.
func number(b []byte, v int) []byte {
	v = max(-32768, min(32767, v))
	switch {
	case v >= -107 && v <= 107:
		return append(b, byte(v+139))
	case v >= 108 && v <= 1131:
		v -= 108
		return append(b, byte(v>>8)+247, byte(v))
	case v >= -1131 && v <= -108:
		v = -v - 108
		return append(b, byte(v>>8)+251, byte(v))
	}
	return append(b, 28, byte(v>>8), byte(v))
}

// fixed appends v as a five-byte dictionary operand.
func fixed(b []byte, v int) []byte {
	return append(b, 29, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

// index encodes items as a CFF INDEX.
func index(items ...[]byte) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(items)))
	if len(items) == 0 {
		return out
	}
	total := 1
	for _, it := range items {
		total += len(it)
	}
	size := offsetSize(total)
	out = append(out, byte(size))
	at := 1
	out = appendOffset(out, at, size)
	for _, it := range items {
		at += len(it)
		out = appendOffset(out, at, size)
	}
	for _, it := range items {
		out = append(out, it...)
	}
	return out
}

func offsetSize(total int) int {
	size := 1
	for size < 4 && total >= 1<<(8*size) {
		size++
	}
	return size
}

func appendOffset(b []byte, v, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}
