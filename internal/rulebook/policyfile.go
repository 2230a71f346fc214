package rulebook

import (
	"fmt"
	"regexp"
	"strings"

	"mingfa/internal/document"
)

var unknownKey = regexp.MustCompile(`^\[(\d+):\d+\] unknown field "([^"]+)"`)

// policyFault says what is wrong with a policy file that can't be read: which file,
// which key on which line, and what to do. Nothing starts before it is right, so
// that no slip leaves another rule in force than was meant.
func policyFault(name string, err error) error {
	e := &document.Error{
		Kind: document.Invalid, Code: "policy-file", Err: fmt.Errorf("rulebook: %s: %w", name, err),
	}
	what, _, _ := strings.Cut(err.Error(), "\n")
	e.Message = "制度文件 " + name + " 不能读取（" + what + "），系统不能启动。请更正后重新启动。"
	if m := unknownKey.FindStringSubmatch(err.Error()); m != nil {
		e.Code = "policy-key"
		e.Message = fmt.Sprintf("制度文件 %s 第%s行的“%s”不是可用的键，系统不能启动。请对照内置的同名文件更正键名，或者删去该行，再重新启动。", name, m[1], m[2])
	}
	return e
}
