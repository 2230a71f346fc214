package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"mingfa/internal/document"
	"mingfa/policies"
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

// Load reads procedures/*.yaml. It fails, with all *policies.Fault at once, unless every class has
// exactly one procedure and each of them is lawful under every combination of
// conditions; an unknown field is an error.
func Load(fsys fs.FS) (Book, error) {
	names, err := fs.Glob(fsys, "procedures/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("procedure: list files: %w", err)
	}
	book := Book{}
	var faults []error
	for _, name := range names {
		text, err := policies.Read(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		p, err := read(text)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if other, ok := book[p.Class]; ok {
			return nil, text.Fault("procedure-twice", "class", "", "文件类别 "+string(p.Class)+" 已有办理程序“"+other.ID+"”", "每一类别只能有一个办理程序，请更正 class 或者删去其一")
		}
		book[p.Class] = p
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	for _, c := range document.Classes() {
		if _, ok := book[c]; !ok {
			return nil, &policies.Fault{
				Code: "procedure-missing", File: "procedures/" + string(c) + ".yaml", Message: "“" + c.Label() + "”没有办理程序",
				Remedy: "请补上该类别的文件；删去机关自己的文件即恢复内置程序",
			}
		}
	}
	return book, nil
}

func read(text policies.Text) (Procedure, error) {
	var f file
	if err := text.YAML(&f); err != nil {
		return Procedure{}, err
	}
	sum := sha256.Sum256(text.Data)
	p := Procedure{
		ID: f.ID, Version: hex.EncodeToString(sum[:]), Class: document.Class(f.Class), Label: f.Label,
	}
	for _, s := range f.Stages {
		p.Steps = append(p.Steps, Step{Stage: document.Stage(s.Stage), Workdays: s.Workdays, When: s.When})
	}
	return p, p.check(text)
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
