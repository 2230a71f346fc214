package activities_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"testing"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, document.Shanghai)

func now() time.Time { return noon }

// run executes one step in Temporal's test environment.
func run(t *testing.T, steps, step any, args ...any) error {
	t.Helper()
	_, err := environment(steps).ExecuteActivity(step, args...)
	return err
}

func environment(steps any) *testsuite.TestActivityEnvironment {
	suite := testsuite.WorkflowTestSuite{}
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(steps)
	return env
}

// refusal returns the code that an error carries and whether Temporal tries again.
func refusal(err error) (code string, again bool) {
	app, ok := errors.AsType[*temporal.ApplicationError](err)
	if !ok {
		return "", false
	}
	var e document.Error
	if app.HasDetails() && app.Details(&e) == nil {
		return e.Code, !app.NonRetryable()
	}
	return app.Type(), !app.NonRetryable()
}

// store is the record, the printer and the portal of one document.
type store struct {
	activities.Register
	activities.Shelf
	paper   activities.Paper
	public  document.Public
	files   map[activities.FileKind]activities.File
	blobs   map[string][]byte
	repeal  activities.Repeal
	visible error
	address string
	printed int
	handed  []byte // the finished PDF that was to be sealed
	seen    error

	prepared []activities.Prepared
	receipts []activities.Receipt
	deadline activities.Deadline
	limit    activities.Limit
	who      string
	words    verdict.Request
	taken    error
}

func newStore() *store {
	s := &store{
		paper: activities.Paper{Document: "d1", Digest: "dossier", Number: "明政办发〔2026〕9号"},
		public: document.Public{
			Document: "d1", Number: "明政办发〔2026〕9号", Attribute: document.Proactive, Digest: "dossier", IssuedOn: "2026-11-02",
		},
		files: map[activities.FileKind]activities.File{}, blobs: map[string][]byte{}, address: "https://gk.example.gov.cn/d/d1",
		visible: document.Refuse(document.NotFound, "not-visible", "没有发布。"),
	}
	return s
}

// sealed gives the document its sealed file.
func (s *store) sealed(basis string) {
	digest, _ := s.Put(context.Background(), []byte("%PDF"))
	s.files[activities.SealedFile] = activities.File{Kind: activities.SealedFile, Digest: digest, Size: 4, Basis: basis, Pages: 3}
}

func (s *store) steps() *activities.Files {
	return &activities.Files{Press: press{s}, Shelf: s, Duties: s, Blobs: s, Printer: s, Portal: s, Now: now}
}

// press is apart from store: both have a method Prepare of their own kind.
type press struct{ *store }

// Paper implements activities.Press.
func (p press) Paper(context.Context, string) (activities.Paper, error) { return p.paper, nil }

// AddFile implements activities.Press.
func (p press) AddFile(_ context.Context, _ string, f activities.File, _ time.Time) (activities.File, error) {
	p.files[f.Kind] = f
	return f, nil
}

// File implements activities.Press.
func (p press) File(_ context.Context, _ string, kind activities.FileKind) (activities.File, error) {
	if f, ok := p.files[kind]; ok {
		return f, nil
	}
	return activities.File{}, document.Refuse(document.NotFound, "no-file", "没有这个文件。")
}

// Put implements activities.Blobs.
func (s *store) Put(_ context.Context, b []byte) (string, error) {
	sum := sha256.Sum256(b)
	digest := hex.EncodeToString(sum[:])
	s.blobs[digest] = b
	return digest, nil
}

// Get implements activities.Blobs.
func (s *store) Get(_ context.Context, digest string) ([]byte, error) { return s.blobs[digest], nil }

// Print implements activities.Printer.
func (s *store) Print(_ context.Context, p activities.Paper) ([]byte, int, error) {
	s.handed = p.Original
	s.printed++
	return []byte("%PDF"), 3, nil
}

// Mark implements activities.Printer.
func (s *store) Mark(_ context.Context, sealed []byte, w document.Words, source string, _ time.Time) ([]byte, error) {
	s.printed++
	return []byte(string(sealed) + w.Diagonal + source), nil
}

// Address implements activities.Portal.
func (s *store) Address(string) string { return s.address }

// ReadBack implements activities.Portal.
func (s *store) ReadBack(context.Context, document.Released, document.Words) (map[string]any, error) {
	return nil, s.seen
}

// Source implements activities.Shelf.
func (s *store) Source(context.Context, string, activities.ReleaseKind, document.Date) (document.Public, error) {
	return s.public, nil
}

// Prepare implements activities.Shelf.
func (s *store) Prepare(_ context.Context, p activities.Prepared, _ time.Time) error {
	s.prepared = append(s.prepared, p)
	return nil
}

// Visible implements activities.Shelf.
func (s *store) Visible(context.Context, string) (document.Released, error) {
	return document.Released{Public: s.public, No: 7}, s.visible
}

// Receipt implements activities.Shelf.
func (s *store) Receipt(_ context.Context, r activities.Receipt) error {
	s.receipts = append(s.receipts, r)
	return nil
}

// DueRepeals implements activities.Duties.
func (s *store) DueRepeals(context.Context, document.Date) ([]string, error) { return nil, nil }

// Inscribe implements activities.Duties.
func (s *store) Inscribe(context.Context, string, document.Date, time.Time) error { return nil }

// DueRepealsWith implements activities.Duties.
func (s *store) DueRepealsWith(context.Context, string, document.Date) ([]string, error) {
	return nil, nil
}

// Repeal implements activities.Duties.
func (s *store) Repeal(context.Context, string, document.Date) (activities.Repeal, error) {
	return s.repeal, nil
}

// Limit implements activities.Limits.
func (s *store) Limit(context.Context, string) (activities.Limit, error) { return s.limit, nil }

// Deadline implements activities.Register.
func (s *store) Deadline(_ context.Context, d activities.Deadline) error {
	s.deadline = d
	return nil
}

// Take implements activities.Register.
func (s *store) Take(_ context.Context, _, _ string, _ time.Time, judge func(verdict.Case, verdict.Request) (verdict.Ruling, error)) (activities.Taken, error) {
	if s.taken != nil {
		return activities.Taken{}, s.taken
	}
	r, err := judge(verdict.Case{Actor: verdict.Actor{ID: s.who}}, s.words)
	return activities.Taken{Stage: r.To}, err
}
