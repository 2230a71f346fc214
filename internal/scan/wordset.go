package scan

// words are looked for in this order, so a longer one stands before its beginning.
type words [][]rune

func spelt(all ...string) words {
	out := make(words, 0, len(all))
	for _, w := range all {
		out = append(out, []rune(w))
	}
	return out
}

// set holds characters of the basic plane.
type set [1 << 16 / 64]uint64

func newSet(all string) *set {
	var s set
	for _, r := range all {
		s[r/64] |= 1 << (r % 64)
	}
	return &s
}

func (s *set) has(c rune) bool { return uint32(c) < 1<<16 && s[c/64]&(1<<(c%64)) != 0 }
