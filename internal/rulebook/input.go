package rulebook

import (
	"strings"
	"unicode"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// Input is everything a gate looks at. What is missing counts against the
// document, so a caller that forgets a field refuses too much, never too little.
type Input struct {
	Content  dossier.Content
	Sheets   []dossier.Sheet                     // of all revisions in order
	Standing map[document.Stage]dossier.Decision // as dossier.Standing makes it
	Route    document.Route                      // of the pinned procedure, or of the one that will be pinned
	Stage    document.Stage
	Verb     document.Verb
	// Completed is what was added to the catalogue after the seal (GI-05): what is blank
	// in Content goes out with this.
	Completed dossier.Catalogue
	// Region fills in what the national rules leave open; without one everything is
	// held to as strictly as it can be.
	Region Region
	// Negative is the organisation's list of what is not disclosed (PD-15).
	Negative NegativeList
	// Related are the documents of the register that Content.Relations point at.
	Related []dossier.Related
	// Quoted are those that its texts cite without such a relation (IN-06).
	Quoted []dossier.Quoted
	// Issuer is the full name of the issuing body, "" where it is not known.
	Issuer string
	// Roles are the offices of who acts; nil asks without anybody in mind.
	Roles []document.Role
	// Opinion is the 办理意见 of the act at hand.
	Opinion string

	// For the secrecy review (G6): the answers by item id, Yes or No, to the
	// items that LoadChecklist read, and the result.
	Checklist      map[string]string
	ChecklistItems []ChecklistItem
	Result         string // Open, Partial, Closed or Refer
	Referrals      int    // how often this document was referred and not decided since (SR-12)

	// From the signing on (G10 to G13).
	SignedDigest string          // the dossier digest that was signed
	Digest       string          // the present one; needed from G10
	DatedOn      document.Date   // 成文日期: at G10 the one being set
	Today        document.Date   // civil day on which the act is taken
	Number       document.Number // "" until it is given
	SealedReady  bool            // the sealed file is stored
	// Calendar counts the time limit of publication (GI-13); without it nothing
	// is said about the limit.
	Calendar *calendar.Calendar

	// LegalityAsked is the civil day on which the document came to the legality review for
	// the last time, "" when it never did (ND-05, MD-09).
	LegalityAsked document.Date
	// LegalityFirst is the civil day on which that review was first passed in this house,
	// "" when it never was (ND-04, MD-10).
	LegalityFirst document.Date

	// Dead are the documents, of those that Cited names, that the register has as
	// repealed, lapsed or revoked and the public can see (SC-17).
	Dead []document.Number
	// Consents are what co-issuing bodies said of a joint document, in the order in which
	// it was put on record (DH-13).
	Consents []dossier.Consent
	// Examined are the hits of the scanner that a secrecy reviewer let pass.
	Examined []dossier.Examined

	gate Gate  // set by Check
	look *look // set by Check
}

// released is the content as it goes out: with what was added to the catalogue.
func (in Input) released() dossier.Content {
	c := in.Content
	c.Catalogue = c.Catalogue.Filled(in.Completed)
	return c
}

// stands returns the decision of a stage if it still holds: of that stage, taken
// forward, and over what is now in the dossier. It does not rely on whoever made
// the map.
func (in Input) stands(stage document.Stage) (dossier.Decision, bool) {
	d, ok := in.Standing[stage]
	row, known := stage.Row()
	return d, ok && known && d.Stage == stage && d.Verb == row.Forward && d.Stands(in.Sheets)
}

// legality returns the days of the legality review: those on record, and where no day is,
// those of the review in this house that stands. own says that they are the house's.
func (in Input) legality() (r dossier.Review, own bool) {
	r = in.Content.Record.Legality
	d, stands := in.stands(document.LegalityReview)
	answered := document.DateOf(d.At)
	if r.ReceivedOn != "" || r.AnsweredOn != "" || !stands || !in.LegalityAsked.Valid() || answered < in.LegalityAsked {
		return r, false // asked again, and not answered since
	}
	r.ReceivedOn, r.AnsweredOn = in.LegalityAsked, answered
	return r, true
}

// reviewedOn returns the day of the legality review that a meeting may come after: the one
// on record, else that on which it was first passed in this house; a later review, of what
// the meeting changed, takes nothing from its decision. "" where there is neither.
func (in Input) reviewedOn() document.Date {
	if r := in.Content.Record.Legality; r.ReceivedOn != "" || r.AnsweredOn != "" {
		return r.AnsweredOn
	}
	return in.LegalityFirst
}

// standing is the finding for a decision that must stand and does not.
func (in Input) standing(stage document.Stage) []document.Finding {
	_, ok := in.stands(stage)
	return one(!ok, block("decisions."+string(stage),
		"“"+stage.Label()+"”尚未办理，或者办理之后所审内容又有改动，原决定已经失效。",
		"请退回“"+stage.Label()+"”环节，对现稿重新办理。"))
}

// opinion is the finding for an act that needs words.
func (in Input) opinion(message string) []document.Finding {
	return one(blank(in.Opinion), block("opinion", message, "请在“办理意见”中填写。"))
}

func (in Input) class() document.Class         { return in.Content.Text.Class }
func (in Input) attribute() document.Attribute { return in.Content.Disclosure.Attribute }

// policy reports whether the document makes policy: what DA-04 and IN-04 speak of.
func (in Input) policy() bool {
	return in.class() == document.Normative || in.class() == document.Policy
}

// blank reports whether nothing in it carries meaning.
func blank(s string) bool { return strings.IndexFunc(s, meaningful) < 0 }

func meaningful(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// letters counts what carries meaning: no space, no punctuation.
func letters(s string) int {
	return len([]rune(strings.Map(func(r rune) rune {
		if meaningful(r) {
			return r
		}
		return -1
	}, s)))
}
