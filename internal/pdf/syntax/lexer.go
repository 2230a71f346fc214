package syntax

import "io"

const (
	maxNesting = 64      // arrays and dictionaries within one another
	maxNodes   = 4 << 20 // objects parsed from one file, in all
)

// budget bounds the work spent on one state of a file, whatever its bytes say, and that
// on all its states.
type budget struct {
	nodes   int     // objects still to be parsed
	decoded int     // bytes that streams may still unpack to
	all     *budget // of all states together
}

// manyStates is how many states of the greatest cost a file may have.
const manyStates = 6

func newBudget() budget {
	return budget{maxNodes, maxDecoded, &budget{nodes: manyStates * maxNodes, decoded: manyStates * maxDecoded}}
}

// another is the budget of one more state.
func (b *budget) another() budget { return budget{maxNodes, maxDecoded, b.all} }

func (b *budget) node() error { return b.spend(1) }

// spend counts objects that were parsed.
func (b *budget) spend(n int) error {
	b.nodes -= n
	b.all.nodes -= n
	if b.nodes < 0 || b.all.nodes < 0 {
		return ErrTooDeep
	}
	return nil
}

func (b *budget) unpack(n int) error {
	b.decoded -= n
	b.all.decoded -= n
	if b.decoded < 0 || b.all.decoded < 0 {
		return ErrTooDeep
	}
	return nil
}

// spent reports whether something could not be read for its cost.
func (b *budget) spent() bool {
	return b.nodes < 0 || b.decoded < 0 || b.all.nodes < 0 || b.all.decoded < 0
}

// lexer reads objects from a byte slice.
type lexer struct {
	data   []byte
	pos    int
	depth  int
	budget *budget
	alike  *alike // nil where it would not pay
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0 || c == '\f'
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skipSpace passes white space and comments.
func (l *lexer) skipSpace() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		switch {
		case isSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// word reads the regular characters up to the next space or delimiter.
func (l *lexer) word() []byte {
	start := l.pos
	for l.pos < len(l.data) && regular[l.data[l.pos]] {
		l.pos++
	}
	return l.data[start:l.pos]
}

// regular are the characters that are neither space nor delimiter.
var regular = table(func(c byte) bool { return !isSpace(c) && !isDelimiter(c) })

// name reads the name that stands after a slash. The names of which every file is
// full are not made anew each time.
func (l *lexer) name() Object {
	w := l.word()
	if n, ok := usual[string(w)]; ok {
		return n
	}
	return unescapeName(string(w))
}

// usual are the names that most pages and annotations have.
var usual = func() map[string]Object {
	out := map[string]Object{}
	for _, n := range []Name{
		"AP", "Annot", "Annots", "BBox", "BaseFont", "Contents", "CropBox", "F", "Filter", "FlateDecode", "Font", "Height",
		"Kids", "Length", "M", "MediaBox", "N", "NM", "P", "Page", "Parent", "Rect", "Resources", "Rotate", "Subtype",
		"Type", "Watermark", "Width", "XObject",
	} {
		out[string(n)] = n
	}
	return out
}()

// integer reads one unsigned decimal number of at most ten digits.
func (l *lexer) integer() (int, bool) {
	l.skipSpace()
	start, n := l.pos, 0
	for l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '9' && l.pos-start <= 10 {
		n = n*10 + int(l.data[l.pos]-'0')
		l.pos++
	}
	whole := l.pos >= len(l.data) || !regular[l.data[l.pos]]
	if l.pos == start || l.pos-start > 10 || !whole {
		l.pos = start
		return 0, false
	}
	return n, true
}

// keyword consumes word if it stands next.
func (l *lexer) keyword(word string) bool {
	l.skipSpace()
	end := l.pos + len(word)
	if end > len(l.data) || string(l.data[l.pos:end]) != word {
		return false
	}
	if end < len(l.data) && !isSpace(l.data[end]) && !isDelimiter(l.data[end]) {
		return false
	}
	l.pos = end
	return true
}

// object reads the object that stands next.
func (l *lexer) object() (Object, error) {
	if err := l.budget.node(); err != nil {
		return nil, err
	}
	if l.depth++; l.depth > maxNesting {
		return nil, ErrTooDeep
	}
	defer func() { l.depth-- }()
	l.skipSpace()
	if l.pos >= len(l.data) {
		return nil, io.ErrUnexpectedEOF
	}
	switch l.data[l.pos] {
	case '/':
		l.pos++
		return l.name(), nil
	case '(':
		return l.literalString()
	case '[':
		return l.array()
	case '<':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '<' {
			return l.dict()
		}
		return l.hexString()
	}
	return l.token()
}

// token reads a reference, a number or another bare word.
func (l *lexer) token() (Object, error) {
	if num, ok := l.integer(); ok {
		after := l.pos
		if gen, ok := l.integer(); ok && l.keyword("R") {
			return Ref{num, gen}, nil
		}
		l.pos = after
		if num < len(small) {
			return small[num], nil
		}
		return Int(num), nil
	}
	switch w := string(l.word()); w {
	case "":
		return nil, errSyntax
	case "null":
		return nil, nil //nolint:nilnil // the null object
	default:
		return Literal(w), nil
	}
}

// small are the numbers that boxes and flags are full of.
var small = func() (table [1024]Object) {
	for n := range table {
		table[n] = Int(n)
	}
	return table
}()

func (l *lexer) array() (Object, error) {
	l.pos++
	out := make(Array, 0, 4) // most are boxes
	for {
		l.skipSpace()
		if l.pos >= len(l.data) {
			return nil, io.ErrUnexpectedEOF
		}
		if l.data[l.pos] == ']' {
			l.pos++
			return out, nil
		}
		o, err := l.object()
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
}

func (l *lexer) dict() (Object, error) {
	l.pos += 2
	out := Dict{}
	for place := 0; ; place++ {
		l.skipSpace()
		if l.pos+1 >= len(l.data) {
			return nil, io.ErrUnexpectedEOF
		}
		if l.data[l.pos] == '>' && l.data[l.pos+1] == '>' {
			l.pos += 2
			return out, nil
		}
		if l.data[l.pos] != '/' {
			return nil, errSyntax
		}
		l.pos++
		key, o, err := l.entry(place)
		if err != nil {
			return nil, err
		}
		out[key] = o
		// Two readers may prefer different ones of two equal keys.
		if len(out) == place {
			return nil, errSyntax
		}
	}
}
