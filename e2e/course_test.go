package e2e

import (
	"testing"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// draft begins a document.
func (s *system) draft(t *testing.T, c dossier.Content) seen {
	t.Helper()
	v, r := s.as(t, document.Drafter).create(c)
	if v.ID == "" {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	return v
}

// toPublished takes a draft the whole way.
func (s *system) toPublished(t *testing.T, id string) seen {
	t.Helper()
	return s.toEnd(t, id, document.Published)
}

// toEnd takes a draft on its way until it stands at that stage.
func (s *system) toEnd(t *testing.T, id string, end document.Stage) seen {
	t.Helper()
	v := seen{ID: id, Stage: document.Drafting}
	for v.Stage != end {
		row, _ := v.Stage.Row()
		c := s.as(t, row.Who)
		v = c.look(id)
		more := map[string]any{}
		switch v.Stage { //nolint:exhaustive // the other stages ask for nothing more
		case document.SecrecyReview:
			more["checklist"], more["result"] = answers(v), "open"
		case document.Signing:
			more["dated_on"] = string(document.DateOf(time.Now()))
		case document.Publication:
			until(t, "sealed", func() bool { v = c.look(id); return v.Files.Sealed != "" })
		}
		if r := c.act(v, row.Forward, more); r.Status >= 300 {
			t.Fatalf("%s: %d %s", v.Stage, r.Status, r.Body)
		}
		was := v.Stage
		until(t, "past "+string(was), func() bool { v = c.look(id); return v.Stage != was })
	}
	return v
}
