package scan

import (
	"fmt"

	"mingfa/internal/document"
)

// Part is the part of a file in which a text stands. It is Chinese, for people.
type Part string

// The parts of a file.
const (
	Body       Part = "正文"
	Table      Part = "表格"
	Header     Part = "页眉"
	Footer     Part = "页脚"
	Footnote   Part = "脚注"
	Endnote    Part = "尾注"
	Comment    Part = "批注"
	Deleted    Part = "修订前文字"
	Hidden     Part = "隐藏文字"
	FieldCode  Part = "域代码"
	AltText    Part = "替代文字"
	Link       Part = "超链接"
	Properties Part = "文档属性"
	Name       Part = "文件名"
	Whole      Part = "整个文件"
	Other      Part = "其他部件"
)

// Place is where something was found.
type Place struct {
	Part   Part `json:"part"`
	Line   int  `json:"line,omitempty"`   // from 1: line of a text, paragraph of a document, row of a table; 0 = the part as a whole
	Column int  `json:"column,omitempty"` // from 1, in characters of the text as it was written
}

// String says the place in Chinese: 正文第3行第12字.
func (p Place) String() string {
	if p.Line == 0 {
		return string(p.Part)
	}
	return fmt.Sprintf("%s第%d行第%d字", p.Part, p.Line, p.Column)
}

// Hit is one thing found. A personal value is never in it whole; a mark of a
// state secret (SC-12) leaves no text in it at all (SR-09).
type Hit struct {
	Rule     string            `json:"rule"` // id in the rulebook, e.g. "SC-01"
	Severity document.Severity `json:"severity"`
	Place    Place             `json:"place"`
	Snippet  string            `json:"snippet,omitempty"` // what was found, personal values masked
	Message  string            `json:"message"`           // Chinese: what is wrong
	Remedy   string            `json:"remedy"`            // Chinese: what to do
	Cite     string            `json:"cite"`              // instrument and article behind the rule, Chinese
	// Decidable says that a secrecy reviewer may let the hit pass with a reason. A
	// resident ID whose check character holds, a mark of a state secret, a place
	// left open and what could not be read are never let pass; for information
	// nothing needs to be decided.
	Decidable bool `json:"-"`
}

// MaxHits is the number of hits of one rule that are listed for one file. Beyond
// it hits are still counted, and the last hit says how many.
const MaxHits = 10_000

// Report is the outcome of a scan.
type Report struct {
	Hits   []Hit                     `json:"hits"`   // in reading order, part by part
	Counts map[document.Severity]int `json:"counts"` // of everything found, listed or not
}

// Worst returns the gravest severity in the report, "" when nothing was found.
func (r Report) Worst() document.Severity {
	for _, s := range []document.Severity{document.Block, document.Warn, document.Info} {
		if r.Counts[s] > 0 {
			return s
		}
	}
	return ""
}

// Secret reports whether a mark of a state secret was found. The report then
// says nothing else: what such a text contains must not be repeated.
func (r Report) Secret() bool { return len(r.Hits) > 0 && r.Hits[0].Rule == secret.rule }
