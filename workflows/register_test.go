package workflows_test

import (
	"context"
	"fmt"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// Take implements activities.Register.
func (h *house) Take(_ context.Context, documentID, requestID string, now time.Time,
	judge func(verdict.Case, verdict.Request) (verdict.Ruling, error),
) (activities.Taken, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("take"); err != nil {
		return activities.Taken{}, err
	}
	r, err := h.find(documentID)
	if err != nil {
		return activities.Taken{}, err
	}
	if t, ok := h.outcomes[requestID]; ok {
		return t, nil
	}
	w := h.requests[requestID]
	if w.request.Digest != r.digest {
		return activities.Taken{}, document.Refuse(document.Conflict, "stale-digest", "您看到的不是最新稿，请核对改动后再办。")
	}
	ruling, err := judge(r.state(w.actor), w.request)
	if err != nil {
		return activities.Taken{}, err
	}
	t := r.apply(ruling, now)
	h.outcomes[requestID] = t
	h.note("%s %s", w.request.Verb, t.Stage)
	// An answer that gets lost after the commit: the step is run again.
	return t, h.broken("take committed")
}

func (r *row) state(actor string) verdict.Case {
	return verdict.Case{Actor: verdict.Actor{ID: actor, Active: true}, State: verdict.State{
		ID: r.id, Stage: r.stage, Seq: r.seq, Pending: r.pending, MovedAt: r.movedAt, Number: r.number,
		SealedReady: r.sealed(), Releasing: r.releasing,
	}}
}

func (r *row) apply(ruling verdict.Ruling, now time.Time) activities.Taken {
	t := activities.Taken{Seq: r.seq + 1, From: r.stage, Stage: ruling.To, Seal: ruling.GiveNumber, Release: ruling.Release}
	t.Closed = t.Stage.Closed()
	if t.Stage != r.stage {
		r.movedAt, r.since = r.stage, now
	}
	if ruling.GiveNumber {
		r.given++
		r.number = document.NewNumber("明政办发", 2026, 8+r.given)
	}
	if ruling.VoidNumber {
		r.number = ""
	}
	r.seq, r.stage, r.pending, r.releasing = t.Seq, t.Stage, ruling.Pending, r.releasing || ruling.Release
	return t
}

// Standing implements activities.Register.
func (h *house) Standing(_ context.Context, documentID string) (activities.Standing, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("standing"); err != nil {
		return activities.Standing{}, err
	}
	r, err := h.find(documentID)
	if err != nil {
		return activities.Standing{}, err
	}
	return r.standing(), nil
}

func (r *row) standing() activities.Standing {
	return activities.Standing{Seq: r.seq, Stage: r.stage, Seal: r.number != "" && !r.sealed(), Releasing: r.releasing}
}

// sealed reports whether the original with the present number is there.
func (r *row) sealed() bool {
	return r.number != "" && r.files[activities.SealedFile].Number == r.number
}

// Limit implements activities.Limits.
func (h *house) Limit(_ context.Context, documentID string) (activities.Limit, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return activities.Limit{}, err
	}
	l := activities.Limit{Document: r.id, Seq: r.seq, Stage: r.stage, Since: r.since.Add(-h.ago)}
	if r.stage != document.Drafting {
		l.Workdays = r.workdays
	}
	return l, nil
}

// Deadline implements activities.Register.
func (h *house) Deadline(_ context.Context, d activities.Deadline) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r, err := h.find(d.Document); err != nil || r.seq != d.Seq {
		return err
	}
	h.deadlines = append(h.deadlines, d)
	return nil
}

// Remind implements activities.Register.
func (h *house) Remind(_ context.Context, documentID string, seq int, kind string, now time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("remind"); err != nil {
		return err
	}
	h.reminders = append(h.reminders, fmt.Sprintf("%s %d %s %s", documentID, seq, kind, now.In(document.Shanghai).Format("01-02 15:04")))
	return nil
}

// route is the way of every document here.
var route = document.Route{document.Drafting, document.OfficeCheck, document.Signing, document.Registration, document.Publication}

// law is a judge that knows the way and nothing else: what the law asks is
// tested where the law is.
func (h *house) law(k verdict.Case, r verdict.Request) (verdict.Ruling, error) {
	s := k.State
	if r.Stage != s.Stage {
		return verdict.Ruling{}, document.Refuse(document.Conflict, "stale-stage", "本件已由他人办理。")
	}
	if !s.Stage.Offers(r.Verb) {
		return verdict.Ruling{}, document.Refuse(document.Conflict, "wrong-stage", "不能这样办理。")
	}
	next, _ := route.After(s.Stage)
	switch r.Verb { //nolint:exhaustive // the way of these tests has no others
	case document.Submit, document.Approve, document.Sign:
	case document.SendBack:
		return verdict.Ruling{To: r.Target, Pending: &verdict.Pending{By: s.Stage, Way: r.Way}}, nil
	case document.Recall:
		return verdict.Ruling{To: s.MovedAt, Recalled: true}, nil
	case document.Cancel:
		return verdict.Ruling{To: document.Cancelled}, nil
	case document.Register:
		if next = document.Filed; h.rows[s.ID].attribute.Releasable() {
			next = document.Publication
		}
		return verdict.Ruling{To: next, GiveNumber: true}, nil
	case document.Void:
		if s.Releasing {
			return verdict.Ruling{}, document.Refuse(document.Conflict, "releasing", "本件正在发布。")
		}
		return verdict.Ruling{To: document.Registration, VoidNumber: true}, nil
	case document.Release:
		if s.Releasing {
			return verdict.Ruling{}, document.Refuse(document.Conflict, "releasing", "本件正在发布。")
		}
		if !s.SealedReady {
			return verdict.Ruling{}, document.Refuse(document.Conflict, "not-sealed", "本件正在用印，请稍候再发布。")
		}
		return verdict.Ruling{To: s.Stage, Release: true}, nil
	}
	if s.Pending != nil && s.Pending.Way == document.Direct {
		return verdict.Ruling{To: s.Pending.By}, nil
	}
	return verdict.Ruling{To: next}, nil
}
