package verdict_test

import (
	"errors"
	"io/fs"
	"testing"

	"mingfa/internal/authz"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// bench is a document on its way, driven without any I/O: what the store does
// with a ruling is done here by hand.
type bench struct {
	t    *testing.T
	laws verdict.Laws
	c    verdict.Case
}

var people = map[string][]authz.Appointment{
	"drafter":    {{Unit: "u", Role: document.Drafter}},
	"drafter2":   {{Unit: "u", Role: document.Drafter}},
	"head":       {{Unit: "u", Role: document.UnitHead}},
	"otherhead":  {{Unit: "v", Role: document.UnitHead}},
	"disclosure": {{Unit: "o", Role: document.DisclosureOfficer}},
	"secrecy":    {{Unit: "s", Role: document.SecrecyReviewer}},
	"legal":      {{Unit: "l", Role: document.LegalReviewer}},
	"office":     {{Unit: "r", Role: document.OfficeChecker}},
	"signer":     {{Unit: "o", Role: document.Signer}},
	"principal":  {{Unit: "o", Role: document.Signer}, {Unit: "o", Role: document.Principal}},
	"publisher":  {{Unit: "p", Role: document.Publisher}},
	"allround":   {{Unit: "o", Role: document.DisclosureOfficer}, {Unit: "s", Role: document.SecrecyReviewer}, {Unit: "o", Role: document.Signer}},
	"writing": {
		{Unit: "u", Role: document.Drafter},
		{Unit: "s", Role: document.SecrecyReviewer},
		{Unit: "o", Role: document.Signer},
		{Unit: "o", Role: document.DisclosureOfficer},
		{Unit: "u", Role: document.UnitHead},
	},
	"revoked": nil,
}

func laws(t *testing.T) verdict.Laws {
	t.Helper()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return lawsOf(t, fsys)
}

func lawsOf(t *testing.T, fsys fs.FS) verdict.Laws {
	t.Helper()
	l, err := verdict.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func content() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Normative, Title: "明州市人民政府办公室关于规范夜间施工的通知",
			Addressee: "各区人民政府", Body: "一、夜间施工应当提前公告。\n\n二、公告期不少于3日。", ExpiresOn: "2031-11-20",
		},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "背景、要求", Form: "政策问答", Channel: "门户网站", When: "同步",
			Title: "夜间施工通知问答", Body: "为什么要公告？让周边居民早作安排。", Interpreter: "市政府办公室主任李四",
		},
		Catalogue: dossier.Catalogue{Summary: "规范夜间施工公告。", Topic: `城乡建设、环境保护\城市管理`, Article: "规范性文件"},
	}
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, laws: laws(t)}
	b.c.State = verdict.State{ID: "d", Unit: "u", Drafter: "drafter", Stage: document.Drafting}
	b.c.Today = "2026-11-21"
	b.write("drafter", content())
	return b
}

// write makes a revision, as a save at drafting does.
func (b *bench) write(author string, c dossier.Content) {
	b.t.Helper()
	sheet, err := c.Sheet()
	if err != nil {
		b.t.Fatal(err)
	}
	b.c.Content = c.Clean()
	b.c.Sheets = append(b.c.Sheets, sheet)
	b.c.Authors = append(b.c.Authors, author)
}

func (b *bench) judge(who string, r verdict.Request) (verdict.Ruling, error) {
	b.c.Actor = verdict.Actor{ID: who, Active: true, Appointments: people[who]}
	if r.Digest == "" {
		r.Digest = b.c.Digest()
	}
	return b.laws.Judge(b.c, r)
}

// must takes an act and applies its ruling.
func (b *bench) must(who string, r verdict.Request) {
	b.t.Helper()
	ruling, err := b.judge(who, r)
	if e, ok := errors.AsType[*document.Error](err); ok && e.Code == "warnings-unanswered" {
		r.Answers = answers(e.Findings)
		ruling, err = b.judge(who, r)
	}
	if err != nil {
		b.t.Fatalf("%s %s at %s: %v", who, r.Verb, b.c.State.Stage, err)
	}
	b.apply(who, ruling)
}

// answers says something to each warning.
func answers(found []document.Finding) []verdict.Answer {
	var out []verdict.Answer
	for _, f := range document.Unanswered(found) {
		out = append(out, verdict.Answer{Warnings: []string{f.Key}, Reason: "已核对，情况属实。"})
	}
	return out
}

