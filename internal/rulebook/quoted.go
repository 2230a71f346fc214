package rulebook

import (
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/scan"
)

// Cited returns the document numbers that the texts of the document may cite.
// Where the agency's code begins can't be seen in Chinese, so each beginning is
// there; the register knows which is a number (SC-17). Beyond mostCited the rest
// is left out.
func Cited(c dossier.Content) []document.Number { return numbersIn(public(c)) }

// Quoted returns what text, annexes and interpretation cite, public or not: by numbers as
// Cited has them, and by names in 《》. What stands there with its text in the register is
// compared with the interpretation (IN-06).
func Quoted(c dossier.Content) (numbers []document.Number, names []string) {
	var all []writing
	for _, w := range writings(c) {
		head, _, _ := strings.Cut(w.place, ".")
		if head == "annexes" || w.place == "text.body" || w.place == "interpretation.body" {
			all = append(all, w)
		}
	}
	seen := map[string]bool{}
	for _, w := range all {
		for _, m := range named.FindAllString(w.text, mostCited) {
			name, title := strings.CutPrefix(m, "《")
			if name = strings.TrimSuffix(name, "》"); title && !seen[name] && len(names) < mostNames {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	return numbersIn(all), names
}

func numbersIn(all []writing) []document.Number {
	seen := map[document.Number]bool{}
	s, err := scan.New(scan.Options{Dead: func(n document.Number) bool {
		if len(seen) < mostCited {
			seen[n] = true
		}
		return false
	}})
	if err != nil {
		return nil
	}
	s.Passages(passages(all))
	out := make([]document.Number, 0, len(seen))
	for n := range seen {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

const (
	mostCited = 5000
	mostNames = 500
)
