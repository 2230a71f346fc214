package look

import "strings"

// Phrases returns a title in the pieces that a line should not cut: it may go on in the
// next before what the document is about, and before the name of another one. The style
// for them is "title phrased", with a wbr before each.
func Phrases(title string) (out []string) {
	for _, sign := range []string{"关于", "《"} {
		title = strings.ReplaceAll(title, sign, "\x00"+sign)
	}
	for part := range strings.SplitSeq(title, "\x00") {
		if part != "" {
			out = append(out, part)
		}
	}
	return out
}
