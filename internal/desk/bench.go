package desk

import (
	"context"

	"mingfa/internal/dossier"
)

// Bench is what the workbench needs beyond what every door does. The promises of
// Counter hold for it as well.
type Bench interface {
	Counter
	Keeping
	// Tray counts what waits for this person; it is cheap enough for every page.
	Tray(ctx context.Context, person string) (Tray, error)
	// Waiting returns a page of what waits for this person, the most urgent first.
	Waiting(ctx context.Context, person string, q WaitingQuery) (Waiting, error)
	// Units returns the units that draft, by name, for choosing one.
	Units(ctx context.Context) ([]Unit, error)
	// PreviewContent typesets content that is not saved, as the person's unit would
	// print it; id is "" for a new document. Nothing is stored, and a text with a
	// secrecy mark is refused (SR-09).
	PreviewContent(ctx context.Context, person, unit, id string, c dossier.Content) ([]byte, error)
	// Check returns what stands between content that is not saved and the acts of its
	// way, up to the signing.
	Check(ctx context.Context, person, unit, id string, c dossier.Content) (Readiness, error)
	// Compare returns what differs between the present revision and content that is
	// not saved.
	Compare(ctx context.Context, person, id string, c dossier.Content) ([]PartDiff, error)
	// Guide returns what the laws tell who writes: the rules of each field and the
	// list of what is not disclosed.
	Guide() Guide
	// Present notes that a person has a document open on a page, which names itself by
	// up to 64 printable characters, and returns who else has. It is forgotten within
	// a minute and stands in no ledger.
	Present(ctx context.Context, person, id, page string, writing bool) (Present, error)
	// Absent forgets a page of the person's that was left.
	Absent(ctx context.Context, person, page string) error
	// Health returns the state of disclosure in a year (0 = all years), for the
	// disclosure office, the office that checks, and auditors.
	Health(ctx context.Context, person string, year int) (Health, error)
	// Establishment returns people, units, procedures and calendars, for the office
	// that checks and auditors.
	Establishment(ctx context.Context, person string) (Establishment, error)
	// System returns policies, calendars, fonts, seal and surfaces, for the office that
	// checks, auditors and administrators.
	System(ctx context.Context, person string) (System, error)
	// ReloadPolicies reads the policies anew and puts them into force as a whole, for
	// administrators. What does not pass leaves all as it is; running documents keep
	// the procedure they have. changed is false when the folder holds what is in force:
	// then nothing is done, and the ledger says nothing.
	ReloadPolicies(ctx context.Context, admin string) (changed bool, err error)
	// LatestLedger returns a page of the ledger, the newest entries first, for auditors.
	LatestLedger(ctx context.Context, person string, q LedgerQuery) (LedgerPage, error)
	// ProveLedger checks the whole chain of the ledger, for auditors.
	ProveLedger(ctx context.Context, person string) (Proof, error)
}

var _ Bench = (*Desk)(nil)