func (b *bench) apply(who string, r verdict.Ruling) {
	b.c.Answered = append(b.c.Answered, r.Answers...)
	s := &b.c.State
	if r.Pinned != nil {
		s.Pinned = *r.Pinned
	}
	if r.Content != nil {
		sheet, err := r.Content.Sheet()
		if err != nil {
			b.t.Fatal(err)
		}
		b.c.Content = *r.Content
		b.c.Sheets = append(b.c.Sheets, sheet)
	}
	if r.Decision != nil {
		b.c.Decisions = append(b.c.Decisions, *r.Decision)
	}
	if r.SignedDigest != "" {
		s.SignedDigest, s.DatedOn = r.SignedDigest, r.DatedOn
	}
	if r.GiveNumber {
		s.Number = document.NewNumber("明政办发", 2026, 1)
	}
	s.Mover, s.MovedAt = who, r.From
	if r.Recalled {
		s.Mover = ""
	}
	s.Stage, s.Pending, s.Releasing = r.To, r.Pending, r.Release
	s.Seq++
}

func (b *bench) clear() map[string]string {
	out := map[string]string{}
	for _, i := range b.laws.Checklist {
		out[i.ID] = "no"
	}
	return out
}

// reach takes the ordinary acts until the document stands at the stage.
func (b *bench) reach(stage document.Stage) {
	b.t.Helper()
	who := map[document.Stage]string{
		document.Drafting: "drafter", document.UnitReview: "head", document.AttributeReview: "disclosure",
		document.SecrecyReview: "secrecy", document.LegalityReview: "legal", document.LockstepCheck: "disclosure",
		document.OfficeCheck: "office", document.Signing: "signer", document.Registration: "office",
	}
	for b.c.State.Stage != stage {
		at := b.c.State.Stage
		row, ok := at.Row()
		if !ok || who[at] == "" {
			b.t.Fatalf("no way from %s to %s", at, stage)
		}
		b.must(who[at], b.ordinary(row.Forward, at))
	}
}

func (b *bench) ordinary(v document.Verb, at document.Stage) verdict.Request {
	r := verdict.Request{Verb: v, Opinion: "同意。"}
	switch at { //nolint:exhaustive // the other stages ask for nothing more
	case document.SecrecyReview:
		r.Checklist, r.Result = b.clear(), "open"
	case document.Signing:
		r.DatedOn = "2026-11-20"
	}
	return r
}

func code(err error) string {
	if e, ok := errors.AsType[*document.Error](err); ok {
		return e.Code
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestWayToPublication(t *testing.T) {
	b := newBench(t)
	b.reach(document.Publication)
	b.c.State.SealedReady = true
	ruling, err := b.judge("publisher", verdict.Request{Verb: document.Release})
	if err != nil {
		t.Fatal(err)
	}
	if !ruling.Release || ruling.To != document.Publication {
		t.Errorf("release: %+v", ruling)
	}
}

// What is not PROACTIVE is filed: there is no stage from which it could be released.
func TestInvariant1OnRequestIsFiled(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Class = document.General
	c.Disclosure = dossier.Disclosure{Attribute: document.OnRequest, Reason: "属于内部事务信息，与公众权利义务没有直接关系。"}
	c.Interpretation = dossier.Interpretation{Need: dossier.NotNeeded, Reason: "不属于解读范围。"}
	b.write("drafter", c)
	b.reach(document.Registration)
	b.must("office", verdict.Request{Verb: document.Register})
	if b.c.State.Stage != document.Filed {
		t.Errorf("stage = %s, want filed", b.c.State.Stage)
	}
}

func TestInvariant4SeparationOfDuties(t *testing.T) {
	rows := []struct {
		name  string
		stage document.Stage
		who   string
		setup func(*bench)
		code  string
	}{
		{"SR-15 secrecy by an author", document.SecrecyReview, "writing", func(b *bench) { b.write("writing", b.c.Content) }, authz.CodeOwnWriting},
		{"attribute by an author", document.AttributeReview, "writing", func(b *bench) { b.write("writing", b.c.Content) }, authz.CodeOwnWriting},
		{"signing by an author", document.Signing, "writing", func(b *bench) { b.write("writing", b.c.Content) }, authz.CodeOwnWriting},
		{"unit review by an author", document.UnitReview, "writing", func(b *bench) { b.write("writing", b.c.Content) }, authz.CodeOwnWriting},
		{"revoked role", document.SecrecyReview, "revoked", nil, authz.CodeRoleMissing},
		{"wrong role", document.SecrecyReview, "legal", nil, authz.CodeRoleMissing},
		{"head of another unit", document.UnitReview, "otherhead", nil, authz.CodeWrongUnit},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			if row.setup != nil {
				row.setup(b)
			}
			b.reach(row.stage)
			r, _ := row.stage.Row()
			if _, err := b.judge(row.who, b.ordinary(r.Forward, row.stage)); code(err) != row.code {
				t.Errorf("code = %q, want %q", code(err), row.code)
			}
		})
	}
}

