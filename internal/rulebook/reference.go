package rulebook

import (
	"regexp"
	"strings"
)

var (
	articleLine = regexp.MustCompile(`^[#\s　*]*第([零〇一二三四五六七八九十百千0-9]+)条`)
	chapterLine = regexp.MustCompile(`^[#\s　*]*第[零〇一二三四五六七八九十百0-9]+[章节编]`)
	itemLine    = regexp.MustCompile(`^[#\s　*]*[（(][零〇一二三四五六七八九十0-9]+[）)]`)
	reference   = regexp.MustCompile(`第([零〇一二三四五六七八九十百千0-9]+)条(?:第([零〇一二三四五六七八九十百0-9]+)款)?`)
	defined     = regexp.MustCompile(`(?:^|[,。;:\n])([^,。;:\n《》“”"]{2,20}?)[”"]?,?(?:是指|系指|指的是)`)
	ownArticle  = regexp.MustCompile(`(?:^|[,。;:\n、(“]|本办法|本规定|本细则|本通知|该办法|文件|其中|按照|根据|依据|依照|适用|违反|修改了|明确了)$`)
)

// articlesOf counts the paragraphs (款) of each article of a text, by its number.
func articlesOf(text string) map[int64]int {
	out := map[int64]int{}
	at := int64(0)
	for line := range strings.Lines(text) {
		switch m := articleLine.FindStringSubmatch(line); {
		case m != nil:
			at = ordinalValue(m[1])
			out[at] = 1
		case chapterLine.MatchString(line):
			at = 0
		case at > 0 && !blank(line) && !itemLine.MatchString(line):
			out[at]++
		}
	}
	return out
}

func ordinalValue(s string) int64 {
	n, ok := numeralAt([]rune(s), 0)
	if !ok {
		return 0
	}
	return n.whole()
}

// references looks for the articles and paragraphs of the document that the
// interpretation names, and says which there are not (IN-06).
func (c *comparison) references(body string) {
	have := articlesOf(body)
	text := string(c.material.runes)
	at, runes := 0, 0
	for _, m := range reference.FindAllStringSubmatchIndex(text, -1) {
		runes += len([]rune(text[at:m[0]]))
		at = m[0]
		if !ownArticle.MatchString(text[max(0, m[0]-30):m[0]]) {
			continue
		}
		paragraph := int64(0)
		if m[4] >= 0 {
			paragraph = ordinalValue(text[m[4]:m[5]])
		}
		if len(have) == 0 && paragraph == 0 {
			continue
		}
		if n, ok := have[ordinalValue(text[m[2]:m[3]])]; ok && paragraph <= int64(n) {
			continue
		}
		if !strings.Contains(c.source, text[m[0]:m[1]]) {
			c.say("条款", text[m[0]:m[1]], text[m[0]:m[1]], runes)
		}
	}
}

// explained looks for the terms that the interpretation explains: the document must
// have them (IN-06).
func (c *comparison) explained() {
	text := string(c.material.runes)
	at, runes := 0, 0
	for _, m := range defined.FindAllStringSubmatchIndex(text, -1) {
		runes += len([]rune(text[at:m[2]]))
		at = m[2]
		term := text[m[2]:m[3]]
		for _, w := range []string{"本办法所称的", "本办法所称", "文件所称", "所称的", "所称", "其中", "这里的", "所谓"} {
			term = strings.TrimPrefix(term, w)
		}
		for _, w := range []string{"主要", "也就", "就", "一般", "通常", "特", "均", "都", "即", "具体"} {
			term = strings.TrimSuffix(term, w)
		}
		if len([]rune(term)) < 2 || strings.HasPrefix(term, "这") || strings.HasPrefix(term, "那") || strings.Contains(c.source, term) {
			continue
		}
		c.say("用语", term, term, runes)
	}
}
