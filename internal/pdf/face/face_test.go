package face

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingfa/internal/pdf/syntax"
)

const noto = "/usr/share/fonts/opentype/noto/"

func TestLoadWithoutFonts(t *testing.T) {
	_, err := Load(Config{Dirs: []string{t.TempDir()}})
	if !errors.Is(err, ErrNoFont) || !strings.Contains(err.Error(), "fonts-noto-cjk") {
		t.Errorf("got %v", err)
	}
}

func TestLoadBrokenFont(t *testing.T) {
	path := filepath.Join(t.TempDir(), "simfang.ttf")
	if err := os.WriteFile(path, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(Config{Dirs: []string{filepath.Dir(path), noto}}); !errors.Is(err, ErrBadFont) {
		t.Errorf("found: got %v", err)
	}
	if _, err := Load(Config{Dirs: []string{noto}, Files: map[Role][]string{Kai: {path}}}); !errors.Is(err, ErrBadFont) {
		t.Errorf("configured: got %v", err)
	}
}

func TestSubstitutionsAreNamed(t *testing.T) {
	f, err := Load(Config{Dirs: []string{noto}})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(f.Substitutions(), "；")
	for _, want := range []string{"仿宋以", "小标宋以", "楷体以"} {
		if !strings.Contains(all, want) {
			t.Errorf("LY-30: %q is not reported in %q", want, all)
		}
	}
	if strings.Contains(all, "黑体以") {
		t.Errorf("Noto Sans is a 黑体: %q", all)
	}
	genuine, err := Load(Config{Dirs: []string{noto}, Files: map[Role][]string{FangSong: {noto + "NotoSerifCJK-Regular.ttc"}}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.Join(genuine.Substitutions(), ""), "仿宋以") {
		t.Error("a configured font is called a substitute")
	}
}

// The office's own files are found by their usual names, in any case.
func TestFilesAreFoundByName(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(noto+"NotoSerifCJK-Bold.ttc", filepath.Join(dir, "FZXBSJW.TTF")); err != nil {
		t.Fatal(err)
	}
	f, err := Load(Config{Dirs: []string{dir, noto}})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.Join(f.Substitutions(), ""), "小标宋以") {
		t.Errorf("the font was not found: %q", f.Substitutions())
	}
}

func TestSetFallsBackByCharacter(t *testing.T) {
	f, err := Load(Config{Dirs: []string{noto}})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSet()
	a := s.Glyph(f.Chain(FangSong), '明')
	if again := s.Glyph(f.Chain(FangSong), '明'); again != a || a.CID != 1 || a.Width != 1000 {
		t.Errorf("got %+v then %+v", a, again)
	}
	if w := s.Glyph(f.Chain(FangSong), '1').Width; w < 300 || w > 700 {
		t.Errorf("a digit is %d wide", w)
	}
	s.Glyph(f.Chain(FangSong), '\U0010FFFD')
	if m := s.Missing(); len(m) != 1 || m[0] != '\U0010FFFD' {
		t.Errorf("missing: %q", m)
	}
	b := &syntax.Builder{}
	if fonts := s.Embed(b); len(fonts) != 1 {
		t.Errorf("%d fonts embedded, want 1", len(fonts))
	}
}
