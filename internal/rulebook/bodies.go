package rulebook

import (
	"regexp"
	"slices"
	"strings"
)

const (
	bodyEnds = `(?:局|委员会|委|办公室|办|厅|中心|政府|大队|支队|集团|公司)`
	clauses  = `[^,，。;；:：\n《》“”]`
)

var (
	// A body is said to be responsible: 由市公安局牵头, 市公安局会同市财政局负责.
	responsible = regexp.MustCompile(`(?:由|(?:^|[,，。;；:：\n])([省市县区州旗]))(` + clauses + `{1,60}?)(?:牵头|负责|承担|组织实施|解释)`)
	bodyParts   = regexp.MustCompile(`、|会同|联合|分别|共同|以及|等`)
	bodyAnd     = regexp.MustCompile(`(` + bodyEnds + `)[和及与]`)
	bodyName    = regexp.MustCompile(`^\p{Han}{2,24}` + bodyEnds + `$`)
	bodyShort   = regexp.MustCompile(`\p{Han}{2}(?:局|委|办|厅)`)
)

// bodies looks for the bodies that the interpretation makes responsible, by their
// names or what they are called for short: what the document does not name, it does
// not charge.
func (c *comparison) bodies() {
	text, known := string(c.material.runes), map[string]bool{}
	for _, m := range responsible.FindAllStringSubmatchIndex(text, -1) {
		from := m[4]
		if m[2] >= 0 {
			from = m[2]
		}
		for _, name := range bodyParts.Split(bodyAnd.ReplaceAllString(text[from:m[5]], "$1、"), -1) {
			if !bodyName.MatchString(name) || strings.ContainsAny(name[:len("各")], "各本我该其原") || known[name] {
				continue
			}
			known[name] = true
			if c.left--; c.left < 0 {
				return
			}
			if !c.namesBody(name) {
				c.left++ // say counts it
				at := from + max(strings.Index(text[from:], name), 0)
				c.say("责任单位", "单位"+name, name, len([]rune(text[:at])))
			}
		}
	}
}

// namesBody reports whether the document names a body: as it stands, longer (市城市管理局
// for 市城管局), or shorter.
func (c *comparison) namesBody(name string) bool {
	if strings.Contains(c.source, name) {
		return true
	}
	longer, err := regexp.Compile(strings.Join(strings.Split(name, ""), `\p{Han}{0,4}`))
	if err != nil || longer.MatchString(c.source) {
		return true
	}
	if c.shorts == nil {
		c.shorts = slices.Compact(slices.Sorted(slices.Values(bodyShort.FindAllString(c.source, -1))))
	}
	return slices.ContainsFunc(c.shorts, func(short string) bool { return inOrder(short, name) })
}

// inOrder reports whether the characters of a short name stand in a longer one in their
// order, with its last at the end.
func inOrder(short, name string) bool {
	last := []rune(short)[len([]rune(short))-1]
	if !strings.HasSuffix(name, string(last)) && (last != '委' || !strings.HasSuffix(name, "委员会")) && (last != '办' || !strings.HasSuffix(name, "办公室")) {
		return false
	}
	for _, r := range short {
		i := strings.IndexRune(name, r)
		if i < 0 {
			return false
		}
		name = name[i+len(string(r)):]
	}
	return true
}

// A name says its level by the last of the divisions with which it begins: 明州市和平区人民政府
// is a district's.
var (
	divisions = regexp.MustCompile(`^(\p{Han}{1,8}?(?:省|自治区))?((?:北京|上海|天津|重庆)市)?(\p{Han}{1,8}?(?:市|州|盟|地区))?(\p{Han}{1,8}?(?:县|区|旗))?(\p{Han}{1,6}?(?:乡|镇|街道))?`)
	central   = regexp.MustCompile(`^(?:国务院|中共中央|中央|全国|国家|中华人民共和国|最高)|部$|总局$`)
)

// rankOf is the level of the body by its name, governments and their general offices
// before departments of their level; 0 where the name does not say it.
func rankOf(body string) int {
	level := 0
	for i, division := range divisions.FindStringSubmatch(strings.ReplaceAll(body, "城乡", ""))[1:] {
		if division != "" {
			level = []int{4, 4, 3, 2, 1}[i]
		}
	}
	if central.MatchString(body) {
		level = 5
	}
	if level > 0 && (strings.Contains(body, "人民政府") || strings.HasPrefix(body, "国务院")) {
		return 2*level + 1
	}
	return 2 * level
}

// outranks reports whether a body is a superior of another, as far as their names say so.
func outranks(body, other string) bool {
	a, b := rankOf(body), rankOf(other)
	return a > b && b > 0
}
