package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/net/html"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// draftForm returns the form of a draft page as a browser would send it.
func draftForm(t *testing.T, a answer) url.Values {
	t.Helper()
	for _, f := range tagged(a.root, "form") {
		if strings.HasPrefix(attr(f, "action"), "/documents") && attr(f, "method") == "post" {
			v := filled(f)
			v.Set("do", "save")
			return v
		}
	}
	t.Fatal("no form")
	return nil
}

func TestEditFormRoundTrip(t *testing.T) {
	v := viewAt(document.Drafting)
	v.Editable = true
	v.Content.Disclosure = dossier.Disclosure{Attribute: document.Withheld, Grounds: []document.Ground{document.R14C, document.R16B}, Reason: "过程性信息"}
	c := &counter{me: lifang(), view: v}
	h := bench0(c)
	a := post(t, h, "/documents/doc-9", draftForm(t, get(t, h, "/documents/doc-9/edit")))
	if a.Code != http.StatusSeeOther || a.Header().Get("Location") != "/documents/doc-9?done=save" {
		t.Fatalf("answer %d %s", a.Code, a.Header().Get("Location"))
	}
	if c.bases[0] != digest {
		t.Errorf("base = %q", c.bases[0])
	}
	// An edit that touches nothing must make no new digest.
	if d := cmp.Diff(v.Content.Clean(), c.saves[0].Clean()); d != "" {
		t.Error(d)
	}
}

func TestEditIsRefusedWhenNotEditable(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang(), view: viewAt(document.Signing)}), "/documents/doc-9/edit")
	if a.Code != http.StatusForbidden {
		t.Errorf("status %d", a.Code)
	}
}

func TestCreate(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	h := bench0(c)
	form := draftForm(t, get(t, h, "/documents/new"))
	form.Set("title", "关于开展检查的通知")
	form.Set("attribute", "PROACTIVE")
	form["grounds"], form["attribute_reason"] = []string{"R15"}, []string{"切换前填写的理由"}
	if a := post(t, h, "/documents", form); a.Header().Get("Location") != "/documents/doc-9?done=create" {
		t.Fatalf("answer %d %s", a.Code, a.Header().Get("Location"))
	}
	want := desk.Draft{Unit: "u-zh", RequestID: form.Get("request_id"), Content: dossier.Content{
		Text:           dossier.Text{Kind: document.Notice, Class: document.General, Title: "关于开展检查的通知"},
		Disclosure:     dossier.Disclosure{Attribute: document.Proactive},
		Interpretation: dossier.Interpretation{When: "与文件同步发布"},
	}}
	if d := cmp.Diff(want, c.drafts[0], cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	if want.RequestID == "" {
		t.Error("no request id")
	}
}

func TestUnitIsAskedOnlyWhenThereAreSeveral(t *testing.T) {
	me := lifang()
	if f := field(t, get(t, bench0(&counter{me: me}), "/documents/new").root, "unit"); attr(f, "type") != "hidden" {
		t.Error("one unit: nothing to choose")
	}
	me.Appointments = append(me.Appointments, desk.Appointment{Unit: "u-2", UnitName: "秘书处", Role: document.Drafter})
	if f := field(t, get(t, bench0(&counter{me: me}), "/documents/new").root, "unit"); f.Data != "select" || !has(f, "required") || selected(f) != "" {
		t.Error("two units: one must be chosen")
	}
}

func TestRefusedDraftKeepsEverything(t *testing.T) {
	rows := []struct {
		name   string
		err    error
		status int
		sameID bool
	}{
		{"DA-02", &document.Error{Kind: document.Unfit, Message: "不能保存。", Findings: []document.Finding{{Rule: "DA-02", Severity: document.Block, Place: "text.title", Message: "未填标题。", Remedy: "请填写。"}}}, 422, false},
		{"conflict", document.Refuse(document.Conflict, "stale-base", "已有新稿。"), 409, false},
		{"away", document.Refuse(document.Unavailable, "away", "暂时不可用。"), 503, true},
		{"fault", errTest, 500, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{"Create": row.err}}
			h := bench0(c)
			form := draftForm(t, get(t, h, "/documents/new"))
			form.Set("title", "标题"+evil)
			form.Set("body", "写了一上午的正文\n"+evil)
			a := post(t, h, "/documents", form)
			if a.Code != row.status {
				t.Fatalf("status %d", a.Code)
			}
			checkAccessible(t, a)
			checkHarmless(t, a)
			again := draftForm(t, a)
			if again.Get("title") != "标题"+evil || again.Get("body") != "写了一上午的正文\n"+evil {
				t.Errorf("typed words are lost: %v", again)
			}
			if same := again.Get("request_id") == form.Get("request_id"); same != row.sameID {
				t.Errorf("same request id: %v", same)
			}
			if strings.Contains(a.Body.String(), errTest.Error()) {
				t.Error("the page tells of internals")
			}
		})
	}
}

func TestConflictingEditShowsWhatChanged(t *testing.T) {
	v := viewAt(document.Drafting)
	v.Editable = true
	c := &counter{me: lifang(), view: v, diff: difference(), fail: map[string]error{"Save": document.Refuse(document.Conflict, "stale-base", "已有新稿。")}}
	h := bench0(c)
	form := draftForm(t, get(t, h, "/documents/doc-9/edit"))
	form.Set("base", oldDigest)
	form.Set("base_revision", "1")
	form.Set("body", "我的正文")
	a := post(t, h, "/documents/doc-9", form)
	again := draftForm(t, a)
	if a.Code != http.StatusConflict || again.Get("body") != "我的正文" || again.Get("base") != digest || again.Get("base_revision") != "3" {
		t.Errorf("status %d, form %v", a.Code, again)
	}
	if d := cmp.Diff([][2]int{{1, 3}}, c.diffs); d != "" || !strings.Contains(words(a.root), "您打开之后，本件已有新的改动") {
		t.Error(d)
	}
	c.fail["Diff"] = errTest
	if again := draftForm(t, post(t, h, "/documents/doc-9", form)); again.Get("base") != oldDigest {
		t.Error("without the difference in view, the next save would overwrite unseen changes")
	}
}

