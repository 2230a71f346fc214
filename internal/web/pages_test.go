package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// TestPages renders every page at every stage, with plain and with hostile data.
func TestPages(t *testing.T) {
	type row struct {
		name, path string
		view       desk.View
	}
	rows := []row{
		{"inbox", "/inbox", viewAt(document.Signing)},
		{"second page of the inbox", "/inbox?after=50", viewAt(document.Signing)},
		{"documents", "/documents?q=" + url.QueryEscape(evil) + "&unit=u-zh&before=30", viewAt(document.Signing)},
		{"search without result", "/documents?q=无此词", viewAt(document.Signing)},
		{"new", "/documents/new", desk.View{}},
		{"edit", "/documents/doc-9/edit", viewAt(document.Drafting)},
		{"diff", "/documents/doc-9/diff", viewAt(document.Signing)},
		{"ledger", "/ledger", desk.View{}},
		{"health", "/health?year=2026", desk.View{}},
		{"establishment", "/establishment", desk.View{}},
		{"keys", "/help/keys", desk.View{}},
		{"not found", "/documents/none", desk.View{}},
		{"no page", "/no/such/page", desk.View{}},
		{"published", "/documents/doc-9", published()},
		{"empty document", "/documents/doc-9", desk.View{Item: desk.Item{ID: "doc-9", Stage: document.Drafting}}},
	}
	for _, s := range document.StageTable() {
		rows = append(rows, row{"document at " + string(s.Stage), "/documents/doc-9", viewAt(s.Stage)})
	}
	for _, r := range rows {
		for name, view := range map[string]desk.View{r.name: r.view, r.name + ", hostile": poisoned(r.view)} {
			t.Run(name, func(t *testing.T) {
				view.ID, view.Editable = "doc-9", true
				a := get(t, bench0(crowded(view)), r.path)
				if a.Code >= 500 {
					t.Fatalf("status %d: %s", a.Code, a.Body)
				}
				checkAccessible(t, a)
				checkHarmless(t, a)
			})
		}
	}
}

// crowded is a desk with more of everything than one page holds.
func crowded(v desk.View) *counter {
	c := &counter{me: lifang(), view: v, diff: difference(), bulk: document.Approve, healthy: health(), house: house(), saved: []desk.SavedSearch{{ID: 1, Name: evil, Query: desk.FindQuery{Text: evil}}}}
	for i := range 70 {
		it := v.Item
		if i%2 == 0 {
			it.Due = &desk.Due{On: "2026-04-09", Left: -1, Words: "已超期1个工作日", Provisional: true}
		}
		c.items = append(c.items, it)
		c.ledger = append(c.ledger, desk.LedgerEntry{Seq: int64(i + 1), At: clock, Actor: evil, Act: "act.refused", Subject: evil, Outcome: evil, Detail: json.RawMessage(`{"a":"<b>"}`), Hash: digest})
	}
	return c
}

func difference() []desk.PartDiff {
	return []desk.PartDiff{{Part: "text", Label: "正文", Runs: []desk.Run{{Op: "equal", Text: "自"}, {Op: "delete", Text: "五月"}, {Op: "insert", Text: "六月" + evil}}}}
}

func TestSignInPage(t *testing.T) {
	a := get(t, bench0(&counter{}), "/sign-in?login=%22%3E%3Cscript%3E&next=/documents/doc-9")
	checkAccessible(t, a)
	checkHarmless(t, a)
	if got := attr(field(t, a.root, "next"), "value"); got != "/documents/doc-9" {
		t.Errorf("next = %q", got)
	}
	if !strings.Contains(words(a.root), "张华") {
		t.Error("demo people are not listed")
	}
}

func TestInbox(t *testing.T) {
	t.Run("empty", func(t *testing.T) {
		a := get(t, bench0(&counter{me: lifang()}), "/inbox")
		if !strings.Contains(words(a.root), "目前没有需要您办理的公文") {
			t.Error("the empty state says nothing")
		}
	})
	t.Run("overdue in words", func(t *testing.T) {
		a := get(t, bench0(crowded(viewAt(document.Signing))), "/inbox")
		if !strings.Contains(words(a.root), "25件已超期") || !strings.Contains(words(a.root), "已超期1个工作日") || !strings.Contains(words(a.root), "暂定") {
			t.Error("overdue is not said in words")
		}
	})
	t.Run("navigation follows the appointments", func(t *testing.T) {
		me := lifang()
		me.Appointments = me.Appointments[:1]
		a := get(t, bench0(&counter{me: me}), "/inbox")
		if body := a.Body.String(); strings.Contains(body, `href="/ledger"`) || !strings.Contains(body, `href="/documents/new"`) {
			t.Error("wrong links in the navigation")
		}
	})
}

