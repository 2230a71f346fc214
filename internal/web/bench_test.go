package web

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"mingfa/internal/calendar"
	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
)

func health() desk.Health {
	share := desk.UnitShare{Unit: "u-zh", Name: evil, N: 4, Proactive: 2, OnRequest: 1, Withheld: 1}
	return desk.Health{
		Total: 4, ByUnit: []desk.UnitShare{share, {Unit: "u-0", Name: "=1+1"}}, All: share,
		Grounds: []desk.GroundUse{{Ground: document.R15, N: 3}, {Ground: document.R16A}},
		Passages: []desk.Passage{{
			ID: "doc-9", Title: evil, Number: "明政办发〔2026〕9号", SignedOn: "2026-04-10", ReleasedOn: "2026-04-10",
		}},
		Spans:          []desk.Span{{Label: "当日", N: 1}, {Label: "超过20个工作日", From: 21}},
		Missing:        []desk.Item{{ID: "doc-9", Title: evil}},
		Overdue:        []desk.Item{{ID: "doc-9", Title: evil, Due: &desk.Due{On: "2026-04-09", Left: -3, Words: "已超期3个工作日"}}},
		Exceptions:     []desk.Exception{{ID: "doc-9", Title: evil, UnitName: evil, Label: "解读随后发布", Reason: evil}},
		ExceptionKinds: []desk.Tally{{Label: "解读随后发布", N: 1}, {Label: "申请免予解读"}},
		Drifts:         []desk.Drift{{ID: "doc-9", Title: evil, Number: evil, Surface: "门户网站", Detail: evil, On: "2026-04-10"}},
		Late: []desk.LateDuty{
			{ID: "doc-9", Document: evil, UnitName: evil, Rule: "IN-08", Title: evil, DueOn: "2026-04-01", Days: 6, Interpretation: true},
			{ID: "doc-9", Document: evil, UnitName: evil, Rule: "GI-13", Title: "主动公开政府信息", DueOn: "2026-04-01", MetOn: "2026-04-03", Days: 2},
		},
		LateUnits: []desk.Tally{{Label: evil, N: 2}},
	}
}

func house() desk.Establishment {
	return desk.Establishment{
		People: []desk.Member{
			{ID: "p-1", Login: evil, Name: evil, Active: true, Appointments: []desk.Term{{Appointment: lifang().Appointments[0], EndsOn: "2026-12-31"}, {Appointment: lifang().Appointments[1]}}},
			{ID: "p-2", Login: "gone", Name: "停用者"},
		},
		Units: []desk.UnitRow{{ID: "u-zh", Head: evil, Name: evil, ShortName: evil, Parent: evil, Issuer: true, AgencyCode: evil, OrgCode: evil}},
	}
}

func plant() desk.System {
	soon := desk.Certificate{Subject: evil, Issuer: evil, NotBefore: clock, NotAfter: clock.AddDate(0, 1, 0), Days: 20, Warning: "30日内到期，请尽快更换"}
	return desk.System{
		Digest: digest, Region: "national", Regions: []rulebook.Region{{ID: "national", Label: evil, Basis: evil}},
		Notices: []calendar.Notice{{Year: 2026, Title: evil, Number: evil, Date: "2025-11-04", Off: []calendar.Holiday{{Name: evil, From: "2026-01-01", To: "2026-01-03"}}, MadeUp: []string{"2026-01-04"}}},
		OwnDays: evil, NextYear: evil, Fonts: []desk.Font{{Role: "仿宋", Name: evil}}, Substitutions: []string{evil},
		Certificates: []desk.Certificate{soon, {Subject: "root", Days: -3, Warning: "已过期，用印将不被认可，请立即更换"}, {Subject: "good", Days: 900}},
		Surfaces:     []desk.SurfaceState{{Label: "门户网站", Good: 3, Bad: 1, LastGood: clock}},
		Procedures: []desk.Procedure{{Class: document.Normative, Label: evil, Version: digest, Steps: []desk.ProcedureStep{
			{Stage: document.Drafting, Who: "拟稿人"},
			{Stage: document.CompetitionReview, Who: evil, Workdays: 5, Conditional: true, When: "涉及经营者经济活动", Gate: "G4"},
			{Stage: document.Signing, Who: "签发人", Workdays: 5},
		}}},
	}
}

