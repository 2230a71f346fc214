package workflows_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"mingfa/activities"
	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
)

// house is everything the steps stand on, in memory. It keeps the promises of
// the ports, and it fails where a test tells it to.
type house struct {
	mu       sync.Mutex
	now      func() time.Time
	calendar *calendar.Calendar

	rows     map[string]*row
	requests map[string]words
	outcomes map[string]activities.Taken
	releases map[string]*shown
	no       int64
	address  string        // of the portal
	ago      time.Duration // how long documents have been at their stage before they came there
	blobs    map[string][]byte

	deadlines []activities.Deadline
	reminders []string
	watched   []document.Date               // days on which the obligations were looked at
	signed    int64                         // up to which entry the ledger is
	marks     []time.Time                   // when somebody is to be reminded of an obligation
	reminded  []time.Time                   // the marks at which somebody was
	receipts  map[string]activities.Receipt // by release and surface
	failures  []string                      // what the publisher reads of failed releases
	told      []string                      // releases that the website acknowledged
	log       []string                      // steps with an effect, in order
	fail      map[string][]error            // by step: errors of the next attempts
	added     func(activities.File)         // is told of each file before the step that recorded it is done
}

// row is a document in the register.
type row struct {
	id        string
	stage     document.Stage
	seq       int
	attribute document.Attribute
	digest    string
	workdays  int
	since     time.Time
	movedAt   document.Stage
	pending   *verdict.Pending
	number    document.Number
	given     int // numbers that it got, one after another
	files     map[activities.FileKind]activities.File
	releasing bool
	life      document.Life
	repeals   []activities.Target
}

// words is a stored request.
type words struct {
	document, actor string
	request         verdict.Request
}

// holidays is the only year these tests know the holidays of. It lies ahead of
// every real clock: Temporal's local steps compare the two.
const holidays = `{"year": 2099, "title": "关于2099年节假日安排的通知", "number": "国办发明电〔2098〕1号", "date": "2098-11-01",
	"off": [{"name": "国庆节", "from": "2099-10-01", "to": "2099-10-07"}], "made_up": []}`

func newHouse(t testing.TB, now func() time.Time) *house {
	t.Helper()
	c, err := calendar.Load(fstest.MapFS{"calendar/2099.json": {Data: []byte(holidays)}})
	if err != nil {
		t.Fatal(err)
	}
	return &house{
		address: "https://gk.example.gov.cn/d/1", now: now, calendar: c, rows: map[string]*row{}, requests: map[string]words{}, outcomes: map[string]activities.Taken{},
		releases: map[string]*shown{}, blobs: map[string][]byte{}, receipts: map[string]activities.Receipt{}, fail: map[string][]error{},
	}
}

// draft puts a document into the register.
func (h *house) draft(id string, attribute document.Attribute) *row {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := &row{
		id: id, stage: document.Drafting, attribute: attribute, digest: "sha-" + id, since: h.now(),
		files: map[activities.FileKind]activities.File{},
	}
	h.rows[id] = r
	return r
}

// broken returns the next error that the test has laid in the way of the step.
func (h *house) broken(step string) error {
	if len(h.fail[step]) == 0 {
		return nil
	}
	err := h.fail[step][0]
	h.fail[step] = h.fail[step][1:]
	return err
}

func (h *house) note(format string, args ...any) { h.log = append(h.log, fmt.Sprintf(format, args...)) }

func (h *house) find(id string) (*row, error) {
	if r, ok := h.rows[id]; ok {
		return r, nil
	}
	return nil, document.Refuse(document.NotFound, "no-document", "没有这件公文，或者您无权查看。")
}

func away() error {
	return document.Refuse(document.Unavailable, "database-away", "数据库暂时不可用，请稍后再试。")
}

// undated leaves a duty as it is.
func undated(d verdict.Duty) (verdict.Duty, error) { return d, nil }

// sign is an activities.Notary: an entry a day.
func (h *house) sign(context.Context, time.Time) (int64, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("sign"); err != nil {
		return 0, err
	}
	h.signed++
	return h.signed, nil
}

// Watch implements activities.Obligations: one more is late every day.
func (h *house) Watch(_ context.Context, _ []procedure.Reminder, now time.Time) (activities.Watched, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("watch"); err != nil {
		return activities.Watched{}, err
	}
	h.watched = append(h.watched, document.DateOf(now))
	out := activities.Watched{Late: len(h.watched)}
	for _, m := range h.marks {
		switch {
		case !m.After(now) && !slices.Contains(h.reminded, m):
			h.reminded = append(h.reminded, m)
			out.Reminded++
			h.note("remind %s", now.In(document.Shanghai).Format("01-02 15:04:05"))
		case m.After(now) && (out.Next == nil || m.Before(*out.Next)):
			out.Next = &m
		}
	}
	return out, nil
}

// RedateAll implements activities.Obligations.
func (h *house) RedateAll(_ context.Context, _ activities.Dating, _ time.Time) (int, error) {
	return 0, nil
}

// Put implements activities.Blobs.
func (h *house) Put(_ context.Context, b []byte) (string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	sum := sha256.Sum256(b)
	digest := hex.EncodeToString(sum[:])
	h.blobs[digest] = b
	return digest, nil
}

// Get implements activities.Blobs.
func (h *house) Get(_ context.Context, digest string) ([]byte, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	b, ok := h.blobs[digest]
	if !ok {
		return nil, fmt.Errorf("blob %s is missing", digest)
	}
	return b, nil
}
