package workflows_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/workflows"
)

const (
	drafting     = document.Drafting
	officeCheck  = document.OfficeCheck
	signing      = document.Signing
	registration = document.Registration
	publication  = document.Publication
)

// forward is the way from the first act to the number.
func forward(to document.Stage) []step {
	return []step{
		{verb: document.Submit, stage: drafting, want: "office_check"},
		{verb: document.Approve, stage: officeCheck, want: "signing"},
		{verb: document.Sign, stage: signing, want: "registration"},
		{verb: document.Register, stage: registration, want: string(to)},
	}
}

func then(steps []step, more ...step) []step { return append(steps, more...) }

var release = step{verb: document.Release, stage: publication, want: "publication"}

// path is one way through the house.
type path struct {
	name      string
	attribute document.Attribute // "" = PROACTIVE
	set       func(*stand, *row)
	steps     []step
	stage     document.Stage
	seq       int
	log       []string
	reminders []string
	failures  []string
	record    string // name of its history, "" = none is kept
}

var published = []string{
	"submit office_check", "approve signing", "sign registration", "register publication", "file d1 sealed",
	"release publication", "prepare release/d1/5", "switch release/d1/5", "seen release/d1/5",
	"published release/d1/5",
}

var paths = []path{
	{
		name: "published", record: "published", steps: then(forward(publication), release), stage: document.Published, seq: 6, log: published,
	},
	{
		name: "on_request is sealed and filed", record: "filed", attribute: document.OnRequest, steps: forward(document.Filed), stage: document.Filed, seq: 4,
		log: []string{"submit office_check", "approve signing", "sign registration", "register filed", "file d1 sealed"},
	},
	{
		name: "return, straight back", record: "returned", attribute: document.OnRequest, stage: document.Filed, seq: 6,
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Approve, stage: officeCheck, want: "signing"},
			{verb: document.SendBack, stage: signing, target: drafting, way: document.Direct, want: "drafting"},
			{verb: document.Submit, stage: drafting, want: "signing"},
			{verb: document.Sign, stage: signing, want: "registration"},
			{verb: document.Register, stage: registration, want: "filed"},
		},
		log: []string{
			"submit office_check", "approve signing", "return drafting", "submit signing", "sign registration", "register filed", "file d1 sealed",
		},
	},
	{
		name: "recalled and cancelled", record: "cancelled", stage: document.Cancelled, seq: 3,
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Recall, stage: officeCheck, want: "drafting"},
			{verb: document.Cancel, stage: drafting, want: "cancelled"},
		},
		log: []string{"submit office_check", "recall drafting", "cancel cancelled"},
	},
	{
		name: "what can't be taken is refused", record: "refused", stage: document.Cancelled, seq: 2,
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Submit, stage: drafting, want: "stale-stage"},
			{verb: document.Approve, stage: officeCheck, digest: "old", want: "stale-digest"},
			{verb: document.Release, stage: officeCheck, want: "wrong-stage"},
			{verb: "burn", stage: officeCheck, want: "bad-command"},
			{verb: document.Cancel, stage: officeCheck, want: "cancelled"},
		},
		log: []string{"submit office_check", "cancel cancelled"},
	},
	{
		name: "two at the same time, one wins", stage: document.Cancelled, seq: 3,
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Approve, stage: officeCheck, want: "signing"},
			{after: time.Nanosecond, verb: document.Recall, stage: officeCheck, want: "stale-stage"},
			{verb: document.Cancel, stage: signing, want: "cancelled"},
		},
		log: []string{"submit office_check", "approve signing", "cancel cancelled"},
	},
	{
		name: "the same request twice is one act", record: "repeated", stage: document.Cancelled, seq: 2,
		steps: []step{
			{id: "one", verb: document.Submit, stage: drafting, want: "office_check"},
			{id: "one", verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Cancel, stage: officeCheck, want: "cancelled"},
		},
		log: []string{"submit office_check", "cancel cancelled"},
	},
	{
		name: "a lost answer is not a second act", record: "answer-lost", stage: document.Cancelled, seq: 2,
		set: func(s *stand, _ *row) { s.house.fail["take committed"] = []error{away(), away()} },
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{verb: document.Cancel, stage: officeCheck, want: "cancelled"},
		},
		log: []string{"submit office_check", "cancel cancelled"},
	},
	{
		name: "the register is away for an hour", stage: document.Cancelled, seq: 1,
		set:   func(s *stand, _ *row) { s.house.fail["standing"] = many(away(), 100) },
		steps: []step{{after: time.Second, verb: document.Cancel, stage: drafting, want: "cancelled"}},
		log:   []string{"cancel cancelled"},
	},
	{
		name: "a fault of our own is given up and tells nothing", stage: document.Cancelled, seq: 1,
		set: func(s *stand, _ *row) { s.house.fail["take"] = many(errors.New("column missing"), 8) },
		steps: []step{
			{verb: document.Cancel, stage: drafting, want: "internal"},
			{after: time.Hour, verb: document.Cancel, stage: drafting, want: "cancelled"},
		},
		log: []string{"cancel cancelled"},
	},
	{
		name: "time runs out", record: "overdue", stage: document.Cancelled, seq: 2,
		set: func(_ *stand, r *row) { r.workdays = 3 },
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{after: 20 * 24 * time.Hour, verb: document.Cancel, stage: officeCheck, want: "cancelled"},
		},
		log: []string{"submit office_check", "cancel cancelled"},
		// 3 November 2099 is a Tuesday: three working days end with the 6th, a
		// Friday; one working day after is Monday the 9th.
		reminders: []string{"d1 1 half 11-05 04:30", "d1 1 due 11-07 00:00", "d1 1 overdue-1 11-10 00:00"},
	},
	{
		name: "no reminder after the act", stage: document.Cancelled, seq: 3,
		set: func(_ *stand, r *row) { r.workdays = 3 },
		steps: []step{
			{verb: document.Submit, stage: drafting, want: "office_check"},
			{after: 24 * time.Hour, verb: document.Approve, stage: officeCheck, want: "signing"},
			{after: 24 * time.Hour, verb: document.Cancel, stage: signing, want: "cancelled"},
		},
		log: []string{"submit office_check", "approve signing", "cancel cancelled"},
	},
	{
		name: "sealing fails, is shown, and succeeds later", attribute: document.Withheld, steps: forward(document.Filed), stage: document.Filed, seq: 4,
		set: func(s *stand, _ *row) {
			s.house.fail["print"] = []error{away(), away(), document.Refuse(document.Unfit, "no-glyph", "缺少字形。")}
			s.house.fail["file added"] = []error{away()}
		},
		log:       []string{"submit office_check", "approve signing", "sign registration", "register filed", "file d1 sealed"},
		reminders: []string{"d1 4 seal-failed 11-03 09:04"},
	},
	{
		name: "no release before the seal", stage: document.Published, seq: 6,
		set: func(s *stand, _ *row) { s.house.fail["print"] = many(away(), 8) },
		steps: then(forward(publication), step{verb: document.Release, stage: publication, want: "not-sealed"},
			step{after: time.Hour, verb: document.Release, stage: publication, want: "publication"}),
		log: published,
	},
	{
		name: "a release that can't be prepared is tried again by the publisher", record: "released-again", stage: document.Published, seq: 8,
		set: func(s *stand, _ *row) {
			s.house.fail["source"] = []error{away(), document.Refuse(document.Conflict, "not-confirmed", "公开属性尚未认定。")}
		},
		steps: then(forward(publication), release, release),
		log: append(append([]string{}, published[:6]...), "discard release/d1/5", "release publication", "prepare release/d1/7",
			"switch release/d1/7", "seen release/d1/7", "published release/d1/7"),
		failures: []string{"公开属性尚未认定。"},
	},
	{
		name: "no portal, no release", stage: document.Published, seq: 8,
		set: func(s *stand, _ *row) {
			address := s.house.address
			s.house.address = ""
			s.RegisterDelayedCallback(func() { s.house.address = address }, 330*time.Second)
		},
		steps: then(forward(publication), release, release),
		log: append(append([]string{}, published[:6]...), "discard release/d1/5", "release publication", "prepare release/d1/7",
			"switch release/d1/7", "seen release/d1/7", "published release/d1/7"),
		failures: []string{"尚未配置公开门户地址，无法回读核验，暂不能发布。"},
	},
	{
		name: "a switch whose answer was lost is no failure", record: "switch-lost", stage: document.Published, seq: 6,
		set:   func(s *stand, _ *row) { s.house.fail["switched"] = many(errors.New("connection lost"), 8) },
		steps: then(forward(publication), release),
		log: append(append([]string{}, published[:8]...), "discard release/d1/5", "seen release/d1/5",
			"published release/d1/5"),
	},
	{
		name: "not published before it was seen", stage: document.Published, seq: 6,
		set: func(s *stand, _ *row) {
			s.house.fail["read back"] = many(document.Refuse(document.Unavailable, "old-release", "门户页面还不是本次发布的版本。"), 30)
		},
		steps: then(forward(publication), release, step{after: time.Hour, verb: document.Release, stage: publication, want: "releasing"}),
		log:   published,
	},
	{
		name: "DH-18: another number after the seal, sealed again", stage: document.Published, seq: 8,
		steps: then(forward(publication), step{verb: document.Void, stage: publication, want: "registration"},
			step{verb: document.Release, stage: publication, want: "stale-stage"},
			step{verb: document.Register, stage: registration, want: "publication"}, release,
			step{after: time.Nanosecond, verb: document.Void, stage: publication, want: "releasing"}),
		log: append(append([]string{}, published[:5]...), "void registration", "register publication", "file d1 sealed",
			"release publication", "prepare release/d1/7", "switch release/d1/7", "seen release/d1/7", "published release/d1/7"),
	},
	{
		name: "a website that does not answer holds up nothing", stage: document.Published, seq: 6,
		set:   func(s *stand, _ *row) { s.house.fail["deliver"] = many(away(), 5) },
		steps: then(forward(publication), release), log: published,
	},
	{
		name: "the end of a release is not lost", stage: document.Published, seq: 6,
		set: func(s *stand, _ *row) {
			s.house.fail["published"] = []error{away(), document.Refuse(document.Conflict, "busy", "请稍后。")}
		},
		steps: then(forward(publication), release),
		log:   append(append([]string{}, published[:9]...), "seen release/d1/5", "published release/d1/5"),
	},
}

