package e2e

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"mingfa/internal/document"
)

// TestReassessment takes a document that is not for the public through the whole way into
// the files, and from there to the portal (DA-18, DA-19).
func TestReassessment(t *testing.T) {
	s := newSystem(t)
	s.start()
	closed := notice()
	closed.Disclosure.Attribute, closed.Disclosure.Grounds, closed.Disclosure.Reason = document.Withheld, []document.Ground{document.R16B}, "会商尚未结束，过早公开会影响部门之间坦率讨论，不利于形成决定。"
	v := s.toEnd(t, s.draft(t, closed).ID, document.Filed)
	until(t, "sealed", func() bool { return s.as(t, document.Publisher).look(v.ID).Files.Sealed != "" })
	for _, x := range []struct {
		who  document.Role
		verb document.Verb
		more map[string]any
		want document.Stage
	}{
		{document.DisclosureOfficer, document.Reassess, map[string]any{"disclosure": map[string]any{"attribute": "PROACTIVE", "grounds": []string{}, "reason": ""}}, document.SecrecyReview},
		{document.SecrecyReviewer, document.Approve, map[string]any{"result": "open"}, document.Signing},
		{document.Signer, document.Sign, nil, document.Publication},
		{document.Publisher, document.Release, nil, document.Publication},
	} {
		if status, body := anonymous(t, s.Running.Portal+"/d/"+v.ID); status != http.StatusNotFound || strings.Contains(body, closed.Text.Title) {
			t.Errorf("invariant-7: before %s the portal answers %d", x.verb, status)
		}
		c := s.as(t, x.who)
		if r := c.assess(v.ID, x.verb, x.more); r.Status >= 300 {
			t.Fatalf("%s: %d %s", x.verb, r.Status, r.Body)
		}
	}
	until(t, "published", func() bool { return s.as(t, document.Publisher).look(v.ID).Stage == document.Published })
	status, page := anonymous(t, s.Running.Portal+"/d/"+v.ID)
	if status != http.StatusOK || !strings.Contains(page, "印发时为“不予公开”") || !strings.Contains(page, "（此件不予公开）") {
		t.Errorf("the page: %d", status)
	}
}

type assessment struct {
	Stage  document.Stage `json:"stage"`
	Digest string         `json:"digest"`
	Checks []struct {
		ID string `json:"id"`
	} `json:"checks"`
	Findings []document.Finding `json:"findings"`
}

func (c *caller) assessment(id string) assessment {
	c.t.Helper()
	var v struct {
		Reassessment *assessment `json:"reassessment"`
	}
	r := c.send("GET", "/documents/"+id, nil, nil)
	if err := json.Unmarshal(r.Body, &v); err != nil || v.Reassessment == nil {
		c.t.Fatalf("no assessment: %d %s", r.Status, r.Body)
	}
	return *v.Reassessment
}

// assess takes a step of an assessment, as an honest client does; fields overrides what it sends.
func (c *caller) assess(id string, verb document.Verb, fields map[string]any) reply {
	c.t.Helper()
	look := c.assessment(id)
	body := map[string]any{"verb": verb, "digest": look.Digest, "stage": look.Stage, "opinion": "同意。", "answers": answered(look.Findings)}
	if verb == document.Approve {
		given := map[string]string{}
		for _, q := range look.Checks {
			given[q.ID] = "no"
		}
		body["checklist"] = given
	}
	for k, x := range fields {
		body[k] = x
	}
	return c.send("POST", "/documents/"+id+"/reassessment/acts", map[string]string{"Idempotency-Key": uuid.NewString()}, body)
}

func answers(v seen) map[string]string {
	out := map[string]string{}
	for _, c := range v.Checks {
		out[c.ID] = "no"
	}
	return out
}

// until waits for what the house does by itself.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !holds(); time.Sleep(300 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not %s in time", what)
		}
	}
}

// anonymous asks the portal as a stranger.
func anonymous(t *testing.T, address string) (status int, body string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}
