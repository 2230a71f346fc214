package audit

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Break is the first place at which a chain doesn't hold.
type Break struct {
	Seq    int64  `json:"seq"`    // of the entry that was found broken
	Reason string `json:"reason"` // Chinese: what is wrong with it
}

// Report is what a check of the ledger found.
type Report struct {
	Count  int64  `json:"count"`  // entries read, up to and with the broken one
	Head   string `json:"head"`   // hash of the last good entry, Genesis for none
	Broken *Break `json:"broken"` // nil: the chain holds
	// Signed is up to which entry checkpoints hold the chain, 0 for none.
	Signed int64 `json:"signed"`
	// Checkpoints is how many of them were met and agree.
	Checkpoints int `json:"checkpoints"`
}

// Chain checks a ledger entry by entry. The zero value is ready for use.
type Chain struct {
	last   Entry
	count  int64
	broken *Break
	known  map[int64][]Checkpoint // still to be met
	signed int64
	met    int
}

// Expect has the chain agree with a checkpoint. It is called before the first entry.
func (c *Chain) Expect(p Checkpoint) {
	if c.known == nil {
		c.known = map[int64][]Checkpoint{}
	}
	c.known[p.Seq] = append(c.known[p.Seq], p)
}

// Next takes the next entry in order and reports whether the chain holds so far.
// After a break it reads no further.
func (c *Chain) Next(e Entry) bool {
	if c.broken != nil {
		return false
	}
	c.count++
	if reason := c.fault(e); reason != "" {
		c.broken = &Break{Seq: e.Seq, Reason: reason}
		return false
	}
	if reason := c.contradiction(e.Seq, e.Hash); reason != "" {
		c.broken = &Break{Seq: e.Seq, Reason: reason}
		return false
	}
	c.last = e
	return true
}

// contradiction says what checkpoints of this entry state otherwise, "" for nothing.
func (c *Chain) contradiction(seq int64, hash string) string {
	for _, p := range c.known[seq] {
		if p.Head != hash {
			return fmt.Sprintf("第%d条与%s签名的存证点不符：该条或者此前的内容在签名之后被整体改写。", seq, shanghai(p.At))
		}
		c.met++
		c.signed = seq
	}
	delete(c.known, seq)
	return ""
}

// Report returns what was found in the entries so far. Checkpoints of entries that
// did not come are a break: the chain was cut.
func (c *Chain) Report() Report {
	r := Report{Count: c.count, Head: c.head(), Broken: c.broken, Signed: c.signed, Checkpoints: c.met}
	if r.Broken == nil && len(c.known) > 0 {
		r.Broken = c.cut()
	}
	return r
}

func (c *Chain) cut() *Break {
	last := slices.Max(slices.Collect(maps.Keys(c.known)))
	return &Break{Seq: c.count + 1, Reason: fmt.Sprintf(
		"%s签名的存证点载明台账有%d条，现只有%d条：末尾的条目被删除。", shanghai(c.known[last][0].At), last, c.count)}
}

// shanghai writes an instant as people here read it. China has no summer time.
func shanghai(t time.Time) string {
	return t.In(time.FixedZone("", 8*3600)).Format("2006年1月2日15时04分")
}

func (c *Chain) head() string {
	if c.last.Seq == 0 {
		return Genesis
	}
	return c.last.Hash
}

func (c *Chain) fault(e Entry) string {
	if want := c.last.Seq + 1; e.Seq != want {
		return fmt.Sprintf("序号不连续：应为第%d条，实为第%d条，其间的条目缺失或者被插入。", want, e.Seq)
	}
	if e.Prev != c.head() {
		return fmt.Sprintf("第%d条与前一条的链接不符：所记前一条的哈希值与前一条的实际哈希值不同。", e.Seq)
	}
	sum, err := e.Sum()
	if err != nil {
		return fmt.Sprintf("第%d条的内容无法读取，不能计算哈希值。", e.Seq)
	}
	if sum != e.Hash {
		return fmt.Sprintf("第%d条的哈希值不符：内容在记入之后被改动。", e.Seq)
	}
	return ""
}
