package policies

import (
	"errors"
	"fmt"
	"strings"
)

// Fault is what is wrong with a policy file, in the words of who keeps it. Nothing is
// put into force before it is right, so that no slip of the pen leaves another rule in
// force than was meant.
type Fault struct {
	Code    string // stable, kebab-case, e.g. "policy-key"
	File    string // path in the folder of policies
	Line    int    // from 1, 0 where no line is to blame
	Path    string // of the key, e.g. stages[3].workdays, "" for the whole file
	Rule    string // rule id, "" where no rule is the reason
	Message string // Chinese: what is wrong, without a full stop
	Remedy  string // Chinese: what to do, without a full stop
	Err     error  // for the log
}

// Error returns the whole of it in one line of Chinese.
func (f *Fault) Error() string {
	var b strings.Builder
	b.WriteString("制度文件 " + f.File)
	if f.Line > 0 {
		fmt.Fprintf(&b, " 第%d行", f.Line)
	}
	if f.Path != "" {
		b.WriteString(" " + f.Path)
	}
	fmt.Fprintf(&b, "：%s。%s。（%s）", f.Message, f.Remedy, strings.Trim(f.Rule+" "+f.Code, " "))
	return b.String()
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Faults returns the faults in the tree of an error, in order.
func Faults(err error) []*Fault {
	if f, ok := err.(*Fault); ok { //nolint:errorlint // each node of the tree is looked at by itself
		return []*Fault{f}
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var out []*Fault
		for _, one := range many.Unwrap() {
			out = append(out, Faults(one)...)
		}
		return out
	}
	if one := errors.Unwrap(err); one != nil {
		return Faults(one)
	}
	return nil
}
