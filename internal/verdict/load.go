package verdict

import (
	"errors"
	"io/fs"

	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// Load reads the laws of a house that names no region.
func Load(fsys fs.FS) (Laws, error) { return LoadFor(fsys, rulebook.National) }

// LoadFor reads permission, procedures, checklist, negative list, calendars and
// regions from policies/, checks all of them, and chooses the region. The error joins
// what is wrong with each kind; it keeps the program from starting, and what is in
// force in force.
func LoadFor(fsys fs.FS, region string) (Laws, error) {
	var l Laws
	var errs [7]error
	l.Authority, errs[0] = authz.New(fsys)
	l.Book, errs[1] = procedure.Load(fsys)
	l.Checklist, errs[2] = rulebook.LoadChecklist(fsys)
	l.Calendar, errs[3] = calendar.Load(fsys)
	l.Negative, errs[4] = rulebook.LoadNegativeList(fsys)
	l.Region, errs[5] = rulebook.LoadRegion(fsys, region)
	l.Reminders, errs[6] = procedure.LoadReminders(fsys)
	if err := errors.Join(errs[:]...); err != nil {
		return Laws{}, err
	}
	return l, nil
}
