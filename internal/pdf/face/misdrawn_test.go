package face

import (
	"bytes"
	"path/filepath"
	"testing"
)

const fandol = "/usr/local/share/fonts/fandol/"

// LY-30: characters that mean different things are never drawn alike, whichever font
// serves the role. The half-width and the full-width form of one sign may be.
func TestNoGlyphOfAnotherCharacter(t *testing.T) {
	distinct := [][]string{
		{"$＄", "¥￥", "£￡", "¢￠", "€"},
		{"-－‐", "￣¯", "_＿", "~～"},
		{"·・", "°", "。", "．."},
		{"±", "×", "÷", "＋+", "＝="},
		{"〔", "〕", "【", "】", "《", "》", "（(", "）)"},
		{"○", "●", "◎", "◇", "◆", "□", "■", "△", "▲", "☆", "★"},
		{"←", "↑", "→", "↓", "〓", "※", "§", "№", "℃", "‰", "％%"},
		{"∶：:", "∷", "∵", "∴", "′", "″"},
	}
	for _, f := range installed(t) {
		t.Run(f.name, func(t *testing.T) {
			for _, group := range distinct {
				alikeWithin(t, f, group)
			}
		})
	}
}

// alikeWithin reports characters of different members of a group with one outline.
func alikeWithin(t *testing.T, f *Face, group []string) {
	t.Helper()
	type drawnAs struct {
		char    rune
		member  int
		outline []byte
	}
	var seen []drawnAs
	for i, member := range group {
		for _, r := range member {
			c := f.cell(r)
			if !c.known {
				continue
			}
			d := drawnAs{r, i, f.drawn(c.gid, 1000).program}
			for _, o := range seen {
				if o.member != i && bytes.Equal(o.outline, d.outline) {
					t.Errorf("%c (U+%04X) and %c (U+%04X) have one outline", o.char, o.char, r, r)
				}
			}
			seen = append(seen, d)
		}
	}
}

// installed opens every face that a role may be served by on this machine.
func installed(t *testing.T) []*Face {
	t.Helper()
	var out []*Face
	for _, pattern := range []string{noto + "Noto*CJK*.ttc", fandol + "*.otf"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			f, err := open(path)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, f)
		}
	}
	if len(out) == 0 {
		t.Fatal("no fonts")
	}
	return out
}

// With Fandol faces alone the sign of the yuan is still one.
func TestYuanWithoutAnotherFace(t *testing.T) {
	for _, f := range installed(t) {
		s, chain := NewSet(), Chain{f}
		yuan, dollar := s.Glyph(chain, '￥'), s.Glyph(chain, '＄')
		if len(s.Missing()) > 0 {
			t.Errorf("%s: missing %q", f.name, s.Missing())
		}
		x := yuan.Subset
		if bytes.Equal(f.drawn(x.gids[yuan.CID], 1000).program, f.drawn(x.gids[dollar.CID], 1000).program) {
			t.Errorf("%s: ￥ is drawn as ＄", f.name)
		}
		if x.chars[yuan.CID] != '￥' {
			t.Errorf("%s: the text layer says %q", f.name, x.chars[yuan.CID])
		}
	}
}

// A misdrawn glyph is passed over for the next face.
func TestTheNextFaceIsAsked(t *testing.T) {
	first, next := &Face{name: "FandolFang"}, &Face{name: "Next"}
	for _, f := range []*Face{first, next} {
		f.load = installed(t)[0].load
	}
	s := NewSet()
	for family, chars := range misdrawn {
		for r, m := range chars {
			if g := s.Glyph(Chain{first, next}, r); g.Subset.face != next {
				t.Errorf("%q of %s is %s", r, family, m.as)
			}
		}
	}
	alone := NewSet()
	if g := alone.Glyph(Chain{first}, '～'); g.Subset.face != first || len(alone.Missing()) > 0 {
		t.Error("a tilde that can be read is not set where there is no other")
	}
	if alone.Glyph(Chain{first}, '￣'); len(alone.Missing()) != 1 {
		t.Error("a hyphen is set for ￣")
	}
	if g := s.Glyph(Chain{first, next}, '＄'); g.Subset.face != first {
		t.Error("＄ is not taken from the first face")
	}
}
