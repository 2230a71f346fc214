package verdict

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
)

// TakeDownCase is a released document that is to leave the website, or to come back,
// with everything the judgement rests on.
type TakeDownCase struct {
	Document  Case // with the actor
	State     document.TakeDownState
	Seq       int
	Ground    document.TakeDownGround // "" before the first act
	Asker     string                  // who asked for what waits for a second person, or waited last
	Confirmed bool                    // a second person has agreed to the take-down
	Released  bool                    // a release became visible, whether it can be seen now or not
}

// TakeDownRuling is what follows from an act that is allowed.
type TakeDownRuling struct {
	From, To  document.TakeDownState
	Unit      string
	Ground    document.TakeDownGround
	Explained string
	Asks      bool // the actor is now the one who asked
	Confirmed bool
	Duties    Effects
	Warnings  []document.Finding
}

// Hides reports whether the act takes the document from the public.
func (u TakeDownRuling) Hides() bool { return u.To.Hidden() && !u.From.Hidden() }

// Digest binds an act to the state that the person saw. Every act sends it back.
func (c TakeDownCase) Digest() string {
	b, err := json.Marshal([]string{c.Document.State.ID, c.Document.State.SignedDigest, string(c.State), fmt.Sprint(c.Seq), string(c.Ground), c.Asker})
	if err != nil { // strings can be encoded
		panic(err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Offered are the verbs of the present state.
func (c TakeDownCase) Offered() []document.Verb {
	second := []document.Verb{document.ConfirmTakeDown, document.DeclineTakeDown}
	switch {
	case c.State == document.Up:
		return []document.Verb{document.TakeDown}
	case c.State == document.DownAsked, c.State == document.BackAsked:
		return second
	case (c.State == document.Hiding || c.State == document.Down) && !c.Confirmed:
		return second[:1] // before it may come back, a second person looks at the emergency
	case c.State == document.Down:
		return []document.Verb{document.PutBack}
	default:
		return nil
	}
}

// Label names a verb as it is meant in the present state.
func (c TakeDownCase) Label(v document.Verb) string {
	switch {
	case v == document.ConfirmTakeDown && c.State == document.BackAsked:
		return "复核同意恢复公开"
	case v == document.ConfirmTakeDown && c.State.Hidden():
		return "事后复核紧急撤下"
	case v == document.ConfirmTakeDown:
		return "复核同意撤下"
	case v == document.DeclineTakeDown && c.State == document.BackAsked:
		return "不同意恢复公开"
	case v == document.DeclineTakeDown:
		return "不同意撤下"
	default:
		return v.BesideLabel()
	}
}

// JudgeTakeDown decides on an act about the take-down. Refusals are as of Judge.
func (l Laws) JudgeTakeDown(c TakeDownCase, r Request) (TakeDownRuling, error) {
	if err := c.admissible(r.Verb); err != nil {
		return TakeDownRuling{}, err
	}
	unit, err := l.mayTakeDown(c, r.Verb)
	if err != nil {
		return TakeDownRuling{}, err
	}
	if r.Digest != c.Digest() {
		return TakeDownRuling{}, document.Refuse(document.Conflict, "stale-digest", "撤下的情况已有变化，请核对后再办。")
	}
	u, err := l.takeDown(c, r)
	if err != nil {
		return TakeDownRuling{}, err
	}
	u.From, u.Unit = c.State, unit
	u.Duties, err = l.dated(u.Duties)
	return u, err
}

func (c TakeDownCase) admissible(v document.Verb) error {
	switch {
	case !slices.Contains(document.TakeDownVerbs(), v):
		return document.Refuse(document.Invalid, "unknown-verb", "没有这样的办理动作。")
	case !c.Released:
		return document.Refuse(document.Conflict, "not-released", "本件没有公开发布，不存在撤下的问题。")
	case !slices.Contains(c.Offered(), v):
		return document.Refuse(document.Conflict, "wrong-state", "本件现在的状态为“"+c.State.Label()+"”，不能“"+v.BesideLabel()+"”。")
	default:
		return nil
	}
}

// mayTakeDown asks who may, and holds that the second person is another one.
func (l Laws) mayTakeDown(c TakeDownCase, v document.Verb) (unit string, err error) {
	a := l.Authority.AskBeside(c.Document.question(v))
	if !a.Allowed {
		return "", &document.Error{Kind: document.Forbidden, Code: a.Code, Message: a.Reason, Rule: a.Rule}
	}
	second := v == document.ConfirmTakeDown || v == document.DeclineTakeDown
	if second && c.Asker == c.Document.Actor.ID {
		return "", ruled("invariant-4", document.Refuse(document.Forbidden, "same-person", "本次撤下或者恢复由您提出，须由另一人复核。"))
	}
	return a.Unit, nil
}

func (l Laws) takeDown(c TakeDownCase, r Request) (TakeDownRuling, error) {
	u := TakeDownRuling{Ground: c.Ground, Confirmed: c.Confirmed}
	switch r.Verb { //nolint:exhaustive // admissible lets no other verb pass
	case document.TakeDown:
		return l.askTakeDown(c, r)
	case document.PutBack:
		u.To, u.Asks = document.BackAsked, true
		u.Duties.Begin = []Duty{secondLook(c, "复核恢复公开")}
		return u, needOpinion(r, "DA-18", "恢复公开须写明理由。")
	case document.DeclineTakeDown:
		u.To = document.Up
		u.Duties = Effects{Meet: []string{ConfirmDuty}, Stop: []string{WithdrawDuty}}
		if c.State == document.BackAsked {
			u.To, u.Duties.Stop = document.Down, nil
		}
		return u, needOpinion(r, "DA-18", "不同意的，须写明理由。")
	}
	u.Duties.Meet = []string{ConfirmDuty}
	switch c.State { //nolint:exhaustive // admissible lets no other pass
	case document.DownAsked:
		u.To, u.Confirmed = document.Hiding, true
	case document.BackAsked:
		u.To = document.Restoring
	default: // afterwards: it is gone already
		u.To, u.Confirmed = c.State, true
	}
	return u, nil
}

// askTakeDown is the act with which it begins. What leaks goes at once (SR-11).
func (l Laws) askTakeDown(c TakeDownCase, r Request) (TakeDownRuling, error) {
	u := TakeDownRuling{To: document.DownAsked, Ground: r.Ground, Explained: strings.TrimSpace(r.Explained), Asks: true}
	if err := needOpinion(r, "DA-18", "撤下须写明理由（DA-18）。"); err != nil {
		return u, err
	}
	if found := c.incomplete(r); len(found) > 0 {
		e := document.Refuse(document.Unfit, "take-down-incomplete", "撤下事项填写不完整，请补正后再办。")
		e.Rule, e.Findings = found[0].Rule, found
		return u, e
	}
	u.Duties.Begin = []Duty{secondLook(c, "复核撤下")}
	if r.Ground == document.GroundLeak {
		u.To = document.Hiding
		u.Duties.Begin = append(u.Duties.Begin, Duty{Rule: "SR-11", Name: LeakDuty, Title: "向保密行政管理部门报告", Unit: calendar.Hours, Count: leakHours, From: c.Document.Today})
	}
	if r.Ground == document.GroundPenalty {
		u.Duties.Begin = append(u.Duties.Begin, Duty{Rule: "WP-10", Name: WithdrawDuty, Title: "撤回行政处罚决定信息并公开说明理由", Unit: calendar.Workdays, Count: withdrawWithin, From: r.Since})
	}
	return u, nil
}

// withdrawWithin is in how many working days the information on a penalty that was
// changed or revoked is withdrawn (WP-10; 行政处罚法 第四十八条、第八十五条).
const withdrawWithin = 3

// secondLook is the duty of a second person to look at what one asked for or, in an
// emergency, did.
func secondLook(c TakeDownCase, title string) Duty {
	return Duty{Rule: "DA-18", Name: ConfirmDuty, Title: title, Unit: calendar.Workdays, Count: 1, From: c.Document.Today}
}

// incomplete names what is missing or wrong in a take-down.
func (c TakeDownCase) incomplete(r Request) (out []document.Finding) {
	add := func(rule, place, message, remedy string) {
		out = append(out, document.Finding{Rule: rule, Severity: document.Block, Place: place, Message: message, Remedy: remedy})
	}
	if !r.Ground.Known() {
		add("DA-18", "ground", "没有选择撤下事由，或者事由不在规定范围之内。", "请从列表中选择。")
	}
	penalty := r.Ground == document.GroundPenalty
	switch {
	case penalty && strings.TrimSpace(r.Explained) == "":
		add("WP-10", "explained", "撤回行政处罚决定信息的，应当公开说明理由。", "请填写向社会公开的说明，不写当事人姓名、名称和公文标题。")
	case !penalty && r.Explained != "":
		add("WP-10", "explained", "只有撤回行政处罚决定信息的，才另行公开说明理由。", "请删去公开说明；对外统一使用概括表述。")
	case strings.Contains(r.Explained, c.Document.Content.Text.Title) && c.Document.Content.Text.Title != "":
		add("WP-10", "explained", "公开说明中有所撤下公文的标题。", "请改用概括表述。")
	}
	switch {
	case penalty && !r.Since.Valid():
		add("WP-10", "since", "没有写明处罚决定变更、撤销、确认违法或者确认无效的日期。", "期限自该日的次日起算。")
	case penalty && r.Since > c.Document.Today:
		add("WP-10", "since", "处罚决定变更、撤销的日期不能晚于今天。", "请核对日期。")
	case !penalty && r.Since != "":
		add("WP-10", "since", "只有撤回行政处罚决定信息的，才填写变更、撤销的日期。", "请删去日期。")
	}
	out = append(out, rulebook.PersonalIn("explained", "公开说明", r.Explained)...)
	return append(out, rulebook.HiddenIn("explained", "公开说明", r.Explained)...)
}

// TakenDown says what follows for the duties when an anonymous look saw that the document
// is gone (invariant 11).
func TakenDown() Effects { return Effects{Meet: []string{WithdrawDuty}} }

// TakeDownOptions returns the verbs of the present state for this actor.
func (l Laws) TakeDownOptions(c TakeDownCase) []Option {
	out := []Option{}
	for _, v := range c.Offered() {
		o := Option{Verb: v, Label: c.Label(v), Open: true}
		err := c.admissible(v)
		if err == nil {
			_, err = l.mayTakeDown(c, v)
		}
		if e, ok := errors.AsType[*document.Error](err); ok {
			o.Open, o.Code, o.Reason, o.Rule = false, e.Code, e.Message, e.Rule
		}
		out = append(out, o)
	}
	return out
}
