package verdict

import (
	"slices"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

// Outlook is what the rules have to say of a draft, each finding at the first act
// that it hinders or concerns.
type Outlook struct {
	Save   []document.Finding // such content is not even stored
	Submit []document.Finding // found at the gate of submission
	Sign   []document.Finding // found at a later gate, up to the signing
	Ahead  []document.Stage   // what is passed between submission and signing
}

// Outlook asks every gate from the submission to the signing about a draft. Of the
// later gates only what stands in the dossier counts, and what other bodies have to say of
// it, not the decisions, opinions and dates that are still to come.
func (l Laws) Outlook(c Case) Outlook {
	var out Outlook
	said := map[string]bool{}
	out.Save = fresh(said, slices.Concat(rulebook.SecrecyMarks(c.Content), rulebook.HiddenCharacters(c.Content), rulebook.UnknownUrgency(c.Content)))
	out.Submit = fresh(said, append(l.Findings(c), rulebook.WideTables(c.Content)...))
	c.State.Pinned = l.pinned(c)
	c.Actor = Actor{} // who will act there is not who writes
	for _, stage := range c.State.Pinned.Route() {
		if stage == document.Drafting {
			continue
		}
		c.State.Stage = stage
		for _, f := range fresh(said, l.Findings(c)) {
			if ofTheDossier(f.Place) || f.Place == rulebook.ConsentPlace {
				out.Sign = append(out.Sign, f)
			}
		}
		if stage == document.Signing {
			break
		}
		out.Ahead = append(out.Ahead, stage)
	}
	return out
}

// fresh returns the findings that were not said before, and notes them as said.
func fresh(said map[string]bool, findings []document.Finding) []document.Finding {
	var out []document.Finding
	for _, f := range findings {
		key := f.Place + "\x00" + f.Message
		if !said[key] {
			said[key] = true
			out = append(out, f)
		}
	}
	return out
}

// ofTheDossier reports whether a place is a field of the dossier.
func ofTheDossier(place string) bool {
	head, _, _ := strings.Cut(place, ".")
	return dossier.Part(head).Label() != ""
}
