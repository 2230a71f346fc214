package pdf

import (
	"bytes"
	"hash"
	"slices"

	"mingfa/internal/pdf/cms"
)

// sums computes digests over one file, most of which begin at its first byte: what
// one has read the next does not read again. A file of scans is nearly all before
// its first signature, so it is read once, however often it was signed.
type sums struct {
	data   []byte
	points map[string][]point // by the name of the digest, in order of offset
	// release, if there is one, is told of stretches that were read and will hardly be
	// read again.
	release func([]byte)
	// ends are the places of endOfFile, if the whole file was read ahead for them.
	ends  []int
	known bool
	// reading is closed when what was begun by ahead is done, nil if nothing was.
	reading chan struct{}
}

// stretch is how much is read before it is released.
const stretch = 1 << 20

// point is the state of a digest at an offset.
type point struct {
	at    int
	state hash.Hash
}

func newSums(data []byte) *sums { return &sums{data: data, points: map[string][]point{}} }

// grown returns the sums of a file that begins with this one.
func (s *sums) grown(data []byte) *sums {
	return &sums{data: data, points: s.points, release: s.release}
}

// of returns the digest of the bytes before start and those from resume to end.
func (s *sums) of(d cms.Digest, start, resume, end int) []byte {
	h := s.prefix(d, start)
	h.Write(s.data[resume:end])
	return h.Sum(nil)
}

// prefix returns a digest that has read the first bytes.
func (s *sums) prefix(d cms.Digest, length int) hash.Hash {
	h, from := d.New(), 0
	known := s.points[d.Name]
	i, found := slices.BinarySearchFunc(known, length, func(p point, n int) int { return p.at - n })
	if !found {
		i--
	}
	if i >= 0 {
		if c, ok := cloned(known[i].state); ok {
			h, from = c, known[i].at
		}
	}
	for at := from; at < length; at += stretch {
		part := s.data[at:min(at+stretch, length)]
		h.Write(part)
		s.done(part)
	}
	if c, ok := cloned(h); ok && !found {
		s.points[d.Name] = slices.Insert(known, i+1, point{length, c})
	}
	return h
}

// done releases a stretch.
func (s *sums) done(part []byte) {
	if s.release != nil {
		s.release(part)
	}
}

// rest releases everything that was read here and there.
func (s *sums) rest() { s.done(s.data) }

// endOfFile ends every revision of a file.
const endOfFile = "%%EOF"

// piece is how much is read twice, for the digest and for the ends: so little that the
// second time it comes from the cache of the processor.
const piece = 256 << 10

// ahead begins to read the whole file once, for a digest and for the ends of revisions,
// while the caller does something else that does not ask for sums. Before it asks, and
// before the file goes, it has to settle.
func (s *sums) ahead(d cms.Digest) {
	s.reading = make(chan struct{})
	go func() {
		defer close(s.reading)
		h := d.New()
		for at := 0; at < len(s.data); at += piece {
			part := s.data[at:min(at+piece, len(s.data))]
			h.Write(part)
			s.findEnds(at, min(at+len(part)+len(endOfFile)-1, len(s.data)))
			if (at+piece)%stretch == 0 {
				s.done(s.data[at+piece-stretch : min(at+piece, len(s.data))])
			}
		}
		s.points[d.Name] = []point{{len(s.data), h}}
		s.known = true
	}()
}

// settle waits until what was begun by ahead is done.
func (s *sums) settle() {
	if s.reading != nil {
		<-s.reading
	}
}

// findEnds records the ends that begin and end within a part.
func (s *sums) findEnds(from, to int) {
	for {
		i := bytes.Index(s.data[from:to], []byte(endOfFile))
		if i < 0 {
			return
		}
		s.ends = append(s.ends, from+i)
		from += i + len(endOfFile)
	}
}

// nextEnd returns where endOfFile stands from a place on, -1 if it does not.
func (s *sums) nextEnd(from int) int {
	if !s.known {
		return s.next([]byte(endOfFile), from)
	}
	if i, _ := slices.BinarySearch(s.ends, from); i < len(s.ends) {
		return s.ends[i]
	}
	return -1
}

// next returns where a short mark stands from a place on, -1 if it does not.
func (s *sums) next(mark []byte, from int) int {
	for from+len(mark) <= len(s.data) {
		part := s.data[from:min(from+stretch, len(s.data))]
		if i := bytes.Index(part, mark); i >= 0 {
			return from + i
		}
		s.done(part)
		from += max(len(part)-len(mark)+1, 1)
	}
	return -1
}

// cloned copies the state of a digest that knows how to.
func cloned(h hash.Hash) (hash.Hash, bool) {
	c, ok := h.(hash.Cloner)
	if !ok {
		return nil, false
	}
	out, err := c.Clone()
	return out, err == nil
}
