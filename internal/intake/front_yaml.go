package intake

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"mingfa/internal/document"
)

// entry is a key of the front matter with its value and its line in the file.
type entry struct {
	key   string
	line  int
	value ast.Node
}

func (e entry) empty() bool {
	if _, null := e.value.(*ast.NullNode); null || e.value == nil {
		return true
	}
	s, ok := scalar(e.value)
	return ok && strings.TrimSpace(s) == ""
}

// deepest is how many brackets or dashes may stand within one another: lists of mappings
// need two.
const deepest = 8

// entriesOf parses the source. What can multiply what it holds, or call for more than
// words, lists and keys, is refused before.
func entriesOf(source string, first int) ([]entry, error) {
	n := first - 1
	for line := range strings.Lines(source) {
		if n++; wideColon.MatchString(line) {
			return nil, frontSyntax(n, "冒号是全角的", "请改用半角冒号，冒号后空一格。", nil)
		}
	}
	if err := plainTokens(lexer.Tokenize(source), first-1); err != nil {
		return nil, err
	}
	file, err := parser.ParseBytes([]byte(source), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		line := 0
		if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil {
			line = e.GetToken().Position.Line + first - 1
		}
		return nil, frontSyntax(line, "不合 YAML 格式", "请检查缩进、冒号、引号和括号是否完整；值中有冒号、引号、#号的，请给整个值加上引号。", err)
	}
	if len(file.Docs) != 1 {
		return nil, frontSyntax(first, "不是“项目: 值”的形式", "请每行写一项，冒号用半角，冒号后空一格。", nil)
	}
	pairs, ok := pairsOf(file.Docs[0].Body)
	if !ok {
		return nil, frontSyntax(first, "不是“项目: 值”的形式", "请每行写一项，冒号用半角，冒号后空一格。", nil)
	}
	var out []entry
	for _, p := range pairs {
		out = append(out, entry{key: strings.TrimSpace(p.Key.GetToken().Value), line: p.Key.GetToken().Position.Line + first - 1, value: p.Value})
	}
	return out, nil
}

// plainTokens refuses anchors, aliases, tags, further documents, and nests.
func plainTokens(tokens token.Tokens, above int) error {
	depth, dashes, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type { //nolint:exhaustive // all others are words
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.MappingKeyType, token.DirectiveType, token.DocumentHeaderType:
			return frontSyntax(line+above, "用了“"+brief(t.Value)+"”这样的 YAML 标记", "这里只用文字、列表和“项目: 值”；值以 &、*、!、?、% 开头的，请加上引号。", nil)
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
		}
		if depth > deepest || dashes > deepest {
			return frontSyntax(line+above, "层次过深", "请把列表写成一层。", nil)
		}
	}
	return nil
}

func frontSyntax(line int, what, remedy string, cause error) error {
	where := "文首元数据"
	if line > 0 {
		where += fmt.Sprintf("第%d行", line)
	}
	e := refuse("front-syntax", where+what+"。"+remedy)
	e.Findings = []document.Finding{{Rule: "front-syntax", Severity: document.Block, Place: "front", Message: where + what + "。", Remedy: remedy}}
	e.Err = cause
	return e
}

func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}, true
	}
	return nil, false
}

// scalar is a value that is one word or text, as it is written.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return v.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

// words is a list of words, or one.
func words(n ast.Node) ([]string, bool) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		s, ok := scalar(n)
		return []string{s}, ok
	}
	var out []string
	for _, v := range list.Values {
		s, ok := scalar(v)
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}
