package verdict

import (
	"io/fs"

	"mingfa/internal/authz"
	"mingfa/internal/procedure"
	"mingfa/internal/rulebook"
)

// Load reads permission, procedures and checklist from policies/ and checks them.
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
	return Laws{Authority: authority, Book: book, Checklist: items}, nil
}
