package authz_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/policies"
)

func embedded(t *testing.T) fs.FS {
	t.Helper()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

var embeddedAuthority = sync.OnceValues(func() (*authz.Authority, error) {
	fsys, err := policies.Load("")
	if err != nil {
		return nil, err
	}
	return authz.New(fsys)
})

func authority(t *testing.T) *authz.Authority {
	t.Helper()
	a, err := embeddedAuthority()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// asking is a question of an active person with one office, about a document that
// the planning unit's zhang drafted.
func asking(person string, role document.Role, unit string, verb document.Verb, stage document.Stage) authz.Question {
	return authz.Question{
		Person: person, Active: true, Appointments: []authz.Appointment{{Unit: unit, Role: role}},
		Verb: verb, Stage: stage, Unit: "planning", Drafter: "zhang", Authors: []string{"zhang"},
		Decided: map[document.Stage][]string{}, LastMover: "sender",
	}
}

// TestEveryPermission holds the whole table role × stage × verb × unit against
// one written here by hand: what is not in it is denied.
func TestEveryPermission(t *testing.T) {
	type key struct {
		role  document.Role
		stage document.Stage
		verb  document.Verb
	}
	const own, any = "own", "any"
	want := map[key]string{
		{document.Drafter, document.Drafting, document.Submit}:      own,
		{document.UnitHead, document.UnitReview, document.Approve}:  own,
		{document.UnitHead, document.UnitReview, document.SendBack}: own,

		{document.DisclosureOfficer, document.AttributeReview, document.Approve}:      any,
		{document.DisclosureOfficer, document.AttributeReview, document.SendBack}:     any,
		{document.SecrecyReviewer, document.SecrecyReview, document.Approve}:          any,
		{document.SecrecyReviewer, document.SecrecyReview, document.SendBack}:         any,
		{document.LegalReviewer, document.LegalityReview, document.Approve}:           any,
		{document.LegalReviewer, document.LegalityReview, document.SendBack}:          any,
		{document.CompetitionReviewer, document.CompetitionReview, document.Approve}:  any,
		{document.CompetitionReviewer, document.CompetitionReview, document.SendBack}: any,
		{document.DisclosureOfficer, document.LockstepCheck, document.Approve}:        any,
		{document.DisclosureOfficer, document.LockstepCheck, document.SendBack}:       any,
		{document.OfficeChecker, document.OfficeCheck, document.Approve}:              any,
		{document.OfficeChecker, document.OfficeCheck, document.SendBack}:             any,
		{document.Signer, document.Signing, document.Sign}:                            any,
		{document.Signer, document.Signing, document.SendBack}:                        any,
		{document.OfficeChecker, document.Registration, document.Register}:            any,
		{document.OfficeChecker, document.Registration, document.SendBack}:            any,
		{document.Publisher, document.Publication, document.Release}:                  any,
		{document.OfficeChecker, document.Publication, document.Void}:                 any,
		{document.Publisher, document.Publication, document.File}:                     any,
	}
	for _, stage := range []document.Stage{
		document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LegalityReview,
		document.CompetitionReview, document.LockstepCheck, document.OfficeCheck, document.Signing,
	} {
		want[key{document.Drafter, stage, document.Cancel}] = own
	}
	a := authority(t)
	for _, role := range document.Roles() {
		for _, row := range document.StageTable() {
			for _, verb := range document.Verbs() {
				if verb == document.Recall {
					continue // has a test of its own: it depends on the sender
				}
				k := key{role, row.Stage, verb}
				for unit, granted := range map[string]bool{"planning": want[k] != "", "finance": want[k] == any} {
					got := a.Ask(asking("li", role, unit, verb, row.Stage))
					if got.Allowed != granted {
						t.Errorf("%s of %s, %s at %s: allowed=%t, want %t (%s)", role, unit, verb, row.Stage, got.Allowed, granted, got.Reason)
					}
					if !got.Allowed && (got.Code == "" || got.Reason == "") {
						t.Errorf("%s at %s denied without code or reason: %+v", verb, row.Stage, got)
					}
				}
			}
		}
	}
}

func TestAnswerNamesTheAppointment(t *testing.T) {
	q := asking("li", document.Drafter, "finance", document.Approve, document.UnitReview)
	q.Appointments = append(q.Appointments, authz.Appointment{Unit: "planning", Role: document.UnitHead})
	want := authz.Answer{Allowed: true, Role: document.UnitHead, Unit: "planning"}
	if diff := cmp.Diff(want, authority(t).Ask(q)); diff != "" {
		t.Error(diff)
	}
}

func TestDenials(t *testing.T) {
	officer := func(change func(*authz.Question)) authz.Question {
		q := asking("li", document.DisclosureOfficer, "office", document.Approve, document.AttributeReview)
		change(&q)
		return q
	}
	at := func(stage document.Stage, verb document.Verb, role document.Role, change func(*authz.Question)) authz.Question {
		q := asking("li", role, "planning", verb, stage)
		change(&q)
		return q
	}
	asIs := func(*authz.Question) {}
	wrote := func(q *authz.Question) { q.Authors = append(q.Authors, "li") }
	decided := func(s document.Stage) func(*authz.Question) {
		return func(q *authz.Question) { q.Decided[s] = []string{"wang", "li"} }
	}
	for _, row := range []struct {
		name, code, rule string
		q                authz.Question
	}{
		{"SR-15 reviewer wrote a revision", authz.CodeOwnWriting, "SR-15", at(document.SecrecyReview, document.Approve, document.SecrecyReviewer, wrote)},
		{"SR-15 reviewer is the drafter", authz.CodeOwnWriting, "SR-15", at(document.SecrecyReview, document.SendBack, document.SecrecyReviewer, func(q *authz.Question) { q.Drafter = "li" })},
		{"invariant-4 head wrote a revision", authz.CodeOwnWriting, "invariant-4", at(document.UnitReview, document.Approve, document.UnitHead, wrote)},
		{"invariant-4 return of own writing", authz.CodeOwnWriting, "invariant-4", at(document.OfficeCheck, document.SendBack, document.OfficeChecker, wrote)},
		{"invariant-4 signer wrote a revision", authz.CodeOwnWriting, "invariant-4", at(document.Signing, document.Sign, document.Signer, wrote)},
		{"invariant-4 re-check of own writing", authz.CodeOwnWriting, "invariant-4", at(document.Registration, document.Register, document.OfficeChecker, wrote)},
		{"invariant-4 attribute after secrecy", authz.CodeTwoOfThree, "invariant-4", at(document.AttributeReview, document.Approve, document.DisclosureOfficer, decided(document.SecrecyReview))},
		{"invariant-4 attribute after signing", authz.CodeTwoOfThree, "invariant-4", at(document.AttributeReview, document.SendBack, document.DisclosureOfficer, decided(document.Signing))},
		{"invariant-4 secrecy after attribute", authz.CodeTwoOfThree, "invariant-4", at(document.SecrecyReview, document.Approve, document.SecrecyReviewer, decided(document.AttributeReview))},
		{"invariant-4 secrecy after signing", authz.CodeTwoOfThree, "invariant-4", at(document.SecrecyReview, document.SendBack, document.SecrecyReviewer, decided(document.Signing))},
		{"invariant-4 signing after attribute", authz.CodeTwoOfThree, "invariant-4", at(document.Signing, document.Sign, document.Signer, decided(document.AttributeReview))},
		{"invariant-4 signing after secrecy", authz.CodeTwoOfThree, "invariant-4", at(document.Signing, document.SendBack, document.Signer, decided(document.SecrecyReview))},

		{"revoked: no appointments left", authz.CodeRoleMissing, "", officer(func(q *authz.Question) { q.Appointments = nil })},
		{"revoked: drafter without appointment", authz.CodeNotDrafter, "", at(document.Drafting, document.Submit, document.Drafter, func(q *authz.Question) { q.Person, q.Appointments = "zhang", nil })},
		{"another office", authz.CodeRoleMissing, "", at(document.AttributeReview, document.Approve, document.Auditor, asIs)},
		{"head of another unit", authz.CodeWrongUnit, "", asking("li", document.UnitHead, "finance", document.Approve, document.UnitReview)},
		{"drafter of another unit", authz.CodeWrongUnit, "", asking("li", document.Drafter, "finance", document.Submit, document.Drafting)},
		{"document without a unit", authz.CodeWrongUnit, "", at(document.Drafting, document.Submit, document.Drafter, func(q *authz.Question) { q.Unit, q.Appointments[0].Unit = "", "" })},
		{"suspended account", authz.CodeInactive, "", officer(func(q *authz.Question) { q.Active = false })},
		{"nobody", authz.CodeInactive, "", officer(func(q *authz.Question) { q.Person = "" })},
		{"unknown role", authz.CodeRoleMissing, "", officer(func(q *authz.Question) { q.Appointments[0].Role = "*" })},
		{"unknown verb", authz.CodeUnknownVerb, "", officer(func(q *authz.Question) { q.Verb = "see" })},
		{"no verb", authz.CodeUnknownVerb, "", officer(func(q *authz.Question) { q.Verb = "" })},
		{"unknown stage", authz.CodeUnknownStage, "", officer(func(q *authz.Question) { q.Stage = "*" })},
		{"stage that does not offer the verb", authz.CodeWrongStage, "", officer(func(q *authz.Question) { q.Verb = document.Sign })},
		{"closed stage", authz.CodeWrongStage, "", officer(func(q *authz.Question) { q.Stage = document.Published })},
		{"cancel after signing", authz.CodeWrongStage, "", at(document.Registration, document.Cancel, document.Drafter, asIs)},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := authority(t).Ask(row.q)
			if got.Allowed || got.Code != row.code || got.Rule != row.rule || got.Reason == "" {
				t.Errorf("Ask = %+v, want denied with %q, rule %q", got, row.code, row.rule)
			}
		})
	}
}