// TestHealthYear: a year that is none is said to be none, on the page and in the files.
func TestHealthYear(t *testing.T) {
	for _, path := range []string{"/health?year=abc", "/health?year=26", "/health.csv?year=-1", "/health.xlsx?year=2026.5"} {
		a := get(t, bench0(&counter{me: lifang(), healthy: health()}), path)
		if a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "不是四位年份") {
			t.Errorf("%s: %d %s", path, a.Code, words(a.root))
		}
	}
	for _, path := range []string{"/health", "/health?year=", "/health?year=2026"} {
		a := get(t, bench0(&counter{me: lifang(), healthy: health()}), path)
		if a.Code != http.StatusOK || !strings.Contains(words(a.root), "R15 第三方权益") {
			t.Errorf("%s: %d, or the chart does not name the grounds in words", path, a.Code)
		}
	}
}

func TestSystem(t *testing.T) {
	c := &counter{me: keeper(), plant: plant()}
	a := get(t, bench0(c), "/system")
	checkAccessible(t, a)
	checkHarmless(t, a)
	for _, want := range []string{"30日内到期", "已过期", "非涉及经营者经济活动的，不经本环节", "5个工作日", "本机关执行", "2026年"} {
		if !strings.Contains(words(a.root), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if a := post(t, bench0(c), "/system/policies", nil); a.Code != http.StatusSeeOther || len(c.changes) != 1 {
		t.Errorf("reload answers %d", a.Code)
	}
	for same, want := range map[bool]string{true: "没有变化", false: "已经重新载入"} {
		c.same = same
		a := post(t, bench0(c), "/system/policies", nil)
		if said := words(get(t, bench0(c), a.Header().Get("Location")).root); !strings.Contains(said, want) {
			t.Errorf("reload of the same policies %v does not say %s", same, want)
		}
	}
	c.fail = map[string]error{"Keeping": &document.Error{Kind: document.Unfit, Code: "policies-refused", Message: "制度文件未通过检查，现行制度不变。", Findings: []document.Finding{
		{Rule: "policy", Severity: document.Block, Place: "policies", Message: "procedures/general.yaml: 缺少环节", Remedy: "请改正后再载入。"},
	}}}
	refused := post(t, bench0(c), "/system/policies", nil)
	if refused.Code != http.StatusUnprocessableEntity || !strings.Contains(words(refused.root), "procedures/general.yaml") {
		t.Errorf("a refusal answers %d", refused.Code)
	}
	if looking := get(t, bench0(&counter{me: lifang(), plant: plant()}), "/system"); len(tagged(looking.byID(t, "main"), "form")) != 0 {
		t.Error("who looks on is offered to reload")
	}
}

// Each ticked document is an act of its own, with the digest its row showed; a
// refusal of one stops none of the others.
func TestBulk(t *testing.T) {
	c := crowded(viewAt(document.UnitReview))
	h := bench0(c)
	form := filled(tagged(get(t, h, "/inbox").byID(t, "main"), "form")[0])
	form["pick"] = []string{"doc-3", "doc-5"}
	form.Set("opinion", "同意。")
	a := post(t, h, "/inbox/acts", form)
	if a.Code != http.StatusOK || len(c.acts) != 2 {
		t.Fatalf("status %d, %d acts", a.Code, len(c.acts))
	}
	checkAccessible(t, a)
	checkHarmless(t, a)
	first, second := c.acts[0], c.acts[1]
	if first.ID == "" || first.ID == second.ID || first.Digest != digest || first.Verb != document.Approve || first.Stage != document.UnitReview || first.Opinion != "同意。" {
		t.Errorf("acts %+v", c.acts)
	}
	if ids := form["request_id.doc-3"]; !slices.Equal(ids, []string{first.ID}) {
		t.Errorf("the request id is not the row's: %v", ids)
	}
	c.fail = map[string]error{"Act": document.Refuse(document.Forbidden, "own-writing", "您起草过本件。")}
	if a := post(t, h, "/inbox/acts", form); !strings.Contains(words(a.root), "您起草过本件。") || len(c.acts) != 4 {
		t.Error("refusals are not listed one by one")
	}
}

// What a list may do stays the way forward of the stage, whatever a form says.
func TestBulkRefuses(t *testing.T) {
	rows := map[string]url.Values{
		"nothing ticked":       {},
		"another verb":         {"pick": {"d"}, "verb.d": {"cancel"}, "stage.d": {"unit_review"}, "digest.d": {digest}, "request_id.d": {"r"}},
		"no digest":            {"pick": {"d"}, "verb.d": {"approve"}, "stage.d": {"unit_review"}, "request_id.d": {"r"}},
		"more than one page":   {"pick": make([]string, maxBulk+1)},
		"a stage that is none": {"pick": {"d"}, "verb.d": {""}, "stage.d": {"x"}, "digest.d": {digest}, "request_id.d": {"r"}},
	}
	for name, form := range rows {
		c := &counter{me: lifang()}
		post(t, bench0(c), "/inbox/acts", form)
		if len(c.acts) != 0 {
			t.Errorf("%s: %+v", name, c.acts)
		}
	}
}

func TestInboxPages(t *testing.T) {
	c := crowded(viewAt(document.Signing))
	a := get(t, bench0(c), "/inbox?stage=signing")
	if got := len(all(a.root, func(n *html.Node) bool { return has(n, "data-row") })); got != inboxLength {
		t.Errorf("%d rows", got)
	}
	if !strings.Contains(a.Body.String(), "after=50") || c.waiting[0].Stage != document.Signing {
		t.Errorf("no next page, or the stage was lost: %+v", c.waiting)
	}
	for _, path := range []string{"/inbox", "/documents/doc-9", "/documents"} {
		if !strings.Contains(words(get(t, bench0(c), path).byID(t, "waiting")), "70") {
			t.Errorf("the navigation of %s does not count what waits", path)
		}
	}
}

// An open inbox is told of changes, and nothing else of it moves.
func TestInboxNews(t *testing.T) {
	h := bench0(crowded(viewAt(document.Signing)))
	ask := func(seen string) string {
		r, err := http.NewRequest(http.MethodGet, "/inbox/news?seen="+seen, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("HX-Request", "true")
		return send(t, h, signed(r)).Body.String()
	}
	if got := ask("70"); strings.Contains(got, "待办有变化") {
		t.Error("news without a change")
	}
	if got := ask("69"); !strings.Contains(got, "待办有变化") || !strings.Contains(got, `hx-swap-oob`) || strings.Contains(got, "<table") {
		t.Errorf("news: %s", got)
	}
}

func TestFilters(t *testing.T) {
	c := crowded(viewAt(document.Signing))
	h := bench0(c)
	q := "/documents?q=+%E4%BE%9B%E6%9A%96+&unit=u-zh&stage=signing&attribute=PROACTIVE&class=normative&validity=repealed&number=9&from=2026-01-01&to=2026-12-31"
	a := get(t, h, q)
	want := desk.FindQuery{
		Text: "供暖", Unit: "u-zh", Stage: document.Signing, Attribute: document.Proactive, Class: document.Normative, Validity: document.Repealed,
		Number: "9", From: "2026-01-01", To: "2026-12-31", Limit: perPage,
	}
	if d := cmp.Diff(want, c.finds[0]); d != "" {
		t.Error(d)
	}
	form := filled(tagged(a.byID(t, "main"), "form")[0])
	if form.Get("stage") != "signing" || form.Get("from") != "2026年1月1日" || form.Get("q") != "供暖" {
		t.Errorf("the form forgot the filters: %v", form)
	}
	if a := get(t, h, "/documents?from=gestern"); a.Code != http.StatusBadRequest {
		t.Errorf("a date that is none: status %d", a.Code)
	}
}

func TestMarked(t *testing.T) {
	rows := []struct {
		name, text, query string
		want              []span
	}{
		{"two characters", "冬季供暖服务", "供暖", []span{{"冬季", false}, {"供暖", true}, {"服务", false}}},
		{"nothing", "冬季", "", []span{{"冬季", false}}},
		{"letters in either case", "关于PPP项目", "ppp", []span{{"关于", false}, {"PPP", true}, {"项目", false}}},
		{"the longer word first", "供暖服务", "供暖 供暖服务", []span{{"供暖服务", true}}},
	}
	for _, r := range rows {
		if d := cmp.Diff(r.want, marked(r.text, r.query), cmp.AllowUnexported(span{})); d != "" {
			t.Errorf("%s: %s", r.name, d)
		}
	}
}

func TestHealthCSV(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang(), healthy: health()}), "/health.csv?year=2026")
	body, ok := strings.CutPrefix(a.Body.String(), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || !ok || a.Header().Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Fatalf("%v, mark %v", err, ok)
	}
	if rows[2][1] != "'=1+1" {
		t.Errorf("a formula was let through: %q", rows[2][1])
	}
}

