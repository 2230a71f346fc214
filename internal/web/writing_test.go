package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// expired posts a form as a browser does whose session has ended meanwhile.
func expired(t *testing.T, h http.Handler, path string, form url.Values) answer {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return send(t, h, r)
}

// resumedForm signs in on the page that tells of the expired session, at first with
// a wrong password, and returns the form that goes on.
func resumedForm(t *testing.T, h http.Handler, a answer) (action string, form url.Values) {
	t.Helper()
	for _, password := range []string{"wrong", "right"} {
		f := tagged(a.root, "form")[len(tagged(a.root, "form"))-1]
		for _, g := range tagged(a.root, "form") {
			if attr(g, "action") == "/sign-in" {
				f = g
			}
		}
		form = filled(f)
		form.Set("login", "lifang")
		form.Set("password", password)
		a = post(t, h, "/sign-in", form)
		checkHarmless(t, a)
	}
	if a.Code != http.StatusOK || len(a.Result().Cookies()) == 0 {
		t.Fatalf("after signing in: %d", a.Code)
	}
	checkAccessible(t, a)
	for _, f := range tagged(a.root, "form") {
		if has(f, "data-resume") {
			return attr(f, "action"), filled(f)
		}
	}
	t.Fatal("no way to go on")
	return "", nil
}

// A session that ends while somebody writes takes no word with it: after signing in
// the form comes back, and nothing was sent meanwhile.
func TestExpiredSessionGivesBack(t *testing.T) {
	t.Run("opinion", func(t *testing.T) {
		c := &counter{me: lifang(), view: viewAt(document.Signing)}
		h := bench0(c)
		typed := url.Values{"verb": {"return"}, "opinion": {"写了很久的意见" + evil}, "digest": {digest}, "revision": {"3"}, "request_id": {"r1"}, "stage": {"signing"}}
		action, form := resumedForm(t, h, expired(t, h, "/documents/doc-9/acts", typed))
		a := post(t, h, action, form)
		checkAccessible(t, a)
		if got := field(t, a.byID(t, "act-return"), "opinion"); words(got) != strings.TrimSpace("写了很久的意见"+evil) || len(c.acts) != 0 {
			t.Errorf("opinion %q, %d acts", words(got), len(c.acts))
		}
	})
	t.Run("the act is no longer open", func(t *testing.T) {
		v := viewAt(document.Signing)
		v.Options = nil
		h := bench0(&counter{me: lifang(), view: v})
		action, form := resumedForm(t, h, expired(t, h, "/documents/doc-9/acts", url.Values{"verb": {"sign"}, "opinion": {"同意签发"}}))
		if a := post(t, h, action, form); words(a.byID(t, "lost")) != "同意签发" {
			t.Error("the words are gone")
		}
	})
	t.Run("draft", func(t *testing.T) {
		c := &counter{me: lifang(), view: viewAt(document.Drafting)}
		h := bench0(c)
		typed := url.Values{"do": {"save"}, "title": {"标题"}, "body": {"正文" + evil}, "annex_title": {"附件甲", "附件乙"}, "annex_body": {"一", "二"}}
		action, form := resumedForm(t, h, expired(t, h, "/documents", typed))
		again := draftForm(t, post(t, h, action, form))
		if again.Get("body") != "正文"+evil || !slices.Contains(again["annex_title"], "附件乙") || len(c.drafts) != 0 {
			t.Errorf("%v, %d drafts", again, len(c.drafts))
		}
	})
	t.Run("a form of elsewhere is not carried on", func(t *testing.T) {
		h := bench0(&counter{me: lifang()})
		a := post(t, h, "/sign-in", url.Values{"login": {"lifang"}, "password": {"right"}, "resume": {"https://evil.example/documents"}, "kept.opinion": {"x"}})
		if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/inbox" {
			t.Errorf("%d %s", a.Code, a.Header().Get("Location"))
		}
	})
}

// Who is there is told when it changes, and only then.
func TestPresenceLine(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting), present: desk.Present{Writing: []string{"陆建明" + evil}, Reading: []string{"甲", "乙"}, Self: 1}}
	h := bench0(c)
	a := post(t, h, "/documents/doc-9/presence", url.Values{"page": {"p1"}, "writing": {"yes"}})
	checkHarmless(t, a)
	for _, want := range []string{"正在修改", "陆建明", "正在查看", "甲、乙", "另一个窗口"} {
		if !strings.Contains(words(a.root), want) {
			t.Errorf("lacks %s", want)
		}
	}
	form := filled(a.byID(t, "presence"))
	if form.Get("page") != "p1" || form.Get("writing") != "yes" {
		t.Errorf("%v", form)
	}
	if a := post(t, h, "/documents/doc-9/presence", form); a.Code != http.StatusNoContent {
		t.Errorf("nothing changed: %d", a.Code)
	}
	form.Set("gone", "yes")
	if a := post(t, h, "/documents/doc-9/presence", form); a.Code != http.StatusNoContent {
		t.Errorf("left: %d", a.Code)
	}
	if !slices.Equal(c.pages, []string{"p1true", "p1true", "p1 left"}) {
		t.Errorf("%v", c.pages)
	}
}

