package desk

import (
	"encoding/json"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Item is a row of a list: inbox, own documents, search.
type Item struct {
	ID        string             `json:"id"`
	Title     string             `json:"title"`
	Kind      document.Kind      `json:"kind"`
	Class     document.Class     `json:"class"`
	Unit      string             `json:"unit"`      // id
	UnitName  string             `json:"unit_name"` // for people
	Drafter   string             `json:"drafter"`   // name, for people
	Stage     document.Stage     `json:"stage"`
	Attribute document.Attribute `json:"attribute"`
	Number    document.Number    `json:"number"`
	Urgency   document.Urgency   `json:"urgency"` // "" = none
	UpdatedAt time.Time          `json:"updated_at"`
	Due       *Due               `json:"due,omitempty"` // nil when the stage has no time limit
	// Matter says what waits where it is not the document itself: its late
	// interpretation, or its assessment; Stage and Due are then of that.
	Matter document.Matter `json:"matter,omitempty"`
}

// Due is the time limit of the present stage.
type Due struct {
	On          document.Date   `json:"on"`          // last day in time
	Left        int             `json:"left"`        // working days left, negative when late
	Words       string          `json:"words"`       // 还剩2个工作日, 今天到期, 已超期1个工作日
	Provisional bool            `json:"provisional"` // the calendar of that year is not out yet
	Receipt     json.RawMessage `json:"receipt,omitempty"`
}

// View is everything the page of a document shows to one person.
type View struct {
	Item
	Content  dossier.Content            `json:"content"`
	Revision int                        `json:"revision"`           // number of the present revision
	Digest   string                     `json:"digest"`             // dossier digest; every act sends it back
	Parts    map[dossier.Part]string    `json:"parts"`              // digest of each part
	Route    []RouteStop                `json:"route"`              // the way, with where it stands
	Options  []verdict.Option           `json:"options"`            // acts of this stage: open, or closed with reason
	Findings []document.Finding         `json:"findings"`           // what the gate of the stage FoundAt says now, MostFindings of it
	Found    document.Tally             `json:"finding_counts"`     // how much that is, listed or not
	FoundAt  document.Stage             `json:"found_at,omitempty"` // this stage or, where it has no gate, the next that has one; "" at the end of the way
	Acts     []Event                    `json:"acts"`               // timeline, oldest first
	Editable bool                       `json:"editable"`           // this person may save a new revision now
	Targets  []RouteStop                `json:"targets"`            // stages to which it may be returned
	Files    Files                      `json:"files"`
	Pages    int                        `json:"pages"` // of the file that is shown page by page: the sealed one, or a finished PDF; 0 for none
	State    string                     `json:"state"` // what is happening, in Chinese: 用印中, 发布中, 已发布 …; "" when a person is due
	Life     document.Life              `json:"life"`
	Words    *document.Words            `json:"words,omitempty"` // validity words; nil before publication
	IndexNo  string                     `json:"index_no"`
	DatedOn  document.Date              `json:"dated_on"`
	Release  *ReleaseState              `json:"release,omitempty"` // nil before a release was asked for
	Seen     int                        `json:"seen"`              // revision this person last decided on, 0 = none
	Checks   []CheckItem                `json:"checks,omitempty"`  // the questions of the secrecy review (SR-14), at that stage
	Names    map[string]string          `json:"-"`                 // person id to name, for templates
	Today    document.Date              `json:"-"`                 // civil day at the counter, for what a form proposes
	Standing map[document.Stage]Verdict `json:"standing"`          // decisions that stand now
	// Completable says that this person may add to the catalogue now (GI-05).
	Completable bool `json:"completable"`
	// Completed is what was added to the catalogue after the seal, nil for nothing.
	Completed *dossier.Completed `json:"completed,omitempty"`
	// CoSignatures is the 会签 table of a joint document, none of any other (DH-13).
	CoSignatures []CoSignature `json:"countersigns"`
	// Known are the warnings that were answered for the dossier as it is, the oldest
	// first: what the next person and the signer are to know.
	Known []dossier.Answered `json:"known"`
	// Examinable says that this person may let hits of the scanner pass now.
	Examinable bool `json:"examinable"`
	// Examined are the hits that were let pass on this document, the oldest first.
	// Those of an earlier text are among them; they hold no more.
	Examined []dossier.Examined `json:"examined"`
	// Obligations are the dated duties of the document, the oldest first.
	Obligations []Obligation `json:"obligations"`
	// Late is the interpretation that is to follow the released document, nil for none.
	Late *Late `json:"late,omitempty"`
	// Reassess is the assessment of what was filed unpublished, nil of anything else.
	Reassess *Reassess `json:"reassessment,omitempty"`
	// TakeDown is the way off the website, nil where there is nothing to see of it.
	TakeDown *TakeDown `json:"take_down,omitempty"`
	// Repeals says what became of the repeals that the released document decides.
	Repeals []RepealEffect `json:"repeals"`
}

// RepealEffect is what became of the repeal of one document.
type RepealEffect struct {
	Number document.Number `json:"number"` // of the repealed document, as this one names it
	Title  string          `json:"title"`
	On     document.Date   `json:"on"`    // the day from which it was to have effect
	State  string          `json:"state"` // ahead, pending, done, none
	Words  string          `json:"words"` // the same in Chinese; with "none" also why
}

// Obligation is a dated duty of a document as people see it.
type Obligation struct {
	ID          int64           `json:"id"`
	Owner       string          `json:"owner"` // the role that has to meet it, in Chinese
	Rule        string          `json:"rule"`
	Title       string          `json:"title"`
	BegunOn     document.Date   `json:"begun_on"`
	On          document.Date   `json:"on"`     // last day in time
	State       string          `json:"state"`  // open, met, late, stopped
	Label       string          `json:"label"`  // the same in Chinese
	MetOn       document.Date   `json:"met_on"` // "" = not met
	Words       string          `json:"words"`  // how much time is left, "" when nothing is due any more
	Note        string          `json:"note"`
	Reminded    string          `json:"reminded"` // the latest reminder, in Chinese; "" for none
	Provisional bool            `json:"provisional"`
	Receipt     json.RawMessage `json:"receipt,omitempty"`
	Held        bool            `json:"held"`  // its clock stands still
	Verbs       []document.Verb `json:"verbs"` // what this person may do about it
}

// Verdict is a standing decision as people see it.
type Verdict struct {
	Person string    `json:"person"` // name
	Result string    `json:"result"`
	At     time.Time `json:"at"`
}

// RouteStop is one stage of the way.
type RouteStop struct {
	Stage document.Stage `json:"stage"`
	Label string         `json:"label"`
	State string         `json:"state"` // done, current, ahead
}

// Event is one act in the timeline.
type Event struct {
	Seq      int               `json:"seq"`
	At       time.Time         `json:"at"`
	Verb     document.Verb     `json:"verb"`
	Label    string            `json:"label"`
	From     document.Stage    `json:"from"`
	To       document.Stage    `json:"to"`
	Person   string            `json:"person"` // name
	Unit     string            `json:"unit"`   // name
	Opinion  string            `json:"opinion"`
	Result   string            `json:"result"`
	Reason   string            `json:"reason_code"`
	Revision int               `json:"revision"`
	Digest   string            `json:"digest"`
	Checks   map[string]string `json:"checklist,omitempty"`
	// Warnings are those that the gate gave when the act was taken, with the answers;
	// with a signature also those that were answered before (DH-12).
	Warnings []document.Finding `json:"warnings,omitempty"`
	// Consents are, with a signature, what the co-issuing bodies had agreed to (DH-13).
	Consents []dossier.Consent `json:"countersigns,omitempty"`
}

// Files says which PDFs there are.
type Files struct {
	Sealed string `json:"sealed"` // SHA-256 of the sealed original, "" when there is none
	Marked string `json:"marked"` // SHA-256 of the copy with the present mark, "" when there is none
}

// ReleaseState is the state of the latest release.
type ReleaseState struct {
	ID       string    `json:"id"`
	No       int64     `json:"no"` // 0 while hidden
	Surfaces []Surface `json:"surfaces"`
}

// Surface is what one channel of publication answered.
type Surface struct {
	Name   string    `json:"name"`  // portal, website
	Label  string    `json:"label"` // 公开栏目, 门户网站
	OK     bool      `json:"ok"`
	Detail string    `json:"detail"`
	At     time.Time `json:"at"`
}

// CheckItem is a question of the secrecy checklist (SR-14).
type CheckItem struct {
	ID       string `json:"id"`
	Question string `json:"question"`
}

// Draft is what a person hands in to begin a document.
type Draft struct {
	Unit      string          `json:"unit"` // the drafter's unit; "" when the person drafts for one unit only
	Content   dossier.Content `json:"content"`
	RequestID string          `json:"request_id"` // idempotency key
}

// Outcome is what an act did.
type Outcome struct {
	ID    string         `json:"id"`
	Seq   int            `json:"seq"`
	From  document.Stage `json:"from"`
	Stage document.Stage `json:"stage"`
	State string         `json:"state"` // e.g. 用印中
}

// PartDiff is the difference of one part between two revisions, as runs of text.
type PartDiff struct {
	Part  dossier.Part `json:"part"`
	Label string       `json:"label"`
	Runs  []Run        `json:"runs"`
}

// Run is a piece of text that is equal in both revisions, deleted or inserted.
type Run struct {
	Op   string `json:"op"` // equal, delete, insert
	Text string `json:"text"`
}

// Person is somebody who can sign in.
type Person struct {
	ID           string        `json:"id"`
	Login        string        `json:"login"`
	Name         string        `json:"name"`
	Appointments []Appointment `json:"appointments"`
	Waiting      int           `json:"-"` // how many documents wait, where a door has counted them; see Bench.Tray
	Reminded     int           `json:"-"` // of how many terms the person is reminded, in the same way
}

// Appointment is a role in a unit, with its names.
type Appointment struct {
	Unit     string        `json:"unit"`
	UnitName string        `json:"unit_name"`
	Role     document.Role `json:"role"`
	Label    string        `json:"label"`
}

// LedgerEntry is an entry of the ledger as people read it.
type LedgerEntry struct {
	Seq     int64           `json:"seq"`
	At      time.Time       `json:"at"`
	Actor   string          `json:"actor"`
	Act     string          `json:"act"`
	Subject string          `json:"subject"`
	Outcome string          `json:"outcome"`
	Detail  json.RawMessage `json:"detail"`
	Hash    string          `json:"hash"`
}
