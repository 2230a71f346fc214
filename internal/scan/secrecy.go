package scan

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Mark is a mark of a state secret, for those who refuse to store a text with one.
type Mark struct {
	Rule  string `json:"rule"`  // SC-12
	Line  int    `json:"line"`  // from 1; 0 is the name of the file
	Found string `json:"found"` // the mark as it was understood, never the text around it
}

// SecrecyMarks returns where the text carries the mark of a state secret (SC-12),
// within a line or broken over several, where the line counts in which it begins.
// Sentences that only speak of secrets (国家秘密, 保守秘密, 商业秘密) are no hits.
func SecrecyMarks(text string) []Mark {
	if text == "" {
		return nil
	}
	var hits []Mark
	f := newFlow()
	f.read(text, span{to: len(text), line: 1}, func(m secretMark) {
		hits = append(hits, Mark{Rule: secret.rule, Line: m.line, Found: f.found(m)})
	})
	slices.SortStableFunc(hits, func(a, b Mark) int { return cmp.Compare(a.Line, b.Line) }) // those without tags came last
	return hits
}

// File returns where an upload of plain text or Markdown carries the mark, in its
// name or its content. The content is taken as UTF-8; who accepts uploads checks
// that it is.
func File(name string, data []byte) []Mark {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	var hits []Mark
	for _, m := range SecrecyMarks(strings.TrimSuffix(base, path.Ext(base))) {
		hits = append(hits, Mark{Rule: m.Rule, Found: m.Found})
	}
	return append(hits, SecrecyMarks(string(data))...)
}

func newFlow() *flow {
	return &flow{folder: folder{table: table(), expansions: expansions()}}
}

// found returns a mark as it was understood.
func (f *flow) found(m secretMark) string {
	var out []byte
	for _, s := range f.sym[m.from:min(m.to, len(f.sym))] {
		out = utf8.AppendRune(out, s.char())
	}
	return strings.Trim(string(out), frame)
}

// secrecy notes which lines carry the mark. Nothing of it is kept, not even the
// grade.
func (p *pass) secrecy() {
	if len(p.spans) == 0 {
		return
	}
	if p.flow == nil {
		p.flow = newFlow()
	}
	for _, s := range p.spans {
		p.flow.read(p.text, s, func(m secretMark) {
			if p.job.list(secret) {
				p.out = append(p.out, found{advice: secret, line: m.line, lineStart: m.lineStart, at: m.lineStart})
			}
		})
	}
}