// TestTwoOfThreeLeavesTheRestAlone: earlier decisions at other stages, and one's
// own earlier decision at the same stage, do not stand in the way.
func TestTwoOfThreeLeavesTheRestAlone(t *testing.T) {
	for _, row := range []struct {
		name  string
		stage document.Stage
	}{
		{"same stage again after a return", document.AttributeReview},
		{"lockstep check", document.LockstepCheck},
		{"legality review", document.LegalityReview},
	} {
		t.Run(row.name, func(t *testing.T) {
			q := asking("li", document.DisclosureOfficer, "office", document.Approve, document.AttributeReview)
			q.Decided[row.stage] = []string{"li"}
			if got := authority(t).Ask(q); !got.Allowed {
				t.Errorf("denied: %+v", got)
			}
		})
	}
}

func TestReasonNamesWhoCould(t *testing.T) {
	got := authority(t).Ask(asking("li", document.Auditor, "planning", document.Approve, document.UnitReview))
	if want := "您不担任相应岗位。处室核稿环节“同意”由起草单位的“处室负责人”岗位办理。"; got.Reason != want {
		t.Errorf("reason %q, want %q", got.Reason, want)
	}
}

func TestRecall(t *testing.T) {
	for _, row := range []struct {
		name  string
		role  document.Role
		stage document.Stage
		moved bool
		mover string
		code  string
	}{
		{"sender, before anybody acted", document.Drafter, document.UnitReview, false, "li", ""},
		{"signer takes a return back", document.Signer, document.OfficeCheck, false, "li", ""},
		{"sender at a later stage", document.SecrecyReviewer, document.LegalityReview, false, "li", ""},
		{"drafter who resubmitted straight to signing", document.Drafter, document.Signing, false, "li", ""},
		{"somebody has acted since", document.Drafter, document.UnitReview, true, "li", authz.CodeMovedOn},
		{"not the sender", document.Drafter, document.UnitReview, false, "wang", authz.CodeNotSender},
		{"nobody sent it: it was recalled already", document.Drafter, document.UnitReview, false, "", authz.CodeNotSender},
		{"sender who lost every sending office", document.Auditor, document.UnitReview, false, "li", authz.CodeRoleMissing},
		{"at drafting", document.Drafter, document.Drafting, false, "li", authz.CodeWrongStage},
		{"after signing", document.Signer, document.Registration, false, "li", authz.CodeWrongStage},
		{"after registration", document.OfficeChecker, document.Publication, false, "li", authz.CodeWrongStage},
	} {
		t.Run(row.name, func(t *testing.T) {
			q := asking("li", row.role, "planning", document.Recall, row.stage)
			q.LastMover, q.Moved = row.mover, row.moved
			got := authority(t).Ask(q)
			if got.Code != row.code || got.Allowed != (row.code == "") {
				t.Errorf("Ask = %+v, want code %q", got, row.code)
			}
		})
	}
}

