package face

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"mingfa/internal/pdf/syntax"
)

// Config says where fonts are. Its zero value means the well-known folders of
// the system.
type Config struct {
	// Dirs are searched, with their subfolders, instead of the well-known ones.
	Dirs []string
	// Files names font files for a role, the preferred one first. They are
	// used before anything that is found in Dirs.
	Files map[Role][]string
}

// The refusals of this package. Compare with errors.Is.
var (
	ErrNoFont  = &syntax.Error{Code: "pdf-no-font", Message: "未找到排版所需的中文字体，请安装字体包fonts-noto-cjk，或者在配置中指定字体文件"}
	ErrBadFont = &syntax.Error{Code: "pdf-bad-font", Message: "字体文件无法读取，请检查字体配置"}
)

// Fonts are the faces found for each role. It is safe for concurrent use.
type Fonts struct {
	chains        map[Role]Chain
	substitutions []string
}

// Load finds a face for every role. It reads only the headers of font files;
// glyphs are read when a face is first used.
func Load(c Config) (*Fonts, error) {
	l := &loader{found: survey(c.Dirs), open: map[string]*Face{}}
	f := &Fonts{chains: map[Role]Chain{}}
	spare, err := l.spares()
	if err != nil {
		return nil, err
	}
	for _, role := range Roles() {
		chain, err := l.choose(role, c.Files[role])
		if err != nil {
			return nil, err
		}
		f.chains[role] = append(chain, spare...)
	}
	f.substitutions = l.substitutions
	return f, nil
}

// loader opens every file once, so that roles served by one file share it.
type loader struct {
	found         map[string]string // path by lower-case file name
	open          map[string]*Face
	substitutions []string
}

func (l *loader) face(path string) (*Face, error) {
	if f, ok := l.open[path]; ok {
		return f, nil
	}
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	l.open[path] = f
	return f, nil
}

// Chain returns the faces of a role, to be asked for a glyph one after the
// other.
func (f *Fonts) Chain(r Role) Chain { return f.chains[r] }

// Substitutions says, in Chinese, which roles are served by a face of another
// style (LY-30).
func (f *Fonts) Substitutions() []string { return append([]string(nil), f.substitutions...) }

// choose returns the configured faces of a role and the best one found.
func (l *loader) choose(role Role, files []string) (Chain, error) {
	var chain Chain
	for _, path := range files {
		face, err := l.face(path)
		if err != nil {
			return nil, err
		}
		chain = append(chain, face)
	}
	for _, c := range candidates(role) {
		path, ok := l.found[c.file]
		if !ok {
			continue
		}
		face, err := l.face(path)
		if err != nil {
			return nil, err
		}
		if !c.genuine && len(chain) == 0 {
			l.substitutions = append(l.substitutions, fmt.Sprintf("%s以%s代替", role, c.name))
		}
		return append(chain, face), nil
	}
	if len(chain) == 0 {
		return nil, ErrNoFont.Because(fmt.Errorf("no font for role %s", role))
	}
	return chain, nil
}

func (l *loader) spares() (Chain, error) {
	var chain Chain
	for _, name := range fallbacks() {
		if path, ok := l.found[name]; ok {
			face, err := l.face(path)
			if err != nil {
				return nil, err
			}
			chain = append(chain, face)
		}
	}
	return chain, nil
}

// survey lists the font files in folders by their lower-case name. A folder
// that cannot be read holds no fonts. The first file of a name wins.
func survey(dirs []string) map[string]string {
	if len(dirs) == 0 {
		dirs = wellKnownDirs()
		if home, err := os.UserHomeDir(); err == nil {
			dirs = append(dirs, filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts"))
		}
	}
	found := map[string]string{}
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil //nolint:nilerr // a folder that can't be read has no fonts
			}
			name := strings.ToLower(d.Name())
			if _, taken := found[name]; !taken && isFont(name) {
				found[name] = path
			}
			return nil
		})
	}
	return found
}

func isFont(name string) bool {
	switch filepath.Ext(name) {
	case ".ttf", ".otf", ".ttc", ".otc":
		return true
	}
	return false
}
