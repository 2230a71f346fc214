package syntax

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// Builder makes a new file. Equal objects in equal order give equal bytes.
type Builder struct{ objects []Object }

// Alloc reserves the next object number, for an object that others point at before it is
// made. Set must give it one.
func (b *Builder) Alloc() Ref {
	b.objects = append(b.objects, nil)
	return Ref{Num: len(b.objects)}
}

// Set gives a reserved number its object.
func (b *Builder) Set(r Ref, o Object) { b.objects[r.Num-1] = o }

// File returns the finished file. Its identifier is made from its content.
func (b *Builder) File(root, info Ref) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(b.objects))
	for i, o := range b.objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, Append(nil, o))
	}
	sum := sha256.Sum256(out.Bytes())
	id := String(sum[:16])
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	trailer := Dict{"Size": Int(len(offsets) + 1), "Root": root, "Info": info, "ID": Array{id, id}}
	fmt.Fprintf(&out, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", Append(nil, trailer), start)
	return out.Bytes()
}