// The three lists: what hinders the next act hinders those after it.
func TestReadyGroups(t *testing.T) {
	hinder := []document.Finding{{Severity: document.Block, Place: "text.title", Message: "标题为空。"}}
	note := []document.Finding{{Severity: document.Warn, Place: "text.title", Message: "请核对。"}}
	rows := []struct {
		name  string
		ready desk.Readiness
		want  []bool // can be saved, submitted, signed
	}{
		{"nothing found", desk.Readiness{}, []bool{true, true, true}},
		{"a warning hinders nothing", desk.Readiness{Submit: note, Sign: note}, []bool{true, true, true}},
		{"before saving", desk.Readiness{Save: hinder}, []bool{false, false, false}},
		{"before submission", desk.Readiness{Submit: hinder}, []bool{true, false, false}},
		{"before the signing", desk.Readiness{Sign: hinder}, []bool{true, true, false}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			row.ready.Ahead = []document.Stage{document.UnitReview, document.OfficeCheck}
			var got []bool
			groups := draftPage{Ready: row.ready}.Groups()
			for _, g := range groups {
				got = append(got, g.Open)
			}
			if !slices.Equal(got, row.want) || !strings.Contains(groups[2].Words, "签发前还须经过：处室核稿、办公室审核。") {
				t.Errorf("%v, %+v", got, groups)
			}
		})
	}
}

// The chooser: each ground with its article, each entry of the list with its reach and
// the edition; an entry that was struck from the list is still told of.
func TestAttributeChooser(t *testing.T) {
	v := viewAt(document.Drafting)
	v.Editable = true
	v.Content.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R16A}, Item: "N-99", Reason: "内部安排"}
	h := bench0(&counter{me: lifang(), view: v})
	a := get(t, h, "/documents/doc-9/edit")
	checkAccessible(t, a)
	checkHarmless(t, a)
	text := words(a.byID(t, "f-disclosure-attribute"))
	for _, want := range []string{"第十六条第一款", "可以不予公开", "N-04", "招考录用信息除外", "（2026-01版）", "现行清单中没有这一条目"} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %q", want)
		}
	}
	form := draftForm(t, a)
	if form.Get("attribute_item") != "N-99" {
		t.Errorf("entry %q", form["attribute_item"])
	}
	help := all(a.root, func(n *html.Node) bool { return attr(n, "id") == "title-help" })
	if len(help) != 1 || !strings.Contains(words(help[0]), "《条例》第九条") || !strings.Contains(words(help[0]), "DH-06") {
		t.Error("the title's help names no rule")
	}
}

// What is pasted with characters that nobody can see is saved without them, and said.
func TestHiddenCharactersAreTakenOut(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	h := bench0(c)
	a := post(t, h, "/documents", url.Values{"do": {"save"}, "title": {"关于\u202e检查\x00的通知"}, "body": {"玥、䶮、👩‍💼"}})
	if loc := a.Header().Get("Location"); loc != "/documents/doc-9?done=create&hidden=2" {
		t.Fatalf("%d %s", a.Code, loc)
	}
	if got := c.drafts[0].Content.Text; got.Title != "关于检查的通知" || got.Body != "玥、䶮、👩‍💼" {
		t.Errorf("%+v", got)
	}
	if a := get(t, h, "/documents/doc-9?done=create&hidden=2"); !strings.Contains(words(a.root), "已去掉2个") {
		t.Error("it is not said")
	}
}

// Both texts are kept and can be compared before anything is saved.
func TestCompareBeforeSaving(t *testing.T) {
	v := viewAt(document.Drafting)
	v.Editable = true
	c := &counter{me: lifang(), view: v, diff: difference()}
	h := bench0(c)
	form := draftForm(t, get(t, h, "/documents/doc-9/edit"))
	form.Set("base", oldDigest)
	form.Set("base_revision", "1")
	form.Set("body", "我的正文")
	form.Set("do", "compare")
	a := post(t, h, "/documents/doc-9", form)
	checkAccessible(t, a)
	if len(c.saves) != 0 || len(c.compared) != 1 || c.compared[0].Text.Body != "我的正文" {
		t.Errorf("%d saves, %d comparisons", len(c.saves), len(c.compared))
	}
	f := a.byID(t, "draft")
	if attr(f, "data-paused") == "" || draftForm(t, a).Get("body") != "我的正文" || !strings.Contains(words(a.root), "您填写的内容与新的一稿有何不同") {
		t.Error("the page would save by itself over what others wrote")
	}
}

// More annexes than a form can carry are told of as that.
func TestTooManyAnnexes(t *testing.T) {
	for n, want := range map[int]int{80: http.StatusSeeOther, 1001: http.StatusRequestEntityTooLarge} {
		c := &counter{me: lifang(), view: viewAt(document.Drafting)}
		form := url.Values{"do": {"save"}, "title": {"标题"}}
		for range n {
			form.Add("annex_title", "附件")
		}
		a := upload(t, bench0(c), form, "正文")
		if a.Code != want || want == http.StatusSeeOther && len(c.drafts[0].Content.Annexes) != n {
			t.Errorf("%d annexes: %d", n, a.Code)
		}
		if want != http.StatusSeeOther && !strings.Contains(words(a.root), "附件或者行数过多") {
			t.Errorf("%d annexes: %s", n, words(a.root))
		}
	}
}
