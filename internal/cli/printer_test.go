package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/pdf"
	"mingfa/internal/verdict"
)

// TestSheet: a closed annex of a public document is not printed (DA-11), and the
// mark is worded as the region has it (DA-13).
func TestSheet(t *testing.T) {
	var laws verdict.Laws
	laws.Region.Mark = map[document.Attribute]string{document.Proactive: "此件公开发布", document.Withheld: "此件不予公开"}
	p := printer{inForce: verdict.NewInForce(laws)}
	paper := activities.Paper{Content: dossier.Content{
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Annexes:    []dossier.Annex{{Title: "公开的"}, {Title: "不公开的", Attribute: document.Withheld}},
	}}
	s, err := p.sheet(paper)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Annexes) != 1 || s.Annexes[0].Title != "公开的" || s.Note != "此件公开发布" {
		t.Errorf("sheet: %d annexes, note %q", len(s.Annexes), s.Note)
	}
	paper.Content.Text.JointWith = []string{"明州市公安局"}
	if s, err = p.sheet(paper); err != nil || len(s.JointSign) != 1 || s.JointSign[0] != "明州市公安局" {
		t.Errorf("LY-19: a joint document is signed by %q too, %v", s.JointSign, err)
	}
	if s.JointHead != nil {
		t.Errorf("LY-11: the mark names %q", s.JointHead)
	}
	paper.Issuer, paper.Content.Text.JointHead = "明州市城市管理局", true
	if s, err = p.sheet(paper); err != nil || strings.Join(s.JointHead, "、") != "明州市城市管理局、明州市公安局" {
		t.Errorf("LY-11: the mark names %q, %v", s.JointHead, err)
	}
	paper.Content.Disclosure.Attribute = document.Withheld
	if s, err = p.sheet(paper); err != nil || len(s.Annexes) != 2 || s.Note != "此件不予公开" || s.VerifyURL != "" {
		t.Errorf("withheld: %d annexes, note %q, address %q", len(s.Annexes), s.Note, s.VerifyURL)
	}
}

// TestPrintOfAFinishedPDF: the file that was signed is sealed as it is, certified, where it
// was said; no other file is, and later marks stand on it like on any other.
func TestPrintOfAFinishedPDF(t *testing.T) {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	seal, err := pdf.NewIdentity("明州市人民政府办公室", time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	set, err := fonts.Typeset(pdf.Sheet{Title: "关于停车的通知", Body: "一、加强管理。"})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	p := printer{fonts: fonts, seal: seal, now: func() time.Time { return now }}
	sum := sha256.Sum256(set.PDF)
	paper := activities.Paper{Digest: "ab", Number: "明政办发〔2026〕1号", Issuer: "明州市人民政府办公室", SealText: "明州市人民政府办公室", Original: set.PDF}
	paper.Content.Text.Original = &dossier.Original{Digest: hex.EncodeToString(sum[:]), Pages: 1, Seal: dossier.SealPlace{Page: 1, Left: 140, Bottom: 120}}
	sealed, pages, err := p.Print(t.Context(), paper)
	if err != nil || pages != 1 || !bytes.HasPrefix(sealed, set.PDF) {
		t.Fatalf("%d pages, %v", pages, err)
	}
	words := document.Life{Ended: document.Repealed, EndedOn: "2026-12-01", ByNumber: "明政办发〔2026〕2号", ByDocument: "d2"}.Words("2026-12-02")
	marked, err := p.Mark(t.Context(), sealed, words, "d2", now)
	if err != nil {
		t.Fatal(err)
	}
	for what, file := range map[string][]byte{"sealed": sealed, "marked": marked} {
		r, err := pdf.Verify(file, pdf.TrustIn(seal))
		if err != nil || r.Verdict != pdf.Intact || !r.Signatures[0].Certification || r.Signatures[0].Digest != "ab" {
			t.Errorf("%s: %+v %v", what, r, err)
		}
	}
	paper.Original = append(bytes.Clone(set.PDF), ' ')
	if _, _, err := p.Print(t.Context(), paper); err == nil {
		t.Error("another file was sealed")
	}
	paper.Original, paper.Content.Text.Original.Seal.Page = set.PDF, 2
	if _, _, err := p.Print(t.Context(), paper); err == nil {
		t.Error("a seal on a page that is not there")
	}
}
