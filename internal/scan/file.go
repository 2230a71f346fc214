package scan

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"mingfa/internal/document"
)

// MaxFile is the largest file that is scanned, in bytes.
const MaxFile = 50 << 20

// File scans a file by what is in it, whatever its name says: text and Markdown
// in UTF-8, GB 18030 or UTF-16 with its mark, DOCX and ODT. Of any other file it says
// that a person must read it; PDF is opened by package intake. The name is scanned
// too. The error is a TooLarge *Error.
func (s *Scanner) File(name string, data []byte) (Report, error) {
	if len(data) > MaxFile {
		return Report{}, document.Refuse(document.TooLarge, "too-large", fmt.Sprintf("文件超过%dMB，不能扫描，请拆分后再扫描。", MaxFile>>20))
	}
	j := s.job()
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	j.pass.read(Name, strings.TrimSuffix(base, path.Ext(base)))
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		j.archive(data)
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")), bytes.IndexByte(data, 0) >= 0 && !utf16(data):
		j.whole(Whole, unread, "")
	default:
		text, whole := decoded(data)
		if !whole {
			j.whole(Whole, badText, "")
		}
		j.pass.read(Body, text)
		if other := otherwise(data); other != "" {
			j.pass.read(Body, other)
		}
	}
	return j.report(), nil
}

// utf16 reports whether the file says of itself that it is UTF-16.
func utf16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
}
