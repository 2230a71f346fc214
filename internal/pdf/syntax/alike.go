package syntax

// mostAlike is how many entries of a dictionary are kept, and longestAlike how long one may
// be, in bytes.
const (
	mostAlike    = 16
	longestAlike = 256
)

// alike keeps the entries of the dictionary that was read last. The pages of a file resemble
// one another, as do its marks: an entry that stands there again, byte by byte and at the
// same place, is not read again. Objects that were read are never changed, so that two
// dictionaries may share what they hold.
type alike struct{ entries [mostAlike]knownEntry }

// knownEntry is an entry as it stood in a file, and what was read there.
type knownEntry struct {
	raw   []byte // a copy, from behind the slash to the end of the value
	key   Name
	value Object
	nodes int // what the value took of the budget
	open  bool
}

// entry reads the key and the value of an entry, which begins behind a slash. Only the
// entries of an indirect object itself are looked up: those within it are part of them, and
// all stand equally deep.
func (l *lexer) entry(place int) (Name, Object, error) {
	if l.alike == nil || l.depth != 1 || place >= mostAlike {
		return l.readEntry()
	}
	k := &l.alike.entries[place]
	if k.next(l) {
		if err := l.budget.spend(k.nodes); err != nil {
			return "", nil, err
		}
		l.pos += len(k.raw)
		return k.key, k.value, nil
	}
	start, left := l.pos, l.budget.nodes
	key, value, err := l.readEntry()
	if err == nil {
		k.keep(l.data[start:l.pos], key, value, left-l.budget.nodes)
	}
	return key, value, err
}

func (l *lexer) readEntry() (Name, Object, error) {
	key, _ := l.name().(Name)
	value, err := l.object()
	return key, value, err
}

// next reports whether the entry stands next in a file, and ends there.
func (k *knownEntry) next(l *lexer) bool {
	end := l.pos + len(k.raw)
	if len(k.raw) == 0 || end > len(l.data) || string(l.data[l.pos:end]) != string(k.raw) {
		return false
	}
	return !k.open || end < len(l.data) && !regular[l.data[end]]
}

// keep notes an entry, unless what follows decides on its value: a number may be the first
// part of a reference.
func (k *knownEntry) keep(raw []byte, key Name, value Object, nodes int) {
	k.raw = k.raw[:0]
	switch value.(type) {
	case Name, Ref:
		k.open = true
	case Array, Dict, String:
		k.open = false
	default:
		return
	}
	if len(raw) <= longestAlike {
		k.raw, k.key, k.value, k.nodes = append(k.raw, raw...), key, value, nodes
	}
}
