package document_test

import (
	"errors"
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
	late := func(s document.Stage) document.Route { // after the signing
		r := without(s)
		return slices.Insert(r, slices.Index(r, document.Signing)+1, s)
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
		{"empty", nil, "DH-07 drafting"},
		{"DH-07 without the drafting", without(document.Drafting), "DH-07 drafting"},
		{"DH-07 without the review of the unit", without(document.UnitReview), "DH-07 unit_review"},
		{"DH-07 unit review after signing", late(document.UnitReview), "DH-07 unit_review"},
		{"DH-08 without the office check", without(document.OfficeCheck), "DH-08 office_check"},
		{"DH-08 office check after signing", late(document.OfficeCheck), "DH-08 office_check"},
		{"invariant-1 DA-04 no attribute review", without(document.AttributeReview), "DA-04 attribute_review"},
		{"invariant-1 DA-04 attribute review after signing", late(document.AttributeReview), "DA-04 attribute_review"},
		{"invariant-2 SR-01 no secrecy review", without(document.SecrecyReview), "SR-01 secrecy_review"},
		{"invariant-2 SR-01 secrecy review after signing", late(document.SecrecyReview), "SR-01 secrecy_review"},
		{"invariant-3 IN-02 no lockstep check", without(document.LockstepCheck), "IN-02 lockstep_check"},
		{"DH-11 nobody signs", without(document.Signing), "DH-11 signing"},
		{"DH-15 number before the signature", swapped(document.Signing, document.Registration), "DH-15 registration"},
		{"DH-15 nobody registers", without(document.Registration), "DH-15 registration"},
		{"GI-13 no publication", without(document.Publication), "GI-13 publication"},
		{"does not begin with drafting", swapped(document.Drafting, document.UnitReview), "DH-07 drafting"},
		{"does not end with publication", append(route(), document.LegalityReview), "GI-13 publication"},
		{"a stage twice", append(document.Route{document.Drafting}, route()...), "drafting"},
		{"a stage that closes the way", append(route(), document.Filed), "filed"},
		{"a stage nobody knows", append(route(), "lunch"), "lunch"},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := ""
			if e, ok := errors.AsType[*document.Error](row.route.Check()); ok {
				f := e.Findings[0]
				got = strings.TrimSpace(f.Rule + " " + f.Place)
				if e.Code == "" || f.Message == "" || f.Remedy == "" || !strings.Contains(e.Message, f.Place) {
					t.Errorf("code, words, remedy or the name of the stage are missing: %v", e)
				}
			}
			if got != row.want {
				t.Errorf("Check = %q, want %q", got, row.want)
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
