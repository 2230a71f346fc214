package store_test

import (
	"testing"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// What the rules let through must also pass the last door before the public, or
// a document would be stuck there for ever.
func TestRulesAndSwitchAgree(t *testing.T) {
	o := open(t)
	laws := o.lawful()
	o.create("d1", ruled())
	o.walk(laws, laws.Judge, document.Publication)
	o.seal("d1", "sealed d1")
	o.forward("d1", laws, laws.Judge)
	p := o.snapshotOf("d1", "sealed d1")
	p.Release, p.Kind = "d1-r1", "first"
	o.must(o.Prepare(t.Context(), p, now))
	if s, err := o.Switch(t.Context(), p.Release, now); s.No != 1 || err != nil {
		t.Errorf("switch: %+v %v", s, err)
	}
}

// lawful appoints somebody to every office and returns the laws of the house.
func (o office) lawful() verdict.Laws {
	o.t.Helper()
	fsys, err := policies.Load("")
	o.must(err)
	laws, err := verdict.Load(fsys)
	o.must(err)
	for person, role := range map[string]document.Role{
		"drafter": document.Drafter, "head": document.UnitHead, "officer": document.DisclosureOfficer, "secrecy": document.SecrecyReviewer,
		"checker": document.OfficeChecker, "signer": document.Signer, "publisher": document.Publisher,
	} {
		o.must(o.Appoint(o.t.Context(), person, "sec", role, "admin", now))
	}
	return laws
}

// ruled is a document that breaks no rule.
func ruled() dossier.Content {
	c := content("明州市人民政府办公室关于做好政务公开工作的通知")
	c.Text.Class, c.Text.EffectiveOn, c.Text.ExpiresOn = document.General, "", ""
	c.Text.Body = "为做好政务公开工作，现就有关事项通知如下。\n\n一、各单位应当及时公开政府信息。\n\n二、各单位应当指定专人负责。"
	c.Annexes = nil
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "属工作部署，不涉及公众权利义务。"}
	return c
}

// walk takes the forward verb of each stage until the document d1 is at the stage.
func (o office) walk(laws verdict.Laws, by judge, to document.Stage) {
	o.t.Helper()
	const id = "d1"
	for range full {
		d, err := o.Document(o.t.Context(), id)
		o.must(err)
		if d.Stage == to {
			return
		}
		o.forward(id, laws, by)
	}
	o.t.Fatalf("%s never came to %s", id, to)
}

func (o office) forward(id string, laws verdict.Laws, by judge) {
	o.t.Helper()
	ctx := o.t.Context()
	d, err := o.Document(ctx, id)
	o.must(err)
	row, _ := d.Stage.Row()
	people, err := o.People(ctx)
	o.must(err)
	r := verdict.Request{ID: id + string(d.Stage), Verb: row.Forward, Digest: d.Digest, Stage: d.Stage, Opinion: "经审核，同意。"}
	switch d.Stage { //nolint:exhaustive // the others need no more than an opinion
	case document.SecrecyReview:
		r.Result, r.Checklist = rulebook.Open, map[string]string{}
		for _, item := range laws.Checklist {
			r.Checklist[item.ID] = rulebook.No
		}
	case document.Signing:
		r.DatedOn = today
	}
	for _, p := range people {
		if len(p.Appointments) == 1 && p.Appointments[0].Role == row.Who {
			_, err := o.act(id, p.ID, r, by)
			o.must(err)
			return
		}
	}
	o.t.Fatalf("nobody works at %s", d.Stage)
}
