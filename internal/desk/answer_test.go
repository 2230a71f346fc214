package desk_test

import (
	"errors"
	"strings"
	"testing"

	"mingfa/internal/audit"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

// answers says something to each warning that nobody has answered.
func answers(found []document.Finding) []verdict.Answer {
	var out []verdict.Answer
	for _, f := range document.Unanswered(found) {
		out = append(out, verdict.Answer{Warnings: []string{f.Key}, Reason: "已核对，情况属实。"})
	}
	return out
}

// beyondTheText is a document whose interpretation states two numbers that it does not
// have itself.
func beyondTheText() dossier.Content {
	c := content()
	c.Interpretation = lateMaterial()
	c.Interpretation.Need = dossier.Needed
	c.Interpretation.Body += "全年将惠及1200户，每户补助300元。"
	return c
}

// handedIn is that document, handed in with the given answers.
func handedIn(o *office, given ...verdict.Answer) desk.View {
	o.t.Helper()
	v := o.draft(beyondTheText())
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Answers: given}))
	return v
}

const background = "系统计数据，不在文件之内。"

// TestIN06WarningsNeedAnAnswer: at a gate nobody passes over a warning in silence; the
// answer is in the act's record, in the ledger, and before the eyes of who comes next.
func TestIN06WarningsNeedAnAnswer(t *testing.T) {
	o := open(t)
	v := o.draft(beyondTheText())
	open := document.Unanswered(v.Findings)
	if len(open) != 2 || open[0].Key == open[1].Key || !strings.HasPrefix(open[0].Key, "IN-06@interpretation.body#") {
		t.Fatalf("found: %+v", open)
	}
	one, all := open[0].Key, "IN-06@interpretation.body"
	for name, row := range map[string]struct {
		answers []verdict.Answer
		want    string
		left    int
	}{
		"none":                     {nil, "warnings-unanswered", 2},
		"an opinion is none":       {[]verdict.Answer{}, "warnings-unanswered", 2},
		"one of two":               {[]verdict.Answer{{Warnings: []string{one}, Reason: background}}, "warnings-unanswered", 1},
		"blank":                    {[]verdict.Answer{{Warnings: []string{all}, Reason: "　\n"}}, "warnings-unanswered", 2},
		"to nothing":               {[]verdict.Answer{{Reason: background}}, "warnings-unanswered", 2},
		"to another rule":          {[]verdict.Answer{{Warnings: []string{"IN-05@interpretation.body"}, Reason: background}}, "warnings-unanswered", 2},
		"too long":                 {[]verdict.Answer{{Warnings: []string{all}, Reason: strings.Repeat("长", 2001)}}, "answer-too-long", 0},
		"SR-09 with a mark":        {[]verdict.Answer{{Warnings: []string{all}, Reason: "机密★10年"}}, "secrecy-mark", 0},
		"with an unseen character": {[]verdict.Answer{{Warnings: []string{all}, Reason: "背景\u202e数据"}}, "hidden-characters", 0},
	} {
		t.Run(name, func(t *testing.T) {
			err := o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Opinion: "请审核。", Answers: row.answers})
			e, ok := errors.AsType[*document.Error](err)
			if !ok || e.Code != row.want {
				t.Fatalf("%v, want %s", err, row.want)
			}
			if row.left > 0 && (e.Kind != document.Unfit || e.Rule != "IN-06" || len(e.Findings) != row.left || e.Findings[0].Key == "") {
				t.Errorf("the refusal lists %+v", e.Findings)
			}
		})
	}
	o.must(o.take("p-drafter", v.ID, verdict.Request{Verb: document.Submit, Answers: []verdict.Answer{{Warnings: []string{all}, Reason: background}}}))
	answeredOnce(o, v.ID)
}

