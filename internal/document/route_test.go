package document_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func route() document.Route {
	return document.Route{
		document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LockstepCheck,
		document.OfficeCheck, document.Signing, document.Registration, document.Publication,
	}
}

func TestRouteCheck(t *testing.T) {
	without := func(s document.Stage) document.Route {
		return slices.DeleteFunc(route(), func(x document.Stage) bool { return x == s })
	}
	swapped := func(a, b document.Stage) document.Route {
		r := route()
		i, j := slices.Index(r, a), slices.Index(r, b)
		r[i], r[j] = r[j], r[i]
		return r
	}
	for _, row := range []struct {
		name  string
		route document.Route
		want  string // "" = sound
	}{
		{"sound", route(), ""},
		{"DH-08 without the office check, still lawful", without(document.OfficeCheck), ""},
		{"empty", nil, "signing"},
		{"invariant-1 no attribute review", without(document.AttributeReview), "attribute_review"},
		{"invariant-1 attribute review after signing", swapped(document.AttributeReview, document.Signing), "attribute_review"},
		{"invariant-2 no secrecy review", without(document.SecrecyReview), "secrecy_review"},
		{"invariant-2 secrecy review after signing", swapped(document.SecrecyReview, document.Signing), "secrecy_review"},
		{"invariant-3 no lockstep check", without(document.LockstepCheck), "lockstep_check"},
		{"DH-11 nobody signs", without(document.Signing), "signing"},
		{"DH-15 number before the signature", swapped(document.Signing, document.Registration), "registration"},
		{"DH-15 nobody registers", without(document.Registration), "registration"},
		{"no publication", without(document.Publication), "publication"},
		{"does not begin with drafting", without(document.Drafting), "begin with drafting"},
		{"does not end with publication", append(route(), document.LegalityReview), "end with publication"},
		{"a stage twice", append(document.Route{document.Drafting}, route()...), "twice"},
		{"a stage that closes the way", append(route(), document.Filed), "no stage"},
		{"a stage nobody knows", append(route(), "lunch"), "no stage"},
		{"a stage without a row", append(route(), document.Countersign), "no stage"},
	} {
		t.Run(row.name, func(t *testing.T) {
			err := row.route.Check()
			if (err == nil) != (row.want == "") || (err != nil && !strings.Contains(err.Error(), row.want)) {
				t.Errorf("Check = %v, want %q", err, row.want)
			}
		})
	}
}

func TestRouteWalk(t *testing.T) {
	r := route()
	walked := document.Route{document.Drafting}
	for {
		next, ok := r.After(walked[len(walked)-1])
		if !ok {
			break
		}
		walked = append(walked, next)
	}
	if diff := cmp.Diff(r, walked); diff != "" {
		t.Error(diff)
	}
	if _, ok := r.After(document.LegalityReview); ok {
		t.Error("nothing follows a stage that is not on the route")
	}
	if got := r.Before(document.LegalityReview); got != nil {
		t.Errorf("before a stage that is not on the route: %v", got)
	}
	before := r.Before(document.AttributeReview)
	if diff := cmp.Diff([]document.Stage{document.Drafting, document.UnitReview}, before); diff != "" {
		t.Error(diff)
	}
	before[0] = document.Cancelled
	if r[0] != document.Drafting {
		t.Error("Before hands out the route's own memory")
	}
	if !r.Has(document.Signing) || r.Has(document.Filed) {
		t.Error("Has is wrong about signing or filed")
	}
}