func many(err error, n int) []error {
	out := make([]error, n)
	for i := range out {
		out[i] = err
	}
	return out
}

func TestDocument(t *testing.T) {
	for _, p := range paths {
		t.Run(p.name, func(t *testing.T) { p.run(t) })
	}
}

func (p path) run(t *testing.T) {
	s := newStand(t, nil)
	if p.attribute == "" {
		p.attribute = document.Proactive
	}
	r := s.house.draft("d1", p.attribute)
	if p.set != nil {
		p.set(s, r)
	}
	s.furnish()
	s.act("d1", p.steps)
	s.ExecuteWorkflow(workflows.Document, workflows.DocumentInput{Document: "d1"})
	if err := s.GetWorkflowError(); err != nil {
		t.Error(err)
	}
	var want []string
	for _, one := range p.steps {
		want = append(want, one.want)
	}
	same(t, "answers", want, s.answers.got)
	same(t, "log", p.log, s.house.log)
	same(t, "reminders", p.reminders, s.house.reminders)
	same(t, "told", switched(p.log), slices.Compact(s.house.told))
	same(t, "failures", p.failures, s.house.failures)
	row := s.house.rows["d1"]
	if row.stage != p.stage || row.seq != p.seq {
		t.Errorf("at %s after %d acts, want %s after %d", row.stage, row.seq, p.stage, p.seq)
	}
	var out workflows.DocumentResult
	if err := s.GetWorkflowResult(&out); err != nil || out.Stage != p.stage {
		t.Errorf("result %v, error %v", out, err)
	}
}

func same(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// switched returns the releases that became visible.
func switched(log []string) []string {
	var out []string
	for _, l := range log {
		if id, ok := strings.CutPrefix(l, "switch "); ok {
			out = append(out, id)
		}
	}
	return out
}
