package portal

import (
	"container/list"
	"net/http"
	"strings"
	"sync"
	"time"

	"mingfa/internal/document"
)

const (
	cacheBudget  = 96 << 20 // bytes of answers that are kept
	cacheLargest = 2 << 20  // a larger answer is made anew each time
	askLimit     = 10 * time.Second
	// Where as many ask at once as make a crowd, those who come in the next moment are
	// told what these were: the database has better things to do than to tell each that
	// nothing is new.
	crowd   = 8
	lasting = 10 * time.Millisecond
)

// maker makes the answer to a request from nothing but the address, the shelf and
// the day.
type maker func(*http.Request) (*made, error)

// stamp says to which state of the register an answer belongs.
type stamp struct {
	release int64
	day     document.Date
}

// kept makes an answer and keeps it for early, which gives it again if neither a
// release nor midnight came in between: the shelf is asked for its latest release at
// each request, so a repeal shows at once and nothing has to be told to the cache.
func (s *site) kept(m maker) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		no, err := s.fresh.now(r.Context())
		if err != nil {
			return err
		}
		now := stamp{no, s.today()}
		answer, err := m(r)
		if err != nil {
			return err
		}
		s.cache.put(now, &keptAnswer{keyOf(r), r.Pattern, answer})
		answer.send(w, r)
		return nil
	}
}

// early answers what is kept, before anything else is asked about the request.
func (s *site) early(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			if key := keyOf(r); s.cache.has(key) {
				if no, err := s.fresh.now(r.Context()); err == nil {
					if k := s.cache.get(stamp{no, s.today()}, key); k != nil {
						r.Pattern = k.route
						k.answer.send(w, r)
						return
					}
				}
			}
		}
		next.ServeHTTP(w, r)
	})
}

// keyOf returns the address as it was written, which costs nothing.
func keyOf(r *http.Request) string {
	if strings.HasPrefix(r.RequestURI, "/") {
		return r.RequestURI
	}
	return r.URL.RequestURI()
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
	route  string // for the log
	answer *made
}

// has reports whether there is something to get, fresh or not.
func (c *cache) has(key string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.by[key] != nil
}

func (c *cache) get(at stamp, key string) *keptAnswer {
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
	return e.Value.(*keptAnswer)
}

// put keeps an answer that was made after the stamp was read. What is older than
// the cache's own stamp is dropped.
func (c *cache) put(at stamp, k *keptAnswer) {
	if k.answer.size() > cacheLargest {
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
	if c.by[k.key] != nil {
		return
	}
	c.by[k.key] = c.order.PushFront(k)
	for c.used += k.answer.size() + len(k.key); c.used > c.budget; {
		last := c.order.Remove(c.order.Back()).(*keptAnswer)
		delete(c.by, last.key)
		c.used -= last.answer.size() + len(last.key)
	}
}
