package pdf

import (
	"errors"
	"strings"
	"testing"
)

// What is too costly to be read might hide anything: nothing that was added to it since is
// called permitted.
func TestTooCostlyToBeCompared(t *testing.T) {
	id := identity(t, ecdsaIdentity)
	pdf := small(map[int]string{3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/X 9 0 R>>", 9: "[" + strings.Repeat("1 ", 4_300_000) + "]"}).bytes()
	pdf = countersigned(t, pdf, id, "S")
	if r, err := Verify(pdf, TrustIn(id)); err != nil || r.Verdict != Intact {
		t.Fatalf("as it was signed: %s, %v", r.Verdict, err)
	}
	if r, err := Verify(attack(t, pdf, validated), TrustIn(id)); err != nil || r.Verdict != Tampered {
		t.Errorf("with validation data: %s, %v", r.Verdict, err)
	}
}

// Metadata that would fill the memory are no reason to try.
func TestMarkRefusesABomb(t *testing.T) {
	pdf := small(map[int]string{1: "<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R>>", 5: flate("/Type/Metadata/Subtype/XML", make([]byte, 129<<20))}).bytes()
	if _, err := Mark(pdf, fonts(t), identity(t, ecdsaIdentity), repealed()); !errors.Is(err, ErrTooDeep) {
		t.Errorf("got %v, want %s", err, ErrTooDeep.Code)
	}
}
