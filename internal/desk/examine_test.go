package desk_test

import (
	"errors"
	"strings"
	"testing"

	"mingfa/internal/audit"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
	"mingfa/internal/verdict"
)

const dutyPhone = "13800138000"

// atSecrecyReview brings a document to the secrecy review whose text holds a
// telephone number.
func atSecrecyReview(o *office, c dossier.Content) string {
	o.t.Helper()
	v := o.draft(c)
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Answers: answers(v.Findings)}))
	o.must(o.take("p-head", v.ID, verdict.Request{Verb: document.Approve}))
	o.must(o.take("p-openness", v.ID, verdict.Request{Verb: document.Approve, Opinion: "同意主动公开。"}))
	return v.ID
}

func withPhone() dossier.Content {
	c := content()
	c.Text.Body += "\n\n三、夜间抢修请拨打" + dutyPhone + "。"
	return c
}

func cleared(o *office) verdict.Request {
	r := verdict.Request{Verb: document.Approve, Opinion: "经审查，可以公开。", Result: rulebook.Open, Checklist: map[string]string{}}
	for _, i := range o.laws.Checklist {
		r.Checklist[i.ID] = rulebook.No
	}
	return r
}

func hitOf(t *testing.T, v desk.View) string {
	t.Helper()
	for _, f := range v.Findings {
		if f.Rule == "SC-03" {
			return f.Hit
		}
	}
	t.Fatalf("no hit of SC-03: %+v", v.Findings)
	return ""
}

// TestSC03LetPassWithAReason: a number that the scanner blocks goes out only after
// the secrecy reviewer said why; who, when and which is in the ledger.
func TestSC03LetPassWithAReason(t *testing.T) {
	o := open(t)
	id := atSecrecyReview(o, withPhone())
	if err := o.take("p-secrecy", id, cleared(o)); code(err) != "gate-g6" {
		t.Fatalf("approved over a block of the scanner: %v", err)
	}
	v, err := o.View(t.Context(), "p-secrecy", id)
	o.must(err)
	x := verdict.Examination{Digest: v.Digest, Hits: []string{hitOf(t, v)}, Reason: "供暖单位对外公布的抢修电话。"}
	if !v.Examinable {
		t.Error("the page does not offer it to the reviewer")
	}
	for name, row := range map[string]struct {
		person string
		edit   func(*verdict.Examination)
		want   string
	}{
		"SR-15 no reason":           {"p-secrecy", func(x *verdict.Examination) { x.Reason = "  " }, "reason-missing"},
		"SR-15 nothing named":       {"p-secrecy", func(x *verdict.Examination) { x.Hits = nil }, "no-hits"},
		"SR-15 too many":            {"p-secrecy", func(x *verdict.Examination) { x.Hits = make([]string, 1001) }, "too-many-hits"},
		"SR-17 a hit of no text":    {"p-secrecy", func(x *verdict.Examination) { x.Hits = []string{strings.Repeat("0", 64)} }, "hit-gone"},
		"SR-17 what is no hit":      {"p-secrecy", func(x *verdict.Examination) { x.Hits = []string{""} }, "hit-gone"},
		"SR-17 another text":        {"p-secrecy", func(x *verdict.Examination) { x.Digest = strings.Repeat("0", 64) }, "stale-digest"},
		"SR-09 a mark as reason":    {"p-secrecy", func(x *verdict.Examination) { x.Reason = "机密★10年" }, "secrecy-mark"},
		"invariant-4 the drafter":   {"p-drafter", func(*verdict.Examination) {}, "role-missing"},
		"invariant-4 the publisher": {"p-publisher", func(*verdict.Examination) {}, "role-missing"},
	} {
		t.Run(name, func(t *testing.T) {
			y := x
			row.edit(&y)
			if _, err := o.Examine(t.Context(), row.person, id, y); code(err) != row.want {
				t.Errorf("%v, want %s", err, row.want)
			}
		})
	}
	done, err := o.Examine(t.Context(), "p-secrecy", id, x)
	o.must(err)
	if len(done) != 1 || done[0].Rule != "SC-03" || done[0].Place != "text.body" {
		t.Errorf("recorded: %+v", done)
	}
	if again, err := o.Examine(t.Context(), "p-secrecy", id, x); err != nil || len(again) != 0 {
		t.Errorf("a second click: %+v, %v", again, err)
	}
	o.must(o.take("p-secrecy", id, cleared(o)))
	if late, err := o.Examine(t.Context(), "p-secrecy", id, x); err != nil || len(late) != 0 {
		t.Errorf("after the review: %+v, %v", late, err)
	}
	examinedOnce(o, id, x)
}

// examinedOnce: the page names the reviewer with the reason, the ledger the hit
// without any words.
func examinedOnce(o *office, id string, x verdict.Examination) {
	o.t.Helper()
	v, err := o.View(o.t.Context(), "p-signer", id)
	o.must(err)
	if len(v.Examined) != 1 || v.Examined[0].Reason != x.Reason || v.Examined[0].Name == "" || v.Examinable {
		o.t.Errorf("on the page: %+v, %v", v.Examined, v.Examinable)
	}
	entries, err := o.record.Ledger(o.t.Context(), 1, 1000)
	o.must(err)
	n := 0
	for _, e := range entries {
		if strings.Contains(string(e.Detail), x.Reason) || strings.Contains(string(e.Detail), dutyPhone) {
			o.t.Errorf("the ledger repeats words: %s", e.Detail)
		}
		if e.Act == "scan.examine" && e.Outcome == audit.Done {
			n++
			if !strings.Contains(string(e.Detail), x.Hits[0]) || e.Actor != "p-secrecy" || e.Subject != id {
				o.t.Errorf("ledger: %+v", e)
			}
		}
	}
	if n != 1 {
		o.t.Errorf("%d entries of the examination, want 1", n)
	}
}

