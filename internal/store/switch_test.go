package store_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Each row spoils what is stored behind the back of the store, and the switch
// must refuse and leave nothing visible.
func TestSwitchRefuses(t *testing.T) {
	rows := []struct{ name, want, sql string }{
		{"invariant-1: attribute not confirmed", "invariant-1", `DELETE FROM act WHERE from_stage = 'attribute_review' AND document = '{id}'`},
		{"invariant-1: attribute sent back", "invariant-1", `UPDATE act SET verb = 'return' WHERE from_stage = 'attribute_review' AND document = '{id}'`},
		{"invariant-1: confirmed other bytes", "invariant-1", `UPDATE act SET cover = digest WHERE from_stage = 'attribute_review' AND document = '{id}'`},
		{"invariant-1: not signed", "invariant-1", `DELETE FROM act WHERE verb = 'sign' AND document = '{id}'`},
		{"invariant-1: signed other bytes", "invariant-1", `UPDATE act SET digest = cover || 'x' WHERE verb = 'sign' AND document = '{id}'`},
		{"invariant-1: text after the signature", "invariant-1", `UPDATE document SET digest = 'x' WHERE id = '{id}'`},
		{"invariant-1: signed digest exchanged", "not-as-signed", `UPDATE document SET signed_digest = 'x', digest = 'x' WHERE id = '{id}'`},
		{"invariant-1: content exchanged", "invariant-1", `UPDATE revision SET content = replace(content, '扎实', '切实') WHERE document = '{id}'`},
		{"invariant-1: attribute exchanged", "invariant-1", `UPDATE revision SET content = replace(content, 'PROACTIVE', 'WITHHELD') WHERE document = '{id}'`},
		{"invariant-1: no number", "invariant-1", `UPDATE document SET number = NULL WHERE id = '{id}'`},
		{"invariant-2: no secrecy review", "invariant-2", `DELETE FROM act WHERE from_stage = 'secrecy_review' AND document = '{id}'`},
		{"invariant-2: reviewed other bytes", "invariant-2", `UPDATE act SET cover = 'x' WHERE from_stage = 'secrecy_review' AND document = '{id}'`},
		{"invariant-2: reviewed by an author", "invariant-2", `UPDATE act SET person = 'drafter' WHERE from_stage = 'secrecy_review' AND document = '{id}'`},
		{"invariant-2: reviewed by a second author", "invariant-2", `UPDATE revision SET author = 'secrecy' WHERE document = '{id}'`},
		{"invariant-3: no lockstep check", "invariant-3", `DELETE FROM act WHERE from_stage = 'lockstep_check' AND document = '{id}'`},
		{"invariant-3: lockstep of other bytes", "invariant-3", `UPDATE act SET cover = 'x' WHERE from_stage = 'lockstep_check' AND document = '{id}'`},
		{"invariant-3: interpretation left out", "not-as-signed", `UPDATE release SET public = jsonb_set(public, '{interpretation}', 'null') WHERE document = '{id}'`},
		{"invariant-4: attribute and secrecy by one", "invariant-4", `UPDATE act SET person = 'secrecy' WHERE from_stage = 'attribute_review' AND document = '{id}'`},
		{"invariant-4: attribute and signing by one", "invariant-4", `UPDATE act SET person = 'officer' WHERE verb = 'sign' AND document = '{id}'`},
		{"invariant-4: signed by an author", "invariant-4", `UPDATE act SET person = 'drafter' WHERE verb = 'sign' AND document = '{id}'`},
		{"invariant-5: no sealed original", "invariant-5", `DELETE FROM file WHERE document = '{id}'`},
		{"invariant-5: sealed over other bytes", "invariant-5", `UPDATE file SET basis = 'x' WHERE document = '{id}'`},
		{"invariant-5: another file", "invariant-5", `UPDATE release SET public = jsonb_set(public, '{file,digest}', '"x"') WHERE document = '{id}'`},
		{"invariant-5: another original", "invariant-5", `UPDATE release SET public = jsonb_set(public, '{sealed_digest}', '"x"') WHERE document = '{id}'`},
		{"invariant-6: another life", "life-differs", `UPDATE release SET public = jsonb_set(public, '{life,expires_on}', '"2099-01-01"') WHERE document = '{id}'`},
		{"invariant-7: link to a closed document", "invariant-7", `UPDATE release SET public = jsonb_set(public, '{relations}', '[{"document":"{id}"}]') WHERE document = '{id}'`},
		{"snapshot with another title", "not-as-signed", `UPDATE release SET public = jsonb_set(public, '{title}', '"x"') WHERE document = '{id}'`},
		{"snapshot with an annex more", "not-as-signed", `UPDATE release SET public = jsonb_set(public, '{annexes,1}', '{"title":"x"}') WHERE document = '{id}'`},
		{"no publisher asked", "not-asked", `UPDATE document SET releasing = false WHERE id = '{id}'`},
	}
	o := open(t)
	var spoilt []activities.Prepared
	for i, r := range rows {
		id := fmt.Sprint("d", i)
		p := o.ready(id, content("通知"))
		spoilt = append(spoilt, p)
		o.must(execAs(t, o.OwnerURL, strings.ReplaceAll(r.sql, "{id}", id)))
		if _, err := o.Switch(t.Context(), p.Release, now); code(err) != r.want {
			t.Errorf("%s: %v, want %s", r.name, err, r.want)
		}
	}
	for _, p := range spoilt {
		o.nothingVisible(p)
	}
}

