package store_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// TestPicturesAreTheirsWhoHandedThemIn: what is known of a picture is kept once, and is
// there for nobody else.
func TestPicturesAreTheirsWhoHandedThemIn(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	p := dossier.Picture{Name: "图.png", Digest: strings.Repeat("ab", 32), Type: "image/png", Size: 9, Width: 40, Height: 30, Remarks: []string{"已去除"}}
	o.must(o.KeepPicture(ctx, "drafter", p, now))
	other := p
	other.Name = "又名.png"
	o.must(o.KeepPicture(ctx, "drafter", other, now))
	got, err := o.Picture(ctx, "drafter", p.Digest)
	if diff := cmp.Diff(p, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if _, err := o.Picture(ctx, "head", p.Digest); document.KindOf(err) != document.NotFound {
		t.Errorf("somebody else's picture: %v", err)
	}
}

// shown is a document with a picture in each of its texts, an annex that stays in the house
// among them, and one in none.
func shown(title string) (dossier.Content, map[string][]byte) {
	c := content(title)
	c.Text.Body += "\n![一](text.png)"
	c.Annexes = []dossier.Annex{
		{Title: "公开附件", Body: "![二](annex.jpg)"},
		{Title: "内部附件", Body: "![三](closed.png)", Attribute: document.Withheld, Ground: "internal_affairs", Reason: "内部"},
	}
	c.Interpretation = dossier.Interpretation{Need: dossier.Needed, Title: "解读" + title, Body: "![四](explained.png)"}
	bytes := map[string][]byte{}
	var all []dossier.Picture
	for _, n := range []string{"text.png", "annex.jpg", "closed.png", "explained.png", "unused.png"} {
		b := []byte("bytes of " + n + " of " + title)
		bytes[n] = b
		kind := map[bool]string{true: "image/jpeg", false: "image/png"}[strings.HasSuffix(n, "jpg")]
		all = append(all, dossier.Picture{Name: n, Digest: sha(b), Type: kind, Size: len(b), Width: 40, Height: 30})
	}
	return c.WithPictures(all), bytes
}

// withPictures puts the bytes into what is to be released.
func withPictures(p activities.Prepared, bytes map[string][]byte) activities.Prepared {
	p.Pictures = map[string][]byte{}
	for _, x := range p.Public.Pictures {
		p.Pictures[x.Digest] = bytes[x.Name]
	}
	return p
}

// TestPicturesOfARelease (invariant 7, DA-11): the portal has the pictures of what is
// public from the switch to the take-down, each under its own document, and no other.
func TestPicturesOfARelease(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	c, bytes := shown("泊位")
	o.create("d1", c)
	o.bring("d1", 8)
	o.seal("d1", "sealed d1")
	o.bring("d1", 9)
	o.publish("d2", content("另一份"))
	p := withPictures(o.snapshotOf("d1", "sealed d1"), bytes)
	p.Release, p.Kind = "d1-r1", activities.FirstRelease
	visible := func(id string) []string {
		var out []string
		for _, n := range []string{"text.png", "annex.jpg", "closed.png", "explained.png", "unused.png"} {
			if b, err := o.Shelf.Picture(ctx, id, sha(bytes[n])); err == nil && string(b) == string(bytes[n]) {
				out = append(out, n)
			} else if document.KindOf(err) != document.NotFound {
				t.Errorf("%s: %v", n, err)
			}
		}
		return out
	}
	expect := func(when string, id string, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, visible(id)); diff != "" {
			t.Errorf("%s, %s: %s", when, id, diff)
		}
	}
	wrong := withPictures(p, map[string][]byte{})
	if err := o.Prepare(ctx, wrong, now); code(err) != "release-inconsistent" {
		t.Errorf("without the bytes: %v", err)
	}
	o.must(o.Prepare(ctx, p, now))
	expect("prepared", "d1")
	_, err := o.Switch(ctx, "d1-r1", now)
	o.must(err)
	expect("released", "d1", "text.png", "annex.jpg", "explained.png")
	expect("released", "d2")
	for _, id := range []string{"", "d1\x00", "d3"} {
		expect("released", id)
	}
	r, err := o.Shelf.Get(ctx, "d1")
	o.must(err)
	if len(r.Pictures) != 3 {
		t.Errorf("named in the release: %+v", r.Pictures)
	}
	o.readBack("d1-r1")
	_, err = o.Published(ctx, "d1", "d1-r1", "", now)
	o.must(err)
	if _, err := o.down("officer", "t1", document.TakeDown, document.Hiding, document.GroundLeak); err != nil {
		t.Fatal(err)
	}
	expect("taken down", "d1")
}