func TestSavedSearch(t *testing.T) {
	c := crowded(viewAt(document.Signing))
	h := bench0(c)
	page := get(t, h, "/documents?q="+url.QueryEscape("停车")+"&kind=notice&from=2026-01-01&before=30")
	form := filled(tagged(page.byID(t, "results"), "form")[0])
	form.Set("name", "停车通知")
	a := post(t, h, "/searches", form)
	want := desk.FindQuery{Text: "停车", Kind: document.Notice, From: "2026-01-01"}
	if got := c.saved[len(c.saved)-1]; got.Name != "停车通知" || got.Query != want {
		t.Errorf("kept %+v", got)
	}
	if to, _ := url.Parse(a.Header().Get("Location")); a.Code != http.StatusSeeOther || to.Query().Get("kind") != "notice" {
		t.Errorf("answer %d %s", a.Code, a.Header().Get("Location"))
	}
	if inbox := get(t, h, "/inbox"); !strings.Contains(words(inbox.root), "停车通知") {
		t.Error("the inbox does not offer the saved search")
	}
	if a := post(t, h, "/searches/1/drop", nil); a.Code != http.StatusSeeOther || len(c.saved) != 1 {
		t.Errorf("dropping answers %d and leaves %d", a.Code, len(c.saved))
	}
}

func TestSearchAnswersHTMXWithFragment(t *testing.T) {
	r, err := http.NewRequest(http.MethodGet, "/documents?q=", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("HX-Request", "true")
	a := send(t, bench0(crowded(viewAt(document.Signing))), signed(r))
	if strings.Contains(a.Body.String(), "<html") || !strings.Contains(a.Body.String(), "before=30") {
		t.Errorf("not a fragment with a pager: %.200s", a.Body)
	}
}

func TestDocumentPage(t *testing.T) {
	t.Run("forms carry what the person saw", func(t *testing.T) {
		a := get(t, bench0(&counter{me: lifang(), view: viewAt(document.Signing)}), "/documents/doc-9")
		ids := map[string]bool{}
		for _, verb := range []string{"sign", "return", "recall", "cancel"} {
			form := a.byID(t, "act-"+verb)
			for name, want := range map[string]string{"digest": digest, "stage": "signing", "verb": verb, "revision": "3"} {
				if got := attr(field(t, form, name), "value"); got != want {
					t.Errorf("%s: hidden %s = %q, want %q", verb, name, got, want)
				}
			}
			ids[attr(field(t, form, "request_id"), "value")] = true
		}
		if len(ids) != 4 || ids[""] {
			t.Errorf("request ids are not one a form: %v", ids)
		}
	})
	t.Run("closed verbs say why", func(t *testing.T) {
		v := viewAt(document.Signing)
		v.Options[0] = verdict.Option{Verb: document.Sign, Label: "签发", Code: "not-signer", Reason: "签发须由签发人办理。", Rule: "DH-11"}
		a := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9")
		if got := words(a.root); !strings.Contains(got, "签发须由签发人办理。") || strings.Contains(a.Body.String(), `id="act-sign"`) {
			t.Error("a closed verb has a form, or no reason")
		}
	})
	t.Run("SR-14 nothing is ticked beforehand", func(t *testing.T) {
		form := get(t, bench0(&counter{me: lifang(), view: viewAt(document.SecrecyReview)}), "/documents/doc-9").byID(t, "act-approve")
		for _, n := range tagged(form, "input") {
			if has(n, "checked") {
				t.Errorf("%s is ticked", attr(n, "name"))
			}
		}
		field(t, form, "check.personal")
		field(t, form, "result")
	})
	t.Run("DA-08 the proposal is filled in", func(t *testing.T) {
		v := viewAt(document.AttributeReview)
		v.Content.Disclosure.Attribute, v.Content.Disclosure.Reason = document.OnRequest, "涉及内部事务"
		form := get(t, bench0(&counter{me: lifang(), view: v}), "/documents/doc-9").byID(t, "act-approve")
		for _, n := range tagged(form, "input") {
			if attr(n, "name") == "attribute" && has(n, "checked") != (attr(n, "value") == "ON_REQUEST") {
				t.Errorf("attribute %s: checked is wrong", attr(n, "value"))
			}
		}
		if got := words(field(t, form, "attribute_reason")); got != "涉及内部事务" {
			t.Errorf("reason = %q", got)
		}
	})
	t.Run("CAL receipt", func(t *testing.T) {
		a := get(t, bench0(&counter{me: lifang(), view: viewAt(document.Signing)}), "/documents/doc-9")
		if got := words(a.root); !strings.Contains(got, "2026年4月11日　星期六，不计入") {
			t.Error("the receipt of the time limit is not shown")
		}
	})
	t.Run("ND-19 repeal is said first", func(t *testing.T) {
		a := get(t, bench0(&counter{me: lifang(), view: published()}), "/documents/doc-9")
		if h1 := words(tagged(a.root, "h1")[0]); !strings.HasPrefix(h1, "【已废止】") {
			t.Errorf("h1 = %q", h1)
		}
		if !strings.Contains(words(a.root), "本文件自2026年11月1日起废止。") {
			t.Error("no banner")
		}
	})
}

func TestWaitingPageAsksAgain(t *testing.T) {
	v := viewAt(document.Publication)
	v.State = "用印中"
	h := bench0(&counter{me: lifang(), view: v})
	page := get(t, h, "/documents/doc-9")
	poll := attr(page.byID(t, "state"), "hx-get")
	if poll == "" || !strings.Contains(page.Body.String(), `<noscript><meta http-equiv="refresh"`) {
		t.Fatal("the page does not look again")
	}
	if a := get(t, h, poll); a.Header().Get("HX-Refresh") != "" || strings.Contains(a.Body.String(), "<html") {
		t.Error("while it lasts, the fragment alone is replaced")
	}
	v.State = ""
	if a := get(t, bench0(&counter{me: lifang(), view: v}), poll); a.Header().Get("HX-Refresh") != "true" {
		t.Error("at its end, the page is not loaded anew")
	}
}

func TestFiles(t *testing.T) {
	h := bench0(&counter{me: lifang(), view: published()})
	for path, want := range map[string]string{
		"/documents/doc-9/preview.pdf":                 "inline",
		"/documents/doc-9/files/sealed.pdf":            "inline",
		"/documents/doc-9/files/marked.pdf?download=1": "attachment",
	} {
		a := get(t, h, path)
		if a.Code != http.StatusOK || a.Header().Get("Content-Type") != "application/pdf" || !strings.HasPrefix(a.Header().Get("Content-Disposition"), want) {
			t.Errorf("%s: %d %v", path, a.Code, a.Header())
		}
		if a.Header().Get("X-Frame-Options") == "DENY" || a.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: can't be shown in the page, or is cached: %v", path, a.Header())
		}
	}
	for _, path := range []string{"/documents/doc-9/files/other.pdf", "/documents/doc-9/files/sealed", "/documents/doc-9/files/sealed.pdf.pdf"} {
		if a := get(t, h, path); a.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.Code)
		}
	}
}