func TestMaySee(t *testing.T) {
	for _, row := range []struct {
		name    string
		role    document.Role
		unit    string
		stage   document.Stage
		decided bool
		want    bool
	}{
		{"anyone of the unit, while drafting", document.Publisher, "planning", document.Drafting, false, true},
		{"drafter of another unit", document.Drafter, "finance", document.Published, true, false},
		{"head of another unit", document.UnitHead, "finance", document.SecrecyReview, true, false},
		{"office before submission", document.Signer, "office", document.Drafting, false, false},
		{"office after submission", document.Signer, "office", document.UnitReview, false, true},
		{"office after a return to drafting", document.Signer, "office", document.Drafting, true, true},
		{"auditor always", document.Auditor, "audit", document.Drafting, false, true},
		{"unknown stage", document.Auditor, "audit", "elsewhere", false, false},
		{"unknown role in the unit", "guest", "planning", document.UnitReview, false, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			q := asking("li", row.role, row.unit, "", row.stage)
			if row.decided {
				q.Decided[document.UnitReview] = []string{"chen"}
			}
			got := authority(t).MaySee(q)
			if got.Allowed != row.want || got.Allowed == (got.Reason != "") {
				t.Errorf("MaySee = %+v, want allowed=%t", got, row.want)
			}
		})
	}
	q := asking("li", document.Auditor, "audit", "", document.UnitReview)
	q.Active = false
	if got := authority(t).MaySee(q); got.Allowed || got.Code != authz.CodeInactive {
		t.Errorf("suspended auditor: %+v", got)
	}
}

