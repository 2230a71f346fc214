package store_test

import (
	"errors"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/procedure"
	"mingfa/internal/store"
	"mingfa/internal/store/storetest"
	"mingfa/internal/verdict"
)

var (
	now   = time.Date(2026, 12, 1, 1, 30, 0, 123456000, time.UTC)
	today = document.DateOf(now)
	full  = document.Route{
		document.Drafting, document.UnitReview, document.AttributeReview, document.SecrecyReview, document.LockstepCheck,
		document.OfficeCheck, document.Signing, document.Registration, document.Publication,
	}
)

// office is a register with one issuing body, one section and the people in it.
type office struct {
	storetest.Register
	*store.Store
	t *testing.T
}

func open(t *testing.T) office {
	t.Helper()
	t.Parallel()
	o := office{Register: storetest.Open(t), t: t}
	o.Store = o.Register.Store
	ctx := t.Context()
	o.must(o.PutUnit(ctx, store.Unit{
		ID: "gov", Name: "明州市人民政府办公室", ShortName: "市政府办", AgencyCode: "明政办发", OrgCode: "11330000MB0000001X",
		Head: "明州市人民政府办公室文件", Kind: store.Issuer,
	}))
	o.must(o.PutUnit(ctx, store.Unit{ID: "sec", Name: "秘书科", Kind: store.Office, Parent: "gov"}))
	for _, id := range []string{"drafter", "head", "officer", "secrecy", "checker", "signer", "publisher"} {
		o.must(o.PutPerson(ctx, store.Person{ID: id, Login: id, Name: "姓名" + id, Active: true}))
	}
	return o
}

func (o office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func content(title string) dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Normative, Title: title, Addressee: "各县（市、区）人民政府：",
			Body: "一、总体要求\n\n扎实推进。", EffectiveOn: "2027-01-01", ExpiresOn: "2031-12-31",
		},
		Annexes:        []dossier.Annex{{Title: "任务清单", Body: "1. 完善机制。"}},
		Disclosure:     dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{Need: dossier.Needed, Form: "文字解读", Title: "政策解读", Body: "制定背景。"},
		Catalogue:      dossier.Catalogue{Summary: "内容概述", Topic: `综合政务\政务公开`, Article: "第二十条第一项"},
	}
}

func (o office) create(id string, c dossier.Content) store.Document {
	o.t.Helper()
	d, err := o.Create(o.t.Context(), store.New{ID: id, Unit: "sec", Drafter: "drafter", Content: c, RequestID: "create-" + id}, now)
	o.must(err)
	return d
}

// judge is a judge who allows the act and sends the document on, as the rules
// would: what the store does with a ruling is tested here, not the rules.
type judge func(verdict.Case, verdict.Request) (verdict.Ruling, error)

func onward(c verdict.Case, r verdict.Request) (verdict.Ruling, error) {
	next, _ := full.After(c.State.Stage)
	out := verdict.Ruling{From: c.State.Stage, To: next, Unit: "gov"}
	if c.State.Stage == document.Drafting {
		pinned := procedure.Pinned{ID: "normative", Version: "1"}
		for _, s := range full {
			pinned.Steps = append(pinned.Steps, procedure.Step{Stage: s})
		}
		out.Pinned = &pinned
		return out, nil
	}
	out.Decision = &dossier.Decision{
		Stage: c.State.Stage, Verb: r.Verb, Person: c.Actor.ID, Unit: "gov", Revision: len(c.Sheets), Digest: c.Digest(),
		Cover: c.Sheets[len(c.Sheets)-1].Over(dossier.Covers(c.State.Stage)), Result: r.Result, Opinion: r.Opinion,
	}
	switch r.Verb { //nolint:exhaustive // the others leave only their decision
	case document.Sign:
		out.SignedDigest, out.DatedOn = c.Digest(), r.DatedOn
	case document.Register:
		out.GiveNumber = true
	case document.Release:
		out.Decision, out.To, out.Release = nil, document.Publication, true
	}
	return out, nil
}

var errRefused = document.Refuse(document.Forbidden, "test-refusal", "不同意。")

func refuse(verdict.Case, verdict.Request) (verdict.Ruling, error) {
	return verdict.Ruling{}, errRefused
}

// act stores the words of an act and takes it.
func (o office) act(id, person string, r verdict.Request, j judge) (activities.Taken, error) {
	o.t.Helper()
	ctx := o.t.Context()
	if err := o.PutRequest(ctx, id, person, r, now); err != nil {
		return activities.Taken{}, err
	}
	return o.Take(ctx, id, r.ID, now, j)
}

type step struct {
	person string
	verb   document.Verb
}

var steps = []step{
	{"drafter", document.Submit},
	{"head", document.Approve},
	{"officer", document.Approve},
	{"secrecy", document.Approve},
	{"officer", document.Approve},
	{"checker", document.Approve},
	{"signer", document.Sign},
	{"checker", document.Register},
	{"publisher", document.Release},
}

// bring takes the document through the first n steps of the way.
func (o office) bring(id string, n int) activities.Taken {
	o.t.Helper()
	var out activities.Taken
	for _, s := range steps[:n] {
		var err error
		r := verdict.Request{ID: id + "-" + string(s.verb) + "-" + s.person + "-" + string(out.Stage), Verb: s.verb, Opinion: "同意。"}
		if s.verb == document.Sign {
			r.DatedOn = "2026-12-01"
		}
		out, err = o.act(id, s.person, r, onward)
		o.must(err)
	}
	return out
}

// code returns the code of the refusal in err, "" for none.
func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	return ""
}

func (o office) count(table string) int {
	o.t.Helper()
	return count(o.t, o.OwnerURL, table)
}

// places returns where the findings of a refusal are.
func places(err error) []string {
	var out []string
	if e, ok := errors.AsType[*document.Error](err); ok {
		for _, f := range e.Findings {
			out = append(out, f.Place)
		}
	}
	return out
}
