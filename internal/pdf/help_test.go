package pdf

import (
	"sync"
	"testing"
	"time"
)

// The fonts of the Debian package fonts-noto-cjk, named one by one so that the
// goldens do not depend on what else is installed.
var testFonts = sync.OnceValues(func() (*Fonts, error) {
	const dir = "/usr/share/fonts/opentype/noto/"
	return LoadFonts(FontConfig{
		Dirs: []string{dir},
		Files: map[Role][]string{
			RoleFangSong: {dir + "NotoSerifCJK-Regular.ttc"}, RoleTitle: {dir + "NotoSerifCJK-Bold.ttc"},
			RoleHei: {dir + "NotoSansCJK-Regular.ttc"}, RoleKai: {dir + "NotoSerifCJK-Bold.ttc"},
			RoleSong: {dir + "NotoSerifCJK-Regular.ttc"},
		},
	})
})

func fonts(t testing.TB) *Fonts {
	t.Helper()
	f, err := testFonts()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Keys are made once: they are the slow part.
var (
	officeIdentity = sync.OnceValues(func() (*Identity, error) { return NewIdentity("明州市人民政府办公室", day(2026, 1, 1)) })
	systemIdentity = sync.OnceValues(func() (*Identity, error) { return NewIdentity("明发系统", day(2026, 1, 1)) })
)

func identity(t testing.TB, make func() (*Identity, error)) *Identity {
	t.Helper()
	id, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func day(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

func typeset(t testing.TB, s Sheet) Typeset {
	t.Helper()
	out, err := fonts(t).Typeset(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sealed returns a notice of one page with the office's seal.
func sealed(t testing.TB, s Sheet) []byte {
	t.Helper()
	set := typeset(t, s)
	out, err := Seal(set.PDF, fonts(t), identity(t, officeIdentity), SealRequest{
		At: set.Seal, Organ: "明州市人民政府办公室", Reason: "印发", Location: "明州市",
		Time: day(2026, 11, 21), Digest: "3f5a0c",
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func marked(t testing.TB, pdf []byte, n Notice) []byte {
	t.Helper()
	out, err := Mark(pdf, fonts(t), identity(t, systemIdentity), n)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func verified(t testing.TB, pdf []byte) Report {
	t.Helper()
	r, err := Verify(pdf, TrustIn(identity(t, officeIdentity), identity(t, systemIdentity)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func repealed() Notice {
	return Notice{
		Status: "repealed", Diagonal: "已废止", Level: Void, Time: day(2026, 12, 1), Source: "doc-20",
		Banner: "本文件自2026年12月1日起废止。依据：《明州市人民政府办公室关于废止部分行政规范性文件的通知》（明政办发〔2026〕20号）。",
	}
}

func amended() Notice {
	return Notice{
		Status: "amended", Diagonal: "已修改", Level: Caution, Time: day(2026, 11, 28), Source: "doc-19",
		Banner: "本文件第三条、第五条已于2026年11月28日修改。依据：明政办发〔2026〕19号。",
	}
}