func TestHealthXLSX(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang(), healthy: health()}), "/health.xlsx")
	if kind := a.Header().Get("Content-Type"); !strings.Contains(kind, "spreadsheetml") || !strings.HasPrefix(a.Body.String(), "PK") {
		t.Errorf("answer %d %s", a.Code, kind)
	}
	var late [][]any
	for _, table := range healthTables(health()) {
		for _, row := range table.Rows {
			if len(row) != len(table.Head) {
				t.Errorf("%s: a row of %d cells under %d heads", table.Name, len(row), len(table.Head))
			}
		}
		if table.Name == "逾期的法定事项" {
			late = table.Rows
		}
	}
	want := []any{evil, evil, "主动公开政府信息", "GI-13", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 3, 0, 0, 0, 0, time.UTC), 2}
	if len(late) != 2 || cmp.Diff(want, late[1]) != "" {
		t.Errorf("late duties %v", late)
	}
}

func TestUnsaved(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	c.view.Editable = true
	c.view.Findings = []document.Finding{{Rule: "DA-01", Severity: document.Block, Place: "disclosure.attribute", Message: "未标注公开属性。"}}
	h := bench0(c)
	form := filled(get(t, h, "/documents/doc-9/edit").byID(t, "draft"))
	form.Set("title", "改过的标题")

	if a := post(t, h, "/documents/doc-9/preview", form); a.Body.String() != "%PDF-1.7 unsaved" || c.previews[0].Text.Title != "改过的标题" {
		t.Errorf("preview: %s", a.Body)
	}
	if a := post(t, h, "/documents/doc-9/check", form); !strings.Contains(words(a.root), "还不能送审：1项必须先改正") || c.checks[0].Text.Title != "改过的标题" {
		t.Errorf("check: %s", a.Body)
	}
	a := post(t, h, "/documents/doc-9/autosave", form)
	var out struct {
		Digest   string
		Revision int
	}
	if err := json.Unmarshal(a.Body.Bytes(), &out); err != nil || out.Digest != digest || out.Revision != 3 || c.bases[0] != digest {
		t.Errorf("autosave: %s %v", a.Body, err)
	}
	form.Set("do", "check")
	if a := post(t, h, "/documents/doc-9", form); len(c.saves) != 1 || !strings.Contains(words(a.byID(t, "lack")), "未标注公开属性。") {
		t.Error("the button without a script does not check")
	}
}

