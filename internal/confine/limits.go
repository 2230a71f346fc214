package confine

import (
	"encoding/json"
	"time"
)

// Word is the first argument by which this program is told to confine itself.
const Word = "confine"

// Limits are what a program may use. Zero means the least that is sensible, not
// no limit.
type Limits struct {
	Memory    uint64        `json:"memory"`     // bytes of address space
	CPU       time.Duration `json:"cpu"`        // processor time, rounded up to seconds
	Time      time.Duration `json:"time"`       // on the wall clock
	FileSize  uint64        `json:"file_size"`  // bytes of the largest file it may write
	Output    int           `json:"output"`     // bytes of standard output that are read
	OpenFiles uint64        `json:"open_files"` // descriptors
	// Reads are the files and folders it may read and run; Writes those it may change
	// too. Where the kernel has no Landlock these are not enforced.
	Reads  []string `json:"reads"`
	Writes []string `json:"writes"`
	// Sockets are folders in which it may make local sockets and remove what it made
	// there, without seeing what else is in them.
	Sockets []string `json:"sockets"`
}

func (l Limits) whole() Limits {
	l.Memory = max(l.Memory, 64<<20)
	l.CPU = max(l.CPU, time.Second)
	l.Time = max(l.Time, time.Second)
	l.OpenFiles = max(l.OpenFiles, 64)
	return l
}

// arguments are how the program in between is told.
func (l Limits) arguments(program string, args []string) ([]string, error) {
	b, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	return append([]string{Word, string(b), program}, args...), nil
}

// System are the folders that every program needs to start: its code and libraries.
func System() []string {
	return []string{"/usr", "/bin", "/lib", "/lib64", "/lib32", "/etc", "/opt", "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/fs/cgroup", "/sys/kernel/mm", "/sys/devices/system/cpu"}
}