// nothingVisible looks at the portal's side for every trace of a document
// (invariant 7).
func (o office) nothingVisible(p activities.Prepared) {
	o.t.Helper()
	ctx := o.t.Context()
	if found, err := o.Shelf.Find(ctx, storeQuery("")); len(found.Items) != 0 || found.Total != 0 || err != nil {
		o.t.Errorf("list shows %d documents of %d, %v", len(found.Items), found.Total, err)
	}
	absent := o.absence("none")
	for name, got := range map[string]string{
		"get": o.absence(p.Document), "release id": o.absence(p.Release), "file": o.fileAbsence(p.Public.File.Digest),
		"digest": o.digestAbsence(p.Public.SealedDigest), "dossier digest": o.digestAbsence(p.Public.Digest),
	} {
		if got != absent {
			o.t.Errorf("%s: %q, want %q", name, got, absent)
		}
	}
	if _, err := o.Visible(ctx, p.Release); document.KindOf(err) != document.NotFound {
		o.t.Errorf("visible: %v", err)
	}
	as(o.t, o.OwnerURL, func(c *pgx.Conn) {
		var last int
		if err := c.QueryRow(ctx, `SELECT last FROM release_counter`).Scan(&last); err != nil || last != 0 {
			o.t.Errorf("counter at %d, %v: a number was burnt", last, err)
		}
	})
}

func TestSwitch(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	c := content("通知")
	c.Relations = []dossier.Relation{
		{Kind: document.Basis, Number: "国发〔2026〕1号", Title: "外部文件"},
		{Kind: document.Basis, Target: "closed", Number: "明政办发〔2026〕9号", Title: "未公开文件"},
	}
	o.create("closed", content("未公开"))
	p := o.ready("d1", c)
	o.nothingVisible(p)
	first, err := o.Switch(ctx, p.Release, now)
	o.must(err)
	again, err := o.Switch(ctx, p.Release, now)
	o.must(err)
	if diff := cmp.Diff(first, again); diff != "" || first.No != 1 {
		t.Error(diff, first)
	}
	got, err := o.Shelf.Get(ctx, "d1")
	want := document.Released{Public: p.Public, No: 1}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if got.Relations[1].Document != "" {
		t.Error("a link leads to a closed document")
	}
	name, b, err := o.Shelf.File(ctx, p.Public.File.Digest)
	if name != "明政办发〔2026〕1号.pdf" || string(b) != "sealed d1" || err != nil {
		t.Errorf("file %q %q %v", name, b, err)
	}
	if r, err := o.Shelf.ByDigest(ctx, p.Public.SealedDigest); r.Document != "d1" || err != nil {
		t.Errorf("by digest: %v %v", r.Document, err)
	}
	if err := o.Prepare(ctx, p, now); code(err) != "release-used" {
		t.Errorf("prepared again after the switch: %v", err)
	}
	o.must(o.Discard(ctx, p.Release))
	if v, err := o.Visible(ctx, p.Release); v.No != 1 || err != nil {
		t.Errorf("discard touched a visible release: %v", err)
	}
}

// What was made visible can't be changed or removed, not even by our own role.
func TestVisibleReleaseStays(t *testing.T) {
	o := open(t)
	o.publish("d1", content("通知"))
	for _, sql := range []string{`DELETE FROM release`, `UPDATE release SET public = '{}'`, `UPDATE release SET no = NULL, switched_at = NULL`} {
		if err := execAs(t, o.AppURL, sql); err == nil {
			t.Errorf("%s was carried out", sql)
		}
	}
}

func TestReleaseNumbersGrow(t *testing.T) {
	const n = 8
	o := open(t)
	for i := range n {
		o.ready(fmt.Sprint("d", i), content("通知"))
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	got, want := map[int64]bool{}, map[int64]bool{}
	for i := range n {
		want[int64(i+1)] = true
		wg.Go(func() {
			s, err := o.Switch(t.Context(), fmt.Sprintf("d%d-r1", i), now)
			mu.Lock()
			defer mu.Unlock()
			got[s.No] = true
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPrepareAndDiscard(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := o.ready("d1", content("通知"))
	o.must(o.Prepare(ctx, p, now))
	bad := p
	bad.PDF = []byte("other")
	if err := o.Prepare(ctx, bad, now); code(err) != "release-inconsistent" {
		t.Errorf("another file: %v", err)
	}
	o.must(o.Discard(ctx, p.Release))
	if _, err := o.Switch(ctx, p.Release, now); code(err) != "no-release" {
		t.Errorf("switch of what was discarded: %v", err)
	}
}

func TestSourceRefuses(t *testing.T) {
	o := open(t)
	o.create("d1", content("通知"))
	if _, err := o.Source(t.Context(), "d1", activities.FirstRelease, today); code(err) != "not-numbered" {
		t.Errorf("a draft: %v", err)
	}
	c := content("内部通知")
	c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "内部管理。"}
	o.create("d2", c)
	o.bring("d2", 8)
	if _, err := o.Source(t.Context(), "d2", activities.FirstRelease, today); code(err) != "invariant-1" {
		t.Errorf("not PROACTIVE: %v", err)
	}
	c = content("免予解读")
	c.Interpretation = dossier.Interpretation{Need: dossier.Waived, Reason: "无需。", Title: "稿", Body: "未定稿"}
	o.create("d3", c)
	o.bring("d3", 8)
	p, err := o.Source(t.Context(), "d3", activities.FirstRelease, today)
	if p.Interpretation != nil || err != nil {
		t.Errorf("an interpretation that was waived: %+v %v", p.Interpretation, err)
	}
}
