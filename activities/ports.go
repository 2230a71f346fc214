package activities

import (
	"context"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Judge decides on a case inside the transaction that records the act.
type Judge func(verdict.Case, verdict.Request) (verdict.Ruling, error)

// Taken is the recorded outcome of an act. The workflow keeps it as it is: it
// never works out a stage of its own.
type Taken struct {
	Seq     int            `json:"seq"`
	From    document.Stage `json:"from"`
	Stage   document.Stage `json:"stage"`
	Seal    bool           `json:"seal"`    // the document was numbered: typeset and seal it
	Release bool           `json:"release"` // the publisher asked for the release
	Closed  bool           `json:"closed"`  // no further act is possible
}

// Standing is what a workflow needs to know when it begins or begins again.
type Standing struct {
	Seq       int            `json:"seq"`
	Stage     document.Stage `json:"stage"`
	Seal      bool           `json:"seal"`      // numbered but not sealed yet
	Releasing bool           `json:"releasing"` // a release was asked for and is not finished
}

// Register is the record of documents: PostgreSQL in production.
type Register interface {
	// Take records an act in one transaction: it locks the document, reads the
	// case with the actor's present appointments, lets judge decide, and writes
	// the new stage, the decision, the number and the ledger entry. The words of
	// the act were stored before under requestID. A repetition of requestID
	// returns the first outcome. A refusal leaves no trace but its error.
	Take(ctx context.Context, documentID, requestID string, now time.Time, judge func(verdict.Case, verdict.Request) (verdict.Ruling, error)) (Taken, error)
	// Standing returns where the document stands.
	Standing(ctx context.Context, documentID string) (Standing, error)
	// Deadline stores the due date of the present stage with its receipt; seq
	// guards against a late writer.
	Deadline(ctx context.Context, d Deadline) error
	// Remind records that a reminder was due, once for each (document, seq, kind).
	Remind(ctx context.Context, documentID string, seq int, kind string, now time.Time) error
}

// Deadline is the time limit of a stage.
type Deadline struct {
	Document    string         `json:"document"`
	Seq         int            `json:"seq"`
	Stage       document.Stage `json:"stage"`
	Workdays    int            `json:"workdays"`
	DueOn       document.Date  `json:"due_on"` // last day on which the act is in time
	DueAt       time.Time      `json:"due_at"` // end of that day
	Provisional bool           `json:"provisional"`
	Receipt     []byte         `json:"receipt"` // JSON: why this date
}

// Paper is everything needed to typeset and seal a numbered document.
type Paper struct {
	Document   string
	Content    dossier.Content
	Digest     string // the dossier digest; equals what was signed
	Number     document.Number
	Head       string // 发文机关标志, e.g. 明州市人民政府办公室文件
	Issuer     string // 署名, full name of the issuing body
	SealText   string // text on the seal
	SignerName string // for upward documents and orders (DH-05, LY-28)
	DatedOn    document.Date
	IssuedOn   document.Date
	IndexNo    string
	// Original are the bytes of Content.Text.Original, nil for a text to be typeset.
	Original []byte
	// Pictures are the bytes of Content.Printed, by their digests.
	Pictures map[string][]byte
}

// FileKind says what a stored file is to its document.
type FileKind string

// The kinds of file.
const (
	SealedFile FileKind = "sealed" // 用印原件
	MarkedFile FileKind = "marked" // 效力标注件
)

// File is a stored PDF of a document.
type File struct {
	Kind   FileKind      `json:"kind"`
	Digest string        `json:"digest"` // SHA-256 of the bytes
	Size   int           `json:"size"`
	Basis  string        `json:"basis"` // sealed: dossier digest; marked: id of the deciding document
	Pages  int           `json:"pages"`
	Date   document.Date `json:"date"`
	// Number is the one that a sealed original bears, "" for a marked copy.
	Number document.Number `json:"number,omitempty"`
}

// Press is the record's side of typesetting, sealing and marking.
type Press interface {
	// Paper returns what is to be sealed. It refuses with Conflict when the
	// present digest is not the signed one (DH-14).
	Paper(ctx context.Context, documentID string) (Paper, error)
	// AddFile records a file of a document; a repetition with the same kind, basis
	// and number returns the file recorded first. A sealed original whose number is no
	// longer that of the document is a Conflict.
	AddFile(ctx context.Context, documentID string, f File, now time.Time) (File, error)
	// File returns the latest file of that kind; NotFound when there is none. A sealed
	// original with a number that was given up is kept, but is none (DH-18).
	File(ctx context.Context, documentID string, kind FileKind) (File, error)
}

// ReleaseKind says why a document is released.
type ReleaseKind string

// The kinds of release.
const (
	FirstRelease ReleaseKind = "first"          // 发布
	MarkRelease  ReleaseKind = "mark"           // 效力标注后重新发布
	LateRelease  ReleaseKind = "interpretation" // 解读材料随后发布 (IN-08)
	OpenRelease  ReleaseKind = "opening"        // 公开属性调整后发布 (DA-18)
	// RestoredRelease puts back what was taken down by mistake: 恢复公开.
	RestoredRelease ReleaseKind = "restored"
)

// Prepared is a release that is ready but hidden.
type Prepared struct {
	Release  string          `json:"release"` // id
	Document string          `json:"document"`
	Kind     ReleaseKind     `json:"kind"`
	Public   document.Public `json:"public"`
	PDF      []byte          `json:"-"` // bytes of Public.File
	// Pictures are the bytes of Public.Pictures, by their digests.
	Pictures map[string][]byte `json:"-"`
}

// Switched is a release that became visible.
type Switched struct {
	Release string `json:"release"`
	No      int64  `json:"no"`
}

// Receipt is what a surface answered.
type Receipt struct {
	Release string         `json:"release"`
	Surface string         `json:"surface"` // portal, website
	OK      bool           `json:"ok"`
	Detail  string         `json:"detail"` // Chinese, for the official
	At      time.Time      `json:"at"`
	Proof   map[string]any `json:"proof"` // what was seen: status, digests, release number
}

// Shelf is the record's side of a release.
type Shelf interface {
	// Source returns the public snapshot of a document as it would be released on
	// that day and for that reason, before files: what is closed is not in it.
	Source(ctx context.Context, documentID string, kind ReleaseKind, today document.Date) (document.Public, error)
	// Prepare stores a hidden release with its file; a repetition of the id
	// replaces it as long as it is hidden.
	Prepare(ctx context.Context, p Prepared, now time.Time) error
	// Switch makes a prepared release visible in one transaction, after it has
	// checked invariants 1 to 3 once more on the stored rows, and gives it the
	// next release number. For a mark release it writes the document's Life in
	// the same transaction. A repetition returns the first outcome.
	Switch(ctx context.Context, releaseID string, now time.Time) (Switched, error)
	// Discard removes a hidden release. It never touches a visible one.
	Discard(ctx context.Context, releaseID string) error
	// Visible returns a switched release.
	Visible(ctx context.Context, releaseID string) (document.Released, error)
	// Receipt stores what a surface answered, the latest for each (release, surface).
	Receipt(ctx context.Context, r Receipt) error
	// Published closes the document after its first release was read back; failed
	// != "" records instead that the release did not come about, so that the
	// publisher can try again.
	Published(ctx context.Context, documentID, releaseID, failed string, now time.Time) (Standing, error)
}

// Repeal is a released document that repeals others.
type Repeal struct {
	Document string          `json:"document"` // id of the repealing document
	Number   document.Number `json:"number"`
	Title    string          `json:"title"`
	Targets  []Target        `json:"targets"`
}

// Target is a document in the register to be marked.
type Target struct {
	Document string        `json:"document"`
	On       document.Date `json:"on"`
	// Ended is what becomes of it; "" means Repealed, as in the first histories.
	Ended document.Validity `json:"ended,omitempty"`
}

// Duties is the record's side of repeals: which have taken effect by the civil day in
// Shanghai and are not carried out.
type Duties interface {
	// DueRepeals returns ids of published documents whose repeal of some target
	// has taken effect on or before today and is not carried out.
	DueRepeals(ctx context.Context, today document.Date) ([]string, error)
	// DueRepealsWith returns those of DueRepeals that the document takes part in,
	// as the repealing document or as its target.
	DueRepealsWith(ctx context.Context, documentID string, today document.Date) ([]string, error)
	// Repeal returns what the document repeals of which the day has come and which
	// is not marked yet.
	Repeal(ctx context.Context, documentID string, today document.Date) (Repeal, error)
	// Inscribe writes what the document repeals of which the day has come into the
	// lives of those targets that the public never saw. It can run any number of times.
	Inscribe(ctx context.Context, documentID string, today document.Date, now time.Time) error
}

// Blobs keeps files under their SHA-256.
type Blobs interface {
	// Put stores the bytes and returns their SHA-256 in lower-case hexadecimal.
	Put(ctx context.Context, b []byte) (string, error)
	// Get returns the bytes; it fails when they don't match their name.
	Get(ctx context.Context, digest string) ([]byte, error)
}
