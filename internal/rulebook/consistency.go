package rulebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/official"
)

// mostCompared bounds the comparisons of names, each of which reads the whole
// document, and the findings: a text made to be slow must not hold up the gate.
const mostCompared = 300

// inconsistent finds what the interpretation states and the document does not:
// each number, share, date, amount, document number, term in title or quotation
// marks, and responsible body (IN-06). However a number is written (三十日, 30日; 2万元, 20000元, 贰万元;
// 百分之五, 5%), it is the same.
func (in Input) inconsistent() []document.Finding {
	if blank(in.Content.Text.Body) {
		return nil // DH-02 speaks of that
	}
	whole := in.inTheOpenText()
	c := comparison{
		material: plain(official.Plain(in.Content.Interpretation.Body)), source: squeezed(whole), seen: map[string]bool{}, left: mostCompared,
		states: map[string][]statement{},
	}
	for _, s := range plain(whole).statements() {
		c.states[s.key] = append(c.states[s.key], s)
		for _, part := range s.implies {
			c.states[part] = append(c.states[part], s)
		}
	}
	for _, s := range c.material.statements() {
		if !c.stated(s) {
			c.say(s.label, s.key+s.body, c.material.quote(s), s.from)
		}
	}
	c.names()
	c.bodies()
	c.references(in.Content.Text.Body)
	c.explained()
	if c.left < 0 {
		c.out = append(c.out, warn("interpretation.body",
			fmt.Sprintf("解读材料所列数字、日期、名称须比对的超过%d处，其余未作比对。", mostCompared), "请精简解读材料，或者逐一核对其余内容。"))
	}
	return c.out
}

// comparison is that of an interpretation with its document.
type comparison struct {
	material plainText
	source   string                 // the document without spaces
	states   map[string][]statement // what the document states, by key
	seen     map[string]bool
	left     int
	shorts   []string // what bodies are called for short in the document
	out      []document.Finding
}

// stated reports whether the document states the same.
func (c *comparison) stated(s statement) bool {
	all := c.states[s.key]
	if s.label != "发文字号" {
		return len(all) > 0
	}
	return slices.ContainsFunc(all, func(x statement) bool {
		return strings.HasSuffix(x.body, s.body) || strings.HasSuffix(s.body, x.body)
	})
}

// say notes a statement that the document lacks, once, with its place.
func (c *comparison) say(label, key, quote string, at int) {
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	if c.left--; c.left < 0 {
		return
	}
	c.out = append(c.out, warn("interpretation.body",
		"解读材料"+c.material.place(at)+"的"+label+"“"+quote+"”不见于文件。", "请核对解读材料与文件是否一致；确为文件以外的背景情况的，可以保留。"))
}

var named = regexp.MustCompile(`《[^《》\n]{2,60}》|“[^“”\n]{2,30}”`)

// names looks for the terms in title and quotation marks, word for word, with the
// marks or without.
func (c *comparison) names() {
	text := string(c.material.runes)
	known := map[string]bool{}
	at, runes := 0, 0
	for _, m := range named.FindAllStringIndex(text, -1) {
		runes += len([]rune(text[at:m[0]]))
		at = m[0]
		term := strings.Trim(text[m[0]:m[1]], "《》“”")
		if known[term] {
			continue
		}
		known[term] = true
		if c.left--; c.left < 0 {
			return
		}
		if !strings.Contains(c.source, term) {
			c.left++ // say counts it
			c.say("名称", term, strings.Trim(text[m[0]:m[1]], "“”"), runes)
		}
	}
}

// squeezed is a text as names are looked for in it.
func squeezed(s string) string { return strings.ReplaceAll(string(plain(s).runes), "\n", "") }

// inTheOpenText is the document without its interpretation: title and the other
// things before and behind the body, shown annexes, the documents it speaks of, and
// its own number and days.
func (in Input) inTheOpenText() string {
	c := in.Content
	parts := []string{
		c.Text.Title, c.Text.Addressee, c.Text.CopyTo, in.Issuer, string(in.Number), strings.Join(c.Text.JointWith, "\n"),
		official.Plain(c.Text.Body), c.Text.EffectiveOn.Chinese(), c.Text.ExpiresOn.Chinese(), in.DatedOn.Chinese(),
		c.Text.SignerPost, c.Text.Present, c.Text.Excused, c.Text.Attending,
	}
	for _, a := range c.Shown() {
		parts = append(parts, a.Title, official.Plain(a.Body))
	}
	for _, r := range c.Relations {
		parts = append(parts, string(r.Number), r.Title, "《"+r.Title+"》", r.On.Chinese())
	}
	return strings.Join(parts, "\n")
}
