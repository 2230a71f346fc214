package procedure

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"mingfa/internal/document"
)

// Book holds the procedures in force, one for each class.
type Book map[document.Class]Procedure

// file is the form of procedures/*.yaml.
type file struct {
	ID     string `yaml:"id"`
	Class  string `yaml:"class"`
	Label  string `yaml:"label"`
	Stages []struct {
		Stage    string `yaml:"stage"`
		Workdays int    `yaml:"workdays"`
		When     string `yaml:"when"`
	} `yaml:"stages"`
}

// Load reads procedures/*.yaml. It fails unless every class has exactly one
// procedure and each of them is lawful under every combination of conditions;
// an unknown field is an error.
func Load(fsys fs.FS) (Book, error) {
	names, err := fs.Glob(fsys, "procedures/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("procedure: list files: %w", err)
	}
	book := Book{}
	for _, name := range names {
		p, err := read(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("procedure: %s: %w", name, err)
		}
		if other, ok := book[p.Class]; ok {
			return nil, fmt.Errorf("procedure: %s: class %q already has procedure %q", name, p.Class, other.ID)
		}
		book[p.Class] = p
	}
	for _, c := range document.Classes() {
		if _, ok := book[c]; !ok {
			return nil, fmt.Errorf("procedure: class %q has no procedure", c)
		}
	}
	return book, nil
}

func read(fsys fs.FS, name string) (Procedure, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Procedure{}, err
	}
	var f file
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&f); err != nil {
		return Procedure{}, err
	}
	sum := sha256.Sum256(data)
	p := Procedure{
		ID: f.ID, Version: hex.EncodeToString(sum[:]), Class: document.Class(f.Class), Label: f.Label,
	}
	for _, s := range f.Stages {
		p.Steps = append(p.Steps, Step{Stage: document.Stage(s.Stage), Workdays: s.Workdays, When: s.When})
	}
	if err := p.check(); err != nil {
		return p, fmt.Errorf("%s%w；%s", place(data, err), err, remedy)
	}
	return p, nil
}

// remedy is what an office does about a procedure that is not lawful.
const remedy = "请对照 docs/procedures.md 改正环节、次序或者时限；删去该文件即恢复内置程序"

var quotedStage = regexp.MustCompile(`stage "([a-z_]+)"`)

// place is the line of the file that an error is about, as 第N行：, "" where it is
// about none.
func place(data []byte, err error) string {
	m := quotedStage.FindStringSubmatch(err.Error())
	if m == nil {
		return ""
	}
	line, last := 0, 0
	for text := range strings.Lines(string(data)) {
		line++
		if strings.Contains(text, "stage: "+m[1]+",") || strings.Contains(text, "stage: "+m[1]+"}") || strings.TrimSpace(text) == "- stage: "+m[1] {
			last = line
		}
	}
	if last == 0 {
		return ""
	}
	return fmt.Sprintf("第%d行：", last)
}

// Resolve returns the procedure for a document of the class, to be pinned when
// it is first submitted. An unknown class is an Invalid *document.Error.
func (b Book) Resolve(class document.Class, f Facts) (Pinned, error) {
	p, ok := b[class]
	if !ok {
		return Pinned{}, &document.Error{
			Kind: document.Invalid, Code: "unknown-class", Rule: "ND-02",
			Message: "文件类别未填或者不在规定范围内，无法确定办理程序。",
			Err:     errors.New("procedure: resolve class " + string(class)),
		}
	}
	return p.resolve(f), nil
}

// All returns the procedures in the order of document.Classes.
func (b Book) All() []Procedure {
	var out []Procedure
	for _, c := range document.Classes() {
		if p, ok := b[c]; ok {
			out = append(out, p)
		}
	}
	return out
}
