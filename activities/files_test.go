package activities_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func TestSealOnceForEachDigest(t *testing.T) {
	s := newStore()
	f := s.steps()
	for range 2 {
		if err := run(t, f, f.Seal, "d1"); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.files[activities.SealedFile]; s.printed != 1 || got.Basis != "dossier" || got.Pages != 3 || got.Date != "2026-12-01" {
		t.Errorf("printed %d times, file %+v", s.printed, got)
	}
	s.paper.Digest = "signed anew"
	if err := run(t, f, f.Seal, "d1"); err != nil || s.printed != 2 {
		t.Errorf("printed %d times, error %v", s.printed, err)
	}
}

// TestSealOfAFinishedPDF: the printer gets the file that was signed.
func TestSealOfAFinishedPDF(t *testing.T) {
	s := newStore()
	s.paper.Content.Text.Original = &dossier.Original{Digest: "of the file"}
	s.blobs["of the file"] = []byte("%PDF finished")
	f := s.steps()
	if err := run(t, f, f.Seal, "d1"); err != nil || string(s.handed) != "%PDF finished" {
		t.Errorf("handed %q, error %v", s.handed, err)
	}
}

var due = activities.Repeal{
	Document: "d9", Number: "明政发〔2026〕3号", Title: "决定", Targets: []activities.Target{{Document: "d1", On: "2026-12-01"}},
}

func TestPrepareRefuses(t *testing.T) {
	first := activities.Preparation{Release: "r1", Document: "d1", Kind: activities.FirstRelease}
	mark := activities.Preparation{Release: "r1", Document: "d1", Kind: activities.MarkRelease, By: "d9"}
	tests := []struct {
		name string
		p    activities.Preparation
		set  func(*store)
		want string
	}{
		{"no portal", first, func(s *store) { s.address = "" }, "no-portal"},
		{"invariant 1: ON_REQUEST", first, func(s *store) { s.public.Attribute = document.OnRequest }, "not-proactive"},
		{"invariant 1: WITHHELD", mark, func(s *store) { s.public.Attribute = document.Withheld }, "not-proactive"},
		{"invariant 1: nobody proposed one", first, func(s *store) { s.public.Attribute = "" }, "not-proactive"},
		{"invariant 10: no number", first, func(s *store) { s.public.Number = "" }, "not-numbered"},
		{"invariant 5: sealed from another dossier", first, func(s *store) { s.sealed("other") }, "not-sealed"},
		{"no digest", first, func(s *store) { s.public.Digest = ""; s.sealed("") }, "not-sealed"},
		{"not sealed at all", first, func(s *store) { delete(s.files, activities.SealedFile) }, "no-file"},
		{"nothing repeals it", mark, func(*store) {}, "not-due"},
		{"the decision repeals another", mark, func(s *store) {
			s.repeal = due
			s.repeal.Targets = []activities.Target{{Document: "d2", On: "2026-12-01"}}
		}, "not-due"},
		{"ND-20: the day has not come", mark, func(s *store) {
			s.repeal = due
			s.repeal.Targets = []activities.Target{{Document: "d1", On: "2026-12-02"}}
		}, "not-due"},
		{"repealed by another decision", mark, func(s *store) {
			s.public.Life = document.Life{Ended: document.Repealed, EndedOn: "2026-11-01", ByDocument: "d8"}
		}, "not-due"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := newStore()
			s.sealed("dossier")
			tt.set(s)
			f := s.steps()
			code, again := refusal(run(t, f, f.Prepare, tt.p))
			if code != tt.want || again || len(s.prepared) != 0 {
				t.Errorf("code %s, again %v, prepared %d", code, again, len(s.prepared))
			}
		})
	}
}

func TestPrepareFirst(t *testing.T) {
	s := newStore()
	s.sealed("dossier")
	f := s.steps()
	p := activities.Preparation{Release: "r1", Document: "d1", Kind: activities.FirstRelease}
	if err := run(t, f, f.Prepare, p); err != nil {
		t.Fatal(err)
	}
	digest := s.files[activities.SealedFile].Digest
	public := s.public
	public.SealedDigest = digest
	public.File = document.PublicFile{Name: "明政办发〔2026〕9号.pdf", Digest: digest, Size: 4}
	want := []activities.Prepared{{Release: "r1", Document: "d1", Kind: activities.FirstRelease, Public: public, PDF: []byte("%PDF")}}
	if diff := cmp.Diff(want, s.prepared); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPrepareMark(t *testing.T) {
	s := newStore()
	s.sealed("dossier")
	s.repeal = due
	f := s.steps()
	p := activities.Preparation{Release: "r1", Document: "d1", Kind: activities.MarkRelease, By: "d9"}
	for range 2 {
		if err := run(t, f, f.Prepare, p); err != nil {
			t.Fatal(err)
		}
	}
	if s.printed != 1 {
		t.Errorf("marked %d times", s.printed)
	}
	got := s.prepared[1]
	if string(got.PDF) != "%PDF已废止d9" || got.Public.File.Digest == got.Public.SealedDigest || got.Public.IssuedOn != "2026-11-02" {
		t.Errorf("prepared %+v with %q", got.Public, got.PDF)
	}
	want := document.Life{Ended: document.Repealed, EndedOn: "2026-12-01", ByNumber: due.Number, ByTitle: due.Title, ByDocument: "d9"}
	if diff := cmp.Diff(want, got.Public.Life); diff != "" {
		t.Errorf("life (-want +got):\n%s", diff)
	}
}

func TestPrepareLeavesTheVisibleAlone(t *testing.T) {
	s := newStore()
	s.visible = nil
	f := s.steps()
	p := activities.Preparation{Release: "r1", Document: "d1", Kind: activities.FirstRelease}
	if err := run(t, f, f.Prepare, p); err != nil || len(s.prepared) != 0 {
		t.Errorf("prepared %d, error %v", len(s.prepared), err)
	}
}
