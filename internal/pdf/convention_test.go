package pdf

import (
	"errors"
	"strings"
	"testing"
)

func TestConventionOfMarks(t *testing.T) {
	pdf := sealed(t, notice())
	for _, kind := range []string{"Watermark", "Square", "Stamp"} {
		t.Run(kind, func(t *testing.T) {
			id, err := identity(t, systemIdentity).With(Convention{MarkSubtype: kind})
			if err != nil {
				t.Fatal(err)
			}
			once := mustMark(t, pdf, id, amended())
			if !strings.Contains(string(once[len(pdf):]), "/Subtype /"+kind) {
				t.Error("the mark is of another kind")
			}
			// A mark of one kind takes the place of one of another.
			report := verified(t, mustMark(t, once, identity(t, systemIdentity), repealed()))
			if report.Verdict != Intact || len(report.Marks) != 1 || report.Marks[0].Status != "repealed" {
				t.Errorf("verdict %s, marks %+v", report.Verdict, report.Marks)
			}
		})
	}
}

func TestConventionOfSM2(t *testing.T) {
	id, err := identity(t, sm2Identity).With(Convention{SM2Format: "GM.PKILite/GM.SM2"})
	if err != nil {
		t.Fatal(err)
	}
	pdf := sealedBy(t, id, notice())
	if !strings.Contains(string(pdf), "/Filter /GM.PKILite") || !strings.Contains(string(pdf), "/SubFilter /GM.SM2") {
		t.Error("the signature does not say GM.PKILite, GM.SM2")
	}
	report, err := Verify(pdf, TrustIn(id))
	if err != nil || report.Verdict != Intact {
		t.Errorf("verdict %s, %v", report.Verdict, err)
	}
	rsa, err := identity(t, officeIdentity).With(Convention{SM2Format: "GM.PKILite/GM.SM2"})
	if err != nil {
		t.Fatal(err)
	}
	if pdf := sealedBy(t, rsa, notice()); strings.Contains(string(pdf), "GM.SM2") {
		t.Error("an RSA signature says that it is one of SM2")
	}
}

func TestConventionRefused(t *testing.T) {
	for _, c := range []Convention{{MarkSubtype: "Redact"}, {MarkSubtype: "Widget"}, {SM2Format: "GM.SM2"}, {SM2Format: "a/b c"}, {SM2Format: "x/" + formatTimestamp}} {
		if _, err := identity(t, sm2Identity).With(c); !errors.Is(err, ErrBadConvention) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
