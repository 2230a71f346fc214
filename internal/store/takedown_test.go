package store_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
)

// downJudge lets the laws decide on the state, with everybody allowed to act.
func downJudge(to document.TakeDownState, ground document.TakeDownGround) activities.JudgeTakeDown {
	return func(c verdict.TakeDownCase, r verdict.Request) (verdict.TakeDownRuling, error) {
		return verdict.TakeDownRuling{
			From: c.State, To: to, Unit: "gov", Ground: ground, Explained: r.Explained, Asks: r.Verb == document.TakeDown || r.Verb == document.PutBack,
			Confirmed: c.Confirmed || r.Verb == document.ConfirmTakeDown,
		}, nil
	}
}

func (o office) down(person, request string, verb document.Verb, to document.TakeDownState, ground document.TakeDownGround) (activities.DownStanding, error) {
	o.t.Helper()
	o.must(o.PutRequest(o.t.Context(), "d1", person, verdict.Request{ID: request, Verb: verb, Opinion: "误公开。"}, now))
	return o.TakeTakeDown(o.t.Context(), "d1", request, now, downJudge(to, ground))
}

// everywhere asks the portal's side of the record for the document in every way, and
// returns the ways that still know of it.
func (o office) everywhere(id, number string, digests ...string) (known []string) {
	o.t.Helper()
	ctx := o.t.Context()
	add := func(way string, is bool) {
		if is {
			known = append(known, way)
		}
	}
	_, err := o.Shelf.Get(ctx, id)
	add("get", err == nil)
	_, err = o.Shelf.ByNumber(ctx, number)
	add("number", err == nil)
	for _, d := range digests {
		_, err = o.Shelf.ByDigest(ctx, d)
		add("digest", err == nil)
		_, _, err = o.Shelf.File(ctx, d)
		add("file", err == nil)
	}
	for name, q := range map[string]document.Query{"list": {}, "changed": {Changed: true, Newest: true}, "search": {Text: "泄露的标题"}, "number search": {Text: number}} {
		q.Today, q.Limit = today, 100
		found, err := o.Shelf.Find(ctx, q)
		o.must(err)
		for _, x := range found.Items {
			add(name, x.Document == id)
		}
	}
	as, err := o.Shelf.Addresses(ctx, 0, 100)
	o.must(err)
	for _, a := range as {
		add("sitemap", a.Document == id)
	}
	es, err := o.Shelf.Editions(ctx, id)
	o.must(err)
	add("editions", len(es) > 0)
	return known
}

// SR-11, invariant 7: one act takes the document from every surface at once; nothing but
// two persons and a release bring it back, in its old place.
func TestTakenDownEverywhere(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.publish("d1", content("泄露的标题"))
	o.publish("d2", content("另一份"))
	r, err := o.Shelf.Get(ctx, "d1")
	o.must(err)
	before, err := o.Shelf.Latest(ctx)
	o.must(err)
	ask := func() []string { return o.everywhere("d1", string(r.Number), r.File.Digest, r.SealedDigest) }
	if got := strings.Join(ask(), " "); !strings.Contains(got, "get") || !strings.Contains(got, "search") {
		t.Fatalf("before: %s", got)
	}
	for range 2 { // a second click is one act
		if s, err := o.down("officer", "t1", document.TakeDown, document.Hiding, document.GroundLeak); err != nil || s.State != document.Hiding || s.Seq != 1 || s.No != before+1 {
			t.Fatalf("taken down: %+v %v", s, err)
		}
	}
	if got := ask(); len(got) != 0 {
		t.Errorf("invariant-7: still known by %v", got)
	}
	if latest, err := o.Shelf.Latest(ctx); err != nil || latest != before+1 {
		t.Errorf("kept pages stay fresh: %d %v, was %d", latest, err, before)
	}
	g, err := o.Shelf.Gone(ctx, "d1")
	if err != nil || g.Document != "d1" || !g.At.Equal(now.Truncate(time.Microsecond)) || g.Explained != "" || g.Penalty {
		t.Errorf("gone: %+v %v", g, err)
	}
	if _, err := o.Shelf.GoneNumber(ctx, string(r.Number)); document.KindOf(err) != document.NotFound {
		t.Errorf("SR-11: the number of a leak is told: %v", err)
	}
	if _, err := o.Shelf.Gone(ctx, "d2"); document.KindOf(err) != document.NotFound {
		t.Errorf("what is public is no gone one: %v", err)
	}
	for name, kind := range map[string]activities.ReleaseKind{"marked": activities.MarkRelease, "first again": activities.FirstRelease, "opened": activities.OpenRelease, "restored unasked": activities.RestoredRelease} {
		if err := o.switchAs("d1-"+string(kind), kind); code(err) == "" {
			t.Errorf("invariant-7: %s while it is down", name)
		}
	}
	if _, err := o.DownSeen(ctx, "d1", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11: called taken down before anybody looked: %v", err)
	}
	o.must(o.DownReceipt(ctx, "d1", before+1, activities.Receipt{Surface: activities.PortalSurface, OK: false, At: now}))
	if _, err := o.DownSeen(ctx, "d1", now); code(err) != "not-read-back" {
		t.Errorf("invariant-11: a failed look counts: %v", err)
	}
	o.must(o.DownReceipt(ctx, "d1", before+1, activities.Receipt{Surface: activities.PortalSurface, OK: true, At: now}))
	for range 2 {
		if s, err := o.DownSeen(ctx, "d1", now); err != nil || s.State != document.Down || s.Seq != 2 {
			t.Errorf("seen: %+v %v", s, err)
		}
	}
	o.backAgain(r)
	if got := strings.Join(ask(), " "); !strings.Contains(got, "get") || !strings.Contains(got, "sitemap") || !strings.Contains(got, "digest") {
		t.Errorf("back: %s", got)
	}
	o.ledgerSays("泄露", "误公开")
}