func TestNewRefuses(t *testing.T) {
	const policy, model = "permissions/policy.csv", "permissions/model.conf"
	for _, row := range []struct{ name, file, old, with, want string }{
		{"misspelt role", policy, "unit_head, unit_review, approve", "unithead, unit_review, approve", "没有“unithead”这一岗位"},
		{"misspelt stage", policy, "signer, signing, sign,", "signer, sining, sign,", "没有“sining”这一环节"},
		{"misspelt verb", policy, "unit_review, approve", "unit_review, aprove", "没有“aprove”这一动作"},
		{"misspelt condition", policy, "approve, own_writing", "approve, own_writinq", "condition：没有“own_writinq”"},
		{"misspelt effect", policy, "own_writing, deny", "own_writing, dney", "只用于 deny"},
		{"condition of a denial on a permission", policy, "release, any_unit, allow", "release, moved_on, allow", "只用于 deny"},
		{"verb the stage does not offer", policy, "publisher, publication, release", "publisher, signing, release", "没有“release”这一动作"},
		{"permission for everybody", policy, "p, signer, signing, sign,", "p, *, signing, sign,", "须写明岗位"},
		{"field missing", policy, "signer, signing, sign, any_unit, allow", "signer, signing, sign, allow", "第35行：本行不是六列"},
		{"row twice", policy, "p, signer, signing, return", "p, signer, signing, sign, any_unit, allow\np, signer, signing, return", "第36行 p：本行与前面的一行重复"},
		{"unknown kind of row", policy, "p, signer, signing, sign,", "g, signer, signing, sign,", "没有“g”这一种行"},
		{"SR-15 denial taken out", policy, "p, *, *, approve, own_writing, deny", "", "审批本人的文稿时必须拒绝"},
		{"SR-15 denial narrowed to one stage", policy, "p, *, *, approve, own_writing, deny", "p, *, unit_review, approve, own_writing, deny", "审批本人的文稿时必须拒绝"},
		{"invariant-4 denial taken out", policy, "p, *, signing, sign, two_of_three, deny", "", "两项时必须拒绝"},
		{"recall denial taken out", policy, "p, *, *, recall, not_sender, deny", "", "不是送出人时必须拒绝"},
		{"DH-13 anybody signs for a body", policy, "p, signer, *, countersign, co_issuer, allow", "p, signer, *, countersign, any_unit, allow", "不属于该机关时必须拒绝"},
		{"DH-13 who wrote it countersigns", policy, "p, *, *, countersign, own_writing, deny", "", "本人起草时必须拒绝"},
		{"strangers may read", policy, "p, *, *, see, own_unit, allow", "p, *, *, see, any_unit, allow", "其他单位的拟稿人"},
		{"misspelt attribute in the matcher", model, "r.role)", "r.roll)", "permission-model"},
		{"misspelt function in the matcher", model, "holds(", "hold(", "permission-model"},
		{"matcher without its condition", model, " && holds(p.condition, r.unit, r.ask)", "", "permission-idle"},
		{"denials without effect", model, " && !some(where (p.eft == deny))", "", "permission-unsafe"},
		{"no matcher", model, "[matchers]", "[matchres]", "permissions/model.conf"},
	} {
		t.Run(row.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for _, name := range []string{policy, model} {
				data, err := fs.ReadFile(embedded(t), name)
				if err != nil {
					t.Fatal(err)
				}
				text := string(data)
				if name == row.file {
					if text = strings.Replace(text, row.old, row.with, 1); text == string(data) {
						t.Fatalf("%q does not occur in %s", row.old, name)
					}
				}
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
			if _, err := authz.New(files); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("New: %v, want an error about %q", err, row.want)
			}
		})
	}
	if _, err := authz.New(fstest.MapFS{}); err == nil {
		t.Error("New without files must fail")
	}
}

