package document_test

import (
	"slices"
	"testing"

	"mingfa/internal/document"
)

// TestStageTable holds what every room takes for granted of the table.
func TestStageTable(t *testing.T) {
	seen := map[document.Stage]bool{}
	for _, row := range document.StageTable() {
		t.Run(string(row.Stage), func(t *testing.T) {
			if seen[row.Stage] {
				t.Error("stands twice in the table")
			}
			seen[row.Stage] = true
			if row.Label == "" || row.Rules == "" || row.Stage.Label() != row.Label {
				t.Errorf("label %q, rules %q", row.Label, row.Rules)
			}
			if row.Stage.Closed() {
				if row.Who != "" || row.Forward != "" || len(row.Verbs) > 0 || row.Gate != "" {
					t.Errorf("a closed stage offers something: %+v", row)
				}
				return
			}
			if !row.Who.Known() || len(row.Verbs) == 0 || row.Verbs[0] != row.Forward {
				t.Errorf("who %q, forward %q, verbs %v", row.Who, row.Forward, row.Verbs)
			}
			for _, v := range row.Verbs {
				if !v.Known() || !row.Stage.Offers(v) {
					t.Errorf("verb %q", v)
				}
			}
		})
	}
}

// TestWhatTheTableForbids: cancelling and recalling end with the signature, and
// only the signer's stage can sign.
func TestWhatTheTableForbids(t *testing.T) {
	only := map[document.Verb][]document.Stage{
		document.Submit: {document.Drafting}, document.Sign: {document.Signing},
		document.Register: {document.Registration}, document.Release: {document.Publication},
	}
	for _, row := range document.StageTable() {
		for verb, stages := range only {
			if row.Stage.Offers(verb) != slices.Contains(stages, row.Stage) {
				t.Errorf("%s offers %s: %t", row.Stage, verb, row.Stage.Offers(verb))
			}
		}
		after := row.Stage == document.Registration || row.Stage == document.Publication || row.Stage.Closed()
		if after && (row.Stage.Offers(document.Cancel) || row.Stage.Offers(document.Recall)) {
			t.Errorf("DH-14: %s can be cancelled or recalled after the signature", row.Stage)
		}
	}
	if document.Drafting.Offers(document.Recall) || document.Drafting.Offers(document.SendBack) {
		t.Error("a draft can neither be recalled nor returned")
	}
	if _, ok := document.Stage("lunch").Row(); ok || document.Stage("lunch").Offers(document.Approve) {
		t.Error("an unknown stage offers nothing")
	}
}

func TestStageTableIsACopy(t *testing.T) {
	document.StageTable()[0].Label = "改"
	if got := document.Drafting.Label(); got != "拟稿" {
		t.Errorf("the table was changed from outside: %q", got)
	}
}

// word is a value of one of the closed lists.
type word interface {
	~string
	comparable
	Label() string
	Known() bool
}

func checkList[W word](t *testing.T, name string, list []W, want int) {
	t.Helper()
	labels := map[string]bool{}
	for _, w := range list {
		if !w.Known() || w.Label() == "" || labels[w.Label()] {
			t.Errorf("%s %q: known=%t, label %q", name, w, w.Known(), w.Label())
		}
		labels[w.Label()] = true
	}
	if len(labels) != want {
		t.Errorf("%s: %d values, want %d", name, len(labels), want)
	}
	for _, w := range []W{"", "nonsense", W(list[0].Label())} {
		if w.Known() || w.Label() != "" {
			t.Errorf("%s %q passes for a value", name, w)
		}
	}
}

func TestClosedLists(t *testing.T) {
	checkList(t, "DA-01 attribute", document.Attributes(), 3)
	checkList(t, "GI Art. 14-16 ground", document.Grounds(), 7)
	checkList(t, "DH-01 kind", document.Kinds(), 15)
	checkList(t, "ND-02 class", document.Classes(), 5)
	checkList(t, "verb", document.Verbs(), 10)
	checkList(t, "role", document.Roles(), 12)
	checkList(t, "DA-06 return reason", document.ReturnReasons(), 6)
	checkList(t, "relation", []document.RelationKind{document.Repeals, document.Amends, document.Basis, document.Forward}, 4)
}

// TestOpennessIsTheRule: what may be chosen is offered the most open first (DA-22).
func TestOpennessIsTheRule(t *testing.T) {
	want := []document.Attribute{document.Proactive, document.OnRequest, document.Withheld}
	if got := document.Attributes(); !slices.Equal(got, want) {
		t.Errorf("DA-22: %v", got)
	}
}

func TestAttributeRelease(t *testing.T) {
	for _, row := range []struct {
		name       string
		attribute  document.Attribute
		releasable bool
		mark       string
	}{
		{"DA-13 proactive", document.Proactive, true, "此件主动公开"},
		{"DA-13 on request", document.OnRequest, false, "此件依申请公开"},
		{"DA-13 withheld", document.Withheld, false, "此件不予公开"},
		{"DA-01 none", "", false, ""},
		{"DA-01 unknown", "proactive", false, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			if row.attribute.Releasable() != row.releasable || row.attribute.Mark() != row.mark {
				t.Errorf("releasable=%t, mark=%q", row.attribute.Releasable(), row.attribute.Mark())
			}
		})
	}
}

func TestDiscretionaryGrounds(t *testing.T) {
	for _, g := range document.Grounds() {
		if want := g[:3] == "R16"; g.Discretionary() != want {
			t.Errorf("%s: discretionary=%t, want %t", g, g.Discretionary(), want)
		}
	}
}

func TestUpwardKinds(t *testing.T) {
	for _, k := range document.Kinds() {
		want := k == document.Report || k == document.Request || k == document.Proposal
		if k.Upward() != want {
			t.Errorf("DH-05 %s: upward=%t, want %t", k, k.Upward(), want)
		}
	}
}
