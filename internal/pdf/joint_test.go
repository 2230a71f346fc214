package pdf

import (
	"errors"
	"math"
	"testing"
)

// TestSealsOfAJointDocument: every issuer has the place of a seal over its own name, the
// seals neither touch nor leave the type area, the first are within a row of the text, and
// the last is over the date (LY-19, clause 7.3.5.1).
func TestSealsOfAJointDocument(t *testing.T) {
	for _, n := range []int{2, 3, 8} {
		sheet := jointly(n)
		set := typeset(t, sheet)
		pages, err := placedText(set.PDF)
		if err != nil {
			t.Fatal(err)
		}
		if len(set.Seals) != n || set.Seal != set.Seals[0] {
			t.Fatalf("%d issuers: places %+v", n, set.Seals)
		}
		for i, at := range set.Seals {
			if !covers(pages[at.Page], at, organs(n)[i]) {
				t.Errorf("%d issuers: seal %d at %+v is not over %s", n, i, at, organs(n)[i])
			}
			if at.X < areaLeft-0.1 || at.X+at.W > areaLeft+areaWide+0.1 || at.Y < (297-262)*mm {
				t.Errorf("%d issuers: seal %d leaves the type area: %+v", n, i, at)
			}
			for k, other := range set.Seals[:i] {
				apart := math.Hypot(at.X-other.X, at.Y-other.Y)
				if at.Page == other.Page && apart < at.W+1*mm {
					t.Errorf("%d issuers: seals %d and %d are %.1f mm apart", n, k, i, apart/mm)
				}
			}
		}
		if last := set.Seals[n-1]; !covers(pages[last.Page], last, "2026年11月21日") {
			t.Errorf("%d issuers: the last seal is not over the date", n)
		}
	}
}

// covers reports whether a seal stands over the middle of words that begin at a place.
func covers(runs []placed, at Place, words string) bool {
	for _, r := range runs {
		width := 0.0
		for _, c := range words {
			if width += r.size; c < 0x250 {
				width -= r.size * 0.45
			}
		}
		middle := r.x + width/2
		if r.text == words && math.Abs(middle-at.X-at.W/2) < 4 && r.y > at.Y && r.y < at.Y+at.H/2+4 {
			return true
		}
	}
	return false
}

// TestJoinSeal: those who seal after the lead add to its file, and nothing is broken by it.
func TestJoinSeal(t *testing.T) {
	set := typeset(t, jointly(2))
	lead := SealRequest{At: set.Seals[0], Organ: organs(2)[0], Time: day(2026, 11, 21), Digest: "3f5a0c"}
	joined := SealRequest{At: set.Seals[1], Organ: organs(2)[1], Time: day(2026, 11, 22), Digest: "3f5a0c"}
	other := identity(t, ecdsaIdentity)
	if _, err := JoinSeal(set.PDF, fonts(t), other, joined); !errors.Is(err, ErrBadSeal) {
		t.Errorf("joined a file that the lead has not sealed: %v", err)
	}
	once, err := Seal(set.PDF, fonts(t), identity(t, officeIdentity), lead)
	if err != nil {
		t.Fatal(err)
	}
	both, err := JoinSeal(once, fonts(t), other, joined)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := JoinSeal(both, fonts(t), other, joined); err != nil || len(again) != len(both) {
		t.Errorf("asked twice: %d bytes after %d, %v", len(again), len(both), err)
	}
	r, err := Verify(marked(t, both, repealed()), everyone(t))
	if err != nil || r.Verdict != Intact || len(r.Signatures) != 3 || r.Signatures[1].Certification || len(r.Marks) != 1 {
		t.Errorf("%v: %s, %d signatures", err, r.Verdict, len(r.Signatures))
	}
	broken := append([]byte(nil), once...)
	broken[len(set.PDF)/2] ^= 1
	if _, err := JoinSeal(broken, fonts(t), other, joined); err == nil {
		t.Error("joined a file that was changed")
	}
}
