package pdf

import "mingfa/internal/pdf/syntax"

// Error is a refusal that a person may read: Code is stable, Message is
// Chinese. Compare with errors.Is against the values below.
type Error = syntax.Error

// The refusals of this package, besides those of fonts.
var (
	ErrEmpty     = syntax.ErrEmpty
	ErrNotPDF    = syntax.ErrNotPDF
	ErrOffset    = syntax.ErrOffset
	ErrTooLarge  = syntax.ErrTooLarge
	ErrEncrypted = syntax.ErrEncrypted
	ErrDamaged   = syntax.ErrDamaged
	ErrTooDeep   = syntax.ErrTooDeep

	ErrBadSheet      = &Error{Code: "pdf-bad-sheet", Message: "公文要素不完整，无法排版"}
	ErrBadIdentity   = &Error{Code: "pdf-bad-identity", Message: "签名证书或者私钥无法使用，请检查配置"}
	ErrBadKey        = &Error{Code: "pdf-bad-key", Message: "私钥无法读取：应当是没有口令的 PEM 文件（PKCS#8、PKCS#1 或者 SEC1）；其他形式的请先转换，例如 openssl pkcs8 -topk8 -nocrypt -in 原私钥 -out 新私钥"}
	ErrAlreadySealed = &Error{Code: "pdf-already-sealed", Message: "文件已经签章，不能重复用印"}
	ErrOtherFile     = &Error{Code: "pdf-other-file", Message: "待用印的文件与审定的文件不一致，不能用印"}
	ErrStamp         = &Error{Code: "pdf-no-time-stamp", Message: "时间戳服务没有给出有效的时间戳，未用印"}
	ErrBadSeal       = &Error{Code: "pdf-bad-seal", Message: "用印位置或者用印信息不正确"}
	ErrBadNotice     = &Error{Code: "pdf-bad-notice", Message: "效力标注的内容不完整"}
	ErrLocked        = &Error{Code: "pdf-locked", Message: "原文件的签章不允许追加任何内容，不能标注"}
	ErrTampered      = &Error{Code: "pdf-tampered", Message: "文件在签章之后被改动，或者被追加了未经签名的内容，不能标注"}
	ErrMarkFailed    = &Error{Code: "pdf-mark-failed", Message: "标注结果未通过核验，已放弃，原文件未改动"}
	ErrFileChanged   = &Error{Code: "pdf-file-changed", Message: "标注过程中原文件被改动，已放弃"}
	ErrSealFailed    = &Error{Code: "pdf-seal-failed", Message: "签章结果未通过核验，已放弃，原文件未改动"}
)
