package intake

import (
	"bytes"
	"strconv"
	"strings"

	"mingfa/internal/ooxml"
)

// bullet is the label of an entry without a number.
const bullet = "- "

// levels is how many levels a list has.
const levels = 9

// level is how one level of a list is numbered.
type level struct {
	format, text, gap string
	start             int
}

// numbering is the automatic numbers of a document, and where they stand.
type numbering struct {
	lists  map[string]*[levels]level // by abstract list
	listOf map[string]string         // abstract list of a number
	starts map[string]map[int]int    // where a number starts anew, by level
	counts map[string]*[levels]int
	begun  map[string]bool
}

func readNumbering(b []byte) (*numbering, error) {
	n := &numbering{
		lists: map[string]*[levels]level{}, listOf: map[string]string{}, starts: map[string]map[int]int{},
		counts: map[string]*[levels]int{}, begun: map[string]bool{},
	}
	if b == nil {
		return n, nil
	}
	return n, ooxml.Each(bytes.NewReader(b), "numbering", func(x *ooxml.Node) error {
		switch x.Name {
		case "abstractNum":
			n.readList(x)
		case "num":
			n.readNumber(x)
		}
		return nil
	})
}

func (n *numbering) readList(x *ooxml.Node) {
	list := &[levels]level{}
	for _, l := range x.Nodes {
		if i := number(l.Attr("ilvl")); l.Name == "lvl" && i < levels {
			list[i] = readLevel(l)
		}
	}
	n.lists[x.Attr("abstractNumId")] = list
}

func readLevel(l *ooxml.Node) level {
	out := level{
		format: l.Child("numFmt").Attr("val"), text: l.Child("lvlText").Attr("val"),
		gap: l.Child("suff").Attr("val"), start: 1,
	}
	if s := l.Child("start").Attr("val"); s != "" {
		out.start = number(s)
	}
	return out
}

func (n *numbering) readNumber(x *ooxml.Node) {
	id := x.Attr("numId")
	n.listOf[id] = x.Child("abstractNumId").Attr("val")
	for _, o := range x.Nodes {
		if s := o.Child("startOverride"); o.Name == "lvlOverride" && s != nil {
			if n.starts[id] == nil {
				n.starts[id] = map[int]int{}
			}
			n.starts[id][number(o.Attr("ilvl"))] = number(s.Attr("val"))
		}
	}
}

// next is the label of the next paragraph with this number, as it stands on the
// page, "" for one without.
func (n *numbering) next(id string, at int) string {
	abstract, ok := n.listOf[id]
	list := n.lists[abstract]
	if !ok || list == nil || at >= levels || id == "0" {
		return ""
	}
	if list[at].format == "bullet" {
		return bullet
	}
	counts := n.counts[abstract]
	if counts == nil {
		counts = &[levels]int{}
		n.counts[abstract] = counts
		for i := range counts {
			counts[i] = list[i].start - 1
		}
	}
	if start, ok := n.starts[id][at]; ok && !n.begun[id+"/"+strconv.Itoa(at)] {
		n.begun[id+"/"+strconv.Itoa(at)] = true
		counts[at] = start - 1
	}
	counts[at]++
	for i := at + 1; i < levels; i++ {
		counts[i] = list[i].start - 1
	}
	return label(list, counts, at)
}

func label(list *[levels]level, counts *[levels]int, at int) string {
	out := list[at].text
	for i := range at + 1 {
		count := counts[i]
		if i < at {
			count = max(count, list[i].start)
		}
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(i+1), formatted(count, list[i].format))
	}
	if list[at].format == "none" || out == "" {
		return ""
	}
	switch last := out[len(out)-1]; {
	case strings.HasSuffix(out, "条"), strings.HasSuffix(out, "章"), strings.HasSuffix(out, "节"):
		return out + "　"
	case list[at].gap == "space" && last < 0x80, last >= '0' && last <= '9', last >= 'A' && last <= 'z':
		return out + " "
	}
	return out
}

// formatted writes a number in the form of a list.
func formatted(n int, format string) string {
	switch {
	case strings.Contains(format, "Counting"), strings.HasPrefix(format, "chinese"), strings.HasPrefix(format, "japanese"), format == "ideographDigital":
		return chinese(n)
	case strings.HasPrefix(format, "decimalEnclosedCircle") && n >= 1 && n <= 20:
		return string(rune('①' + n - 1))
	case format == "decimalFullWidth":
		return fullWidth.Replace(strconv.Itoa(n))
	case format == "ideographTraditional" && n >= 1 && n <= 10:
		return string([]rune("甲乙丙丁戊己庚辛壬癸")[n-1])
	case strings.HasSuffix(format, "Letter") && n >= 1 && n <= 26:
		return cased(string(rune('a'+n-1)), format)
	case strings.HasSuffix(format, "Roman"):
		return cased(roman(n), format)
	}
	return strconv.Itoa(n)
}

func cased(s, format string) string {
	if strings.HasPrefix(format, "upper") {
		return strings.ToUpper(s)
	}
	return s
}

var fullWidth = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")

// chinese writes a number up to 999 in Chinese numerals, as lists do: 十二, 二十, 一百零三.
func chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 0 || n > 999:
		return strconv.Itoa(n)
	case n < 10:
		return string(digits[n])
	case n < 20:
		return strings.TrimSuffix("十"+string(digits[n-10]), "零")
	case n < 100:
		return strings.TrimSuffix(string(digits[n/10])+"十"+string(digits[n%10]), "零")
	case n%100 == 0:
		return string(digits[n/100]) + "百"
	case n%100 < 10:
		return string(digits[n/100]) + "百零" + string(digits[n%100])
	}
	return string(digits[n/100]) + "百" + strings.TrimSuffix(string(digits[n%100/10])+"十"+string(digits[n%10]), "零")
}

func roman(n int) string {
	if n < 1 || n > 399 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, step := range []struct {
		value  int
		symbol string
	}{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= step.value {
			b.WriteString(step.symbol)
			n -= step.value
		}
	}
	return b.String()
}
