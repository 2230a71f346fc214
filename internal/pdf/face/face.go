package face

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// Face is one font of a file. It is safe for concurrent use.
type Face struct {
	name string // PostScript name as embedded, without the subset tag
	load func() (*font.Font, error)

	mutex  sync.Mutex
	parsed *font.Face // nil until it is used

	cells    sync.Map // of cell by rune
	drawings sync.Map // of drawing by drawingKey
}

// Name is the PostScript name of the face.
func (f *Face) Name() string { return f.name }

// Chain is a list of faces in order of preference.
type Chain []*Face

// first returns the first face that will do, nil if there is none.
func (c Chain) first(does func(*Face) bool) *Face {
	for _, f := range c {
		if does(f) {
			return f
		}
	}
	return nil
}

// open reads the header of a font file. Of a collection it takes the face made
// for simplified Chinese, else the first one.
func open(path string) (*Face, error) {
	name, err := identify(path)
	if err != nil {
		return nil, ErrBadFont.Because(fmt.Errorf("%s: %w", filepath.Base(path), err))
	}
	return &Face{name: name, load: sync.OnceValues(func() (*font.Font, error) { return read(path) })}, nil
}

// identify returns a PostScript name for the face that read will load.
func identify(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	l, err := chooseLoader(f)
	if err != nil {
		return "", err
	}
	d, _ := font.Describe(l, nil)
	name := postScriptName(d.Family)
	if name == "" {
		name = postScriptName(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	}
	if name == "" {
		name = "Font"
	}
	if w := int(d.Aspect.Weight); w != 400 {
		name += fmt.Sprintf("-%d", w)
	}
	return name, nil
}

func chooseLoader(f *os.File) (*opentype.Loader, error) {
	loaders, err := opentype.NewLoaders(f)
	if err != nil {
		return nil, err
	}
	if len(loaders) == 0 {
		return nil, fmt.Errorf("no face in the file")
	}
	for _, l := range loaders {
		d, _ := font.Describe(l, nil)
		// NormalizeFamily turns "Noto Serif CJK SC" into "notoserifcjksc".
		if strings.HasSuffix(font.NormalizeFamily(d.Family), "cjksc") {
			return l, nil
		}
	}
	return loaders[0], nil
}

// read parses a face; the file is not needed afterwards.
func read(path string) (*font.Font, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, ErrBadFont.Because(err)
	}
	defer f.Close()
	l, err := chooseLoader(f)
	if err != nil {
		return nil, ErrBadFont.Because(err)
	}
	parsed, err := font.NewFont(l)
	if err != nil {
		return nil, ErrBadFont.Because(fmt.Errorf("%s: %w", filepath.Base(path), err))
	}
	return parsed, nil
}

// postScriptName keeps the characters that need no escape in a name.
func postScriptName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}

// has reports whether the face has a glyph for r that draws r. A face that cannot be
// read has none; Load has checked its header.
func (f *Face) has(r rune) bool { return f.cell(r).known }
