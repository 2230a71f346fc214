package worker_test

import (
	"strings"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/calendar"
	"mingfa/internal/procedure"
	"mingfa/internal/verdict"
	"mingfa/worker"
)

// ports stands for all of them; nothing here calls any.
type ports struct {
	activities.Register
	activities.Limits
	activities.Duties
	activities.Blobs
	activities.Printer
	activities.Obligations
	activities.Late
	activities.Reassess
	activities.Downs
}

func deps() worker.Deps {
	p := ports{}
	return worker.Deps{
		Register: p, Limits: p, Press: struct{ activities.Press }{}, Shelf: struct{ activities.Shelf }{}, Duties: p, Blobs: p, Printer: p,
		Portal:   struct{ activities.Portal }{},
		Judge:    func(verdict.Case, verdict.Request) (r verdict.Ruling, err error) { return r, nil },
		Reassess: p, JudgeReassess: func(verdict.ReassessCase, verdict.Request) (r verdict.ReassessRuling, err error) { return r, nil },
		Late: p, JudgeLate: func(verdict.LateCase, verdict.Request) (r verdict.LateRuling, err error) { return r, nil },
		Downs: p, Absence: struct{ activities.Absence }{}, JudgeTakeDown: func(verdict.TakeDownCase, verdict.Request) (r verdict.TakeDownRuling, err error) { return r, nil },
		Obligations: p, Date: func(d verdict.Duty) (verdict.Duty, error) { return d, nil },
		Reminders: func() []procedure.Reminder { return []procedure.Reminder{{Percent: 50}} }, Calendar: &calendar.Calendar{}, ActorKey: make([]byte, 32), Now: time.Now,
	}
}

func TestNewFailsClosed(t *testing.T) {
	tests := []struct {
		name string
		set  func(*worker.Deps)
		want string
	}{
		{"no register", func(d *worker.Deps) { d.Register = nil }, "Register"},
		{"no portal", func(d *worker.Deps) { d.Portal = nil }, "Portal"},
		{"no judge", func(d *worker.Deps) { d.Judge = nil }, "Judge"},
		{"no obligations", func(d *worker.Deps) { d.Obligations = nil }, "Obligations"},
		{"no dates", func(d *worker.Deps) { d.Date = nil }, "Date"},
		{"no late interpretations", func(d *worker.Deps) { d.Late = nil }, "Late"},
		{"no assessments", func(d *worker.Deps) { d.Reassess = nil }, "Reassess"},
		{"no judge of assessments", func(d *worker.Deps) { d.JudgeReassess = nil }, "JudgeReassess"},
		{"no judge of them", func(d *worker.Deps) { d.JudgeLate = nil }, "JudgeLate"},
		{"no take-downs", func(d *worker.Deps) { d.Downs = nil }, "Downs"},
		{"no judge of take-downs", func(d *worker.Deps) { d.JudgeTakeDown = nil }, "JudgeTakeDown"},
		{"nobody who looks away", func(d *worker.Deps) { d.Absence = nil }, "Absence"},
		{"no reminders", func(d *worker.Deps) { d.Reminders = nil }, "Reminders"},
		{"no calendar", func(d *worker.Deps) { d.Calendar = nil }, "Calendar"},
		{"no clock", func(d *worker.Deps) { d.Now = nil }, "Now"},
		{"no key", func(d *worker.Deps) { d.ActorKey = nil }, "key has 0 bytes"},
		{"a short key", func(d *worker.Deps) { d.ActorKey = make([]byte, 31) }, "key has 31 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := deps()
			tt.set(&d)
			w, err := worker.New(nil, d)
			if w != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("workers %v, error %v", w, err)
			}
		})
	}
}
