package dossier_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

func content() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.Policy, Title: "明州市人民政府办公室关于做好停车管理工作的通知",
			Addressee: "各县（市、区）人民政府", Body: "一、加强管理。\n\n二、抓好落实 <严格> & “执行”。", EffectiveOn: "2026-12-01",
		},
		Annexes:    []dossier.Annex{{Title: "名录", Body: "一"}, {Title: "表格", Body: "二"}},
		Disclosure: dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{
			Need: dossier.Needed, Outline: "背景", Form: "政策问答", Channel: "门户网站", When: "同步", Title: "问答", Body: "问：为什么？",
		},
		Relations: []dossier.Relation{{Kind: document.Repeals, Number: "明政办发〔2019〕12号", Title: "旧办法", On: "2026-12-01"}},
		Catalogue: dossier.Catalogue{Summary: "停车", Topic: "城乡建设", Article: "规范性文件"},
	}
}

func sheet(t *testing.T, c dossier.Content) dossier.Sheet {
	t.Helper()
	s, err := c.Sheet()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestDigestsNeverChange pins the digests of a dossier: signatures and decisions
// are stored by them, so a change of the canonical form would void them all. The
// values were worked out apart from this program: SHA-256 over JSON with sorted
// keys, no spaces, UTF-8.
func TestDigestsNeverChange(t *testing.T) {
	want := dossier.Sheet{
		dossier.TextPart:           "9d12c1447bbe7c366977815ca9d99afbf8884b09eb8ad222268502d261505361",
		dossier.AnnexPart:          "dc47661b2f5284e4ce5c1361eb44615f833ed85c3a3802c7976a74abac339377",
		dossier.DisclosurePart:     "272a1a09f14d81396115b1e2efc39f6cd9a964ccadb96cbd9e5e222ed39f7e42",
		dossier.InterpretationPart: "e9387cfe1316e2a6dcd7222a39fa8df1fb31f04578258f800f0a479eaaa79171",
		dossier.RelationPart:       "8efbcd6e604f838d6b7e82680927dc243d16ba55ad667c5c4fb701f4ccffbdf8",
		dossier.CataloguePart:      "17b972c846fc53b61a32716969b52a6159e485385526afd1e2f9a245241caeeb",
		dossier.RecordPart:         "4bfa1bbaceb58654c27a6305d0bd10d6956411c8c8c610bd4fb52c37bcc3661d",
	}
	if diff := cmp.Diff(want, sheet(t, content())); diff != "" {
		t.Errorf("digest sheet:\n%s", diff)
	}
	const digest = "d6b57505b2bc7063a595385920c4fc170abf7d0349ee443dc1490e8e6043d869"
	if got := sheet(t, content()).Digest(); got != digest {
		t.Errorf("dossier digest %s, want %s", got, digest)
	}
}

// TestASaveThatChangesNothing: what differs only in form has the same digest.
func TestASaveThatChangesNothing(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*dossier.Content)
	}{
		{"nothing", func(*dossier.Content) {}},
		{"CRLF", func(c *dossier.Content) { c.Text.Body = strings.ReplaceAll(c.Text.Body, "\n", "\r\n") }},
		{"CR", func(c *dossier.Content) { c.Annexes[0].Body += "\r" }},
		{"blank lines around the text", func(c *dossier.Content) { c.Text.Body = "\n\n" + c.Text.Body + " \n" }},
		{"spaces around the title", func(c *dossier.Content) { c.Text.Title = "　" + c.Text.Title + " " }},
		{"spaces in a relation", func(c *dossier.Content) {
			c.Relations[0].Title, c.Relations[0].Number = " 旧办法 ", " 明政办发〔2019〕12号\n"
		}},
		{"null instead of an empty list", func(c *dossier.Content) { c.Disclosure.Grounds = nil }},
		{"empty list instead of null", func(c *dossier.Content) { c.Disclosure.Grounds = []document.Ground{} }},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := content()
			row.change(&c)
			if diff := cmp.Diff(sheet(t, content()), sheet(t, c)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// changes change one part each, and nothing else.
var changes = map[dossier.Part]func(*dossier.Content){
	dossier.TextPart:           func(c *dossier.Content) { c.Text.AffectsBusiness = true },
	dossier.AnnexPart:          func(c *dossier.Content) { slices.Reverse(c.Annexes) },
	dossier.DisclosurePart:     func(c *dossier.Content) { c.Disclosure.Attribute = document.Withheld },
	dossier.InterpretationPart: func(c *dossier.Content) { c.Interpretation.Body += "。" },
	dossier.RelationPart:       func(c *dossier.Content) { c.Relations[0].On = "" },
	dossier.CataloguePart:      func(c *dossier.Content) { c.Catalogue.Topic = "交通" },
	dossier.RecordPart:         func(c *dossier.Content) { c.Record.Registration = "MZGS—2026—9" },
}

func TestAChangeShowsInItsPartOnly(t *testing.T) {
	for _, part := range dossier.Parts() {
		t.Run(string(part), func(t *testing.T) {
			c := content()
			changes[part](&c)
			before, after := sheet(t, content()), sheet(t, c)
			if diff := cmp.Diff([]dossier.Part{part}, before.Diff(after)); diff != "" {
				t.Error(diff)
			}
			if before.Digest() == after.Digest() {
				t.Error("the dossier digest did not change")
			}
			if part.Label() == "" {
				t.Error("the part has no Chinese name")
			}
		})
	}
}

func TestCanonicalForm(t *testing.T) {
	got, err := dossier.Content{Text: dossier.Text{Title: "甲 <b> & \u2028", Body: "x"}}.Canonical()
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"annexes":[]`, `"relations":[]`, `"grounds":[]`, `"title":"甲 <b> &"`} {
		if !strings.Contains(string(got), part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
	if strings.Contains(string(got), "null") || strings.Contains(string(got), `\u003c`) {
		t.Errorf("not canonical: %s", got)
	}
}

// TestRoundTrip: what is stored reads back as what was stored, so a revision has
// the same digest for ever.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := content()
		c.Text.Title = rapid.String().Draw(t, "title")
		c.Text.Body = rapid.String().Draw(t, "body")
		c.Annexes = []dossier.Annex{{Title: rapid.String().Draw(t, "annex"), Body: rapid.String().Draw(t, "annex body")}}
		c.Relations[0].Title = rapid.String().Draw(t, "relation")
		clean := c.Clean()
		if diff := cmp.Diff(clean, clean.Clean()); diff != "" {
			t.Fatalf("Clean is not idempotent: %s", diff)
		}
		first, err := c.Canonical()
		if err != nil {
			t.Fatal(err)
		}
		var back dossier.Content
		if err := json.Unmarshal(first, &back); err != nil {
			t.Fatal(err)
		}
		second, err := back.Canonical()
		if err != nil || string(second) != string(first) {
			t.Fatalf("%v: %s became %s", err, first, second)
		}
	})
}

func TestCleanLeavesTheOriginalAlone(t *testing.T) {
	c := content()
	c.Annexes[0].Title, c.Relations[0].Title = " 名录 ", " 旧办法 "
	_ = c.Clean()
	if c.Annexes[0].Title != " 名录 " || c.Relations[0].Title != " 旧办法 " {
		t.Error("Clean wrote into the lists of the original")
	}
}

func TestSheetComplete(t *testing.T) {
	whole := sheet(t, content())
	lacking, extra := maps.Clone(whole), maps.Clone(whole)
	delete(lacking, dossier.CataloguePart)
	extra["seal"] = "x"
	for _, row := range []struct {
		name  string
		sheet dossier.Sheet
		want  bool
	}{
		{"whole", whole, true},
		{"a part lacks", lacking, false},
		{"a part too many", extra, false},
		{"nil", nil, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.sheet.Complete(); got != row.want {
				t.Errorf("complete=%t, want %t", got, row.want)
			}
		})
	}
	if whole.Digest() == lacking.Digest() {
		t.Error("a sheet that lacks a part has the digest of the whole")
	}
}

func TestNeed(t *testing.T) {
	for need, want := range map[dossier.Need]string{
		dossier.Needed: "同步解读", dossier.Waived: "申请免予解读", dossier.NotNeeded: "不属于解读范围", "": "", dossier.Later: "随后解读", "someday": "",
	} {
		if need.Label() != want || need.Known() != (want != "") {
			t.Errorf("IN-04 %q: label %q, known=%t", need, need.Label(), need.Known())
		}
	}
	if forms := dossier.Forms(); len(forms) != 11 || len(slices.Compact(slices.Sorted(slices.Values(forms)))) != 11 {
		t.Errorf("IN-12: forms %v, want eleven different ones", dossier.Forms())
	}
}

// TestUrgencyInDigest: a dossier without urgency has the canonical form it always had,
// one with it another text part and nothing else (DH-03).
func TestUrgencyInDigest(t *testing.T) {
	c := content()
	without := sheet(t, c)
	b, err := c.Canonical()
	if err != nil || strings.Contains(string(b), "urgency") {
		t.Errorf("DH-03 none: %s, %v", b, err)
	}
	c.Text.Urgency = " 特急"
	if b, err = c.Canonical(); err != nil || !strings.Contains(string(b), `"urgency":"特急"`) {
		t.Errorf("DH-03 extra urgent: %s, %v", b, err)
	}
	if diff := cmp.Diff([]dossier.Part{dossier.TextPart}, without.Diff(sheet(t, c))); diff != "" {
		t.Error(diff)
	}
}

// TestFormsInDigest: a dossier without the fields of orders, minutes and joint marks has the
// canonical form it always had, each of them makes another text part and nothing else
// (LY-11, LY-28, LY-29).
func TestFormsInDigest(t *testing.T) {
	plain := content()
	without := sheet(t, plain)
	b, err := plain.Canonical()
	for _, key := range []string{"joint_head", "signer_post", `"present"`, "excused", "attending"} {
		if err != nil || strings.Contains(string(b), key) {
			t.Errorf("%s in %s, %v", key, b, err)
		}
	}
	for key, fill := range map[string]func(*dossier.Text){
		`"joint_head":true`:      func(x *dossier.Text) { x.JointHead = true },
		`"signer_post":"市长"`:     func(x *dossier.Text) { x.SignerPost = " 市长" },
		`"present":"王喆、李赟"`:      func(x *dossier.Text) { x.Present = "王喆、李赟。 " },
		`"excused":"孙芃"`:         func(x *dossier.Text) { x.Excused = "孙芃\r\n" },
		`"attending":"各区 张三、李四"`: func(x *dossier.Text) { x.Attending = "各区\n张三、李四" },
	} {
		c := content()
		fill(&c.Text)
		if b, err := c.Canonical(); err != nil || !strings.Contains(string(b), key) {
			t.Errorf("no %s in %s, %v", key, b, err)
		}
		if diff := cmp.Diff([]dossier.Part{dossier.TextPart}, without.Diff(sheet(t, c))); diff != "" {
			t.Error(key, diff)
		}
	}
}

// TestRolls: people are listed below minutes only (LY-29).
func TestRolls(t *testing.T) {
	x := dossier.Text{Kind: document.Minutes, Present: "王喆", Attending: "孙芃"}
	if diff := cmp.Diff([]dossier.Roll{{Label: "出席", Names: "王喆"}, {Label: "列席", Names: "孙芃"}}, x.Rolls()); diff != "" {
		t.Error(diff)
	}
	if x.Kind = document.Notice; len(x.Rolls()) > 0 {
		t.Errorf("LY-29: below a notice %v", x.Rolls())
	}
}
