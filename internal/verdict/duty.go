package verdict

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
)

// Duty is an obligation with a date that a document puts on the office.
type Duty struct {
	Rule  string        `json:"rule"`  // e.g. GI-13
	Name  string        `json:"name"`  // which duty of the document it is, e.g. "publish"
	Title string        `json:"title"` // Chinese
	Unit  calendar.Unit `json:"unit"`
	Count int           `json:"count"` // of units; negative: before From
	From  document.Date `json:"from"`  // not counted
	// Owner is the role that has to meet the duty: it is reminded, and says that the
	// duty is met.
	Owner document.Role `json:"owner"`
	// Pauses are when the clock stood still (CAL-08), none for most duties.
	Pauses []calendar.Pause `json:"pauses,omitempty"`
	// What follows from it by the calendar, see Date.
	DueOn       document.Date   `json:"due_on"`
	Provisional bool            `json:"provisional"`
	Receipt     json.RawMessage `json:"receipt"`
}

// ByTheHour reports whether the duty is due at an hour, not on a day.
func (d Duty) ByTheHour() bool { return d.Unit == calendar.Hours }

// SetUnit sets the unit by its name, as a record keeps it.
func (d *Duty) SetUnit(name string) { d.Unit = calendar.Unit(name) }

// Pause adds a stretch in which the clock stood still, as a record keeps it; until
// is "" while it does.
func (d *Duty) Pause(from, until, why string) {
	d.Pauses = append(d.Pauses, calendar.Pause{From: from, Until: until, Why: why})
}

// The names of duties. A stage has one of its own, see StageDuty.
const (
	PublishDuty   = "publish"   // 主动公开 (GI-13)
	InterpretDuty = "interpret" // 随后解读 (IN-08)
	EvaluateDuty  = "evaluate"  // 届满前评估 (ND-14)
	FileDuty      = "file"      // 备案 (ND-15)
	ReviewDuty    = "review"    // 不公开信息的定期评估 (DA-17)
	OpenDuty      = "open"      // 公开属性调整后公开 (DA-19)
	CleanUpDuty   = "clean_up"  // 规范性文件定期清理 (ND-16)
	ReferDuty     = "refer"     // 转报 (SR-12)
	DecideDuty    = "decide"    // 有权机关确定 (SR-12)
	LeakDuty      = "leak"      // 报告泄密 (SR-11)
	WithdrawDuty  = "withdraw"  // 撤回行政处罚决定信息 (WP-10)
	ConfirmDuty   = "confirm"   // 复核撤下、恢复 (DA-18)
)

// StageDuty is the name of the duty to act at a stage in time.
func StageDuty(s document.Stage) string { return "stage:" + string(s) }

// Effects are what an act does to the duties of its document: Meet and Stop first,
// by name, then Begin. A duty that begins again stops its predecessor.
type Effects struct {
	Begin []Duty   `json:"begin,omitempty"`
	Meet  []string `json:"meet,omitempty"`
	Stop  []string `json:"stop,omitempty"`
	// Hold stops the clocks of duties that are not over: their names.
	Hold []string `json:"hold,omitempty"`
	// Notes say by what duties of Meet were met and those of Stop ended, by name.
	Notes map[string]string `json:"notes,omitempty"`
}

// None reports whether no duty is begun, met, stopped or held.
func (e Effects) None() bool { return len(e.Begin)+len(e.Meet)+len(e.Stop)+len(e.Hold) == 0 }

// note keeps the opinion of the act as what the duties were met by.
func (e *Effects) note(r Request, names ...string) {
	e.Notes = map[string]string{}
	for _, n := range names {
		e.Notes[n] = strings.TrimSpace(r.Opinion)
	}
}

// leakHours is within how long a leak is reported (SR-11).
const leakHours = 24

// follow says what the act does to the duties of the document.
func (l Laws) follow(c Case, r Request, u Ruling) Effects {
	var e Effects
	from := c.State.Stage
	if u.To != from {
		e = l.moved(c, r, u)
	}
	switch {
	case r.Verb == document.Sign && c.Content.Disclosure.Attribute.Releasable():
		e.Begin = append(e.Begin, Duty{Rule: "GI-13", Name: PublishDuty, Title: "主动公开政府信息", Unit: calendar.Workdays, Count: 20, From: u.DatedOn})
	case r.Verb == document.SendBack && (from == document.Registration || from == document.Publication), r.Verb == document.File,
		r.Verb == document.Void && u.To == document.Drafting: // to be signed again
		e.Stop = append(e.Stop, PublishDuty) // what is filed unreleased was repealed: nobody asks again whether it could be public
	case u.To == document.Filed:
		e.Begin = append(e.Begin, Duty{Rule: "DA-17", Name: ReviewDuty, Title: "定期评估能否公开", Unit: calendar.Months, Count: l.Region.ReviewMonths, From: c.State.DatedOn})
	case u.Referred:
		e = l.referred(c, r)
	case r.Verb == document.Approve && from == document.SecrecyReview && c.Referrals > 0:
		// The gate held that the opinion states the answer: it is no state secret, so that
		// none leaked and no report of it is due any more (SR-11). What was reported by then
		// stays on record.
		e.Meet = append(e.Meet, ReferDuty, DecideDuty)
		e.Stop = append(e.Stop, LeakDuty)
		e.note(r, ReferDuty, DecideDuty)
		e.Notes[LeakDuty] = "有权机关确定不属于国家秘密，不再需要报告。" + strings.TrimSpace(r.Opinion)
	}
	return e
}