// switchAs prepares and switches another release of d1.
func (o office) switchAs(id string, kind activities.ReleaseKind) error {
	o.t.Helper()
	p := o.snapshotFor("d1", "sealed d1", kind)
	p.Release, p.Kind = id, kind
	o.must(o.Prepare(o.t.Context(), p, now))
	_, err := o.Switch(o.t.Context(), id, now)
	o.must(o.Discard(o.t.Context(), id))
	return err
}

// backAgain puts d1 back and compares it with what it was.
func (o office) backAgain(was document.Released) {
	o.t.Helper()
	ctx := o.t.Context()
	_, err := o.down("officer", "t2", document.PutBack, document.BackAsked, document.GroundLeak)
	o.must(err)
	if err := o.switchAs("too-early", activities.RestoredRelease); code(err) != "not-asked" {
		o.t.Errorf("one person puts it back: %v", err)
	}
	_, err = o.down("publisher", "t3", document.ConfirmTakeDown, document.Restoring, document.GroundLeak)
	o.must(err)
	p := o.snapshotFor("d1", "sealed d1", activities.RestoredRelease)
	p.Release, p.Kind = "back", activities.RestoredRelease
	o.must(o.Prepare(ctx, p, now))
	_, err = o.Switch(ctx, "back", now)
	o.must(err)
	if _, err := o.Restored(ctx, "d1", "back", "", now); code(err) != "not-read-back" {
		o.t.Errorf("invariant-11: back before anybody looked: %v", err)
	}
	o.readBack("back")
	if s, err := o.Restored(ctx, "d1", "back", "", now); err != nil || s.State != document.Up || s.No != 0 {
		o.t.Errorf("restored: %+v %v", s, err)
	}
	r, err := o.Shelf.Get(ctx, "d1")
	if err != nil || r.No <= was.No || r.Title != was.Title || r.IssuedOn != was.IssuedOn || r.File.Digest != was.File.Digest {
		o.t.Errorf("as it was, under a new number: %+v %v", r, err)
	}
	found, err := o.Shelf.Find(ctx, document.Query{Today: today, Limit: 10})
	if err != nil || len(found.Items) != 2 || found.Items[1].Document != "d1" {
		o.t.Errorf("not in its old place: %+v %v", found, err)
	}
	es, err := o.Shelf.Editions(ctx, "d1")
	if err != nil || len(es) != 2 || !es[1].Back {
		o.t.Errorf("editions: %+v %v", es, err)
	}
}

// ledgerSays fails when a line of the ledger has one of the words.
func (o office) ledgerSays(words ...string) {
	o.t.Helper()
	lines, err := o.LatestLedger(o.t.Context(), store.LedgerQuery{Subject: "d1", Limit: 200})
	o.must(err)
	acts := 0
	for _, l := range lines {
		b, err := json.Marshal(l)
		o.must(err)
		if !strings.HasPrefix(l.Act, "takedown.") {
			continue
		}
		acts++
		for _, w := range words {
			if strings.Contains(string(b), w) {
				o.t.Errorf("the ledger tells of what leaked: %s", b)
			}
		}
	}
	if acts < 5 {
		o.t.Errorf("%d lines in the ledger", acts)
	}
}

