package cli

import (
	"os"
	"strings"
	"testing"
	"time"

	"mingfa/activities"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/pdf"
	"mingfa/internal/verdict"
)

// TestPrintSpecialForms: the sealed PDF of an order bears office and name (LY-28), that of
// minutes the people, under a signature without a seal to be seen (LY-29).
func TestPrintSpecialForms(t *testing.T) {
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)
	seal, err := pdf.NewIdentity("明州市人民政府", now)
	if err != nil {
		t.Fatal(err)
	}
	p := printer{inForce: verdict.NewInForce(verdict.Laws{}), fonts: fonts, seal: seal, now: func() time.Time { return now }}
	for kind, want := range map[document.Kind]string{document.Order: "市长王喆", document.Minutes: "列席：孙芃"} {
		x := dossier.Text{Kind: kind, Title: "题", Body: "现予公布。", SignerPost: "市长", Attending: "孙芃"}
		sealed, _, err := p.Print(t.Context(), activities.Paper{
			Content: dossier.Content{Text: x}, Digest: "ab", Number: "明政令〔2026〕1号", Head: "明州市人民政府文件", Issuer: "明州市人民政府",
			SealText: "明州市人民政府", SignerName: "王喆", DatedOn: "2026-11-20", IssuedOn: "2026-11-20",
		})
		if err != nil {
			t.Fatal(kind, err)
		}
		if r, err := pdf.Verify(sealed, pdf.TrustIn(seal)); err != nil || r.Verdict != pdf.Intact {
			t.Errorf("%s: %+v %v", kind, r, err)
		}
		name := t.TempDir() + "/a.pdf"
		if err := os.WriteFile(name, sealed, 0o600); err != nil {
			t.Fatal(err)
		}
		if text := strings.NewReplacer("　", "", " ", "", "\n", "").Replace(pageTexts(t, name)); !strings.Contains(text, want) {
			t.Errorf("%s: no %q in %s", kind, want, text)
		}
	}
}