// moved ends the time limit of the stage the document leaves, and begins that of
// the stage it comes to.
func (l Laws) moved(c Case, r Request, u Ruling) Effects {
	var e Effects
	left := StageDuty(c.State.Stage)
	switch r.Verb { //nolint:exhaustive // all others do what the stage is for
	case document.Cancel:
		// Whatever was found stays found: the report of a leak is still due.
		e.Stop = []string{left, PublishDuty, InterpretDuty, EvaluateDuty, FileDuty, ReviewDuty, ReferDuty, DecideDuty}
	case document.Recall, document.Void:
		e.Stop = []string{left}
	default:
		e.Meet = []string{left}
	}
	pinned := c.State.Pinned
	if u.Pinned != nil {
		pinned = *u.Pinned
	}
	if days := pinned.Workdays(u.To); days > 0 {
		e.Begin = append(e.Begin, Duty{
			Rule: stageRule(u.To), Name: StageDuty(u.To), Title: u.To.Label(), Unit: calendar.Workdays, Count: days, From: c.Today,
		})
	}
	return e
}

func stageRule(s document.Stage) string {
	if s == document.LegalityReview {
		return "ND-05"
	}
	return "DH-07"
}

// referred: the first referral says that the question must go to who decides it,
// the second that it went (SR-12). A suspected state secret in a system that must
// hold none is reported within a day (SR-11), counted from the referral that first calls
// it one, be it the first or the second; meanwhile the review itself waits.
func (l Laws) referred(c Case, r Request) Effects {
	e := Effects{Hold: []string{StageDuty(document.SecrecyReview)}}
	term := Duty{Rule: "SR-12", Unit: calendar.Workdays, Count: 10, From: c.Today}
	term.Name, term.Title = ReferDuty, "报有权机关确定是否属于国家秘密"
	if c.Referrals > 0 {
		e.Meet = []string{ReferDuty}
		e.note(r, ReferDuty)
		term = deciding(c.Today)
	}
	e.Begin = []Duty{term}
	if r.Checklist[rulebook.StateSecret] == rulebook.Yes && !c.Suspected {
		e.Begin = append(e.Begin, Duty{
			Rule: "SR-11", Name: LeakDuty, Title: "向保密行政管理部门报告", Unit: calendar.Hours, Count: leakHours, From: c.Today,
		})
	}
	return e
}

// deciding is the term of who decides, once the question went to it (SR-12).
func deciding(from document.Date) Duty {
	return Duty{Rule: "SR-12", Name: DecideDuty, Title: "有权机关确定是否属于国家秘密", Unit: calendar.Workdays, Count: 10, From: from}
}

// MetByHand says what follows when a person puts on record that the duty was met
// outside. The duties that begin have no date yet, see Laws.Date.
func MetByHand(name string, today document.Date) Effects {
	e := Effects{Meet: []string{name}}
	if name == ReferDuty { // the question went: whoever decides it has its own ten days from now (SR-12)
		e.Begin = []Duty{deciding(today)}
		e.Begin[0].Owner = owner(DecideDuty)
	}
	return e
}

// Shown says what follows for the duties of a document in the moment in which it
// becomes visible: from then on the public is told until when its interpretation is
// to follow (IN-08).
func (l Laws) Shown(c Case) (Effects, error) {
	var e Effects
	if c.Awaits() {
		e.Begin = append(e.Begin, Duty{Rule: "IN-08", Name: InterpretDuty, Title: "发布解读材料", Unit: calendar.Workdays, Count: l.Region.LaterWorkdays, From: c.Today})
	}
	return l.dated(e)
}

