package authz

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"

	"mingfa/internal/document"
)

const (
	modelFile  = "permissions/model.conf"
	policyFile = "permissions/policy.csv"
	anything   = "*"
)

// row is a line of the policy file.
type row struct {
	role      document.Role
	stage     document.Stage
	verb      document.Verb
	condition string
	effect    string
}

func (r row) fields() []string {
	return []string{string(r.role), string(r.stage), string(r.verb), r.condition, r.effect}
}

// about reports whether the row speaks of the verb at the stage.
func (r row) about(verb document.Verb, stage document.Stage) bool {
	return r.verb == verb && (r.stage == anything || r.stage == stage)
}

// readPolicy reads the policy file strictly: casbin's own loader takes whatever
// it is given, and a misspelt word in a permission is a permission nobody has, in
// a denial a hole.
func readPolicy(fsys fs.FS) ([]row, error) {
	data, err := fs.ReadFile(fsys, policyFile)
	if err != nil {
		return nil, fmt.Errorf("authz: read policy: %w", err)
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comment, in.FieldsPerRecord, in.TrimLeadingSpace = '#', 6, true
	records, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("authz: %s: %w", policyFile, err)
	}
	var rows []row
	for _, f := range records {
		r := row{document.Role(f[1]), document.Stage(f[2]), document.Verb(f[3]), f[4], f[5]}
		if err := r.check(f[0]); err != nil {
			return nil, fmt.Errorf("authz: %s: row %v: %w", policyFile, f, err)
		}
		if slices.Contains(rows, r) {
			return nil, fmt.Errorf("authz: %s: row %v occurs twice", policyFile, f)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func (r row) check(kind string) error {
	c, known := conditions[r.condition]
	switch {
	case kind != "p":
		return fmt.Errorf("unknown kind of row %q", kind)
	case !known:
		return fmt.Errorf("unknown condition %q", r.condition)
	case c.effect != r.effect:
		return fmt.Errorf("condition %q belongs to %s, not to %q", r.condition, c.effect, r.effect)
	case r.role != anything && !r.role.Known():
		return fmt.Errorf("unknown role %q", r.role)
	case r.role == anything && r.effect == allow && r.verb != see:
		return fmt.Errorf("a permission to act names its role")
	case r.verb.Beside() && r.stage != anything:
		return fmt.Errorf("%q moves no document: its stage is %q", r.verb, anything)
	case !r.verb.Known() && r.verb != see && !r.verb.Beside():
		return fmt.Errorf("unknown verb %q", r.verb)
	case r.stage != anything && r.stage.Label() == "":
		return fmt.Errorf("unknown stage %q", r.stage)
	case r.stage != anything && r.verb != see && !r.stage.Offers(r.verb):
		return fmt.Errorf("stage %q does not offer %q", r.stage, r.verb)
	default:
		return nil
	}
}
