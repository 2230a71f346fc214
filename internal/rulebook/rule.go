package rulebook

import (
	"slices"
	"sync"

	"mingfa/internal/document"
)

// Gate is a place on the way where rules are checked, G1 to G14.
type Gate string

// The gates at which rules of this book stand.
const (
	G1  Gate = "G1"  // 送审: the draft is complete
	G2  Gate = "G2"  // 公开属性认定
	G4  Gate = "G4"  // 公平竞争审查
	G5  Gate = "G5"  // 合法性审核
	G6  Gate = "G6"  // 保密审查
	G7  Gate = "G7"  // 解读同步检查
	G8  Gate = "G8"  // 办公室审核
	G10 Gate = "G10" // 签发
	G11 Gate = "G11" // 复核
	G12 Gate = "G12" // 编号登记
	G13 Gate = "G13" // 发布
)

// Gates lists the gates in the order of the way.
func Gates() []Gate { return []Gate{G1, G2, G4, G5, G6, G7, G8, G10, G11, G12, G13} }

// Rule is one rule of the law, or of this house where the law leaves a gap.
type Rule struct {
	ID         string // as in docs/rules.md, e.g. "DA-03"
	Title      string // Chinese, for people
	Cite       string // instrument and article, Chinese
	Confidence string // how well the source was read: L, P, C, S, K, X or design
	Since      string // day from which the instrument is in force, "" where none is
	Gates      []Gate // where it is checked
	// Check returns what the rule has to say. It need not fill in Finding.Rule.
	Check func(Input) []document.Finding
}

// Rules lists every rule that is enforced here, chapter by chapter.
func Rules() []Rule { return slices.Clone(book().rules) }

// shelf is the whole book, made once: a gate asks for it often.
type shelf struct {
	rules []Rule
	byID  map[string]int
}

var (
	shelved sync.Once
	whole   shelf
)

// book is a function, not a variable that is made at the start: a check may ask for
// the citation of another rule.
func book() *shelf {
	shelved.Do(func() { whole = shelve() })
	return &whole
}

func shelve() shelf {
	s := shelf{byID: map[string]int{}}
	s.rules = slices.Concat(
		attributeRules(), carriedRules(), secrecyRules(), lockstepRules(), issuingRules(), signingRules(), layoutRules(),
		scanRules(), normativeRules(), proceedingRules(), legislationRules(), majorRules(), publicationRules(),
	)
	for i := len(s.rules) - 1; i >= 0; i-- { // the first of an id counts
		s.byID[s.rules[i].ID] = i
	}
	return s
}

// Lookup returns the rule with the id; ok is false for one that is not enforced
// at a gate.
func Lookup(id string) (r Rule, ok bool) {
	s := book()
	i, ok := s.byID[id]
	if !ok {
		return Rule{}, false
	}
	return s.rules[i], true
}

func cite(id string) string {
	r, _ := Lookup(id)
	return r.Cite
}

// Check returns everything the rules of a gate have to say, the blocking findings
// first. A gate that is not in Gates blocks: nobody passes where no rule stands.
func Check(g Gate, in Input) []document.Finding {
	if !slices.Contains(Gates(), g) {
		f := block("", "没有“"+string(g)+"”这一关口，不予通过。", "请联系系统管理员。")
		f.Rule, f.Cite = "DH-07", cite("DH-07")
		return []document.Finding{f}
	}
	in.gate, in.look = g, &look{}
	var out []document.Finding
	for _, r := range book().rules {
		if !slices.Contains(r.Gates, g) {
			continue
		}
		for _, f := range r.Check(in) {
			f.Rule, f.Cite = r.ID, r.Cite
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b document.Finding) int { return weight(a.Severity) - weight(b.Severity) })
	return out
}

func weight(s document.Severity) int {
	return slices.Index([]document.Severity{document.Block, document.Warn, document.Info}, s)
}

func block(place, message, remedy string) document.Finding {
	return document.Finding{Severity: document.Block, Place: place, Message: message, Remedy: remedy}
}

func warn(place, message, remedy string) document.Finding {
	return document.Finding{Severity: document.Warn, Place: place, Message: message, Remedy: remedy}
}

func info(place, message, remedy string) document.Finding {
	return document.Finding{Severity: document.Info, Place: place, Message: message, Remedy: remedy}
}

// one returns the finding alone when it applies.
func one(applies bool, f document.Finding) []document.Finding {
	if !applies {
		return nil
	}
	return []document.Finding{f}
}
