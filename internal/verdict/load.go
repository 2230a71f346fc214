package verdict

import (
	"io/fs"

	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// Load reads the laws of a house that names no region.
func Load(fsys fs.FS) (Laws, error) { return LoadFor(fsys, rulebook.National) }

// LoadFor reads permission, procedures, checklist, negative list, calendars and
// regions from policies/, checks all of them, and chooses the region. Whatever is
// wrong with them keeps the program from starting.
func LoadFor(fsys fs.FS, region string) (Laws, error) {
	authority, err := authz.New(fsys)
	if err != nil {
		return Laws{}, err
	}
	book, err := procedure.Load(fsys)
	if err != nil {
		return Laws{}, err
	}
	items, err := rulebook.LoadChecklist(fsys)
	if err != nil {
		return Laws{}, err
	}
	days, err := calendar.Load(fsys)
	if err != nil {
		return Laws{}, err
	}
	list, err := rulebook.LoadNegativeList(fsys)
	if err != nil {
		return Laws{}, err
	}
	home, err := rulebook.LoadRegion(fsys, region)
	if err != nil {
		return Laws{}, err
	}
	reminders, err := procedure.LoadReminders(fsys)
	if err != nil {
		return Laws{}, err
	}
	return Laws{
		Authority: authority, Book: book, Checklist: items, Calendar: days, Region: home, Negative: list, Reminders: reminders,
	}, nil
}