// A refusal inside of a frame is a line of text that the frame may show.
func TestUnsavedRefusals(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{
		"PreviewContent": document.Refuse(document.Unfit, "secrecy-mark", "内容带有国家秘密标志。"),
		"Save":           document.Refuse(document.Conflict, "stale-digest", "您修改的不是最新稿。"),
	}}
	h := bench0(c)
	a := post(t, h, "/documents/preview", url.Values{"title": {"甲"}})
	if a.Code != http.StatusUnprocessableEntity || !strings.Contains(a.Body.String(), "国家秘密标志") || a.Header().Get("X-Frame-Options") != "SAMEORIGIN" {
		t.Errorf("preview %d %s", a.Code, a.Body)
	}
	a = post(t, h, "/documents/doc-9/autosave", url.Values{"title": {"甲"}, "base": {oldDigest}})
	if a.Code != http.StatusConflict || !strings.Contains(a.Body.String(), "您修改的不是最新稿。") {
		t.Errorf("autosave %d %s", a.Code, a.Body)
	}
}

func TestOutline(t *testing.T) {
	h := bench0(&counter{me: lifang()})
	form := url.Values{"do": {"outline"}, "class": {"normative"}, "title": {"关于印发《办法》的通知"}}
	a := post(t, h, "/documents", form)
	again := filled(a.byID(t, "draft"))
	if !strings.Contains(again.Get("interpretation_body"), "## 新旧政策差异") || again.Get("interpretation_title") != "《关于印发〈办法〉的通知》政策解读" {
		t.Errorf("outline: %q %q", again.Get("interpretation_title"), again.Get("interpretation_body"))
	}
	form.Set("interpretation_body", "已写的话")
	if again := filled(post(t, h, "/documents", form).byID(t, "draft")); again.Get("interpretation_body") != "已写的话" {
		t.Error("words were overwritten")
	}
}

