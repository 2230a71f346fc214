package scan

import (
	"path"
	"regexp"
	"strings"
)

// Mark is a mark of a state secret, for those who refuse to store a text with one.
type Mark struct {
	Rule  string `json:"rule"`  // SC-12
	Line  int    `json:"line"`  // from 1; 0 is the name of the file
	Found string `json:"found"` // the mark as it was understood, never the text around it
}

const (
	grade = `(?:绝密|机密|秘密)`
	// term is what may follow the star: 10年, 6个月, 长期, or a day or event up to
	// which the secret is kept (SR-05).
	term = `(?:\d+(?:年|个月|月|天|日)|长期|启用前|公布前|发布前|实施前|\d{4}年\d{1,2}月\d{1,2}日)`
)

var (
	// starred is the mark proper. A star never stands behind these words in prose
	// (SSL 第二十二条: what is no state secret must not carry the mark).
	starred = regexp.MustCompile(grade + `级?★` + term + `?`)
	// asterisk is the mark as typed on a keyboard. Markdown writes asterisks too, so
	// here the term must follow.
	asterisk = regexp.MustCompile(grade + `级?\*` + term)
	// field is a filled-in grade: 密级:机密. A list of the grades is none.
	field = regexp.MustCompile(`(?:密级|秘密等级|保密等级)(?:和保密期限)?:(` + grade + `)(?:$|[^、,/和或及与])`)
	// header is a line of nothing but a grade, with or without its term, as it
	// stands in the left upper corner of a document (GB/T 9704 7.2.2).
	header = regexp.MustCompile(`^(` + grade + `)级?(?:[★*]?` + term + `)?$`)
)

// frame is what may stand around a header line without making it a sentence:
// Markdown marks of headings, lists, quotes, emphasis and table cells, brackets.
const frame = "#>*_-+|·•`~=[]()【】〔〕<「」『』\"“”'‘’"

// SecrecyMarks returns where the text carries the mark of a state secret (SC-12).
// Sentences that only speak of secrets (国家秘密, 保守秘密, 商业秘密) are no hits.
func SecrecyMarks(text string) []Mark {
	var hits []Mark
	for i, line := range lines(text) {
		if found := mark(line); found != "" {
			hits = append(hits, Mark{Rule: "SC-12", Line: i + 1, Found: found})
		}
	}
	return hits
}

// File returns where an upload of plain text or Markdown carries the mark, in its
// name or its content. The content is taken as UTF-8; who accepts uploads checks
// that it is.
func File(name string, data []byte) []Mark {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	var hits []Mark
	if found := mark(strings.TrimSuffix(base, path.Ext(base))); found != "" {
		hits = append(hits, Mark{Rule: "SC-12", Found: found})
	}
	return append(hits, SecrecyMarks(string(data))...)
}

// mark returns the mark in a line, "" if there is none.
func mark(line string) string {
	for _, form := range forms(line) {
		if found := markIn(form); found != "" {
			return found
		}
	}
	return ""
}

func markIn(form string) string {
	for _, p := range []*regexp.Regexp{starred, asterisk} {
		if found := p.FindString(form); found != "" {
			return found
		}
	}
	if m := field.FindStringSubmatch(form); m != nil {
		return m[1]
	}
	if bare := strings.Trim(form, frame); header.MatchString(bare) {
		return bare
	}
	return ""
}

// secrecy notes that the line carries the mark. Nothing of it is kept, not even
// the grade.
func (p *pass) secrecy(line string) {
	if mark(line) != "" {
		p.note(secret, p.lineStart, "")
	}
}