// What other documents say of one that is taken down: no title, no way to it, its number
// only where that is no secret (invariant 7).
func TestRelationsToTheTakenDown(t *testing.T) {
	for ground, wantNumber := range map[document.TakeDownGround]bool{document.GroundLeak: false, document.GroundMistaken: true} {
		t.Run(string(ground), func(t *testing.T) {
			o := open(t)
			ctx := t.Context()
			o.publish("d1", content("泄露的标题"))
			gone, err := o.Shelf.Get(ctx, "d1")
			o.must(err)
			c := content("引用的文件")
			c.Relations = []dossier.Relation{
				{Kind: document.Basis, Target: "d1", Number: gone.Number, Title: "泄露的标题"},
				{Kind: document.Basis, Number: gone.Number, Title: "泄露的标题"}, // by number only
				{Kind: document.Basis, Number: "国发〔2025〕1号", Title: "别的文件"},
			}
			o.publish("d2", c)
			_, err = o.down("officer", "t1", document.TakeDown, document.Hiding, ground)
			o.must(err)
			r, err := o.Shelf.Get(ctx, "d2")
			o.must(err)
			b, err := json.Marshal(r)
			o.must(err)
			if strings.Contains(string(b), "泄露的标题") || strings.Contains(string(b), `"d1"`) {
				t.Errorf("invariant-7: %s", b)
			}
			if got := strings.Contains(string(b), string(gone.Number)); got != wantNumber {
				t.Errorf("the number is told: %v, want %v", got, wantNumber)
			}
			if !strings.Contains(string(b), "别的文件") {
				t.Error("another relation is lost")
			}
		})
	}
}

// A document that was repealed by one that is taken down keeps its state, without title
// of what is gone.
func TestLifeByTheTakenDown(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	o.publish("d2", content("被废止的"))
	c := content("泄露的标题")
	c.Relations = []dossier.Relation{{Kind: document.Repeals, Target: "d2", On: today}}
	o.publish("d1", c)
	by, err := o.Document(ctx, "d1")
	o.must(err)
	p := o.snapshotFor("d2", "marked d2", activities.MarkRelease)
	p.Public.Life.Ended, p.Public.Life.EndedOn, p.Public.Life.ByDocument, p.Public.Life.ByNumber, p.Public.Life.ByTitle = document.Repealed, today, "d1", by.Number, "泄露的标题"
	_, err = o.AddFile(ctx, "d2", activities.File{Kind: activities.MarkedFile, Digest: p.Public.File.Digest, Size: p.Public.File.Size, Basis: "d1", Pages: 1, Date: today}, now)
	o.must(err)
	p.Release, p.Kind = "mark", activities.MarkRelease
	o.must(o.Prepare(ctx, p, now))
	_, err = o.Switch(ctx, "mark", now)
	o.must(err)
	_, err = o.down("officer", "t1", document.TakeDown, document.Hiding, document.GroundLeak)
	o.must(err)
	r, err := o.Shelf.Get(ctx, "d2")
	o.must(err)
	if r.Life.Ended != document.Repealed || r.Life.ByTitle != "" || r.Life.ByNumber != "" || r.Life.ByDocument != "" || r.Life.Words(today).Validity != document.Repealed {
		t.Errorf("life: %+v", r.Life)
	}
	es, err := o.Shelf.Editions(ctx, "d2")
	o.must(err)
	for _, e := range es {
		if e.Life.ByTitle != "" {
			t.Errorf("edition: %+v", e.Life)
		}
	}
}

// Another take-down of the same document begins anew: what was said of the first is gone.
func TestTakenDownTwice(t *testing.T) {
	o := open(t)
	o.publish("d1", content("通知"))
	was, err := o.Shelf.Get(t.Context(), "d1")
	o.must(err)
	s, err := o.down("officer", "t1", document.TakeDown, document.Hiding, document.GroundLeak)
	o.must(err)
	o.must(o.DownReceipt(t.Context(), "d1", s.No, activities.Receipt{Surface: activities.PortalSurface, OK: true, At: now}))
	_, err = o.DownSeen(t.Context(), "d1", now)
	o.must(err)
	_, err = o.down("officer", "t2", document.PutBack, document.BackAsked, document.GroundLeak)
	o.must(err)
	_, err = o.down("publisher", "t3", document.ConfirmTakeDown, document.Restoring, document.GroundLeak)
	o.must(err)
	if s, err := o.Restored(t.Context(), "d1", "none", "门户没有应答。", now); err != nil || s.State != document.Down || s.No == 0 {
		t.Errorf("a failed restoration leaves it down: %+v %v", s, err)
	}
	if got := o.everywhere("d1", string(was.Number), was.File.Digest); len(got) != 0 {
		t.Errorf("invariant-7: %v", got)
	}
}
