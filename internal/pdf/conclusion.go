package pdf

import (
	"fmt"
	"strings"
)

// Outcome is what is to be thought of a file with all that is known of it: its seal and
// the register of today.
type Outcome string

const (
	// Confirmed means that the seal holds, the register knows the document, it applies today, and
	// the file says of it what the register says.
	Confirmed Outcome = "confirmed"
	// NotConfirmed means that the seal holds, and the register could not be asked or does not know
	// the document.
	NotConfirmed Outcome = "not-confirmed"
	// NotInForce means that the seal holds, and the document does not apply today, or the file says
	// something else of its validity than the register does.
	NotInForce Outcome = "not-in-force"
	// NotIntact means that the seal does not hold, leads to nobody who is trusted, or there is none.
	NotIntact Outcome = "not-intact"
)

// Registered is what the register says of a document today.
type Registered struct {
	Asked   bool // false: it could not be reached
	Known   bool
	Applies bool // the document is in force, be it in part or in another wording
	// Status, Label and Banner are as in Against.
	Status, Label, Banner string
}

// Conclude says in one Chinese sentence, or two, whether a file can be relied on: never
// that a seal is good without what became of the document.
func (r Report) Conclude(g Registered) (Outcome, string) {
	const sealed = "签章有效，但"
	switch {
	case r.Verdict != Intact:
		return NotIntact, r.Summary
	case !g.Asked:
		return NotConfirmed, sealed + "未能查询登记簿，文件今日是否有效没有得到确认。"
	case !g.Known:
		return NotConfirmed, sealed + "登记簿中查不到这份文件，今日是否有效没有得到确认。"
	case !g.Applies:
		return NotInForce, fmt.Sprintf("%s登记簿今日登记的效力是“%s”%s%s。", sealed, g.Label, g.reason(), r.outdated())
	}
	if differs := r.Against(g.Status, g.Label, g.Banner); differs != "" {
		return NotInForce, sealed + differs
	}
	return Confirmed, "签章有效，文件自用印后未被篡改；登记簿今日登记的效力是“" + g.Label + "”" + g.reason() + "。"
}

// reason is the sentence of the register, to go on with.
func (g Registered) reason() string {
	if g.Banner == "" {
		return ""
	}
	return "：" + strings.TrimSuffix(g.Banner, "。")
}

// outdated says that a file does not tell what became of its document.
func (r Report) outdated() string {
	if len(r.Marks) > 0 {
		return ""
	}
	return "；手中的文件没有可信的效力标注，是标注以前的版本"
}
