package verdict

import (
	"sync/atomic"

	"mingfa/internal/calendar"
	"mingfa/internal/procedure"
)

// InForce are the laws in force: they can be exchanged as a whole while acts are
// judged. Each judgement is made by one set of laws from beginning to end.
type InForce struct{ laws atomic.Pointer[Laws] }

// NewInForce returns a place for laws in which these are in force.
func NewInForce(l Laws) *InForce {
	f := &InForce{}
	f.Put(l)
	return f
}

// Put exchanges the laws, for every judgement that begins after it returns. It is safe for
// concurrent use.
func (f *InForce) Put(l Laws) { f.laws.Store(&l) }

// Laws returns those in force now; the caller keeps them for one judgement at the most.
func (f *InForce) Laws() Laws { return *f.laws.Load() }

// Judge is Laws.Judge by the laws in force now.
func (f *InForce) Judge(c Case, r Request) (Ruling, error) { return f.Laws().Judge(c, r) }

// Published is Laws.Published by the laws in force now.
func (f *InForce) Published(c Case) (Effects, error) { return f.Laws().Published(c) }

// Shown is Laws.Shown by the laws in force now.
func (f *InForce) Shown(c Case) (Effects, error) { return f.Laws().Shown(c) }

// JudgeLate is Laws.JudgeLate by the laws in force now.
func (f *InForce) JudgeLate(c LateCase, r Request) (LateRuling, error) {
	return f.Laws().JudgeLate(c, r)
}

// JudgeReassess is Laws.JudgeReassess by the laws in force now.
func (f *InForce) JudgeReassess(c ReassessCase, r Request) (ReassessRuling, error) {
	return f.Laws().JudgeReassess(c, r)
}

// JudgeTakeDown is Laws.JudgeTakeDown by the laws in force now.
func (f *InForce) JudgeTakeDown(c TakeDownCase, r Request) (TakeDownRuling, error) {
	return f.Laws().JudgeTakeDown(c, r)
}

// Date is Laws.Date by the laws in force now.
func (f *InForce) Date(d Duty) (Duty, error) { return f.Laws().Date(d) }

// AddWorkdays counts by the calendar in force now, see calendar.Calendar.
func (f *InForce) AddWorkdays(from string, n int) (calendar.Receipt, error) {
	return f.Laws().Calendar.AddWorkdays(from, n)
}

// Reminders are those in force now, see procedure.LoadReminders.
func (f *InForce) Reminders() []procedure.Reminder { return f.Laws().Reminders }
