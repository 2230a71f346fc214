package syntax

// maxOperands bounds the operands kept for one operator.
const maxOperands = 1 << 12

// Operators calls do for every operator of a content stream with its operands.
// Inline images are not understood.
func (f *File) Operators(content []byte, do func(op string, args Array)) error {
	l := lexer{data: content, budget: &f.budget}
	var args Array
	for {
		l.skipSpace()
		if l.pos >= len(content) {
			return nil
		}
		o, err := l.object()
		if err != nil {
			return err
		}
		if word, ok := o.(Literal); ok {
			if _, number := AsFloat(word); !number && word != "true" && word != "false" {
				do(string(word), args)
				args = nil
				continue
			}
		}
		if len(args) < maxOperands {
			args = append(args, o)
		}
	}
}
