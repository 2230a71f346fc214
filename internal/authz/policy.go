package authz

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/policies"
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
	text, err := policies.Read(fsys, policyFile)
	if err != nil {
		return nil, err
	}
	in := csv.NewReader(bytes.NewReader(text.Data))
	in.Comment, in.FieldsPerRecord, in.TrimLeadingSpace = '#', 6, true
	var rows []row
	for {
		f, err := in.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, unreadable(err)
		}
		line, _ := in.FieldPos(0)
		r := row{document.Role(f[1]), document.Stage(f[2]), document.Verb(f[3]), f[4], f[5]}
		key, message := r.check(f[0])
		if slices.Contains(rows, r) {
			key, message = "p", "本行与前面的一行重复"
		}
		if message != "" {
			return nil, &policies.Fault{
				Code: "permission-row", File: policyFile, Line: line, Path: key, Message: message + "（" + strings.Join(f, ", ") + "）", Remedy: "请对照内置的同名文件更正，或者删去该行",
			}
		}
		rows = append(rows, r)
	}
}

// unreadable is the fault of a line that is none of six columns.
func unreadable(err error) error {
	f := &policies.Fault{
		Code: "policy-syntax", File: policyFile, Message: "本行不是六列（p, 岗位, 环节, 动作, 条件, allow 或者 deny）", Remedy: "请补齐各列，检查逗号和引号", Err: err,
	}
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		f.Line = e.Line
	}
	return f
}

// check says which column is wrong and what is wrong with it, "" where nothing is.
func (r row) check(kind string) (column, message string) {
	c, known := conditions[r.condition]
	switch {
	case kind != "p":
		return "p", "没有“" + kind + "”这一种行"
	case !known:
		return "condition", "没有“" + r.condition + "”这一条件"
	case c.effect != r.effect:
		return "effect", "条件“" + r.condition + "”只用于 " + c.effect + "，不用于“" + r.effect + "”"
	case r.role != anything && !r.role.Known():
		return "role", "没有“" + string(r.role) + "”这一岗位"
	case r.role == anything && r.effect == allow && r.verb != see:
		return "role", "准许办理的行须写明岗位"
	case r.verb.Beside() && r.stage != anything:
		return "stage", "“" + string(r.verb) + "”不移送公文，环节须为 " + anything
	case !r.verb.Known() && r.verb != see && !r.verb.Beside():
		return "verb", "没有“" + string(r.verb) + "”这一动作"
	case r.stage != anything && r.stage.Label() == "":
		return "stage", "没有“" + string(r.stage) + "”这一环节"
	case r.stage != anything && r.verb != see && !r.stage.Offers(r.verb):
		return "verb", "“" + r.stage.Label() + "”环节没有“" + string(r.verb) + "”这一动作"
	default:
		return "", ""
	}
}
