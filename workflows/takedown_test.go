package workflows_test

import (
	"context"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
	"mingfa/workflows"
)

// downs is the record's side of take-downs, and the portal as it then looks: one released
// document.
type downs struct {
	*house
	at    activities.DownStanding
	taken map[string]activities.DownStanding
	seen  bool
}

func newDowns(h *house) *downs {
	return &downs{house: h, at: activities.DownStanding{State: document.Up}, taken: map[string]activities.DownStanding{}}
}

// TakeTakeDown implements activities.Downs.
func (d *downs) TakeTakeDown(_ context.Context, documentID, requestID string, _ time.Time, judge activities.JudgeTakeDown) (activities.DownStanding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s, ok := d.taken[requestID]; ok {
		return s, nil
	}
	w := d.requests[requestID]
	c := verdict.TakeDownCase{Document: verdict.Case{State: verdict.State{ID: documentID}, Actor: verdict.Actor{ID: w.actor}}, State: d.at.State, Seq: d.at.Seq, Confirmed: d.at.Confirmed, Released: true}
	u, err := judge(c, w.request)
	if err != nil {
		return activities.DownStanding{}, err
	}
	if d.at.Seq++; u.Hides() {
		d.no++
		d.at.No = d.no
	}
	d.at.State, d.at.Confirmed = u.To, u.Confirmed
	d.taken[requestID] = d.at
	d.note("%s %s", w.request.Verb, u.To)
	return d.at, d.broken("take-down committed")
}

// TakeDownStanding implements activities.Downs.
func (d *downs) TakeDownStanding(context.Context, string) (activities.DownStanding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.at, nil
}

// TakenDown implements activities.Downs.
func (d *downs) TakenDown(context.Context, string) (document.Missing, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.at.No == 0 {
		return document.Missing{}, document.Refuse(document.NotFound, "not-taken-down", "本件没有撤下。")
	}
	return document.Missing{No: d.at.No}, nil
}

// DownReceipt implements activities.Downs.
func (d *downs) DownReceipt(_ context.Context, _ string, _ int64, r activities.Receipt) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r.Surface == activities.PortalSurface {
		d.seen = r.OK
		d.note("look %t", r.OK)
	}
	return nil
}

// DownSeen implements activities.Downs.
func (d *downs) DownSeen(context.Context, string, time.Time) (activities.DownStanding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.at.State == document.Hiding {
		if !d.seen {
			return d.at, document.Refuse(document.Conflict, "not-read-back", "尚未回读核验。")
		}
		d.at.State, d.at.Seq = document.Down, d.at.Seq+1
		d.note("down")
	}
	return d.at, nil
}

// Restored implements activities.Downs.
func (d *downs) Restored(_ context.Context, _, releaseID, failed string, _ time.Time) (activities.DownStanding, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.at.State == document.Restoring {
		d.at.State, d.at.Seq = document.Up, d.at.Seq+1
		if failed != "" {
			d.at.State = document.Down
		} else {
			d.at.No = 0
		}
		d.note("back %s %s", d.at.State, releaseID)
	}
	return d.at, nil
}

// Absent implements activities.Absence.
func (d *downs) Absent(context.Context, document.Missing) (map[string]any, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return map[string]any{}, d.broken("absent")
}

// Retract implements activities.Retraction.
func (d *downs) Retract(_ context.Context, documentID string, _ int64, _ time.Time) (map[string]any, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, "without "+documentID)
	return map[string]any{}, nil
}

// downward sends a take-down on; what p1 asks for p2 agrees to. A target stands for the
// urgent ground.
func downward(c verdict.TakeDownCase, r verdict.Request) (verdict.TakeDownRuling, error) {
	u := verdict.TakeDownRuling{From: c.State, Confirmed: c.Confirmed}
	switch {
	case r.Verb == document.TakeDown && c.State == document.Up && r.Target != "":
		u.To = document.Hiding
	case r.Verb == document.TakeDown && c.State == document.Up:
		u.To = document.DownAsked
	case r.Verb == document.PutBack && c.State == document.Down:
		u.To = document.BackAsked
	case r.Verb == document.DeclineTakeDown && c.State == document.DownAsked:
		u.To = document.Up
	case r.Verb == document.ConfirmTakeDown && c.State == document.DownAsked:
		u.To, u.Confirmed = document.Hiding, true
	case r.Verb == document.ConfirmTakeDown && c.State == document.BackAsked:
		u.To = document.Restoring
	case r.Verb == document.ConfirmTakeDown && c.State.Hidden():
		u.To, u.Confirmed = c.State, true
	default:
		return u, document.Refuse(document.Conflict, "wrong-state", "现在不能这样办理。")
	}
	return u, nil
}

