package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"mingfa/internal/document"
)

// Options are the facts about a document that its text does not hold.
type Options struct {
	// Attribute is the disclosure attribute on record. With it, SC-16 holds the
	// text to it; "" leaves SC-16 out.
	Attribute document.Attribute
	// Typeset says that the mark of disclosure is set by the typesetter, so a text
	// without one lacks nothing.
	Typeset bool
	// Dead reports whether the register has a document of this number as repealed,
	// lapsed or revoked (SC-17); nil leaves SC-17 out.
	Dead func(document.Number) bool
	// Normative makes a dead basis block (SC-17).
	Normative bool
	// Number is the document's own number, held to its form (SC-20); "" = none yet.
	Number document.Number
	// Consultation says that a draft is to be published as such (SC-14).
	Consultation bool
	// Upward says that the document goes to a superior body, so the signer's name
	// belongs on it (SC-15).
	Upward bool
	// Today is the day by which holders of resident IDs are known to be under
	// fourteen (SC-10); "" leaves that out.
	Today document.Date
	// Allow is let pass in addition to the list of this package.
	Allow []Allowed
}

// Scanner looks through texts. It may be used by several goroutines at once.
type Scanner struct {
	options Options
	allow   map[string]bool
	table   *foldTable
	phrases *phraseIndex
}

// New returns a scanner. It refuses an allow-list whose entries lack a reason.
func New(o Options) (*Scanner, error) {
	if o.Attribute != "" && !o.Attribute.Known() {
		return nil, document.Refuse(document.Invalid, "attribute", "公开属性“"+string(o.Attribute)+"”不存在。")
	}
	allow, err := allowTable(append(builtIn(), o.Allow...))
	if err != nil {
		return nil, err
	}
	return &Scanner{options: o, allow: allow, table: table(), phrases: phrases()}, nil
}

// Passage is a text with the part it stands in.
type Passage struct {
	Part Part
	Text string
}

// Text scans a text of its own.
func (s *Scanner) Text(text string) Report { return s.Passages([]Passage{{Body, text}}) }

// Passages scans the texts of one document.
func (s *Scanner) Passages(all []Passage) Report { return s.Document(all, nil) }

// job is the scan of one document.
type job struct {
	*Scanner
	pass   *pass
	hits   []Hit
	listed map[string]int            // by rule
	beyond map[document.Severity]int // found, but not listed
	marked bool                      // a mark of disclosure was seen
}

func (s *Scanner) job() *job {
	j := &job{Scanner: s, listed: map[string]int{}, beyond: map[document.Severity]int{}}
	j.pass = &pass{job: j, folder: folder{stream: newStream(), table: s.table, expansions: expansions(), noting: true}}
	return j
}

// list reports whether there is room for one more hit of the rule in the list, and
// counts it in any case.
func (j *job) list(a *advice) bool {
	if j.listed[a.rule] >= MaxHits {
		j.beyond[a.severity]++
		return false
	}
	j.listed[a.rule]++
	return true
}

// whole notes what is to be said of a part as a whole.
func (j *job) whole(part Part, a *advice, snippet string) {
	if j.list(a) {
		j.hits = append(j.hits, a.hit(Place{Part: part}, snippet))
	}
}

func (a *advice) hit(at Place, snippet string) Hit {
	return Hit{Rule: a.rule, Severity: a.severity, Place: at, Snippet: snippet, Message: a.message, Remedy: a.remedy, Cite: cites[a.rule], Decidable: a.decidable()}
}

// place gives hits their columns and puts them in reading order. It walks each
// line once, however many hits are in it.
func (j *job) place(part Part, text string, all []found) {
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.at, b.at) })
	line, at, column := -1, 0, 0
	for _, f := range all {
		if f.line != line {
			line, at, column = f.line, f.lineStart, 1
		}
		if f.at > at {
			column += utf8.RuneCountInString(text[at:f.at])
			at = f.at
		}
		place := Place{Part: part, Line: f.line, Column: column}
		if part == Name || part == Properties || part == Link {
			place = Place{Part: part}
		}
		j.hits = append(j.hits, f.hit(place, f.snippet))
	}
}

// report closes the scan: what the document as a whole lacks, and the counts.
func (j *job) report() Report {
	if j.options.Attribute != "" && !j.options.Typeset && !j.marked {
		j.whole(Whole, markMissing, "")
	}
	if n := j.options.Number; n != "" && !n.WellFormed() {
		j.whole(Whole, numberOwn, string(n))
	}
	r := Report{Hits: j.hits, Counts: map[document.Severity]int{}}
	if secrets := only(j.hits, secret.rule); len(secrets) > 0 {
		r.Hits, j.beyond = secrets, nil
	}
	for _, h := range r.Hits {
		r.Counts[h.Severity]++
	}
	return j.rest(r)
}

// rest says how much was found beyond what is listed.
func (j *job) rest(r Report) Report {
	n := 0
	for s, k := range j.beyond {
		r.Counts[s] += k
		n += k
	}
	if n > 0 {
		h := tooMany.hit(Place{Part: Whole}, "")
		h.Severity = r.Worst()
		h.Message = "发现的问题过多，除已列出的" + strconv.Itoa(len(r.Hits)) + "处外，另有" + strconv.Itoa(n) + "处未逐一列出。"
		r.Hits = append(r.Hits, h)
	}
	return r
}

func only(hits []Hit, rule string) []Hit {
	var out []Hit
	for _, h := range hits {
		if h.Rule == rule {
			out = append(out, h)
		}
	}
	return out
}

// underFourteen reports whether the holder of a resident ID is under fourteen
// today. A year of age is complete on the day after the birthday.
func (j *job) underFourteen(code []byte) bool {
	t := j.options.Today
	if !t.Valid() {
		return false
	}
	y, err := strconv.Atoi(string(code[6:10]))
	return err == nil && string(t) <= fmt.Sprintf("%d-%s-%s", y+14, code[10:12], code[12:14])
}