func TestProof(t *testing.T) {
	c := &counter{me: lifang(), proof: desk.Proof{Count: 42, Head: digest}}
	if a := post(t, bench0(c), "/ledger/proof", nil); !strings.Contains(words(a.root), "台账完整：共42条") {
		t.Error("a whole ledger is not said to be whole")
	}
	c.proof.Signed, c.proof.Checkpoints = 40, 3
	if a := post(t, bench0(c), "/ledger/proof", nil); !strings.Contains(words(a.root), "第1条至第40条与3个签名存证点相符") {
		t.Error("checkpoints are not told")
	}
	c.proof.Unread = 1
	if a := post(t, bench0(c), "/ledger/proof", nil); !strings.Contains(words(a.root), "台账不完整：有1个存证点的签名") {
		t.Error("a strange signature is not told")
	}
	c.proof.Broken, c.proof.Reason = 7, "哈希值不符"
	if a := post(t, bench0(c), "/ledger/proof", nil); !strings.Contains(words(a.root), "第7条有问题。哈希值不符") {
		t.Error("a broken ledger is not said to be broken")
	}
}

// TestFindingsOfTheNextGate: findings of a gate ahead are said to be that.
func TestFindingsOfTheNextGate(t *testing.T) {
	v := viewAt(document.UnitReview)
	v.Findings, v.FoundAt = []document.Finding{{Severity: document.Block, Place: "text.title", Message: "未填标题。"}}, document.AttributeReview
	const ahead = "本环节不设关口，以下为下一关口“公开属性认定”的预检结果。"
	if a := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9"); !strings.Contains(words(a.root), ahead) {
		t.Errorf("not said: %s", ahead)
	}
	v.Stage = document.AttributeReview
	if a := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9"); strings.Contains(words(a.root), "预检") {
		t.Error("the present gate is told as one ahead")
	}
}

