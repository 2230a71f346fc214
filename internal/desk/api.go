package desk

import (
	"context"

	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// Counter is what a door needs of the desk. *Desk is the one implementation;
// the interface is here so that the doors can be read, and tested, without it.
// Every method takes the id of the person who asks and answers only what that
// person may see and do; errors are *document.Error.
type Counter interface {
	// Me returns the person with the appointments held now.
	Me(ctx context.Context, person string) (Person, error)
	// Create makes a draft; repeating the RequestID returns the first one.
	Create(ctx context.Context, person string, d Draft) (View, error)
	// Import turns an uploaded file (DOCX; DOC, ODT, RTF where a converter is
	// configured; plain text, Markdown) into the fields of a draft: title, addressee,
	// body in Mingfa's Markdown, annexes, and findings about what stood in the file and
	// was not taken (revisions, comments, hidden words, properties, pictures). No draft
	// is saved; see Filled. Pictures that stand in the text are taken in as by AddPicture. A file with a secrecy mark is refused, not stored, and the
	// refusal is recorded (SR-09). At most MaxUpload bytes.
	Import(ctx context.Context, person, name string, data []byte) (Imported, error)
	// Adopt takes in a finished PDF that is to be sealed as it is, and returns a draft of
	// it: its text is what was read from the file. The file is kept; a draft names it by
	// Text.Original.Digest, and what is read is filled in whenever such a draft is saved.
	// Only a drafter may; a file with a secrecy mark is refused as by Import.
	Adopt(ctx context.Context, person, name string, data []byte) (Adopted, error)
	// AddPicture takes in a picture, PNG or JPEG, that a text is to show: cleaned of all but
	// what is seen, upright, without transparency. A draft names it by name and digest, in
	// the pictures of any of its parts; each goes to the parts whose texts show it by
	// ![说明](name). Only a drafter may; at most MaxPicture bytes.
	AddPicture(ctx context.Context, person, name string, data []byte) (dossier.Picture, error)
	// Described returns the content with what is known of the pictures that it names, as
	// Save would; id is "" for a new document. Nothing is saved.
	Described(ctx context.Context, person, id string, c dossier.Content) (dossier.Content, error)
	// Picture returns a picture of the present revision of a document, or with id "" one
	// that the person has handed in: its type and its bytes.
	Picture(ctx context.Context, person, id, digest string) (kind string, content []byte, err error)
	// Save makes a new revision of a draft; base is the digest the person edited.
	// A save that changes nothing makes none.
	Save(ctx context.Context, person, id, base string, c dossier.Content) (View, error)
	// Act takes a step. The words in r are stored first; the step is one Update.
	Act(ctx context.Context, person, id string, r verdict.Request) (Outcome, error)
	// Several carries out the acts that do takes with its context: what the person asked
	// for in one request. Their refusals become one line of the ledger, which says how many,
	// of which documents and why.
	Several(ctx context.Context, person string, do func(context.Context)) error
	// Examine lets hits of the scanner pass with a reason, from the secrecy review on:
	// who may approve there may do so. It returns what was recorded; hits that passed
	// before are left out.
	Examine(ctx context.Context, person, id string, x verdict.Examination) ([]dossier.Examined, error)
	// Complete adds what is blank to the catalogue of a sealed document that waits for
	// its release, once and with a reason: for who may release it. The sealed bytes stay.
	Complete(ctx context.Context, person, id string, x verdict.Completion) (dossier.Completed, error)
	// Countersign puts on record what a co-issuing body says of a joint document (DH-13):
	// its own signer where it has one here, otherwise the office by the body's paper. A
	// repetition returns what stands there already.
	Countersign(ctx context.Context, person, id string, x verdict.Countersigning) (dossier.Consent, error)
	// Findings returns all that the gate says of a document.
	Findings(ctx context.Context, person, id string) (Findings, error)
	// View returns the page of a document.
	View(ctx context.Context, person, id string) (View, error)
	// Inbox returns what waits for this person, the most urgent first.
	Inbox(ctx context.Context, person string) ([]Item, error)
	// Find searches what this person may see, the newest first.
	Find(ctx context.Context, person string, q FindQuery) (Found, error)
	// Searches returns the questions this person has saved, by name.
	Searches(ctx context.Context, person string) ([]SavedSearch, error)
	// SaveSearch keeps a question under a name of the person's own, in place of the
	// one that has the name.
	SaveSearch(ctx context.Context, person, name string, q FindQuery) (SavedSearch, error)
	// DropSearch forgets a saved question.
	DropSearch(ctx context.Context, person string, id int64) error
	// Diff returns what changed between two revisions; from 0 means the one this
	// person last decided on, or the first.
	Diff(ctx context.Context, person, id string, from, to int) ([]PartDiff, error)
	// Preview typesets the present revision as it would be printed; a sealed document is
	// shown as it was issued, with its present mark.
	Preview(ctx context.Context, person, id string) ([]byte, error)
	// Page returns one page as PNG, counted from 1: of the stored PDF of that kind
	// (sealed, marked), or of the present revision for "".
	Page(ctx context.Context, person, id, kind string, page int) ([]byte, error)
	// File returns a stored PDF: kind is sealed or marked.
	File(ctx context.Context, person, id, kind string) (name string, content []byte, err error)
	// Reminders returns the terms of which this person is reminded now, the most urgent
	// first. A reminder stays until its term is met or over.
	Reminders(ctx context.Context, person string) ([]Reminder, error)
	// ActOnDuty meets, stops or restarts a dated duty of a document in the name of who
	// has to meet it. A repetition of the request id changes nothing.
	ActOnDuty(ctx context.Context, person, id string, obligation int64, r verdict.DutyRequest) (View, error)
	// SaveLate stores the material of an interpretation that follows its released
	// document (IN-08); base is the digest that the person edited, see Late.Base; without
	// one nothing is saved.
	SaveLate(ctx context.Context, person, id, base string, m dossier.Interpretation) (View, error)
	// ActLate takes a step of that interpretation: submit, approve, return, release.
	ActLate(ctx context.Context, person, id string, r verdict.Request) (View, error)
	// ActTakeDown takes a step of the way of a released document off the website and back:
	// take-down, put-back, confirm-take-down, decline-take-down.
	ActTakeDown(ctx context.Context, person, id string, r verdict.Request) (View, error)
	// ActReassess takes a step of the assessment of what was filed unpublished (DA-18):
	// reassess (the proposal), approve, return, sign, release.
	ActReassess(ctx context.Context, person, id string, r verdict.Request) (View, error)
	// Numbers returns the number ledger, for the office that checks and auditors.
	Numbers(ctx context.Context, person string) (Numbers, error)
	// Ledger returns entries from a sequence number on, for auditors.
	Ledger(ctx context.Context, person string, from int64, limit int) ([]LedgerEntry, error)
}

var _ Counter = (*Desk)(nil)