func TestBadDate(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting)}
	a := post(t, bench0(c), "/documents", url.Values{"effective_on": {"六月一日"}, "body": {"正文"}})
	if a.Code != http.StatusBadRequest || len(c.drafts) != 0 || !strings.Contains(words(a.root), "六月一日") {
		t.Errorf("status %d, %d drafts", a.Code, len(c.drafts))
	}
}

// upload posts the form with a file.
func upload(t *testing.T, h http.Handler, form url.Values, content string) answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	part, err := w.CreateFormFile("file", "通知.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/documents", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return send(t, h, signed(r))
}

func TestUpload(t *testing.T) {
	t.Run("save takes title and text from the file", func(t *testing.T) {
		c := &counter{me: lifang(), view: viewAt(document.Drafting)}
		upload(t, bench0(c), url.Values{"do": {"save"}}, "文件里的正文")
		if len(c.drafts) != 1 || c.drafts[0].Content.Text.Body != "文件里的正文" || c.drafts[0].Content.Text.Title != "通知" {
			t.Errorf("%+v", c.drafts)
		}
	})
	t.Run("save never overwrites what was typed", func(t *testing.T) {
		c := &counter{me: lifang(), view: viewAt(document.Drafting)}
		a := upload(t, bench0(c), url.Values{"do": {"save"}, "body": {"已写的正文"}}, "文件里的正文")
		if a.Code != http.StatusBadRequest || len(c.drafts) != 0 || draftForm(t, a).Get("body") != "已写的正文" {
			t.Errorf("status %d", a.Code)
		}
	})
	t.Run("import replaces and saves nothing", func(t *testing.T) {
		c := &counter{me: lifang()}
		a := upload(t, bench0(c), url.Values{"do": {"import"}, "body": {"旧"}, "title": {"自拟标题"}}, "文件里的正文")
		form := draftForm(t, a)
		if a.Code != http.StatusOK || len(c.drafts) != 0 || form.Get("body") != "文件里的正文" || form.Get("title") != "自拟标题" {
			t.Errorf("status %d, form %v", a.Code, form)
		}
	})
	t.Run("SR-09 a secrecy mark is refused and the typed text stays", func(t *testing.T) {
		c := &counter{me: lifang(), fail: map[string]error{"Import": document.Refuse(document.Unfit, "secrecy-mark", "文件标有密级，不予接收。")}}
		a := upload(t, bench0(c), url.Values{"do": {"import"}, "body": {"已写的正文"}}, "机密★10年")
		if a.Code != http.StatusUnprocessableEntity || strings.Contains(a.Body.String(), "机密★10年") || draftForm(t, a).Get("body") != "已写的正文" {
			t.Errorf("status %d", a.Code)
		}
	})
	t.Run("import without a file", func(t *testing.T) {
		a := post(t, bench0(&counter{me: lifang()}), "/documents", url.Values{"do": {"import"}, "body": {"已写"}})
		if a.Code != http.StatusBadRequest || draftForm(t, a).Get("body") != "已写" {
			t.Errorf("status %d", a.Code)
		}
	})
}

func TestRelations(t *testing.T) {
	it := viewAt(document.Signing).Item
	it.ID, it.Title, it.Number = "doc-1", "旧办法", "明政办发〔2021〕6号"
	c := &counter{me: lifang(), view: viewAt(document.Drafting), items: []desk.Item{it}}
	h := bench0(c)
	form := draftForm(t, get(t, h, "/documents/new"))
	form.Set("do", "find")
	form.Set("find", "旧办法")
	form.Set("body", "正文不丢")
	found := post(t, h, "/documents", form)
	if pick := field(t, found.root, "pick"); len(tagged(pick, "option")) != 2 {
		t.Fatal("the register was not searched")
	}
	form = draftForm(t, found)
	form.Set("do", "pick")
	form.Set("pick", "doc-1")
	picked := draftForm(t, post(t, h, "/documents", form))
	want := []dossier.Relation{{Kind: document.Repeals, Target: "doc-1", Number: "明政办发〔2021〕6号", Title: "旧办法"}}
	if d := cmp.Diff(want, readRelations(picked)); d != "" || picked.Get("body") != "正文不丢" || len(c.drafts) != 0 {
		t.Errorf("after the pick: %s", d)
	}
	picked.Set("relation_drop", "0")
	post(t, h, "/documents", picked)
	if len(c.drafts) != 1 || len(c.drafts[0].Content.Relations) != 0 {
		t.Errorf("ticked for deletion, yet %+v", c.drafts)
	}
}

func TestEnterSaves(t *testing.T) {
	a := get(t, bench0(&counter{me: lifang()}), "/documents/new")
	buttons := all(a.byID(t, "main"), func(d *html.Node) bool { return d.Data == "button" && attr(d, "type") == "submit" })
	if len(buttons) == 0 || attr(buttons[0], "value") != "save" {
		t.Error("the key Enter presses something else than save")
	}
}

var errTest = errFault("pgx: connection to dossier_secret refused")

type errFault string

func (e errFault) Error() string { return string(e) }
