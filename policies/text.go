package policies

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// Text is a policy file as it was written. It knows on which line what stands.
type Text struct {
	Name string
	Data []byte
}

// Read reads a policy file. One that is not there or can't be read is a *Fault.
func Read(fsys fs.FS, name string) (Text, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return Text{}, &Fault{
			Code: "policy-file", File: name, Message: "文件不存在或者不能读取", Remedy: "请放入该文件并核对权限；删去机关自己的文件即恢复内置文件", Err: err,
		}
	}
	return Text{name, data}, nil
}

// YAML reads the text into v, strictly: an unknown or repeated key, a value of another
// kind, or what is no YAML is a *Fault with line and key.
func (t Text) YAML(v any) error {
	err := yaml.NewDecoder(bytes.NewReader(t.Data), yaml.Strict()).Decode(v)
	if err == nil || errors.Is(err, io.EOF) && len(bytes.TrimSpace(t.Data)) == 0 {
		return nil
	}
	f := &Fault{Code: "policy-syntax", File: t.Name, Message: "文件不合 YAML 格式", Remedy: "请检查缩进、冒号、引号和括号是否完整", Err: err}
	e, ok := errors.AsType[yaml.Error](err)
	if !ok {
		return f
	}
	at := ""
	if tk := e.GetToken(); tk != nil {
		f.Line, at = tk.Position.Line, strings.TrimSpace(tk.Value)
	}
	switch e.(type) {
	case *yaml.UnknownFieldError:
		f.Code, f.Path = "policy-key", at
		f.Message, f.Remedy = "“"+at+"”不是可用的键", "请对照内置的同名文件更正键名，或者删去该行"
	case *yaml.DuplicateKeyError:
		f.Code, f.Path = "policy-key", at
		f.Message, f.Remedy = "键“"+at+"”重复", "请只保留一处"
	case *yaml.TypeError, *yaml.OverflowError, *yaml.UnexpectedNodeTypeError:
		f.Code, f.Path = "policy-value", t.pathAt(f.Line, at)
		f.Message, f.Remedy = "“"+at+"”不是该键可用的值", "请对照内置的同名文件填写相应的数字、文字或者列表"
	}
	return f
}

// Line returns the line on which the value of a key stands, such as
// stages[3].workdays, 0 when there is none.
func (t Text) Line(key string) int {
	path, err := yaml.PathString("$." + key)
	if err != nil {
		return 0
	}
	node, err := path.ReadNode(bytes.NewReader(t.Data))
	if err != nil || node.GetToken() == nil {
		return 0
	}
	if m, ok := node.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken().Position.Line
	}
	return node.GetToken().Position.Line
}

// Fault returns a fault of the key, with its line, or that of the nearest key above.
func (t Text) Fault(code, key, rule, message, remedy string) *Fault {
	f := &Fault{Code: code, File: t.Name, Path: key, Rule: rule, Message: message, Remedy: remedy}
	for at := key; at != "" && f.Line == 0; at = above(at) {
		f.Line = t.Line(at)
	}
	return f
}

// above is the key that holds a key, "" at the top.
func above(key string) string { return key[:max(strings.LastIndexAny(key, ".["), 0)] }

var keyOfLine = regexp.MustCompile(`([A-Za-z_]+):\s*$`)

// pathAt is the key before a value on a line, "" where that can't be said.
func (t Text) pathAt(line int, value string) string {
	lines := strings.Split(string(t.Data), "\n")
	if line < 1 || line > len(lines) || value == "" {
		return ""
	}
	before, _, _ := strings.Cut(lines[line-1], value)
	if m := keyOfLine.FindStringSubmatch(strings.TrimRight(before, `"'`)); m != nil {
		return m[1]
	}
	return ""
}

var unknownJSON = regexp.MustCompile(`unknown field "([^"]+)"`)

// JSON reads the text into v: an unknown key, a value of another kind, or what is no
// JSON is a *Fault.
func (t Text) JSON(v any) error {
	in := json.NewDecoder(bytes.NewReader(t.Data))
	in.DisallowUnknownFields()
	err := in.Decode(v)
	if err == nil {
		return nil
	}
	f := &Fault{
		Code: "policy-syntax", File: t.Name, Line: t.lineAt(in.InputOffset()), Message: "文件不合 JSON 格式",
		Remedy: "请检查逗号、引号和括号是否完整", Err: err,
	}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		f.Line = t.lineAt(e.Offset)
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		f.Code, f.Line, f.Path = "policy-value", t.lineAt(e.Offset), e.Field
		f.Message, f.Remedy = "值不是该键可用的种类", "请对照内置的同类文件填写"
	}
	if m := unknownJSON.FindStringSubmatch(err.Error()); m != nil {
		f.Code, f.Line, f.Path = "policy-key", t.LineOf(`"`+m[1]+`"`), m[1]
		f.Message, f.Remedy = "“"+m[1]+"”不是可用的键", "请对照内置的同类文件更正键名，或者删去该项"
	}
	return f
}

func (t Text) lineAt(offset int64) int {
	return 1 + bytes.Count(t.Data[:min(max(offset, 0), int64(len(t.Data)))], []byte("\n"))
}

// LineOf returns the first line that holds the words, 0 when none does.
func (t Text) LineOf(words string) int {
	i := bytes.Index(t.Data, []byte(words))
	if i < 0 || words == "" {
		return 0
	}
	return t.lineAt(int64(i))
}

// Item is the key of the i-th entry of a list, from 0.
func Item(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
