package pdf

import (
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/pdf/syntax"
)

// Convention is what programs for PDF disagree about; its zero value is what the
// programs at hand agree on. It is for offices whose readers want it otherwise.
type Convention struct {
	// MarkSubtype is the kind of annotation that a mark is: Watermark (the default),
	// Square or Stamp. LibreOffice calls a seal broken after a Stamp; a reader may be
	// found that does so after a Watermark.
	MarkSubtype string
	// SM2Format is Filter and SubFilter of signatures with SM2 keys, with a slash
	// between them: Adobe.PPKLite/ETSI.CAdES.detached (the default), or what the
	// office's readers know, for example GM.PKILite/GM.SM2 (GM/T 0112-2021).
	SM2Format string
}

// markSubtypes are the kinds of annotations that may be marks.
var markSubtypes = []syntax.Name{"Watermark", "Square", "Stamp"}

// ErrBadConvention is the refusal of a Convention that no file can follow.
var ErrBadConvention = &Error{Code: "pdf-bad-convention", Message: "标注的注释类型或者 SM2 签名的格式不可用，请检查配置"}

// With returns the identity signing and marking by a convention.
func (i *Identity) With(c Convention) (*Identity, error) {
	out := *i
	if c.MarkSubtype != "" {
		out.subtype = syntax.Name(c.MarkSubtype)
		if !slices.Contains(markSubtypes, out.subtype) {
			return nil, ErrBadConvention.Because(fmt.Errorf("subtype %q", c.MarkSubtype))
		}
	}
	if c.SM2Format == "" {
		return &out, nil
	}
	filter, sub, ok := strings.Cut(c.SM2Format, "/")
	if !ok || !plainName(filter) || !plainName(sub) || sub == formatTimestamp {
		return nil, ErrBadConvention.Because(fmt.Errorf("format %q", c.SM2Format))
	}
	if out.signer.SM2() {
		out.filter, out.subFilter = syntax.Name(filter), syntax.Name(sub)
	}
	return &out, nil
}

// plainName reports whether a name is of letters, digits, dots and signs of binding.
func plainName(s string) bool {
	return s != "" && len(s) <= 60 && !strings.ContainsFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && r != '.' && r != '-' && r != '_'
	})
}

// markSubtype is the kind of annotation that a mark is.
func (i *Identity) markSubtype() syntax.Name {
	if i.subtype == "" {
		return markSubtypes[0]
	}
	return i.subtype
}

// format is that of the signatures.
func (i *Identity) format() (filter, sub syntax.Name) {
	if i.filter == "" {
		return "Adobe.PPKLite", formatPAdES
	}
	return i.filter, i.subFilter
}
