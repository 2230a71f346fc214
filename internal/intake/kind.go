package intake

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/ooxml"
)

// Kind is what a file is, by its bytes.
type Kind string

// The kinds that are read.
const (
	Plain Kind = "text"
	DOCX  Kind = "docx"
	DOC   Kind = "doc"
	ODT   Kind = "odt"
	RTF   Kind = "rtf"
	PDF   Kind = "pdf"
)

// endings are the endings of names under which a kind is known; the first is the
// usual one.
var endings = map[Kind][]string{
	Plain: {".txt", ".md", ".markdown"}, DOCX: {".docx", ".docm", ".dotx"}, DOC: {".doc", ".dot"},
	ODT: {".odt", ".fodt", ".ott"}, RTF: {".rtf"}, PDF: {".pdf"},
}

// KindOf tells what a file is. What can't be read as a draft is refused with what
// to do instead: OFD, WPS, PDF, tables, presentations, archives, encrypted files.
func KindOf(name string, data []byte) (Kind, error) {
	if err := checkName(name); err != nil {
		return "", err
	}
	if len(data) == 0 {
		return "", refuse("empty-file", "文件没有内容。")
	}
	if err := byEnding(ending(name)); err != nil {
		return "", err
	}
	if len(data) > MaxFile {
		return "", tooLarge(MaxFile)
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return archive(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compound(data)
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return RTF, nil
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return PDF, nil
	}
	return text(name, data)
}

// checkName refuses a name that looks different from what it is.
func checkName(name string) error {
	if !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}) {
		return refuse("file-name", "文件名含有看不见的控制字符，显示出来的名称和类型可能与实际不符。请给文件改名后重新导入。")
	}
	return nil
}

func ending(name string) string { return strings.ToLower(filepath.Ext(name)) }

// byEnding answers for the kinds that are refused whatever is in them.
func byEnding(ext string) error {
	switch ext {
	case ".ofd":
		return ofdFile()
	case ".wps", ".wpt", ".uof", ".uot":
		return refuse("wps-file", "暂不支持 WPS 专有格式。请用 WPS 打开，选“另存为”，保存类型选“Word 文档（*.docx）”，再导入另存的文件。")
	}
	return nil
}

func ofdFile() *document.Error {
	return refuse("ofd-file", "暂不支持 OFD 版式文件。请导入它的 Word 原件（.docx）；没有原件的，请用 OFD 阅读软件转换为 PDF 后导入，系统从中读取文字。")
}

// archive tells what a zip archive is by its parts.
func archive(data []byte) (Kind, error) {
	p, err := ooxml.OpenWithin(data, 1<<20)
	if err != nil {
		return "", damaged(err)
	}
	switch {
	case p.Has("word/document.xml"):
		return DOCX, nil
	case p.Has("OFD.xml"):
		return "", ofdFile()
	case p.Has("xl/workbook.xml"), p.Has("ppt/presentation.xml"):
		return "", notText()
	}
	if mime, err := p.Part("mimetype"); err != nil || !strings.HasPrefix(string(mime), "application/vnd.oasis.opendocument.text") {
		return "", notText()
	}
	if manifest, err := p.Part("META-INF/manifest.xml"); err != nil || bytes.Contains(manifest, []byte("encryption-data")) {
		return "", encrypted()
	}
	return ODT, nil
}

// compound tells what a compound file of older programs is, by the names of its
// streams, which its directory keeps as UTF-16.
func compound(data []byte) (Kind, error) {
	switch {
	case hasStream(data, "EncryptedPackage"), hasStream(data, "EncryptionInfo"):
		return "", encrypted()
	case hasStream(data, "WordDocument"):
		return DOC, nil
	}
	return "", notText()
}

func hasStream(data []byte, name string) bool {
	var wide []byte
	for _, c := range []byte(name) {
		wide = append(wide, c, 0)
	}
	return bytes.Contains(data, wide)
}

func encrypted() *document.Error {
	return refuse("encrypted-file", "文件设有打开口令或者已加密，系统无法读取。请在办公软件中取消口令后另存，再重新导入。")
}

func notText() *document.Error {
	return refuse("file-kind", "这不是文字文稿。可以导入 Word 文档（.docx、.doc）、OpenDocument 文本（.odt）、PDF、纯文本（.txt）和 Markdown（.md）；表格、演示文稿中需要的内容，请复制到 Word 文档后导入。")
}

// text accepts what is a text by its bytes and says so by its name.
func text(name string, data []byte) (Kind, error) {
	ext := ending(name)
	for _, e := range endings[Plain] {
		if ext != e {
			continue
		}
		if len(data) > MaxText {
			return "", tooLarge(MaxText)
		}
		if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
			return "", refuse("bad-text", "文件不是 UTF-8 编码的文本，请另存为 UTF-8 后再导入。")
		}
		return Plain, nil
	}
	for k, all := range endings {
		for _, e := range all {
			if ext == e && k != Plain {
				return "", refuse("wrong-ending", "文件名以 "+ext+" 结尾，内容却不是这种文件，可能是改过名或者没有传完整。请用办公软件打开核对，另存后重新导入。")
			}
		}
	}
	return "", notText()
}

// disguised says that the name does not fit what the file is.
func disguised(name string, k Kind) []document.Finding {
	ext := ending(name)
	for _, e := range endings[k] {
		if ext == e {
			return nil
		}
	}
	return []document.Finding{{
		Severity: document.Info, Place: "file", Message: "文件名的结尾是“" + ext + "”，内容实际是 " + endings[k][0] + " 文件，已按实际内容读取。",
		Remedy: "请核对是不是要导入的那个文件。",
	}}
}