// answeredOnce: each warning has its answer on the page, in the timeline and in the
// ledger, which holds no words.
func answeredOnce(o *office, id string) {
	o.t.Helper()
	v, err := o.View(o.t.Context(), "p-head", id)
	o.must(err)
	if len(v.Known) != 2 || v.Known[0].Reason != background || v.Known[0].Name == "" || v.Known[0].Message == v.Known[1].Message {
		o.t.Errorf("known: %+v", v.Known)
	}
	if w := v.Acts[len(v.Acts)-1].Warnings; len(w) != 2 || w[0].Answer == nil || w[0].Answer.Reason != background {
		o.t.Errorf("in the timeline: %+v", w)
	}
	entries, err := o.record.Ledger(o.t.Context(), 1, 1000)
	o.must(err)
	n := 0
	for _, e := range entries {
		if strings.Contains(string(e.Detail), background) || strings.Contains(string(e.Detail), "1200") {
			o.t.Errorf("the ledger repeats words: %s", e.Detail)
		}
		if e.Outcome == audit.Done && strings.Contains(string(e.Detail), `"answers":[{`) {
			n++
		}
	}
	if n != 1 {
		o.t.Errorf("%d entries with answers, want 1", n)
	}
}

// TestIN06AnswerIsBoundToTheText: it stands for everybody at every later gate as long as
// the texts are the same, and is in the record of the signature.
func TestIN06AnswerIsBoundToTheText(t *testing.T) {
	o := open(t)
	id := handedIn(o, verdict.Answer{Warnings: []string{"IN-06@interpretation.body"}, Reason: background}).ID
	o.must(o.take("p-head", id, verdict.Request{Verb: document.Approve}))
	o.must(o.take("p-openness", id, verdict.Request{Verb: document.Approve, Opinion: "同意主动公开。"}))
	o.must(o.take("p-secrecy", id, cleared(o)))
	v, err := o.View(t.Context(), "p-openness", id)
	o.must(err)
	for v.Stage != document.Signing {
		row, _ := v.Stage.Row()
		who := map[document.Role]string{document.LegalReviewer: "p-legal", document.DisclosureOfficer: "p-openness", document.OfficeChecker: "p-office"}[row.Who]
		for _, f := range document.Unanswered(v.Findings) {
			if f.Rule == "IN-06" {
				t.Fatalf("%s asks again: %+v", v.Stage, f)
			}
		}
		o.must(o.take(who, id, verdict.Request{Verb: document.Approve, Opinion: "同意。", Answers: answers(v.Findings)}))
		v, err = o.View(t.Context(), who, id)
		o.must(err)
	}
	o.must(o.take("p-signer", id, verdict.Request{Verb: document.Sign, Opinion: "同意，请印发。", DatedOn: "2026-11-20", Answers: answers(v.Findings)}))
	v, err = o.View(t.Context(), "p-signer", id)
	o.must(err)
	n := 0
	for _, f := range v.Acts[len(v.Acts)-1].Warnings {
		if f.Rule == "IN-06" && f.Answer != nil && f.Answer.Reason == background && f.Answer.Name != "" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("DH-12: the signature records %+v", v.Acts[len(v.Acts)-1].Warnings)
	}
}

// TestIN06AnsweredIsAskedAgain: another text is another warning.
func TestIN06AnsweredIsAskedAgain(t *testing.T) {
	o := open(t)
	id := handedIn(o, verdict.Answer{Warnings: []string{"IN-06@interpretation.body"}, Reason: background}).ID
	o.must(o.take("p-head", id, verdict.Request{Verb: document.SendBack, Opinion: "请核对数字。"}))
	v, err := o.View(t.Context(), "p-drafter", id)
	o.must(err)
	c := v.Content
	c.Interpretation.Body += "详情见公告。"
	v, err = o.Save(t.Context(), "p-drafter", id, v.Digest, c)
	o.must(err)
	if open := document.Unanswered(v.Findings); len(open) != 2 || len(v.Known) != 0 {
		t.Errorf("after a change: %+v, known %+v", open, v.Known)
	}
	if err := o.take("p-drafter", id, verdict.Request{Verb: document.Submit}); code(err) != "warnings-unanswered" {
		t.Errorf("submitted: %v", err)
	}
}
