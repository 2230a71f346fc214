package document

import "time"

// The verbs about a released document that must leave the website. They move no document.
const (
	TakeDown        Verb = "take-down"         // 撤下
	PutBack         Verb = "put-back"          // 恢复公开
	ConfirmTakeDown Verb = "confirm-take-down" // the second person agrees, to either
	DeclineTakeDown Verb = "decline-take-down" // the second person does not agree
)

// TakeDownVerbs lists them in the order in which pages offer them.
func TakeDownVerbs() []Verb { return []Verb{TakeDown, ConfirmTakeDown, DeclineTakeDown, PutBack} }

// TakeDownState says where the take-down of a released document stands.
type TakeDownState string

// The states. From Hiding on the public can't see the document, until the switch of the
// release that restores it.
const (
	Up        TakeDownState = "up"         // 正常公开
	DownAsked TakeDownState = "asked"      // a second person has to agree to the take-down
	Hiding    TakeDownState = "hiding"     // gone, and nobody has seen yet that it is
	Down      TakeDownState = "down"       // an anonymous look saw that it is gone
	BackAsked TakeDownState = "back_asked" // a second person has to agree that it comes back
	Restoring TakeDownState = "restoring"  // being released again
)

var takeDownLabels = map[TakeDownState]string{
	Up: "正常公开", DownAsked: "撤下待复核", Hiding: "正在撤下", Down: "已撤下", BackAsked: "恢复公开待复核", Restoring: "正在恢复公开",
}

// Label returns the Chinese name, "" for an unknown state.
func (s TakeDownState) Label() string { return takeDownLabels[s] }

// Hidden reports whether the document has left the website and nobody has seen it back.
func (s TakeDownState) Hidden() bool {
	return s == Hiding || s == Down || s == BackAsked || s == Restoring
}

// TakeDownGround is why a released document leaves the website: a closed list.
type TakeDownGround string

// The grounds.
const (
	GroundLeak      TakeDownGround = "leak"      // a state secret, or suspected to be one (SR-11)
	GroundTightened TakeDownGround = "tightened" // the attribute became closed after the release (DA-18)
	GroundPenalty   TakeDownGround = "penalty"   // a penalty decision was changed, revoked, unlawful or void (WP-10)
	GroundPersonal  TakeDownGround = "personal"  // personal information, privacy or trade secrets of others
	GroundMistaken  TakeDownGround = "mistaken"  // released by mistake
)

var takeDownGrounds = []struct {
	ground      TakeDownGround
	rule, label string
}{
	{GroundLeak, "SR-11", "泄露或者可能泄露国家秘密（立即撤下，事后复核）"},
	{GroundTightened, "DA-18", "公开后公开属性依法收紧"},
	{GroundPenalty, "WP-10", "行政处罚决定被变更、撤销、确认违法或者确认无效"},
	{GroundPersonal, "R15", "侵害个人信息权益、个人隐私或者商业秘密"},
	{GroundMistaken, "DA-18", "误发布（对象、版本或者时间错误）"},
}

// TakeDownGrounds lists the grounds in the order in which pages offer them.
func TakeDownGrounds() []TakeDownGround {
	out := make([]TakeDownGround, 0, len(takeDownGrounds))
	for _, g := range takeDownGrounds {
		out = append(out, g.ground)
	}
	return out
}

// Known reports whether g is one of the list.
func (g TakeDownGround) Known() bool { return g.Rule() != "" }

// Rule returns the rule on which the ground rests, "" for an unknown one.
func (g TakeDownGround) Rule() string {
	for _, x := range takeDownGrounds {
		if x.ground == g {
			return x.rule
		}
	}
	return ""
}

// Label returns the Chinese name, "" for an unknown ground.
func (g TakeDownGround) Label() string {
	for _, x := range takeDownGrounds {
		if x.ground == g {
			return x.label
		}
	}
	return ""
}

// Urgent reports whether one person takes the document down at once, and a second one
// looks at it afterwards.
func (g TakeDownGround) Urgent() bool { return g == GroundLeak }

// Silent reports whether not even the number may be told any more.
func (g TakeDownGround) Silent() bool { return g == GroundLeak }

// Gone is what the public may know of a document that was taken down: neither its title
// nor anything that stood in it.
type Gone struct {
	Document  string
	At        time.Time // since when
	Penalty   bool      // it told of a penalty that was changed or revoked (WP-10)
	Explained string    // the reason in public words, "" = general ones
}

// Missing is what an anonymous look must no longer find after a take-down. It stays
// inside the house and enters no history and no log.
type Missing struct {
	Public
	No      int64     // from which the public can't see it
	At      time.Time // since when
	Ground  TakeDownGround
	Digests []string // of every file that was public, and of the sealed original
}
