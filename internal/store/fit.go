package store

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// MaxContent is the limit on the canonical form of a dossier's content, in bytes.
const MaxContent = 2 << 20

// edition is a content together with all that is stored of it.
type edition struct {
	content   dossier.Content
	canonical []byte
	sheet     dossier.Sheet
	digest    string
}

// edit checks that a content can be stored and works out its digests. What the
// rules think of it is not asked here.
func edit(c dossier.Content) (edition, error) {
	if !sound(reflect.ValueOf(c)) {
		return edition{}, badText()
	}
	c = c.Clean()
	canonical, err := c.Canonical()
	if err != nil {
		return edition{}, fmt.Errorf("canonical form: %w", err)
	}
	if len(canonical) > MaxContent {
		return edition{}, document.Refuse(document.TooLarge, "too-large",
			"正文、附件和解读材料合计超过2 MB，不能保存。请压缩篇幅，或者将大件另行归档后在附件中说明。")
	}
	sheet, err := c.Sheet()
	if err != nil {
		return edition{}, err
	}
	return edition{content: c, canonical: canonical, sheet: sheet, digest: sheet.Digest()}, nil
}

func badText() *document.Error {
	e := document.Refuse(document.Unfit, "bad-text", "内容中有无法识别的字符（不是有效的 UTF-8 文本，或者含有空字符），不能保存。")
	e.Findings = []document.Finding{{
		Rule: "DH-07", Severity: document.Block, Place: "text", Message: "文本编码有误。", Remedy: "请从原文件重新复制文本，或者以 UTF-8 编码另存后再粘贴。",
	}}
	return e
}

// sound reports whether every string in v is UTF-8 without a NUL, which
// PostgreSQL can't hold and JSON would silently replace.
func sound(v reflect.Value) bool {
	switch v.Kind() { //nolint:exhaustive // the other kinds hold no text
	case reflect.String:
		return utf8.ValidString(v.String()) && strings.IndexByte(v.String(), 0) < 0
	case reflect.Struct:
		for _, field := range v.Fields() {
			if !sound(field) {
				return false
			}
		}
	case reflect.Slice, reflect.Map:
		for key, element := range v.Seq2() {
			if !sound(key) || !sound(element) {
				return false
			}
		}
	case reflect.Pointer:
		return v.IsNil() || sound(v.Elem())
	}
	return true
}

// changed names the parts in which two sheets differ, as findings.
func changed(from, to dossier.Sheet) []document.Finding {
	var out []document.Finding
	for _, p := range from.Diff(to) {
		out = append(out, document.Finding{
			Rule: "DH-14", Severity: document.Block, Place: string(p),
			Message: p.Label() + "在您打开之后有改动。", Remedy: "请核对他人的改动，在最新稿上修改后再保存。",
		})
	}
	return out
}
