package e2e

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mingfa/internal/document"
)

type takeDown struct {
	State    document.TakeDownState `json:"state"`
	Digest   string                 `json:"digest"`
	Surfaces []struct {
		OK     bool   `json:"ok"`
		Detail string `json:"detail"`
	} `json:"surfaces"`
}

func (c *caller) takeDown(id string) takeDown {
	c.t.Helper()
	var v struct {
		TakeDown *takeDown `json:"take_down"`
	}
	r := c.send("GET", "/documents/"+id, nil, nil)
	if err := json.Unmarshal(r.Body, &v); err != nil || v.TakeDown == nil {
		c.t.Fatalf("no take-down: %d %s", r.Status, r.Body)
	}
	return *v.TakeDown
}

// actOn takes a step of a take-down.
func (c *caller) actOn(id string, verb document.Verb, more map[string]any) reply {
	c.t.Helper()
	body := map[string]any{"verb": verb, "digest": c.takeDown(id).Digest, "opinion": "经核实。"}
	for k, v := range more {
		body[k] = v
	}
	return c.send("POST", "/documents/"+id+"/take-down/acts", map[string]string{"Idempotency-Key": uuid.NewString()}, body)
}

// publish brings a document on the whole way to the portal.
func (s *system) publish(t *testing.T) seen {
	t.Helper()
	return s.toPublished(t, s.draft(t, notice()).ID)
}

// TestTakeDown takes a leaked document off the website by one act, has a second person look
// at it, and puts it back (SR-11, invariants 7 and 11).
func TestTakeDown(t *testing.T) {
	s := newSystem(t)
	s.start()
	v := s.publish(t)
	title := notice().Text.Title
	page := s.Running.Portal + "/d/" + v.ID
	if status, body := anonymous(t, page); status != http.StatusOK || !strings.Contains(body, title) {
		t.Fatalf("before: %d", status)
	}
	publisher, openness := s.as(t, document.Publisher), s.as(t, document.DisclosureOfficer)
	if r := s.as(t, document.Drafter).send("POST", "/documents/"+v.ID+"/take-down/acts", map[string]string{"Idempotency-Key": uuid.NewString()},
		map[string]any{"verb": document.TakeDown, "digest": publisher.takeDown(v.ID).Digest, "opinion": "试一试。", "ground": "leak"}); r.Status != http.StatusForbidden {
		t.Errorf("the drafter takes it down: %d %s", r.Status, r.Body)
	}
	if r := publisher.actOn(v.ID, document.TakeDown, map[string]any{"ground": "leak"}); r.Status >= 300 {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	for _, path := range []string{"", "/jiedu", "/file.pdf", "/text.txt"} { // at once, before anybody looked
		if status, body := anonymous(t, page+path); status != http.StatusGone || strings.Contains(body, title) {
			t.Errorf("invariant-7: %s answers %d", path, status)
		}
	}
	until(t, "taken down", func() bool { return publisher.takeDown(v.ID).State == document.Down })
	if k := publisher.takeDown(v.ID); len(k.Surfaces) != 1 || !k.Surfaces[0].OK {
		t.Errorf("invariant-11: %+v", k.Surfaces)
	}
	if r := publisher.actOn(v.ID, document.ConfirmTakeDown, nil); r.Status != http.StatusForbidden {
		t.Errorf("the same person looks at it: %d %s", r.Status, r.Body)
	}
	for _, x := range []struct {
		who  *caller
		verb document.Verb
	}{{openness, document.ConfirmTakeDown}, {publisher, document.PutBack}, {openness, document.ConfirmTakeDown}} {
		if status, _ := anonymous(t, page); status != http.StatusGone {
			t.Errorf("invariant-7: back before %s: %d", x.verb, status)
		}
		if r := x.who.actOn(v.ID, x.verb, nil); r.Status >= 300 {
			t.Fatalf("%s: %d %s", x.verb, r.Status, r.Body)
		}
	}
	until(t, "back", func() bool { return publisher.takeDown(v.ID).State == document.Up })
	if status, body := anonymous(t, page); status != http.StatusOK || !strings.Contains(body, title) || !strings.Contains(body, "恢复公开") {
		t.Errorf("back: %d", status)
	}
}