// Published says what follows for the duties of a document that was read back.
func (l Laws) Published(c Case) (Effects, error) {
	e := Effects{Meet: []string{PublishDuty, StageDuty(document.Publication)}}
	if c.Content.Text.Class != document.Normative {
		return l.dated(e)
	}
	filing := Duty{Rule: "ND-15", Name: FileDuty, Title: "报送备案", Unit: calendar.Days, Count: l.Region.Filing.Days, From: c.Today}
	if l.Region.Filing.Workdays {
		filing.Unit = calendar.Workdays
	}
	e.Begin = append(e.Begin, filing)
	e.Begin = append(e.Begin, Duty{Rule: "ND-16", Name: CleanUpDuty, Title: "规范性文件定期清理", Unit: calendar.Months, Count: l.Region.CleanUpMonths, From: c.Today})
	if expires := c.Content.Text.ExpiresOn; expires.Valid() {
		e.Begin = append(e.Begin, Duty{Rule: "ND-14", Name: EvaluateDuty, Title: "有效期届满前评估", Unit: calendar.Months, Count: -l.Region.EvaluateMonths, From: expires})
	}
	return l.dated(e)
}

// dated puts the due dates in.
func (l Laws) dated(e Effects) (Effects, error) {
	for i := range e.Begin {
		var err error
		e.Begin[i].Owner = owner(e.Begin[i].Name)
		if e.Begin[i], err = l.Date(e.Begin[i]); err != nil {
			return Effects{}, err
		}
	}
	return e, nil
}

// Starting returns a duty in hours as it runs from an instant to an instant (SR-11): due
// day and receipt follow from the hour at which it began. Of other duties it changes
// nothing.
func (d Duty) Starting(at time.Time) (Duty, error) {
	if !d.ByTheHour() {
		return d, nil
	}
	r, due, err := calendar.AddHours(at, d.Count)
	if err != nil {
		return d, fmt.Errorf("date the duty %s: %w", d.Name, err)
	}
	d.DueOn = document.DateOf(due)
	d.Receipt, err = json.Marshal(r)
	return d, err
}

// Date returns the duty with due date and receipt as the calendar gives them now.
// A duty in hours has the day on which they end if they began at midnight; Starting
// gives it the instant, which only the register knows.
func (l Laws) Date(d Duty) (Duty, error) {
	var r calendar.Receipt
	var err error
	switch {
	case d.Unit == calendar.Workdays && len(d.Pauses) > 0:
		r, err = l.running(d)
	case d.Unit == calendar.Workdays:
		r, err = l.Calendar.AddWorkdays(string(d.From), d.Count)
	case d.Unit == calendar.Days:
		r, err = l.Calendar.AddDays(string(d.From), d.Count)
	case d.Unit == calendar.Months:
		r, err = l.Calendar.AddMonths(string(d.From), d.Count)
	case d.Unit == calendar.Hours:
		r = calendar.Receipt{From: string(d.From), Unit: d.Unit, Counted: d.Count, Skipped: []calendar.Day{}, MadeUp: []string{}, Editions: []string{}}
		r.Due = string(document.DateOf(d.From.Midnight().Add(time.Duration(d.Count) * time.Hour)))
	default:
		err = fmt.Errorf("verdict: a duty counted in %q", d.Unit)
	}
	if e, none := errors.AsType[*calendar.NoTableError](err); none {
		return d, &document.Error{Kind: document.Invalid, Code: "calendar-missing", Rule: "CAL-07", Message: "“" + d.Title + "”的期限不能计算：" + e.Error(), Err: err}
	}
	if err != nil {
		return d, fmt.Errorf("date the duty %s: %w", d.Name, err)
	}
	d.DueOn, d.Provisional = document.Date(r.Due), r.Provisional
	d.Receipt, err = json.Marshal(r)
	return d, err
}

// running is the receipt of a clock that stood still in between (CAL-08).
func (l Laws) running(d Duty) (calendar.Receipt, error) {
	r, stopped, err := l.Calendar.Read(calendar.Clock{From: string(d.From), Workdays: d.Count, Pauses: d.Pauses})
	if err == nil && stopped {
		err = fmt.Errorf("the clock stands still")
	}
	return r, err
}

// owner is the role that has to meet a duty: of a stage, who decides there; of all
// else, who the rule names (IN-01, ND-14…16, DA-17, DA-19, SR-11, SR-12, GI-13).
func owner(name string) document.Role {
	if stage, ok := strings.CutPrefix(name, StageDuty("")); ok {
		row, _ := document.Stage(stage).Row()
		return row.Who
	}
	switch name {
	case PublishDuty, OpenDuty, WithdrawDuty:
		return document.Publisher
	case FileDuty, CleanUpDuty:
		return document.LegalReviewer
	case ReviewDuty, ConfirmDuty:
		return document.DisclosureOfficer
	case ReferDuty, DecideDuty, LeakDuty:
		return document.SecrecyReviewer
	default: // interpretation and evaluation are the drafting unit's
		return document.Drafter
	}
}
