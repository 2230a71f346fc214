package official

import "regexp"

// link is [text](address). An address of any other scheme is left as it stands.
var link = regexp.MustCompile(`\[([^\[\]]+)\]\(((?:https?://|mailto:)[^\s()<>]+)\)`)

// spans splits a line into text and links.
func spans(s string) Line {
	var out Line
	at := 0
	for _, m := range link.FindAllStringSubmatchIndex(s, -1) {
		if m[0] > at {
			out = append(out, Span{Text: s[at:m[0]]})
		}
		out = append(out, Span{Text: s[m[2]:m[3]], URL: s[m[4]:m[5]]})
		at = m[1]
	}
	if at < len(s) {
		out = append(out, Span{Text: s[at:]})
	}
	return out
}
