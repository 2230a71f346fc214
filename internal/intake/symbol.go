package intake

import (
	"strconv"
	"strings"

	"mingfa/internal/ooxml"
)

// symbols are the characters of picture fonts that official papers use: boxes to
// tick and bullets. They lie in the private area, 0xF000 and up.
var symbols = map[rune]string{
	0xf06f: "□", 0xf0a8: "□", 0xf071: "□", 0xf0a3: "□", 0xf0fe: "☑", 0xf052: "☑", 0xf0fd: "☒", 0xf054: "☒",
	0xf06c: "●", 0xf06e: "■", 0xf075: "◆", 0xf0d8: "➢", 0xf0e0: "→", 0xf0fc: "√", 0xf050: "√", 0xf0fb: "×", 0xf0ab: "★",
}

// symbol reads a character of a picture font.
func (p *paragraph) symbol(n *ooxml.Node) string {
	c, err := strconv.ParseUint(n.Attr("char"), 16, 16)
	if err != nil {
		return ""
	}
	if c < 0xe000 || c > 0xf8ff {
		return string(rune(c))
	}
	if s := symbols[rune(c)]; s != "" {
		return s
	}
	p.tally.symbols++
	return "□"
}

var (
	superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	subscripts   = strings.NewReplacer("0", "₀", "1", "₁", "2", "₂", "3", "₃", "4", "₄", "5", "₅", "6", "₆", "7", "₇", "8", "₈", "9", "₉")
)

// raised writes raised and lowered digits as characters of their own: m² is not m2.
func raised(s string, properties *ooxml.Node) string {
	position, _ := strconv.Atoi(properties.Child("position").Attr("val")) // half points; 0 when there is none
	switch align := properties.Child("vertAlign").Attr("val"); {
	case align == "superscript", position >= leastRaised:
		return superscripts.Replace(s)
	case align == "subscript", position <= -leastRaised:
		return subscripts.Replace(s)
	}
	return s
}

// leastRaised is from how many half points on characters stand above or below the line.
const leastRaised = 4
