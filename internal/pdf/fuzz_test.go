package pdf

import (
	"bytes"
	"errors"
	"testing"

	"mingfa/internal/pdf/syntax"
)

// FuzzVerify holds that whatever the bytes are, Verify answers or refuses with
// a message, and never calls intact what differs from a good file.
func FuzzVerify(f *testing.F) {
	small := sealed(f, Sheet{Title: "通知", Body: "正文。", SignOrgan: "明州市人民政府", DatedOn: day(2026, 11, 21)})
	f.Add(small)
	f.Add(marked(f, small, repealed()))
	f.Add([]byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R]>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R>>\nstartxref\n88\n%%EOF"))
	f.Add([]byte("%PDF-1.7\nstartxref\n9\n%%EOF"))
	trust := TrustIn(identity(f, officeIdentity), identity(f, systemIdentity))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Verify(data, trust)
		var refusal *Error
		if err != nil && !errors.As(err, &refusal) {
			t.Fatalf("error without a code: %v", err)
		}
		if err == nil && r.Verdict == Intact && !bytes.HasPrefix(data, small[:len(small)/2]) {
			t.Fatal("an unknown file is called intact")
		}
		if _, err := Text(data); err != nil && !errors.As(err, &refusal) {
			t.Fatalf("error without a code: %v", err)
		}
	})
}

// FuzzTypeset holds that any text can be set, read back and opened.
func FuzzTypeset(f *testing.F) {
	f.Add("通知", "一、总则\n（一）范围。适用。\n| a | b |\n|---|---|\n| 1 | 2 |")
	f.Add("a b\nc", "# 标题\n- 甲\n  - 乙\n1. 丙\n**粗**`码`[链](http://x)\n```\n围\n```")
	f.Add("“（”", "，。（（（《《\u200b\u3000\u0000 https://"+string(bytes.Repeat([]byte("x"), 200)))
	f.Fuzz(func(t *testing.T, title, body string) {
		set, err := fonts(t).Typeset(Sheet{Title: title, Body: body, Addressee: title, SignOrgan: title, DatedOn: day(2026, 1, 1)})
		if errors.Is(err, ErrBadSheet) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		file, err := syntax.Open(set.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if pages, err := file.Pages(); err != nil || len(pages) != set.Pages {
			t.Fatalf("%d pages, %v; want %d", len(pages), err, set.Pages)
		}
		if _, err := Text(set.PDF); err != nil {
			t.Fatal(err)
		}
	})
}
