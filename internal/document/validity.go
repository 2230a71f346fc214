package document

// Validity is the state in which a released document lives, 有效性 (ND-18, ND-21).
type Validity string

// The states of validity.
const (
	NotYet   Validity = "not_yet"
	InForce  Validity = "in_force"
	Amended  Validity = "amended"
	Repealed Validity = "repealed"
	Lapsed   Validity = "lapsed"
	Revoked  Validity = "revoked"
	// Partly: a decision ended a part, the rest holds (ND-21).
	Partly Validity = "partly"
	// Corrected: a mistake in the printed text was put right (更正); what was decided stands.
	Corrected Validity = "corrected"
)

var validityLabels = map[Validity]string{
	NotYet: "尚未施行", InForce: "有效", Amended: "已修改", Repealed: "废止", Lapsed: "失效", Revoked: "撤销",
	Partly: "部分失效", Corrected: "已更正",
}

// Label returns the word of the metadata field 有效性, "" for an unknown state.
func (v Validity) Label() string { return validityLabels[v] }

// Validities lists the states in the order in which they are offered.
func Validities() []Validity {
	return []Validity{InForce, NotYet, Amended, Partly, Corrected, Repealed, Lapsed, Revoked}
}

// Dead reports whether a document in this state no longer binds anyone.
func (v Validity) Dead() bool { return v == Repealed || v == Lapsed || v == Revoked }

// Applies reports whether a document in this state binds today, be it in part or in
// another wording. A state that is not known does not.
func (v Validity) Applies() bool {
	return v == InForce || v == Amended || v == Partly || v == Corrected
}

// ahead are the decisions that a document can await: they change it from a day on. A
// revocation reaches back to the beginning and a correction holds at once.
var ahead = map[Validity]struct{ diagonal, banner string }{
	Repealed: {"将废止", "本文件将自%s起废止。"},
	Lapsed:   {"将失效", "本文件将自%s起失效。"},
	Amended:  {"将修改", "本文件将于%s修改，届时请以修改后的文本为准。"},
	Partly:   {"将部分失效", "本文件将自%s起部分失效，失效的内容以有关决定为准，其余部分继续有效。"},
}

// Life is what the register knows of a document's validity: its own dates and
// the decision that ended or changed it, if there is one.
type Life struct {
	EffectiveOn Date     `json:"effective_on,omitempty"` // 施行日期; none = from its date of writing
	ExpiresOn   Date     `json:"expires_on,omitempty"`   // 有效期至, the last day in force
	Ended       Validity `json:"ended,omitempty"`        // what a decision made of it; "" = none
	EndedOn     Date     `json:"ended_on,omitempty"`     // the civil day from which Ended holds
	ByNumber    Number   `json:"by_number,omitempty"`    // 发文字号 of the deciding document
	ByTitle     string   `json:"by_title,omitempty"`     // its title
	ByDocument  string   `json:"by_document,omitempty"`  // its id
}

// On returns the state of validity on a civil day. A decision that ends the
// document prevails over its own dates; a document past its last day has lapsed
// (ND-13), even one that was amended before.
func (l Life) On(today Date) Validity {
	decided := l.Ended != "" && today >= l.EndedOn
	switch {
	case decided && l.Ended.Dead():
		return l.Ended
	case l.ExpiresOn != "" && today > l.ExpiresOn:
		return Lapsed
	case decided:
		return l.Ended
	case l.EffectiveOn != "" && today < l.EffectiveOn:
		return NotYet
	default:
		return InForce
	}
}

// Announced returns what a decision will make of a document that is in force on a civil
// day, "" if nothing is decided, or nothing that lies ahead. The decision is taken and
// its day has not come: until then the document is in force (ND-18, ND-20).
func (l Life) Announced(today Date) Validity {
	if _, known := ahead[l.Ended]; known && today < l.EndedOn && l.On(today) == InForce {
		return l.Ended
	}
	return ""
}
