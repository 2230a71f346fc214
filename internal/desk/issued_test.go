package desk_test

import (
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
)

// TestPreviewOfWhatIsSealed: once a document is sealed the page shows the file that was
// issued, with its present mark, and no draft of it.
func TestPreviewOfWhatIsSealed(t *testing.T) {
	o := open(t)
	ctx := t.Context()
	id := o.shut(document.Withheld)
	if _, err := o.Desk.Preview(ctx, "p-openness", id); err == nil {
		t.Error("a file that is not there was shown")
	}
	d, err := o.record.Document(ctx, id)
	o.must(err)
	for _, f := range []activities.File{
		{Kind: activities.SealedFile, Basis: "again", Number: d.Number},
		{Kind: activities.MarkedFile, Basis: "decision"},
	} {
		digest, err := o.blobs.Put(ctx, []byte("%PDF "+f.Kind))
		o.must(err)
		f.Digest, f.Size, f.Pages, f.Date = digest, 1, 1, "2026-11-20"
		_, err = o.record.AddFile(ctx, id, f, now.Add(time.Second))
		o.must(err)
		if got, err := o.Desk.Preview(ctx, "p-openness", id); err != nil || string(got) != "%PDF "+string(f.Kind) {
			t.Errorf("%s: %q %v", f.Kind, got, err)
		}
	}
}