// Findings stand beside the place they speak of, and lead there.
func TestFindingsBesideTheirPlace(t *testing.T) {
	v := viewAt(document.Signing)
	for _, place := range []string{"text.title", "text.body", "annexes.0.title", "annexes.7.body", "disclosure.grounds", "interpretation.body", "relations.0.on", "catalogue.topic", "unknown"} {
		v.Findings = append(v.Findings, document.Finding{Severity: document.Warn, Place: place, Message: "关于" + place})
	}
	a := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9")
	checkAccessible(t, a)
	for i, want := range []string{"p-title", "text", "annex-0", "sheet-title", "p-disclosure", "interpretation", "relations", "catalogue", "sheet-title"} {
		finding := a.byID(t, "finding-"+string(rune('1'+i)))
		if got := attr(tagged(finding, "a")[0], "href"); got != "#"+want {
			t.Errorf("%s leads to %s, want #%s", v.Findings[i].Place, got, want)
		}
		back := all(a.byID(t, want), func(n *html.Node) bool { return attr(n, "href") == "#finding-"+string(rune('1'+i)) })
		if len(back) == 0 {
			t.Errorf("nothing at %s tells of the finding", want)
		}
	}
}

func TestRailNamesPeople(t *testing.T) {
	v := viewAt(document.OfficeCheck)
	p := documentPage{View: v}
	rail := p.Rail()
	if rail[0].Who != "李芳" || rail[0].At != clock {
		t.Errorf("drafting: %+v", rail[0])
	}
	if last := rail[7]; last.Who != "待办公室核稿登记办理" || !last.At.IsZero() {
		t.Errorf("the present stage: %+v", last)
	}
}

// What is far from a change is left out, and said to be.
func TestShortened(t *testing.T) {
	long := strings.Repeat("字", 500)
	got := shortened([]desk.PartDiff{{Label: "正文", Runs: []desk.Run{{Op: "equal", Text: long}, {Op: "delete", Text: long}, {Op: "equal", Text: long}, {Op: "insert", Text: "新"}, {Op: "equal", Text: "短"}}}})
	runs := got[0].Runs
	if len([]rune(runs[0].Text)) > 170 || len([]rune(runs[2].Text)) > 320 || runs[1].Text != long || runs[4].Text != "短" || !strings.Contains(runs[0].Text, "略350字") {
		t.Errorf("%+v", runs)
	}
}

// Three paragraphs stand on either side of a change, however many blank lines are between.
func TestShortenedByParagraphs(t *testing.T) {
	far := strings.Repeat("远", 30)
	before := far + "\n\n" + far + "\n\n一\n\n二\n\n"
	after := "\n\n三\n\n四\n\n五\n\n" + far + "\n" + far
	got := shortened([]desk.PartDiff{{Runs: []desk.Run{{Op: "equal", Text: before}, {Op: "insert", Text: "新"}, {Op: "equal", Text: after}}}})
	runs := got[0].Runs
	if want := "……〔略32字〕……\n" + far + "\n\n一\n\n二\n\n"; runs[0].Text != want {
		t.Errorf("before: %q", runs[0].Text)
	}
	if want := "\n\n三\n\n四\n\n五\n……〔略63字〕……"; runs[2].Text != want {
		t.Errorf("after: %q", runs[2].Text)
	}
}

// A name stands for one choice of the ledger's filter only.
func TestLedgerChoicesDiffer(t *testing.T) {
	codes := map[string]string{}
	for code, label := range chosenActs() {
		if other, taken := codes[label]; taken {
			t.Errorf("%s: %s and %s", label, code, other)
		}
		codes[label] = code
	}
}

// An absurd title of a draft takes the room of a long one in lists.
func TestAbsurdTitlesAreCutInLists(t *testing.T) {
	v := viewAt(document.Signing)
	v.Title = strings.Repeat("长", 100_000)
	for _, path := range []string{"/inbox", "/documents?q=" + url.QueryEscape("长长")} {
		shown := 0
		for _, link := range tagged(get(t, bench0(crowded(v)), path).root, "a") {
			if attr(link, "href") == "/documents/"+v.ID {
				shown = len([]rune(words(link)))
			}
		}
		if shown < longestListed || shown > longestListed+10 {
			t.Errorf("%s shows %d characters", path, shown)
		}
	}
}
