package scan

import (
	"errors"
	"strings"
	"testing"

	"mingfa/internal/ooxml"
	"mingfa/internal/ooxml/ooxmltest"
)

// TestExpansionLimit: a part that grows beyond what is left is not read, and the
// limit holds for all parts together.
func TestExpansionLimit(t *testing.T) {
	spaces := "<a>" + strings.Repeat(" ", 1000) + "</a>"
	data := ooxmltest.Pack(t, map[string]string{"word/document.xml": spaces, "word/header1.xml": spaces})
	for left, over := range map[int64]bool{3000: false, 2014: false, 2013: true, 500: true, 0: true} {
		p, err := ooxml.OpenWithin(data, left)
		if err != nil {
			t.Fatal(err)
		}
		d := &docx{pack: p, hiding: map[string]bool{}, texts: map[Part]*strings.Builder{}}
		if err := d.readAll(); errors.Is(err, ooxml.ErrOversized) != over {
			t.Errorf("%d bytes left: %v", left, err)
		}
	}
}