func TestDiffPage(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Signing), diff: difference()}
	a := get(t, bench0(c), "/documents/doc-9/diff?from=77&to=x")
	if len(c.diffs) != 1 || c.diffs[0] != [2]int{2, 3} {
		t.Errorf("asked for %v, want from what was seen to now", c.diffs)
	}
	if ins := tagged(a.byID(t, "main"), "ins"); len(ins) < 2 || !strings.HasPrefix(words(ins[1]), "六月") {
		t.Error("the inserted text is not marked")
	}
}

// The ledger opens at its newest entries, with names; older ones follow, of the chosen
// act and person.
func TestLedgerPages(t *testing.T) {
	c := &counter{me: lifang()}
	for i := range 250 {
		c.ledger = append(c.ledger, desk.LedgerEntry{Seq: int64(1 + i), Actor: "p-lifang", Act: "document.numbers", Outcome: "done"})
	}
	a := get(t, bench0(c), "/ledger?act=document.numbers&person=p-lifang")
	checkAccessible(t, a)
	rows := tagged(tagged(a.byID(t, "main"), "tbody")[0], "tr")
	if len(rows) != ledgerPageLength || !strings.HasPrefix(words(rows[0]), "250") {
		t.Errorf("%d entries, the first is %s", len(rows), words(rows[0]))
	}
	if said := words(rows[0]); !strings.Contains(said, "李芳") || !strings.Contains(said, "查看编号台账") || strings.Contains(said, "p-lifang") {
		t.Errorf("an entry says %s", said)
	}
	if !slices.Contains(links(a.byID(t, "main")), "/ledger?act=document.numbers&person=p-lifang&to=150") {
		t.Errorf("no way to older entries: %v", links(a.byID(t, "main")))
	}
	last := get(t, bench0(c), "/ledger?to=50")
	if got := links(last.byID(t, "main")); !slices.Contains(got, "/ledger") || strings.Contains(strings.Join(got, " "), "to=") {
		t.Errorf("the oldest page leads to %v", got)
	}
}

func TestLedgerAct(t *testing.T) {
	rows := map[string]string{"document.sign": "签发", "document.create": "建立公文", "release.switch": "切换发布", "document.none": "document.none", "x": "x"}
	for code, want := range rows {
		if got := ledgerAct(code); got != want {
			t.Errorf("ledgerAct(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestPlaceLabel(t *testing.T) {
	rows := map[string]string{
		"text.title": "标题", "annexes.0.title": "附件1标题", "relations.1.on": "文件关系2起始日期", "interpretation.unknown": "政策解读",
		"checklist.personal": "保密审查清单", "text": "正文", "": "本件", evil: "本件",
	}
	for place, want := range rows {
		if got := placeLabel(place); got != want {
			t.Errorf("placeLabel(%q) = %q, want %q", place, got, want)
		}
	}
}