func TestInvariant4TwoOfThree(t *testing.T) {
	b := newBench(t)
	b.reach(document.AttributeReview)
	b.must("allround", verdict.Request{Verb: document.Approve, Opinion: "同意。"})
	if _, err := b.judge("allround", b.ordinary(document.Approve, document.SecrecyReview)); code(err) != authz.CodeTwoOfThree {
		t.Errorf("secrecy after attribute: %q", code(err))
	}
	b.reach(document.Signing)
	if _, err := b.judge("allround", b.ordinary(document.Sign, document.Signing)); code(err) != authz.CodeTwoOfThree {
		t.Errorf("signing after attribute: %q", code(err))
	}
}

func TestStaleDigestNamesTheDifference(t *testing.T) {
	b := newBench(t)
	seen := b.c.Digest()
	c := b.c.Content
	c.Text.Body += "\n\n三、补充一条。"
	b.write("drafter", c)
	_, err := b.judge("drafter", verdict.Request{Verb: document.Submit, Digest: seen})
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != "stale-digest" || len(e.Findings) != 1 || e.Findings[0].Place != "text" {
		t.Errorf("err = %v", err)
	}
}

// SR-17: a change after the review leaves it void, also when it is undone later.
func TestChangeVoidsDecisionForGood(t *testing.T) {
	b := newBench(t)
	b.reach(document.LegalityReview)
	b.must("legal", verdict.Request{Verb: document.SendBack, Opinion: "改。", Target: document.Drafting, Way: document.Direct})
	before := b.c.Content
	changed := before
	changed.Text.Body = "改了又改回。"
	b.write("drafter", changed)
	b.write("drafter", before)
	b.must("drafter", verdict.Request{Verb: document.Submit})
	if b.c.State.Stage != document.UnitReview {
		t.Errorf("stage = %s: decisions on a text that was changed meanwhile must not be passed over", b.c.State.Stage)
	}
}

func TestDirectWayBackPassesOverWhatStands(t *testing.T) {
	b := newBench(t)
	b.reach(document.LegalityReview)
	b.must("legal", verdict.Request{Verb: document.SendBack, Opinion: "请补充说明。", Target: document.Drafting, Way: document.Direct})
	b.must("drafter", verdict.Request{Verb: document.Submit})
	if b.c.State.Stage != document.LegalityReview || b.c.State.Pending == nil || !b.c.State.Pending.Done {
		t.Errorf("stage = %s, pending = %v", b.c.State.Stage, b.c.State.Pending)
	}
}

// A recall takes the move back and the way back with it.
func TestRecallKeepsTheDirectWay(t *testing.T) {
	b := newBench(t)
	b.reach(document.LegalityReview)
	b.must("legal", verdict.Request{Verb: document.SendBack, Opinion: "请补充说明。", Target: document.Drafting, Way: document.Direct})
	b.must("drafter", verdict.Request{Verb: document.Submit})
	b.must("drafter", verdict.Request{Verb: document.Recall})
	b.must("drafter", verdict.Request{Verb: document.Submit})
	if b.c.State.Stage != document.LegalityReview {
		t.Errorf("stage = %s, want legality_review", b.c.State.Stage)
	}
}

// An act from an old page is told that the page is old, whoever sends it.
func TestStalePageComesFirst(t *testing.T) {
	b := newBench(t)
	b.reach(document.AttributeReview)
	if _, err := b.judge("head", verdict.Request{Verb: document.Approve, Stage: document.UnitReview}); code(err) != "stale-stage" {
		t.Errorf("code = %q", code(err))
	}
}

