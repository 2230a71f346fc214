package verdict

import (
	"io/fs"

	"mingfa/internal/authz"
	"mingfa/internal/calendar"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// Load reads permission, procedures, checklist and calendars from policies/ and checks them.
// Whatever is wrong with them keeps the program from starting.
func Load(fsys fs.FS) (Laws, error) {
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
	return Laws{Authority: authority, Book: book, Checklist: items, Calendar: days}, nil
}
