package pdf

import (
	"bytes"
	"slices"

	"mingfa/internal/pdf/syntax"
)

// compareRevisions lists what changed after the first signature, or else after the first
// time stamp, revision by revision, and who signed it.
func (in *inspection) compareRevisions() {
	first := max(in.signer(), 0)
	if len(in.signatures) == 0 || !in.signatures[first].Intact {
		return
	}
	permission := in.signatures[first].permission
	older := in.signatures[first].End
	for _, s := range append(slices.Clone(in.signatures[first+1:]), Signature{End: len(in.file.Data), permission: 3}) {
		if s.End > older {
			in.judge(in.between(older, s.End), permission, s)
			older = s.End
		}
		permission = min(permission, s.permission)
	}
}

// judge records changes that a signature covers under the permission of those
// before it. Validation data show nothing, so nobody has to stand for them.
func (in *inspection) judge(changes []Change, permission int, s Signature) {
	for _, c := range changes {
		stands := s.Intact && s.Trusted
		if c.By = s.Signer; s.Timestamp && c.Class != ClassValidation && (c.Class != ClassSignature || c.Page > 0) {
			c.By, stands = "", false // nobody stands for more than the stamp itself
		}
		if c.Class != ClassViolation && !allows(permission, c.Class) {
			c.Class, c.Detail = ClassViolation, "not permitted by the seal: "+c.Detail
		}
		c.Permitted = c.Class == ClassValidation || c.Class != ClassViolation && stands
		in.changes = append(in.changes, c)
	}
}

// allows applies a DocMDP permission to a class of change.
func allows(permission int, c Class) bool {
	switch c {
	case ClassValidation:
		return true
	case ClassSignature, ClassMetadata:
		return permission >= 2
	case ClassMark, ClassAnnotation:
		return permission >= 3
	case ClassViolation:
	}
	return false
}

// between compares the file as it was at two points. White space that a
// transport left at the end is no change.
func (in *inspection) between(from, to int) []Change {
	if blank(in.file.Data[from:to]) {
		return nil
	}
	broken := []Change{{Class: ClassViolation, Detail: "bytes that form no revision were added"}}
	older, err := in.revision(from)
	if err != nil {
		return broken
	}
	newer, err := in.revision(to)
	if err != nil {
		return broken
	}
	changes := compare(older, newer)
	if len(changes) == 0 {
		return []Change{{Class: ClassViolation, Detail: "bytes without effect were added"}}
	}
	if to == len(in.file.Data) && unfinished(in.file.Data) {
		changes = append(changes, Change{Class: ClassViolation, Detail: "bytes behind the end were added"})
	}
	return changes
}

// maxRevisions bounds the search for revisions that the file had before.
const maxRevisions = 64

// findRemoved looks for signatures that an earlier state of the file had and the
// last one has not: whoever takes a seal away takes its protection away, too. It
// does not follow the chain of updates, which is in the hands of who made the last.
func (in *inspection) findRemoved() {
	end := 0
	for range maxRevisions {
		i := in.sums.nextEnd(end)
		if i < 0 {
			return
		}
		end = i + len(endOfFile)
		if !blank(in.file.Data[end:]) && in.lost(end) {
			in.changes = append(in.changes, Change{Class: ClassViolation, Detail: "a signature was removed"})
			return
		}
	}
}

// lost reports whether the revision that ends at a place has a signature that is
// not among those found.
func (in *inspection) lost(end int) bool {
	earlier, err := in.revision(end)
	if err != nil {
		return false // the mark of an end within a stream, or a half that is no file
	}
	current := signatureFields(in.file)
	for _, x := range signatureFields(earlier) {
		kept := false
		for _, y := range current {
			kept = kept || x.ref == y.ref && syntax.Equal(x.value, y.value)
		}
		if !kept {
			return true
		}
	}
	return false
}

// unfinished reports whether something stands behind the last end of the file, as
// when it was cut off within an update.
func unfinished(data []byte) bool {
	i := bytes.LastIndex(data, []byte("%%EOF"))
	return i < 0 || !blank(data[i+len("%%EOF"):])
}

// blank reports whether there is only white space, as a transport or a medium of
// fixed blocks leaves it at the end of a file.
func blank(b []byte) bool { return len(bytes.Trim(b, "\x00\t\n\f\r ")) == 0 }
