package scan

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"

	"mingfa/internal/ooxml"
)

// TestExpansionLimit: a part that grows beyond what is left is not read, and the
// limit holds for all parts together.
func TestExpansionLimit(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"word/document.xml", "word/header1.xml"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("<a>" + strings.Repeat(" ", 1000) + "</a>")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for left, over := range map[int64]bool{3000: false, 2014: false, 2013: true, 500: true, 0: true} {
		p, err := ooxml.OpenWithin(b.Bytes(), left)
		if err != nil {
			t.Fatal(err)
		}
		d := &docx{pack: p, hiding: map[string]bool{}, texts: map[Part]*strings.Builder{}}
		if err := d.readAll(); errors.Is(err, ooxml.ErrOversized) != over {
			t.Errorf("%d bytes left: %v", left, err)
		}
	}
}
