package workflows_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// shown is a release, hidden as long as it has no number.
type shown struct {
	activities.Prepared
	no int64
}

// Paper implements activities.Press.
func (h *house) Paper(_ context.Context, documentID string) (activities.Paper, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return activities.Paper{}, err
	}
	return activities.Paper{Document: r.id, Content: dossier.Content{}, Digest: r.digest, Number: r.number}, h.broken("paper")
}

// AddFile implements activities.Press.
func (h *house) AddFile(_ context.Context, documentID string, f activities.File, _ time.Time) (activities.File, error) {
	f, err := h.addFile(documentID, f)
	if err == nil && h.added != nil {
		h.added(f)
	}
	return f, err
}

func (h *house) addFile(documentID string, f activities.File) (activities.File, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return f, err
	}
	if f.Kind == activities.SealedFile && f.Number != r.number {
		return f, document.Refuse(document.Conflict, "number-changed", "用印期间发文字号已经变动。")
	}
	if old, ok := r.files[f.Kind]; ok && old.Basis == f.Basis && old.Number == f.Number {
		return old, nil
	}
	r.files[f.Kind] = f
	h.note("file %s %s", documentID, f.Kind)
	return f, h.broken("file added")
}

// File implements activities.Press.
func (h *house) File(_ context.Context, documentID string, kind activities.FileKind) (activities.File, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r, ok := h.rows[documentID]; ok && r.files[kind].Digest != "" && (kind != activities.SealedFile || r.sealed()) {
		return r.files[kind], nil
	}
	return activities.File{}, document.Refuse(document.NotFound, "no-file", "没有这个文件。")
}

// Print implements activities.Printer.
func (h *house) Print(_ context.Context, p activities.Paper) ([]byte, int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return []byte("%PDF " + p.Number), 1, h.broken("print")
}

// Mark implements activities.Printer.
func (h *house) Mark(_ context.Context, sealed []byte, words document.Words, source string, _ time.Time) ([]byte, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append(bytes.Clone(sealed), fmt.Sprintf(" %s by %s", words.Diagonal, source)...), h.broken("mark")
}

// Source implements activities.Shelf.
func (h *house) Source(_ context.Context, documentID string, _ activities.ReleaseKind, _ document.Date) (document.Public, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return document.Public{}, err
	}
	return document.Public{Document: r.id, Number: r.number, Attribute: r.attribute, Digest: r.digest, Life: r.life}, h.broken("source")
}

// Prepare implements activities.Shelf.
func (h *house) Prepare(_ context.Context, p activities.Prepared, _ time.Time) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s, ok := h.releases[p.Release]; ok && s.no > 0 {
		return document.Refuse(document.Conflict, "visible", "已经发布。")
	}
	h.releases[p.Release] = &shown{Prepared: p}
	h.note("prepare %s", p.Release)
	return nil
}

// Switch implements activities.Shelf.
func (h *house) Switch(_ context.Context, releaseID string, _ time.Time) (activities.Switched, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.broken("switch"); err != nil {
		return activities.Switched{}, err
	}
	s, ok := h.releases[releaseID]
	if !ok {
		return activities.Switched{}, document.Refuse(document.NotFound, "no-release", "没有这次发布。")
	}
	if s.no == 0 {
		h.no++
		s.no = h.no
		if s.Kind == activities.MarkRelease {
			h.rows[s.Document].life = s.Public.Life
		}
		h.note("switch %s", releaseID)
	}
	return activities.Switched{Release: releaseID, No: s.no}, h.broken("switched")
}

// Discard implements activities.Shelf.
func (h *house) Discard(_ context.Context, releaseID string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s, ok := h.releases[releaseID]; ok && s.no == 0 {
		delete(h.releases, releaseID)
	}
	h.note("discard %s", releaseID)
	return nil
}

// Visible implements activities.Shelf.
func (h *house) Visible(_ context.Context, releaseID string) (document.Released, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s, ok := h.releases[releaseID]; ok && s.no > 0 {
		return document.Released{Public: s.Public, No: s.no}, nil
	}
	return document.Released{}, document.Refuse(document.NotFound, "not-visible", "没有发布。")
}

// Receipt implements activities.Shelf.
func (h *house) Receipt(_ context.Context, r activities.Receipt) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.receipts[r.Release+" "+r.Surface] = r
	switch {
	case r.OK && r.Surface == activities.PortalSurface:
		h.note("seen %s", r.Release)
	case r.OK:
		h.told = append(h.told, r.Release)
	}
	return nil
}

// Published implements activities.Shelf.
func (h *house) Published(_ context.Context, documentID, releaseID, failed string, _ time.Time) (activities.Standing, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return activities.Standing{}, err
	}
	if err := h.broken("published"); err != nil {
		return activities.Standing{}, err
	}
	r.releasing = false
	r.seq++
	if failed == "" {
		r.stage = document.Published
		h.note("published %s", releaseID)
	} else {
		h.failures = append(h.failures, failed)
	}
	return r.standing(), nil
}

// DueRepeals implements activities.Duties.
func (h *house) DueRepeals(_ context.Context, today document.Date) ([]string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var ids []string
	for id := range h.rows {
		if len(h.due(id, today)) > 0 {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// DueRepealsWith implements activities.Duties.
func (h *house) DueRepealsWith(_ context.Context, documentID string, today document.Date) ([]string, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	var ids []string
	for id := range h.rows {
		for _, t := range h.due(id, today) {
			if (id == documentID || t.Document == documentID) && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return ids, nil
}

// Inscribe implements activities.Duties: every document here has been seen.
func (h *house) Inscribe(context.Context, string, document.Date, time.Time) error { return nil }

// Repeal implements activities.Duties.
func (h *house) Repeal(_ context.Context, documentID string, today document.Date) (activities.Repeal, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r, err := h.find(documentID)
	if err != nil {
		return activities.Repeal{}, err
	}
	return activities.Repeal{Document: r.id, Number: r.number, Title: "废止决定", Targets: h.due(documentID, today)}, nil
}

func (h *house) due(id string, today document.Date) []activities.Target {
	out := []activities.Target{}
	for _, t := range h.rows[id].repeals {
		if h.rows[id].stage == document.Published && t.On <= today && h.rows[t.Document].life.Ended == "" {
			out = append(out, t)
		}
	}
	return out
}

// portal is what a visitor meets.
type portal struct{ *house }

// Address implements activities.Portal.
func (p portal) Address(string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.address
}

// ReadBack implements activities.Portal.
func (p portal) ReadBack(_ context.Context, r document.Released, words document.Words) (map[string]any, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return map[string]any{"no": r.No, "words": words.Banner}, p.broken("read back")
}

// Deliver implements activities.Website.
func (h *house) Deliver(_ context.Context, releaseID string, r document.Released, _ document.Words, _ time.Time) (map[string]any, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return map[string]any{"no": r.No}, h.broken("deliver")
}
