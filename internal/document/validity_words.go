package document

import (
	"fmt"
	"strings"
)

// Words is what every surface says of a state of validity: page, title, list,
// feed, API, PDF. They all take it from Life.Words, so they can't disagree
// (invariant 6).
type Words struct {
	Validity Validity `json:"validity"`
	Label    string   `json:"label"`              // 有效性: 有效, 废止 …
	Prefix   string   `json:"prefix,omitempty"`   // before the title: 【已废止】, "" when in force (ND-19)
	Diagonal string   `json:"diagonal,omitempty"` // across each page: 已废止
	Banner   string   `json:"banner,omitempty"`   // the sentence with date and authority
	// Announced is what a decision will make of a document that is still in force; the
	// diagonal and the banner speak of it. "" when nothing lies ahead.
	Announced Validity `json:"announced,omitempty"`
}

// announcing ends the status of a mark that speaks of a day to come.
const announcing = "_announced"

// Status returns the word by which a mark tells programs of the state: that of Validity,
// or for what is only announced a word of its own, such as repealed_announced.
func (w Words) Status() string {
	if w.Announced != "" {
		return string(w.Announced) + announcing
	}
	return string(w.Validity)
}

// Words returns what is said of the document on a civil day.
func (l Life) Words(today Date) Words {
	v := l.On(today)
	w := Words{Validity: v, Label: v.Label()}
	switch v {
	case InForce:
		l.announce(&w, today)
		return w
	case NotYet:
		w.Diagonal, w.Banner = "尚未施行", fmt.Sprintf("本文件尚未施行，自%s起施行。", l.EffectiveOn.Chinese())
	case Lapsed:
		w.Diagonal, w.Banner = "已失效", l.lapse(today)
	case Repealed:
		w.Diagonal, w.Banner = "已废止", l.from("废止")+"。"+l.authority()
	case Amended:
		w.Diagonal, w.Banner = "已修改", l.since("修改")+"，请以修改后的文本为准。"+l.authority()
	case Partly:
		w.Diagonal, w.Banner = "部分失效", l.from("部分失效")+"，失效的内容以有关决定为准，其余部分继续有效。"+l.authority()
	case Corrected:
		w.Diagonal, w.Banner = "已更正", l.since("更正")+"，请以更正后的内容为准。"+l.authority()
	case Revoked:
		// DH-24: 撤销 takes the document's force from the beginning, so its day is that of the
		// decision and not the end.
		w.Diagonal, w.Banner = "已撤销", l.since("被撤销")+"，自始无效。"+l.authority()
	}
	w.Prefix = "【" + w.Diagonal + "】"
	return w
}

// announce adds what is said of a decision whose day has not come. The title bears
// nothing before it: the document is in force.
func (l Life) announce(w *Words, today Date) {
	if w.Announced = l.Announced(today); w.Announced == "" {
		return
	}
	said := ahead[w.Announced]
	w.Diagonal, w.Banner = said.diagonal, fmt.Sprintf(said.banner, l.EndedOn.Chinese())+l.authority()
}

// lapse tells apart what a decision declared to have lapsed (宣布失效) and what is past
// its own last day: only the former has an authority (ND-13, ND-21).
func (l Life) lapse(today Date) string {
	if l.Ended == Lapsed && today >= l.EndedOn {
		return l.from("失效") + "。" + l.authority()
	}
	return fmt.Sprintf("本文件有效期至%s，现已失效。", l.ExpiresOn.Chinese())
}

// from says what became of the document from the day of the decision on, where it has one.
func (l Life) from(what string) string {
	if l.EndedOn == "" {
		return "本文件已" + what
	}
	return "本文件自" + l.EndedOn.Chinese() + "起" + what
}

// since says what happened to the document on the day of the decision, where it has one.
func (l Life) since(what string) string {
	if l.EndedOn == "" {
		return "本文件已" + what
	}
	return "本文件已于" + l.EndedOn.Chinese() + what
}

// inner turns the title marks inside a title into the single ones (GB/T 15834—2011 4.15).
var inner = strings.NewReplacer("《", "〈", "》", "〉")

// authority names the deciding document by what is known of it, "" if nothing is.
func (l Life) authority() string {
	title := "《" + inner.Replace(l.ByTitle) + "》"
	switch {
	case l.ByNumber != "" && l.ByTitle != "":
		return fmt.Sprintf("依据：%s（%s）。", title, l.ByNumber)
	case l.ByNumber != "":
		return fmt.Sprintf("依据：%s。", l.ByNumber)
	case l.ByTitle != "":
		return fmt.Sprintf("依据：%s。", title)
	}
	return ""
}
