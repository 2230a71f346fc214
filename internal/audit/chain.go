package audit

import "fmt"

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
}

// Chain checks a ledger entry by entry. The zero value is ready for use.
type Chain struct {
	last   Entry
	count  int64
	broken *Break
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
	c.last = e
	return true
}

// Report returns what was found so far.
func (c *Chain) Report() Report {
	return Report{Count: c.count, Head: c.head(), Broken: c.broken}
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
