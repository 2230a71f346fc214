package pdf

import (
	"slices"
	"time"

	"mingfa/internal/pdf/syntax"
)

// Rehearse reports why a file could not be sealed or marked, nil if it can be: who keeps a
// file for years has to know on the first day. Nothing is drawn or signed. The errors are
// those of Mark.
func Rehearse(pdf []byte) error {
	s := newSums(slices.Clip(pdf))
	n := Notice{Status: "repealed", Diagonal: "已废止", Banner: "本文件已废止。", Level: Void, Time: time.Unix(0, 0)}
	file, u, err := drawn(s, nil, n, markSubtypes[0], nil)
	if err != nil {
		return err
	}
	if err := markable(file, s); err != nil {
		return err
	}
	pages, err := file.Pages()
	if err != nil {
		return err
	}
	value := syntax.Add(u, syntax.Dict{"Type": syntax.Name("Sig")})
	widget := syntax.Add(u, signing{field: unusedField(file, "Mark"), page: pages[0]}.widget(value))
	editAnnotations(u, pages[0], func(a syntax.Array) syntax.Array { return append(a, widget) })
	registerField(file, u, widget, value, false)
	tail, _ := u.Tail()
	if _, err := checkShown(file, slices.Concat(pdf, tail), len(pages)); err != nil {
		return ErrMarkFailed.Because(err)
	}
	return nil
}
