package portal

import (
	"container/list"
	"context"
	"net/http"
	"sync"
	"time"

	"mingfa/internal/document"
)

const (
	cacheBudget  = 96 << 20 // bytes of answers that are kept
	cacheLargest = 2 << 20  // a larger answer is made anew each time
	askLimit     = 10 * time.Second
	// In a crowd, more visitors come while the first of the next round wait a little;
	// the database has better things to do than to tell each that nothing is new.
	gathering = time.Millisecond
)

// maker makes the answer to a request from nothing but the address, the shelf and
// the day.
type maker func(*http.Request) (*made, error)

// stamp says to which state of the register an answer belongs.
type stamp struct {
	release int64
	day     document.Date
}

// kept answers from what was made before, if neither a release nor midnight came in
// between: the shelf is asked for its latest release at each request, so a repeal
// shows at once and nothing has to be told to the cache.
func (s *site) kept(m maker) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		no, err := s.fresh.now(r.Context())
		if err != nil {
			return err
		}
		now, key := stamp{no, s.today()}, r.URL.RequestURI()
		answer := s.cache.get(now, key)
		if answer == nil {
			if answer, err = m(r); err != nil {
				return err
			}
			s.cache.put(now, key, answer)
		}
		answer.send(w, r)
		return nil
	}
}

// cache holds answers of one stamp, the least used leave first. It is safe for
// concurrent use.
type cache struct {
	budget int

	mu    sync.Mutex
	at    stamp
	used  int
	order *list.List // of *keptAnswer, the latest used in front
	by    map[string]*list.Element
}

type keptAnswer struct {
	key    string
	answer *made
}

func (c *cache) get(at stamp, key string) *made {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at != at {
		return nil
	}
	e := c.by[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*keptAnswer).answer
}

// put keeps an answer that was made after the stamp was read. What is older than
// the cache's own stamp is dropped.
func (c *cache) put(at stamp, key string, m *made) {
	if m.size() > cacheLargest {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if at.release < c.at.release || at.day < c.at.day {
		return
	}
	if c.at != at || c.by == nil {
		c.at, c.used, c.order, c.by = at, 0, list.New(), map[string]*list.Element{}
	}
	if c.by[key] != nil {
		return
	}
	c.by[key] = c.order.PushFront(&keptAnswer{key, m})
	for c.used += m.size() + len(key); c.used > c.budget; {
		last := c.order.Remove(c.order.Back()).(*keptAnswer)
		delete(c.by, last.key)
		c.used -= last.answer.size() + len(last.key)
	}
}

// freshness asks for the latest release, once for all who ask at the same time. An
// answer is never older than the question: who comes while one is under way waits
// for the next.
type freshness struct {
	ask func(context.Context) (int64, error)

	mu   sync.Mutex
	busy bool
	next *round
}

type round struct {
	done chan struct{}
	no   int64
	err  error
}

func (f *freshness) now(ctx context.Context) (int64, error) {
	f.mu.Lock()
	r := f.next
	if r == nil {
		r = &round{done: make(chan struct{})}
		f.next = r
		if !f.busy {
			f.busy = true
			go f.run(context.WithoutCancel(ctx))
		}
	}
	f.mu.Unlock()
	select {
	case <-r.done:
		return r.no, r.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (f *freshness) run(ctx context.Context) {
	for {
		f.mu.Lock()
		r := f.next
		f.next, f.busy = nil, r != nil
		f.mu.Unlock()
		if r == nil {
			return
		}
		limited, stop := context.WithTimeout(ctx, askLimit)
		r.no, r.err = f.ask(limited)
		stop()
		close(r.done)
		if f.waited() {
			time.Sleep(gathering)
		}
	}
}

// waited reports whether somebody came meanwhile.
func (f *freshness) waited() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.next != nil
}
