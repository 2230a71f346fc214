package picture

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is how many characters of a file name are kept, before its ending.
const longestName = 60

// Name is the name under which a text refers to a picture: that of the file without its
// folders, with a hyphen for each character that has no place in a reference or can't be
// told from another, and an ending that belongs to the type.
func Name(file, kind string) string {
	file = path.Base(strings.ReplaceAll(strings.ToValidUTF8(file, "-"), "\\", "/"))
	ending := path.Ext(file)
	var b strings.Builder
	for _, r := range strings.TrimSuffix(file, ending) {
		switch {
		case unicode.Is(unicode.Cf, r) || unicode.IsControl(r): // writing direction, zero width
		case strings.ContainsRune(`()[]/\:<>"|?*`+"`", r), !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.Sm, unicode.Sc):
			b.WriteByte('-')
		default:
			b.WriteRune(r)
		}
	}
	name := strings.Trim(b.String(), "-.")
	for utf8.RuneCountInString(name) > longestName {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	if name == "" {
		name = "图片"
	}
	if !slices.Contains(endings[kind], strings.ToLower(ending)) {
		ending = endings[kind][0]
	}
	return name + ending
}

// endings are those of file names by the types, the usual one first.
var endings = map[string][]string{PNG: {".png"}, JPEG: {".jpg", ".jpeg"}}
