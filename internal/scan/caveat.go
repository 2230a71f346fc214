package scan

import (
	"fmt"
	"strings"
)

// Caveat is something about a file that its words do not say, for readers of kinds of
// files that this package does not open itself.
type Caveat struct {
	part    Part
	advice  *advice
	snippet string
}

// Pictured says that a part shows something that its words do not say.
func Pictured(part Part) Caveat { return Caveat{part: part, advice: picturedPage} }

// Garbled says that the words of a part are not those that it shows.
func Garbled(part Part) Caveat { return Caveat{part: part, advice: garbledPage} }

// Concealed says that a part holds words that it does not show (SC-14).
func Concealed(part Part) Caveat { return Caveat{part: part, advice: concealed} }

// Attached says how many files are within the file. What they are called is scanned
// with the words: a name may hold what must not be shown.
func Attached(n int) Caveat {
	return Caveat{part: Whole, advice: embedded, snippet: fmt.Sprintf("内嵌文件%d个", n)}
}

// Running says that something in the file runs or opens something.
func Running() Caveat { return Caveat{part: Whole, advice: active} }

// Covered says that something is drawn over or beside the words, so that a person
// must see whether what is covered is gone (SC-18).
func Covered() Caveat { return Caveat{part: Whole, advice: covered} }

// Replaced says that the file still holds what was changed or deleted in it (SC-18).
func Replaced() Caveat { return Caveat{part: Whole, advice: replaced} }

// Property says that the file names who made it, under a label in Chinese (SC-19).
// The value is never in the report whole.
func Property(label, value string) Caveat {
	return Caveat{part: Properties, advice: metadata, snippet: label + "：" + mask([]rune(strings.TrimSpace(value)))}
}

// Document scans the texts of one document of which more is known than its words.
func (s *Scanner) Document(all []Passage, caveats []Caveat) Report {
	j := s.job()
	for _, p := range all {
		j.pass.read(p.Part, p.Text)
	}
	for _, c := range caveats {
		j.whole(c.part, c.advice, c.snippet)
	}
	return j.report()
}
