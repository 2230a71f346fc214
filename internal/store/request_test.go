package store_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func TestPutRequestRepeated(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	o.create("d2", content("通知"))
	r := verdict.Request{ID: "r1", Verb: document.Submit, Opinion: "请审核。", Checklist: map[string]string{"b": "是", "a": "否"}}
	o.must(o.PutRequest(t.Context(), "d1", "drafter", r, now))
	o.must(o.PutRequest(t.Context(), "d1", "drafter", r, now))
	other := r
	other.Opinion = "请办理。"
	rows := []struct {
		name, doc, actor, want string
		r                      verdict.Request
	}{
		{"other words", "d1", "drafter", "request-reused", other},
		{"other person", "d1", "head", "request-reused", r},
		{"other document", "d2", "drafter", "request-reused", r},
		{"no document", "none", "drafter", "no-document", verdict.Request{ID: "r2"}},
		{"no id", "d1", "drafter", "no-request-id", verdict.Request{}},
		{"NUL", "d1", "drafter", "bad-text", verdict.Request{ID: "r3", Opinion: "\x00"}},
	}
	for _, row := range rows {
		if err := o.PutRequest(t.Context(), row.doc, row.actor, row.r, now); code(err) != row.want {
			t.Errorf("%s: %v, want %s", row.name, err, row.want)
		}
	}
	if n := o.count("request"); n != 1 {
		t.Errorf("%d requests stored, want 1", n)
	}
	if _, err := o.Take(t.Context(), "d2", "r1", now, onward); code(err) != "request-reused" {
		t.Errorf("words of another document: %v", err)
	}
	if _, err := o.Take(t.Context(), "d1", "r9", now, onward); code(err) != "no-request" {
		t.Errorf("no words: %v", err)
	}
}

func TestTaken(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	r := verdict.Request{ID: "r1", Verb: document.Submit, Stage: document.Drafting}
	o.must(o.PutRequest(t.Context(), "d1", "drafter", r, now))
	if _, ok, err := o.Taken(t.Context(), "d1", "drafter", r); ok || err != nil {
		t.Errorf("before the act: %v %v", ok, err)
	}
	want, err := o.Take(t.Context(), "d1", "r1", now, onward)
	o.must(err)
	r.Stage = document.UnitReview // what the page shows by now
	got, ok, err := o.Taken(t.Context(), "d1", "drafter", r)
	if got != want || !ok || err != nil {
		t.Errorf("after the act: %+v %v %v", got, ok, err)
	}
	if _, ok, err := o.Taken(t.Context(), "d1", "head", r); ok || code(err) != "request-reused" {
		t.Errorf("somebody else: %v %v", ok, err)
	}
}