func TestStepByStepWayBackGoesThroughEachStage(t *testing.T) {
	b := newBench(t)
	b.reach(document.LegalityReview)
	b.must("legal", verdict.Request{Verb: document.SendBack, Opinion: "请逐级复核。", Target: document.Drafting})
	b.must("drafter", verdict.Request{Verb: document.Submit})
	if b.c.State.Stage != document.UnitReview {
		t.Errorf("stage = %s, want unit_review", b.c.State.Stage)
	}
}

func TestRecallOnlyBySender(t *testing.T) {
	b := newBench(t)
	b.reach(document.UnitReview)
	if _, err := b.judge("drafter2", verdict.Request{Verb: document.Recall}); code(err) != authz.CodeNotSender {
		t.Errorf("recall by another: %q", code(err))
	}
	b.must("drafter", verdict.Request{Verb: document.Recall})
	if b.c.State.Stage != document.Drafting {
		t.Errorf("stage = %s, want drafting", b.c.State.Stage)
	}
}

// DA-08: the disclosure office may set another attribute; the revision it makes
// is what its decision is bound to.
func TestDA08ChangedAttribute(t *testing.T) {
	b := newBench(t)
	c := content()
	c.Text.Class, c.Interpretation = document.General, dossier.Interpretation{Need: dossier.NotNeeded, Reason: "一般事务。"}
	b.write("drafter", c)
	b.reach(document.AttributeReview)
	want := &dossier.Disclosure{Attribute: document.OnRequest, Reason: "属于内部事务信息，与公众权利义务没有直接关系。"}
	if _, err := b.judge("disclosure", verdict.Request{Verb: document.Approve, Disclosure: want}); code(err) != "opinion-missing" {
		t.Errorf("without opinion: %q", code(err))
	}
	b.must("disclosure", verdict.Request{Verb: document.Approve, Disclosure: want, Opinion: "属内部事务。"})
	if got := b.c.Content.Disclosure.Attribute; got != document.OnRequest {
		t.Errorf("attribute = %s", got)
	}
	if d := b.c.Decisions[len(b.c.Decisions)-1]; !d.Stands(b.c.Sheets) {
		t.Error("the decision does not stand on the revision it made")
	}
}

func TestGates(t *testing.T) {
	rows := []struct {
		name  string
		stage document.Stage
		edit  func(*dossier.Content)
		act   func(*bench) verdict.Request
		rule  string
	}{
		{"DA-01 no attribute", document.Drafting, func(c *dossier.Content) { c.Disclosure = dossier.Disclosure{} }, nil, "DA-01"},
		{"DA-03 no ground", document.Drafting, func(c *dossier.Content) { c.Disclosure = dossier.Disclosure{Attribute: document.Withheld} }, nil, "DA-03"},
		{"SC-12 secrecy mark", document.Drafting, func(c *dossier.Content) { c.Text.Body = "机密★10年\n\n" + c.Text.Body }, nil, "SC-12"},
		{"IN-07 no material", document.Drafting, func(c *dossier.Content) { c.Interpretation = dossier.Interpretation{} }, nil, "IN-04"},
		{"SR-14 unanswered", document.SecrecyReview, nil, func(*bench) verdict.Request {
			return verdict.Request{Verb: document.Approve, Opinion: "可。", Result: "open"}
		}, "SR-14"},
		{"DH-04 no date", document.Signing, nil, func(*bench) verdict.Request {
			return verdict.Request{Verb: document.Sign, Opinion: "同意。"}
		}, "DH-04"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			b := newBench(t)
			b.reach(row.stage)
			if row.edit != nil {
				c := b.c.Content
				row.edit(&c)
				b.write("drafter", c)
			}
			r := verdict.Request{Verb: document.Submit}
			who := "drafter"
			if row.act != nil {
				r = row.act(b)
				who = map[document.Stage]string{document.SecrecyReview: "secrecy", document.Signing: "signer"}[row.stage]
			}
			_, err := b.judge(who, r)
			if !hasRule(err, row.rule) {
				t.Errorf("no finding of %s in %v", row.rule, err)
			}
		})
	}
}

func hasRule(err error, rule string) bool {
	e, ok := errors.AsType[*document.Error](err)
	if !ok {
		return false
	}
	for _, f := range e.Findings {
		if f.Rule == rule && f.Severity == document.Block {
			return true
		}
	}
	return false
}
