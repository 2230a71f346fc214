//go:build unix

package pdf

import (
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mapped is a file in memory with room behind it, which the system reads as it is
// needed and may drop again: a file of scans is hashed without being held.
type mapped struct {
	address unsafe.Pointer
	whole   uintptr
	data    []byte // length of the file, capacity with the room
}

// mapFile maps a file of a length. The pages are private: what is written into the
// room, or even into the bytes of the file, stays here.
func mapFile(f *os.File, length, room int) (*mapped, error) {
	page := os.Getpagesize()
	whole := uintptr((length + room + page - 1) / page * page)
	// First the addresses for all of it, then the file over the first part.
	address, err := unix.MmapPtr(-1, 0, nil, whole, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return nil, err
	}
	m := &mapped{address: address, whole: whole}
	_, err = unix.MmapPtr(int(f.Fd()), 0, address, uintptr(length), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_FIXED)
	if err != nil {
		_ = m.close() // the first error says what happened
		return nil, err
	}
	m.data = unsafe.Slice((*byte)(address), length+room)[:length] //nolint:gosec // within what was mapped above
	return m, nil
}

// release gives back the memory of a stretch of the file; if it is read again, the
// system reads the file again. The page in which the file ends stays, for what was
// written into the room begins there.
func (m *mapped) release(part []byte) {
	page := os.Getpagesize()
	base := uintptr(m.address)
	start := uintptr(unsafe.Pointer(unsafe.SliceData(part))) //nolint:gosec // only to find the page
	from := (int(start-base) + page - 1) / page * page
	to := min(from+len(part), len(m.data)) / page * page
	if from < to {
		_ = unix.Madvise(m.data[from:to], unix.MADV_DONTNEED) // a favour, no duty
	}
}

func (m *mapped) close() error { return unix.MunmapPtr(m.address, m.whole) }
