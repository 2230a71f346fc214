package syntax

import "errors"

// Error is a refusal that a person may read. Code is stable and meant for
// programs; Message is Chinese and meant for the page; Err, if any, is the
// technical cause.
type Error struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Err     error  `json:"-"`
}

// Error returns the message followed by the cause.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap returns the technical cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an Error of the same code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Because returns a copy of e with the technical cause set.
func (e *Error) Because(err error) *Error {
	c := *e
	c.Err = err
	return &c
}

// The refusals of this package. Compare with errors.Is.
var (
	ErrEmpty     = &Error{Code: "pdf-empty", Message: "文件是空的，请重新选择文件"}
	ErrNotPDF    = &Error{Code: "pdf-not-a-pdf", Message: "文件不是PDF格式，请确认后重新选择"}
	ErrOffset    = &Error{Code: "pdf-junk-before-header", Message: "文件开头混入了不属于PDF的内容，各种软件对这样的文件理解不一，不能处理；请用阅读软件打开，另存为新的PDF文件后重新提交"}
	ErrTooLarge  = &Error{Code: "pdf-too-large", Message: "文件过大，超出处理上限"}
	ErrEncrypted = &Error{Code: "pdf-encrypted", Message: "文件已加密，无法处理，请提供未加密的版本"}
	ErrDamaged   = &Error{Code: "pdf-damaged", Message: "文件已损坏或者结构不完整，无法处理，请提供完好的文件"}
	ErrTooDeep   = &Error{Code: "pdf-too-complex", Message: "文件结构异常复杂，已停止处理"}
)

// errSyntax is the cause reported for a malformed object.
var errSyntax = errors.New("malformed PDF object")