// TestSC03NotBeforeTheReview: nobody lets a hit pass before it is the reviewer's turn.
func TestSC03NotBeforeTheReview(t *testing.T) {
	o := open(t)
	v := o.draft(withPhone())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Answers: answers(v.Findings)}))
	x := verdict.Examination{Digest: v.Digest, Hits: []string{hitOf(t, v)}, Reason: "对外公布的电话。"}
	if _, err := o.Examine(t.Context(), "p-secrecy", v.ID, x); code(err) != "wrong-stage" {
		t.Errorf("at the review of the unit: %v", err)
	}
}

// TestSC03AsksAgain: an examination does not survive a change of the text.
func TestSC03AsksAgain(t *testing.T) {
	o := open(t)
	id := atSecrecyReview(o, withPhone())
	v, err := o.View(t.Context(), "p-secrecy", id)
	o.must(err)
	_, err = o.Examine(t.Context(), "p-secrecy", id, verdict.Examination{Digest: v.Digest, Hits: []string{hitOf(t, v)}, Reason: "对外公布的电话。"})
	o.must(err)
	o.must(o.take("p-secrecy", id, verdict.Request{Verb: document.SendBack, Opinion: "请补充抢修单位名称。", Target: document.Drafting, Way: document.Direct}))
	v, err = o.View(t.Context(), "p-drafter", id)
	o.must(err)
	c := v.Content
	c.Text.Body += "抢修单位为市供热公司。"
	v, err = o.Save(t.Context(), "p-drafter", id, v.Digest, c)
	o.must(err)
	if err := o.take("p-drafter", id, verdict.Request{Verb: document.Submit}); code(err) != "warnings-unanswered" {
		t.Errorf("the answer survived a change of the text: %v", err)
	}
	o.must(o.take("p-drafter", id, verdict.Request{Verb: document.Submit, Answers: answers(v.Findings)}))
	o.must(o.take("p-head", id, verdict.Request{Verb: document.Approve}))
	o.must(o.take("p-openness", id, verdict.Request{Verb: document.Approve, Opinion: "同意主动公开。"}))
	if err := o.take("p-secrecy", id, cleared(o)); code(err) != "gate-g6" {
		t.Errorf("the changed text passed: %v", err)
	}
}

// TestRefusedOnTheWayInWords: a step that is refused on its way carries no sentences
// (they would quote the document in a history); the person gets those of the rule.
func TestRefusedOnTheWayInWords(t *testing.T) {
	o := open(t)
	v := o.draft(content())
	bare := document.Refuse(document.Unfit, "gate-g1", "本件还不能“送审”。")
	bare.Findings = []document.Finding{{Rule: "DH-02", Severity: document.Block, Place: "text.title"}}
	o.away = bare
	err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit})
	e, ok := errors.AsType[*document.Error](err)
	if !ok || len(e.Findings) != 1 || e.Findings[0].Message != "标题、正文齐全。" || e.Findings[0].Remedy == "" || e.Findings[0].Cite == "" {
		t.Errorf("refused: %+v", err)
	}
}

// TestTenThousandFindings: page, answer and ledger show the first of them and how
// many more there are.
func TestTenThousandFindings(t *testing.T) {
	o := open(t)
	c := content()
	c.Text.Body += strings.Repeat("\n\n证件号码11010519491231002X", 10_000)
	v := o.draft(c)
	most := document.MostFindings + 1
	last := v.Findings[len(v.Findings)-1]
	if len(v.Findings) != most || last.Message != "另有9800个问题未逐一列出，其中必须改正的9800个。" {
		t.Errorf("page: %d findings, the last one %+v", len(v.Findings), last)
	}
	all, err := o.Findings(t.Context(), "p-drafter", v.ID)
	o.must(err)
	if v.Found.Total != 10_000 || v.Found.Block != 10_000 || len(all.Items) != 10_000 || all.Counts != v.Found || all.Left != 0 {
		t.Errorf("counts: %+v, %d listed, %d left, %+v", v.Found, len(all.Items), all.Left, all.Counts)
	}
	for _, f := range all.Items {
		if f.Rule == "" || f.Cite == "" {
			t.Fatalf("a finding without rule or article: %+v", f)
		}
	}
	err = o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit})
	e, ok := errors.AsType[*document.Error](err)
	if !ok || e.Code != "gate-g1" || len(e.Findings) != most {
		t.Fatalf("refusal: %d findings, %s", len(e.Findings), e.Code)
	}
	entries, err := o.record.Ledger(t.Context(), 1, 1000)
	o.must(err)
	if n := len(entries[len(entries)-1].Detail); n > 32<<10 {
		t.Errorf("the entry of the refusal has %d bytes", n)
	}
}
