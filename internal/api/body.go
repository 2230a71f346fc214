package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json/jsontext"
)

// strictJSON reads JSON as RFC 7493 has it (I-JSON): valid UTF-8, no lone
// surrogates, no name twice in an object. encoding/json would mend the first two
// in silence, and of a name given twice the check would see one value and the
// handler another. NUL is refused besides: PostgreSQL cannot store it.
var strictJSON = huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}

func unmarshal(data []byte, v any) error {
	if err := wellFormed(data); err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return errors.New("内容的类型与接口要求不一致。")
	}
	return nil
}

// wellFormed reports in Chinese what is wrong with the text of a JSON value.
func wellFormed(data []byte) error {
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	if _, err := dec.ReadValue(); err != nil {
		return errors.New(complaint(err) + at(err))
	}
	if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
		return errors.New("JSON 之后还有多余的内容。")
	}
	return withoutNUL(data)
}

// withoutNUL expects well-formed JSON, where NUL can only be written escaped.
func withoutNUL(data []byte) error {
	if !bytes.Contains(data, []byte(`\u0000`)) {
		return nil
	}
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return nil //nolint:nilerr // the end: the text was found well-formed before
		}
		if tok.Kind() == '"' && strings.ContainsRune(tok.String(), 0) {
			return errors.New("字符串中不得含有空字符（U+0000）" + where(dec.StackPointer()))
		}
	}
}

func complaint(err error) string {
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return "字段重复"
	case strings.Contains(err.Error(), "UTF-8"), strings.Contains(err.Error(), "surrogate"):
		return "内容不是有效的 UTF-8 编码"
	default:
		return "不是有效的 JSON"
	}
}

func at(err error) string {
	if s, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return where(s.JSONPointer)
	}
	return "。"
}

func where(p jsontext.Pointer) string {
	if p == "" || len(p) > 200 {
		return "。"
	}
	return "（位置：" + strings.ToValidUTF8(string(p), "?") + "）。"
}
