// Package official reads the text of an official document: plain text, or the
// little of Markdown that such a text uses. The page on the portal and the sealed
// PDF are both made from what it returns, so that the two can't say different
// things.
//
// Its one promise is that the wording is what was signed. Numbers stay as they
// are written, asterisks that stand for what is left out of a name (张**) or multiply
// (5*3*2) stay, a backslash is a backslash, half-width marks stay half-width. Every line is a paragraph,
// as officials write: to join lines that look wrapped would be a guess about the
// text of somebody else, and a wrong one makes two items into one.
//
// Only the marks of structure are taken away: # before a heading, - before an
// entry of a list, the bars and the ruling line of a table, a line of three or
// more -, the brackets and address of a link, and those of a picture that has a line for
// itself; and the marks of emphasis: **x**, *x* and _x_, the ticks of `x`, "> " before a
// quotation, the two lines of ticks around a passage. Characters that nobody can see
// (controls, zero-width characters, changes of writing direction) are dropped, and
// runs of white space count as one space.
package official

import "strings"

// Kind is the kind of a block.
type Kind int

// The kinds of blocks.
const (
	// Paragraph is one line of running text.
	Paragraph Kind = iota
	// Title is the title of a text within the text, a line with a single #: that
	// of the measures which a notice issues (印发、转发).
	Title
	// Heading is a line that is nothing but a heading, by ## marks or by its
	// numbering.
	Heading
	// Entry is an entry of a list without numbers, a line with "- ".
	Entry
	// Table is a table; its first row is the head.
	Table
	// Rule is a line across, "---".
	Rule
	// Figure is a picture with its caption, a line that is nothing but ![说明](名称.png).
	Figure
	// Quote is a paragraph that is quoted, a line with "> ".
	Quote
)

// Numbering is the kind of number that opens a paragraph (LY-17).
type Numbering int

// The kinds of numbering.
const (
	Unnumbered Numbering = iota
	First                // 一、
	Second               // （一）
	Third                // 1.
	Fourth               // （1）
	Article              // 第一条
	Chapter              // 第一编, 第一章
	Section              // 第一节
)

// Align is how the cells of a column are set.
type Align int

// The alignments; Natural leaves it to the page.
const (
	Natural Align = iota
	Left
	Center
	Right
)

// Span is a piece of text, a link if it has an address. An address is absolute,
// of the schemes http, https or mailto.
type Span struct {
	Text, URL string
	Emphasis  Emphasis
}

// Line is the text of a paragraph or a cell. It has no line breaks, no white
// space at its ends, and no run of it within.
type Line []Span

// String returns the text without the addresses of links.
func (l Line) String() string {
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Block is a piece of an official text.
type Block struct {
	Kind Kind
	Text Line
	// Level is the rank of a Heading as it is meant, 1 for 一、 and ##, 2 for （一）
	// and ###, 0 for other kinds.
	Level int
	// Depth is the place of a Title or Heading in the outline: 1 at the top, and
	// never more than one deeper than the one before it.
	Depth     int
	Numbering Numbering
	// Lead is the number of bytes of Text that are set apart from the rest of a
	// Paragraph: the number of an article, or a heading that runs on into its text.
	// It lies within the first span, which then has neither address nor emphasis.
	Lead int
	// Rows are the cells of a Table; all rows have as many as Columns.
	Rows    [][]Line
	Columns []Align
	// Picture is the name of the file that a Figure shows, and Number its place among the
	// figures of the text, from 1. Text is its caption.
	Picture string
	Number  int
}
