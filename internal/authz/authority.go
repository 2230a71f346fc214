package authz

import (
	"fmt"
	"io/fs"

	"github.com/casbin/casbin/v2"
	"github.com/casbin/casbin/v2/model"

	"mingfa/internal/document"
	"mingfa/policies"
)

// Authority answers questions of permission. It is immutable after New and safe
// for concurrent use.
type Authority struct {
	enforcer *casbin.Enforcer // the plain one: cached enforcers keep granting after a revocation
	rows     []row
}

// New reads the permission files from fsys, which policies.Load provides, and
// tries them out: every row must decide as it says, and no denial that the house
// rests on may be missing. An error means the program must not start.
func New(fsys fs.FS) (*Authority, error) {
	rows, err := readPolicy(fsys)
	if err != nil {
		return nil, err
	}
	text, err := policies.Read(fsys, modelFile)
	if err != nil {
		return nil, err
	}
	m, err := model.NewModelFromString(string(text.Data))
	if err != nil {
		return nil, badModel(err)
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, badModel(err)
	}
	e.AddFunction("holds", holds)
	for _, r := range rows {
		if _, err := e.AddPolicy(r.fields()); err != nil {
			return nil, fmt.Errorf("authz: %s: row %v: %w", policyFile, r.fields(), err)
		}
	}
	a := &Authority{enforcer: e, rows: rows}
	if err := a.selfTest(); err != nil {
		return nil, err
	}
	return a, nil
}

func badModel(err error) error {
	return &policies.Fault{
		Code: "permission-model", File: modelFile, Message: "权限模型不能使用（" + err.Error() + "）", Remedy: "该文件一般不须改动，请恢复内置文件", Err: err,
	}
}

// holds is the matcher's function: it looks a condition up in the closed list.
func holds(args ...any) (any, error) {
	if len(args) != 3 {
		return nil, fmt.Errorf("authz: holds takes 3 arguments, not %d", len(args))
	}
	name, okName := args[0].(string)
	unit, okUnit := args[1].(string)
	q, okAsk := args[2].(Question)
	c, known := conditions[name]
	if !okName || !okUnit || !okAsk || !known {
		return nil, fmt.Errorf("authz: bad call of holds(%v, %v, …)", args[0], args[1])
	}
	return c.holds(unit, q), nil
}

// decide asks casbin for one appointment. why is the row that decided, nil when
// no row spoke.
func (a *Authority) decide(p Appointment, q Question) (ok bool, why *row, err error) {
	q.as = p.Role
	ok, f, err := a.enforcer.EnforceEx(string(p.Role), p.Unit, string(q.Stage), string(q.Verb), q)
	if err != nil {
		return false, nil, fmt.Errorf("authz: decide %s at %s: %w", q.Verb, q.Stage, err)
	}
	if len(f) == 5 {
		why = &row{document.Role(f[0]), document.Stage(f[1]), document.Verb(f[2]), f[3], f[4]}
	}
	return ok, why, nil
}
