package syntax

import (
	"bytes"
	"fmt"
)

const (
	// MaxSize is the largest file that Open accepts, in bytes.
	MaxSize = 256 << 20
	// maxEntries bounds the cross-reference table.
	maxEntries = 2 << 20
	// maxDecoded is what all streams of one file may unpack to, in bytes.
	maxDecoded = 128 << 20
)

// entryKind tells where an object is.
type entryKind byte

const (
	free       entryKind = iota
	plain                // at an offset
	compressed           // in an object stream
)

// entry is one row of the cross-reference table.
type entry struct {
	kind entryKind
	at   int // offset, or number of the object stream
	gen  int // generation, or index in the object stream
}

// File is a PDF file opened for reading. It is not safe for concurrent use,
// because it keeps what it has parsed.
type File struct {
	// Data is the whole file.
	Data []byte
	// Trailer is the newest trailer dictionary.
	Trailer Dict

	xref      map[int]entry
	start     int  // offset of the newest cross-reference section
	inStream  bool // that section is a stream
	budget    budget
	cache     map[int]Object
	unread    map[int]bool // objects that are there and cannot be read
	resolving map[int]bool
	streams   map[int]*objectStream
	alike     alike
	pages     []Page       // nil until they are asked for
	reach     *Reach       // nil until it is asked for
	sections  map[int]bool // offsets of the cross-reference sections
	replaced  int          // objects that a newer section puts elsewhere or away
	onRead    func()
	read      int // objects since onRead was called
}

// A file begins with the header. Many readers look for it in the first bytes, and
// then some count offsets from it and others from the start of the file: two
// readers would see two files. Such a file is refused, with a sentence of its own.
const (
	header       = "%PDF-"
	headerWithin = 1024
)

// Open reads the cross-reference data of a file. The refusals are Error
// values: ErrEmpty, ErrNotPDF, ErrOffset, ErrTooLarge, ErrEncrypted, ErrDamaged,
// ErrTooDeep.
func Open(data []byte) (*File, error) { return open(data, newBudget()) }

func open(data []byte, b budget) (*File, error) {
	switch {
	case len(data) == 0:
		return nil, ErrEmpty
	case len(data) > MaxSize:
		return nil, ErrTooLarge
	case bytes.Contains(data[:min(len(data), headerWithin)], []byte(header)) && !bytes.HasPrefix(data, []byte(header)):
		return nil, ErrOffset
	case !bytes.HasPrefix(data, []byte(header)):
		return nil, ErrNotPDF
	}
	f := &File{
		Data:      data,
		xref:      map[int]entry{},
		budget:    b,
		cache:     map[int]Object{},
		unread:    map[int]bool{},
		resolving: map[int]bool{},
		streams:   map[int]*objectStream{},
	}
	if err := f.load(); err != nil {
		return nil, ErrDamaged.Because(err)
	}
	f.cache = make(map[int]Object, min(len(f.xref)/2, 1<<12))
	clear(f.unread)
	if f.Trailer["Encrypt"] != nil {
		return nil, ErrEncrypted
	}
	if _, err := f.Catalog(); err != nil {
		return nil, err
	}
	return f, nil
}

// OnRead has do called now and then while objects are read, so that the memory of a
// large file that is mapped can be given back.
func (f *File) OnRead(do func()) { f.onRead = do }

// readBetween is how many objects are read between two calls of OnRead.
const readBetween = 32

// State opens another state of the same file, a longer or a shorter one, with the same
// care for its memory. The work on all states together is bounded, too.
func (f *File) State(data []byte) (*File, error) {
	out, err := open(data, f.budget.another())
	if err == nil {
		out.onRead = f.onRead
	}
	return out, err
}

// Spent reports whether the file was too costly to be read as a whole: what seems missing
// since may be there.
func (f *File) Spent() bool { return f.budget.spent() }

// load follows the chain of cross-reference sections, newest first.
func (f *File) load() error {
	i := bytes.LastIndex(f.Data, []byte("startxref"))
	if i < 0 {
		return fmt.Errorf("no startxref")
	}
	l := f.lexer(i + len("startxref"))
	at, ok := l.integer()
	if !ok {
		return fmt.Errorf("bad startxref")
	}
	f.start = at
	f.sections = map[int]bool{}
	for {
		if at >= len(f.Data) || f.sections[at] {
			return fmt.Errorf("bad cross-reference offset %d", at)
		}
		f.sections[at] = true
		trailer, inStream, err := f.section(at)
		if err != nil {
			return fmt.Errorf("cross-reference section at %d: %w", at, err)
		}
		if f.Trailer == nil {
			f.Trailer, f.inStream = trailer, inStream
		}
		f.compareRoot(trailer)
		if trailer["Prev"] == nil {
			return nil
		}
		if at, ok = AsInt(trailer["Prev"]); !ok || at < 0 {
			return fmt.Errorf("bad Prev")
		}
	}
}

func (f *File) lexer(pos int) lexer {
	return lexer{data: f.Data, pos: pos, budget: &f.budget, alike: &f.alike}
}

// record keeps an entry unless a newer section had one for the same object.
func (f *File) record(num int, e entry) error {
	if num < 0 || num > 1<<23 || len(f.xref) >= maxEntries {
		return ErrTooDeep
	}
	newer, ok := f.xref[num]
	if !ok {
		f.xref[num] = e
	} else if e.elsewhere(newer) {
		f.replaced++
	}
	return nil
}

// Catalog returns the document catalog.
func (f *File) Catalog() (Dict, error) {
	if _, ok := f.Trailer["Root"].(Ref); !ok {
		return nil, ErrDamaged.Because(fmt.Errorf("no Root"))
	}
	root := f.Dict(f.Trailer["Root"])
	if f.Dict(root["Pages"]) == nil {
		return nil, ErrDamaged.Because(fmt.Errorf("no page tree"))
	}
	return root, nil
}
