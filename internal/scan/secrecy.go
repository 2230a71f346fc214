package scan

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Mark is a mark of a state secret, for those who refuse to store a text with one.
type Mark struct {
	Rule  string `json:"rule"`  // SC-12
	Line  int    `json:"line"`  // from 1; 0 is the name of the file
	Found string `json:"found"` // the mark as it was understood, never the text around it
}

// frame is what may stand around a header line without making it a sentence:
// Markdown marks of headings, lists, quotes, emphasis and table cells, brackets.
const frame = "#>*_-+|·•`~=[]()【】〔〕<「」『』\"“”'‘’"

// SecrecyMarks returns where the text carries the mark of a state secret (SC-12),
// within a line or broken over several, where the line counts in which it begins.
// Sentences that only speak of secrets (国家秘密, 保守秘密, 商业秘密) are no hits.
func SecrecyMarks(text string) []Mark {
	text = lineEnds.Replace(text)
	var hits []Mark
	within := map[int]bool{}
	for i, line := range strings.Split(text, "\n") {
		if found := mark(line); found != "" {
			hits = append(hits, Mark{Rule: "SC-12", Line: i + 1, Found: found})
			within[i+1] = true
		}
	}
	for _, m := range brokenMarks(text, within) {
		hits = append(hits, Mark{Rule: "SC-12", Line: m.line, Found: m.found})
	}
	slices.SortStableFunc(hits, func(a, b Mark) int { return cmp.Compare(a.Line, b.Line) })
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
		for _, w := range writings(form) {
			if found := markIn(w, 0, written); found != "" {
				return found
			}
		}
		bare := strings.Trim(compact(form), frame)
		if m := header.FindStringSubmatch(bare); m != nil {
			return strings.Trim(m[1], frame)
		}
	}
	return ""
}

// markIn returns the first mark in a form; with over > 0 only one that lies over
// that byte.
func markIn(form string, over int, patterns []*regexp.Regexp) string {
	for _, p := range patterns {
		g, other := p.SubexpIndex("grade"), p.SubexpIndex("other")
		for _, m := range p.FindAllStringSubmatchIndex(form, -1) {
			from, to := m[2*g], m[2*g+1]
			inside := over > 0 && (m[0] >= over || to <= over)
			if inside || other > 0 && m[2*other] < m[2*other+1] || isList(form, from, to) {
				continue
			}
			return compact(form[from:to])
		}
	}
	return ""
}

// reach is how much before and behind a grade is read to tell a list, in bytes.
const reach = 48

// isList reports whether the grade from i to j is one of several in a row. A star
// is no part of prose, so a starred grade never is.
func isList(form string, i, j int) bool {
	if strings.ContainsAny(form[i:j], "★*") {
		return false
	}
	before, behind := form[max(0, i-reach):i], form[j:min(len(form), j+reach)]
	return listBehind.MatchString(behind) || listBefore.MatchString(before)
}

// secrecy notes that the line carries the mark. Nothing of it is kept, not even
// the grade.
func (p *pass) secrecy(line string) {
	if mark(line) != "" {
		p.note(secret, p.lineStart, "")
		p.marked[p.line] = true
	}
}
