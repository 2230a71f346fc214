package identity

import (
	"sync"
	"time"
)

// The brake on guessing: so many failures are free, then each one doubles the
// wait, up to the longest.
const (
	freeFailures = 5
	firstWait    = time.Minute
	longestWait  = 15 * time.Minute
	forgetAfter  = time.Hour // without a failure
	maxLogins    = 10_000    // remembered at once
)

// throttle remembers failures by login, in the memory of this process.
type throttle struct {
	mu     sync.Mutex
	logins map[string]failures
}

type failures struct {
	n    int
	last time.Time
}

func (f failures) wait() time.Duration {
	if f.n < freeFailures {
		return 0
	}
	return min(firstWait<<min(f.n-freeFailures, 8), longestWait)
}

// begin counts an attempt as failed until success takes it back, so that many
// attempts at once get no further than one after the other. It returns how long
// this login still has to wait; then the attempt is not to be made.
func (t *throttle) begin(login string, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.logins[login]
	if now.Sub(f.last) > forgetAfter {
		f = failures{}
	}
	if left := f.last.Add(f.wait()).Sub(now); f.n > 0 && left > 0 {
		return left
	}
	t.makeRoom(now)
	t.logins[login] = failures{n: f.n + 1, last: now}
	return 0
}

// success forgets the failures of a login.
func (t *throttle) success(login string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.logins, login)
}

// makeRoom drops what is forgotten, and if made-up logins still fill the memory,
// those with the fewest failures.
func (t *throttle) makeRoom(now time.Time) {
	for least := 0; len(t.logins) >= maxLogins; least++ {
		for login, f := range t.logins {
			if now.Sub(f.last) > forgetAfter || f.n <= least {
				delete(t.logins, login)
			}
		}
	}
}
