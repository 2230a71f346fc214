package policies

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed procedures permissions calendar regions checklist.yaml negative.yaml reminders.yaml
var embedded embed.FS

// addable are the files that an organisation may add, not only override: the
// calendar of a year whose notice came after the binary was built (CAL-07), its
// own days off (CAL-09), and the rules of its region.
var addable = regexp.MustCompile(`^(calendar/(\d{4}|local)\.json|regions/[a-z][a-z0-9-]*\.yaml)$`)

// Load returns the policy files: those under dir where they exist, else the
// embedded ones. dir "" means no overrides. A dir that does not exist, or that
// holds a file that overrides nothing, is an error: a misspelt file name would
// otherwise leave the old policy in force without anyone noticing.
func Load(dir string) (fs.FS, error) {
	if dir == "" {
		return embedded, nil
	}
	own := os.DirFS(dir)
	if err := fs.WalkDir(own, ".", checkOverride); err != nil {
		if len(Faults(err)) > 0 {
			return nil, err
		}
		return nil, fmt.Errorf("制度文件夹 %s 不能读取，请核对 MINGFA_POLICIES 和权限: %w", dir, err)
	}
	return overlay{own: own, base: embedded}, nil
}

func checkOverride(name string, entry fs.DirEntry, err error) error {
	switch {
	case err != nil:
		return err
	case strings.HasPrefix(path.Base(name), ".") && name != ".":
		if entry.IsDir() {
			return fs.SkipDir
		}
		return nil // editors and version control leave hidden files; they are never read
	case entry.IsDir() || addable.MatchString(name):
		return nil
	}
	if _, err := fs.Stat(embedded, name); errors.Is(err, fs.ErrNotExist) {
		return &Fault{
			Code: "policy-stray", File: name, Message: "这一文件不覆盖任何内置的制度文件",
			Remedy: "请核对文件夹和文件名；可以新增的只有 calendar/四位年份.json、calendar/local.json 和 regions/地区.yaml",
		}
	} else if err != nil {
		return err
	}
	return nil
}

// overlay is a file system in which the files of own cover those of base.
type overlay struct{ own, base fs.FS }

// Open opens the file of own, or that of base if own has none. Any other trouble
// with own is an error, never a reason to fall back.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.own.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.base.Open(name)
	}
	return f, err
}

// ReadDir lists the entries of both layers, sorted by name, each name once.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	own, err := fs.ReadDir(o.own, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	base, err := fs.ReadDir(o.base, name)
	if err != nil && (!errors.Is(err, fs.ErrNotExist) || len(own) == 0) {
		return nil, err
	}
	all := slices.DeleteFunc(append(own, base...), hidden)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}

func hidden(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") }