// TestOverriddenPolicyWithATypo: a slip in an organisation's own file stops the
// program, the embedded policy does not step in.
func TestOverriddenPolicyWithATypo(t *testing.T) {
	good, err := fs.ReadFile(embedded(t), "permissions/policy.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		text string
		ok   bool
	}{
		"one permission more": {string(good) + "p, publisher, *, recall, any_unit, allow\n", true},
		"one slip":            {string(good) + "p, publishr, *, recall, any_unit, allow\n", false},
		"empty file":          {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.Mkdir(filepath.Join(dir, "permissions"), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "permissions", "policy.csv"), []byte(row.text), 0o600); err != nil {
				t.Fatal(err)
			}
			fsys, err := policies.Load(dir)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := authz.New(fsys); (err == nil) != row.ok {
				t.Errorf("New: %v, want ok=%t", err, row.ok)
			}
		})
	}
}

// TestConcurrentQuestions is for the race detector: one Authority serves all doors.
func TestConcurrentQuestions(t *testing.T) {
	a := authority(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				yes := a.Ask(asking("li", document.Signer, "office", document.Sign, document.Signing))
				no := a.Ask(asking("zhang", document.Signer, "office", document.Sign, document.Signing))
				if !yes.Allowed || no.Allowed {
					t.Errorf("yes=%+v no=%+v", yes, no)
				}
			}
		})
	}
	wg.Wait()
}

// TestCountersign: a body with people here is spoken for by its own signer, any other by
// the office; who wrote the document is neither (DH-13).
func TestCountersign(t *testing.T) {
	for _, row := range []struct {
		name  string
		q     authz.Question
		units []string
		code  string
	}{
		{"its own signer", asking("qian", document.Signer, "fin", document.Consent, document.OfficeCheck), []string{"fin", "fin-office"}, ""},
		{"another body's signer", asking("li", document.Signer, "office", document.Consent, document.OfficeCheck), []string{"fin"}, authz.CodeNotCoIssuer},
		{"a clerk of that body", asking("qian", document.OfficeChecker, "fin", document.Consent, document.OfficeCheck), []string{"fin"}, authz.CodeSignsItself},
		{"the office, for a body on paper", asking("wu", document.OfficeChecker, "office", document.Consent, document.Signing), nil, ""},
		{"a signer, for a body on paper", asking("li", document.Signer, "office", document.Consent, document.Signing), nil, authz.CodeNotCoIssuer},
		{"who wrote it, as clerk", asking("zhang", document.OfficeChecker, "office", document.Consent, document.Signing), nil, authz.CodeOwnWriting},
		{"who wrote it, as signer", asking("zhang", document.Signer, "fin", document.Consent, document.Signing), []string{"fin"}, authz.CodeOwnWriting},
	} {
		t.Run(row.name, func(t *testing.T) {
			row.q.CoIssuer = row.units
			if got := authority(t).AskBeside(row.q); got.Allowed != (row.code == "") || got.Code != row.code {
				t.Errorf("%+v, want code %q", got, row.code)
			}
		})
	}
}
