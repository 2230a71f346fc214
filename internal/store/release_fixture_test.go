package store_test

import (
	"crypto/sha256"
	"encoding/hex"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func sha(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// seal puts a sealed original of these bytes into the register.
func (o office) seal(id, pdf string) activities.File {
	o.t.Helper()
	d, err := o.Document(o.t.Context(), id)
	o.must(err)
	f := activities.File{Kind: activities.SealedFile, Digest: sha([]byte(pdf)), Size: len(pdf), Basis: d.SignedDigest, Pages: 2, Date: today, Number: d.Number}
	f, err = o.AddFile(o.t.Context(), id, f, now)
	o.must(err)
	return f
}

// ready brings a document to where its first release waits hidden under id-r1.
func (o office) ready(id string, c dossier.Content) activities.Prepared {
	o.t.Helper()
	o.create(id, c)
	o.bring(id, 8)
	o.seal(id, "sealed "+id)
	o.bring(id, 9)
	p := o.snapshotOf(id, "sealed "+id)
	p.Release, p.Kind = id+"-r1", activities.FirstRelease
	o.must(o.Prepare(o.t.Context(), p, now))
	return p
}

// snapshotOf is what the steps make of Source.
func (o office) snapshotOf(id, pdf string) activities.Prepared {
	return o.snapshotFor(id, pdf, activities.FirstRelease)
}

func (o office) snapshotFor(id, pdf string, kind activities.ReleaseKind) activities.Prepared {
	o.t.Helper()
	public, err := o.Source(o.t.Context(), id, kind, today)
	o.must(err)
	public.SealedDigest = sha([]byte("sealed " + id))
	public.File = document.PublicFile{Name: string(public.Number) + ".pdf", Digest: sha([]byte(pdf)), Size: len(pdf)}
	return activities.Prepared{Document: id, Public: public, PDF: []byte(pdf)}
}

// publish releases a document and closes it.
func (o office) publish(id string, c dossier.Content) {
	o.t.Helper()
	p := o.ready(id, c)
	_, err := o.Switch(o.t.Context(), p.Release, now)
	o.must(err)
	o.readBack(p.Release)
	_, err = o.Published(o.t.Context(), id, p.Release, "", now)
	o.must(err)
}

// readBack is an anonymous look at the portal that found the release.
func (o office) readBack(release string) {
	o.t.Helper()
	o.must(o.Receipt(o.t.Context(), activities.Receipt{Release: release, Surface: activities.PortalSurface, OK: true, At: now}))
}
