package rulebook

import (
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/scan"
)

var personalRules = []string{"SC-01", "SC-02", "SC-03", "SC-05", "SC-06", "SC-07", "SC-08", "SC-09", "SC-10"}

// PersonalIn returns a blocking finding for each piece of personal data in a text that
// the public is to read, at a place that people call label (SC-01 to SC-10). What a gate
// would let pass with a reason blocks too: such a text has no place for reasons, and can
// be worded otherwise. No finding quotes what it found.
func PersonalIn(place, label, text string) []document.Finding {
	s, err := scan.New(scan.Options{Attribute: document.Proactive})
	if err != nil {
		return []document.Finding{block(place, label+"暂时无法检查个人信息。", "请联系系统管理员。")}
	}
	var out []document.Finding
	for _, h := range s.Text(text).Hits {
		if h.Severity == document.Info || !slices.Contains(personalRules, h.Rule) {
			continue
		}
		f := block(place, label+h.Message, "请删去，改用概括表述。")
		f.Rule, f.Cite = h.Rule, h.Cite
		out = append(out, f)
	}
	return out
}