// downStep is an act on a take-down as the tests lay it out.
func (s *stand) takeDown(d *downs, steps []step) workflows.TakeDownResult {
	s.furnish()
	s.RegisterWorkflow(workflows.Takedown)
	s.RegisterWorkflow(workflows.Retract)
	s.RegisterActivity(&activities.TakeDowns{Downs: d, Absence: d, Website: d, Judge: downward, Now: s.house.now})
	var at time.Duration
	for i, one := range steps {
		if at += one.after; one.after == 0 {
			at += time.Minute
		}
		if one.id == "" {
			one.id = requestID(i)
		}
		s.RegisterDelayedCallback(func() {
			s.UpdateWorkflow(workflows.UpdateAct, one.id, downCallback{&s.answers}, s.house.command("d1", one))
		}, at)
	}
	s.ExecuteWorkflow(workflows.Takedown, workflows.DocumentInput{Document: "d1"})
	var got workflows.TakeDownResult
	if err := s.GetWorkflowResult(&got); err != nil {
		s.answers.got = append(s.answers.got, err.Error())
	}
	return got
}

// downCallback is the one to whom an Update about a take-down answers.
type downCallback struct{ to *answers }

// Accept is called when the validator let the Update pass.
func (downCallback) Accept() {}

// Reject is called when it did not.
func (c downCallback) Reject(err error) { c.to.got = append(c.to.got, result(workflows.Taken{}, err)) }

// Complete is called with the outcome.
func (c downCallback) Complete(success any, err error) {
	s, _ := success.(activities.DownStanding)
	if err != nil {
		c.Reject(err)
		return
	}
	c.to.got = append(c.to.got, string(s.State))
}

// TestSR11Takedown: one person hides it at once; the look fails twice and is tried again,
// and only then it is down; the run waits for the second person.
func TestSR11Takedown(t *testing.T) {
	h := newHouse(t, nil)
	d := newDowns(h)
	h.fail["take-down committed"] = []error{away()}
	h.fail["absent"] = []error{away(), away()}
	s := newStand(t, h)
	h.gone(t, "d1")
	got := s.takeDown(d, []step{
		{verb: document.TakeDown, target: "urgent"},
		{id: "a", verb: document.TakeDown, target: "urgent"},
		{verb: document.TakeDown},
		{after: 5 * time.Hour, verb: document.ConfirmTakeDown},
	})
	if got.State != document.Down {
		t.Errorf("result %+v", got)
	}
	same(t, "answers", []string{"hiding", "hiding", "wrong-state", "down"}, s.answers.got)
	same(t, "log", []string{"take-down hiding", "look false", "look false", "look true", "down", "confirm-take-down down"}, h.log)
	same(t, "website", []string{"without d1"}, h.told)
}

// TestDA18TakedownByTwo: nothing happens before the second person has agreed; who does not
// agree ends it.
func TestDA18TakedownByTwo(t *testing.T) {
	h := newHouse(t, nil)
	s := newStand(t, h)
	h.gone(t, "d1")
	d := newDowns(h)
	if got := s.takeDown(d, []step{{verb: document.TakeDown}, {after: 48 * time.Hour, verb: document.ConfirmTakeDown}}); got.State != document.Down {
		t.Errorf("result %+v", got)
	}
	same(t, "log", []string{"take-down asked", "confirm-take-down hiding", "look true", "down"}, h.log)
	h = newHouse(t, nil)
	s = newStand(t, h)
	h.gone(t, "d1")
	if got := s.takeDown(newDowns(h), []step{{verb: document.TakeDown}, {verb: document.DeclineTakeDown}}); got.State != document.Up {
		t.Errorf("declined: %+v", got)
	}
	same(t, "log", []string{"take-down asked", "decline-take-down up"}, h.log)
}

// TestPutBack: a second run puts it back by the same saga as any release; one that fails
// leaves it down, and is asked for again.
func TestPutBack(t *testing.T) {
	h := newHouse(t, nil)
	s := newStand(t, h)
	h.gone(t, "d1")
	d := newDowns(h)
	d.at = activities.DownStanding{Seq: 3, State: document.Down, Confirmed: true, No: 9}
	h.fail["switch"] = []error{document.Refuse(document.Conflict, "life-differs", "效力状态不一致。")}
	got := s.takeDown(d, []step{
		{verb: document.PutBack},
		{verb: document.ConfirmTakeDown},
	})
	if got.State != document.Down {
		t.Errorf("a failed return: %+v", got)
	}
	s = newStand(t, h)
	if got := s.takeDown(d, []step{{id: "x", verb: document.PutBack}, {id: "y", verb: document.ConfirmTakeDown}}); got.State != document.Up {
		t.Errorf("result %+v", got)
	}
	same(t, "log", []string{
		"put-back back_asked", "confirm-take-down restoring", "prepare takedown/d1/5", "discard takedown/d1/5", "back down takedown/d1/5",
		"put-back back_asked", "confirm-take-down restoring", "prepare takedown/d1/8", "switch takedown/d1/8", "seen takedown/d1/8", "back up takedown/d1/8",
	}, h.log)
}
