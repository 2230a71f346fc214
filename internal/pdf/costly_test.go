package pdf

import (
	"strings"
	"testing"
)

// What is too costly to be read might hide anything: nothing that was added to it since is
// called permitted, and no mark of ours stands over it.
func TestTooCostlyToBeCompared(t *testing.T) {
	id := identity(t, ecdsaIdentity)
	pdf := small(map[int]string{3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/X 9 0 R>>", 9: "[" + strings.Repeat("1 ", 4_300_000) + "]"}).bytes()
	pdf = countersigned(t, pdf, id, "S")
	r, err := Verify(pdf, TrustIn(id))
	if err != nil || r.Verdict != Intact {
		t.Fatalf("as it was signed: %s, %v", r.Verdict, err)
	}
	if r, err := Verify(attack(t, pdf, validated), TrustIn(id)); err != nil || r.Verdict != Tampered {
		t.Errorf("with validation data: %s, %v", r.Verdict, err)
	}
	if _, err := Mark(pdf, fonts(t), id, repealed()); err == nil {
		t.Error("it is marked")
	}
}
