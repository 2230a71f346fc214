package cli

import "math/rand/v2"

// mutated returns a copy of a file that is damaged in one to eight places, as
// transport, media and attackers do it.
func mutated(data []byte, r *rand.Rand) []byte {
	out := append([]byte(nil), data...)
	for range 1 + r.IntN(8) {
		if len(out) < 16 {
			return out
		}
		at := r.IntN(len(out))
		length := min(1+r.IntN(64), len(out)-at)
		switch r.IntN(7) {
		case 0: // a bit
			out[at] ^= 1 << r.IntN(8)
		case 1: // a stretch of noise
			for i := range length {
				out[at+i] = byte(r.Uint32())
			}
		case 2: // cut off
			out = out[:max(at, len(out)/2)]
		case 3: // something left out
			out = append(out[:at], out[at+length:]...)
		case 4: // something doubled
			out = append(out[:at+length], out[at:]...)
		case 5: // a number changed
			digit(out, at, r)
		case 6: // a piece from elsewhere
			copy(out[at:], out[r.IntN(len(out)):][:min(length, len(out)-at)/2])
		}
	}
	return out
}

// digit changes the next digit after a place: lengths, offsets, object numbers.
func digit(b []byte, from int, r *rand.Rand) {
	for i := from; i < len(b); i++ {
		if b[i] >= '0' && b[i] <= '9' {
			b[i] = '0' + byte(r.IntN(10))
			return
		}
	}
}
