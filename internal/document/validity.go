package document

import (
	"fmt"
	"strings"
)

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

// Words is what every surface says of a state of validity: page, title, list,
// feed, API, PDF. They all take it from Life.Words, so they can't disagree
// (invariant 6).
type Words struct {
	Validity Validity `json:"validity"`
	Label    string   `json:"label"`              // 有效性: 有效, 废止 …
	Prefix   string   `json:"prefix,omitempty"`   // before the title: 【已废止】, "" when in force (ND-19)
	Diagonal string   `json:"diagonal,omitempty"` // across each page: 已废止
	Banner   string   `json:"banner,omitempty"`   // the sentence with date and authority
}

// Words returns what is said of the document on a civil day.
func (l Life) Words(today Date) Words {
	v := l.On(today)
	w := Words{Validity: v, Label: v.Label()}
	switch v {
	case InForce:
	case NotYet:
		w.Prefix, w.Diagonal = "【尚未施行】", "尚未施行"
		w.Banner = fmt.Sprintf("本文件尚未施行，自%s起施行。", l.EffectiveOn.Chinese())
	case Lapsed:
		w.Prefix, w.Diagonal = "【已失效】", "已失效"
		w.Banner = fmt.Sprintf("本文件有效期至%s，现已失效。", l.ExpiresOn.Chinese())
	case Repealed:
		w.Prefix, w.Diagonal = "【已废止】", "已废止"
		w.Banner = fmt.Sprintf("本文件自%s起废止。%s", l.EndedOn.Chinese(), l.authority())
	case Amended:
		w.Prefix, w.Diagonal = "【已修改】", "已修改"
		w.Banner = fmt.Sprintf("本文件已于%s修改，请以修改后的文本为准。%s", l.EndedOn.Chinese(), l.authority())
	case Partly:
		w.Prefix, w.Diagonal = "【部分失效】", "部分失效"
		w.Banner = fmt.Sprintf("本文件自%s起部分失效，失效的内容以有关决定为准，其余部分继续有效。%s", l.EndedOn.Chinese(), l.authority())
	case Corrected:
		w.Prefix, w.Diagonal = "【已更正】", "已更正"
		w.Banner = fmt.Sprintf("本文件已于%s更正，请以更正后的内容为准。%s", l.EndedOn.Chinese(), l.authority())
	case Revoked:
		// DH-24: 撤销 takes the document's force from the beginning, so no day is named as its end.
		w.Prefix, w.Diagonal = "【已撤销】", "已撤销"
		w.Banner = "本文件已被撤销，自始无效。" + l.authority()
	}
	return w
}

// inner turns the title marks inside a title into the single ones (GB/T 15834—2011 4.15).
var inner = strings.NewReplacer("《", "〈", "》", "〉")

func (l Life) authority() string {
	switch {
	case l.ByNumber != "" && l.ByTitle != "":
		return fmt.Sprintf("依据：《%s》（%s）。", inner.Replace(l.ByTitle), l.ByNumber)
	case l.ByNumber != "":
		return fmt.Sprintf("依据：%s。", l.ByNumber)
	default:
		return ""
	}
}
