package rulebook

import (
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

const urgencyPlace = "text.urgency"

// UnknownUrgency returns a blocking finding for an urgency that no document may
// bear (DH-03): one of telegrams, or none that there is.
func UnknownUrgency(c dossier.Content) []document.Finding {
	out := urgencyKnown(Input{Content: c})
	for i := range out {
		out[i].Rule, out[i].Cite = "DH-03", cite("DH-03")
	}
	return out
}

func urgencyKnown(in Input) []document.Finding {
	switch u := in.Content.Text.Urgency; {
	case u == "" || u.Known():
		return nil
	case u.OfTelegrams():
		return []document.Finding{block(urgencyPlace, "“"+string(u)+"”是电报的紧急程度，公文不标注。", "请改为“特急”或者“加急”；不紧急的，不标注。")}
	default:
		return []document.Finding{block(urgencyPlace, "紧急程度“"+excerpt(string(u))+"”不属于规定的等级。", "公文的紧急程度只有“特急”和“加急”，请改正；不紧急的，不标注。")}
	}
}

// excerpt shortens what was given in place of a word.
func excerpt(s string) string {
	const longest = 12
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "……"
	}
	return s
}
