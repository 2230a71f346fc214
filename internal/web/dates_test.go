package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// CAL-10: a date is typed as the office writes it, or as programs do; it is shown as the
// office writes it.
func TestDatesAreTyped(t *testing.T) {
	for _, typed := range []string{"2026年12月1日", "2026-12-01", "20261201", "2026.12.1", " 2026/12/01 ", "２０２６年１２月１日"} {
		c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
		c.view.Editable = true
		a := post(t, bench0(c), "/documents/doc-9", url.Values{"title": {"标题"}, "body": {"正文"}, "effective_on": {typed}})
		if a.Code != http.StatusSeeOther || len(c.saves) != 1 || c.saves[0].Text.EffectiveOn != "2026-12-01" {
			t.Errorf("%q: %d, saved as %+v", typed, a.Code, c.saves)
		}
	}
	c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
	c.view.Editable, c.view.Content.Text.EffectiveOn = true, "2026-12-01"
	h := bench0(c)
	if got := attr(field(t, get(t, h, "/documents/doc-9/edit").root, "effective_on"), "value"); got != "2026年12月1日" {
		t.Errorf("shown as %q", got)
	}
	if got := attr(field(t, inEnglish(t, h, "/documents/doc-9/edit").root, "effective_on"), "value"); got != "2026-12-01" {
		t.Errorf("in English shown as %q", got)
	}
}

// A date that is none is refused at its field, and stands there as it was typed.
func TestBadDatesNameTheirFields(t *testing.T) {
	for name, label := range map[string]string{
		"effective_on": "施行日期", "expires_on": "有效期至", "relation_on": "文件1起始日期", "record_meeting_on": "会议日期", "record_expert_on": "专家论证意见的日期",
		"record_risk_on": "风险评估报告的日期", "record_party_on": "请示报告党组织的日期", "record_legality_received_on": "合法性审核收到之日",
		"record_legality_answered_on": "合法性审核答复之日", "comment_from": "第1次征求意见发布之日", "comment_until": "第1次征求意见截止之日", "countersign_on": "市财政局会签日期",
	} {
		c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
		c.view.Editable = true
		form := url.Values{"title": {"标题"}, "relation_kind": {"basis"}, "relation_title": {"某文件"}, "comment_way": {"网站"}, "countersign_body": {"市财政局"}}
		form.Set(name, "2026年2月30日")
		a := post(t, bench0(c), "/documents/doc-9", form)
		text := words(a.root)
		if a.Code != http.StatusBadRequest || !strings.Contains(text, label+"“2026年2月30日”不是有效的日期。") || len(c.saves) != 0 {
			t.Errorf("%s: %d %.300s", name, a.Code, text)
		}
		if got := attr(field(t, a.root, name), "value"); got != "2026年2月30日" {
			t.Errorf("%s holds %q", name, got)
		}
		checkAccessible(t, a)
	}
}

// A filter with a date that is none looks for nothing and says so, also to the script.
func TestBadDateOfSearch(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
	a := get(t, bench0(c), "/documents?from="+url.QueryEscape("上月")+"&q="+url.QueryEscape("服务"))
	if a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "成文日期自“上月”不是有效的日期。") || attr(field(t, a.root, "from"), "value") != "上月" {
		t.Errorf("%d %.300s", a.Code, words(a.root))
	}
	checkAccessible(t, a)
	r := signed(httptest.NewRequest(http.MethodGet, "/documents?to=20261301", nil))
	r.Header.Set("HX-Request", "true")
	if part := send(t, bench0(c), r); part.Code != http.StatusOK || !strings.Contains(part.Body.String(), "成文日期至“20261301”不是有效的日期。") {
		t.Errorf("%d %.300s", part.Code, part.Body)
	}
}

// A half-typed date doesn't end the saving by itself.
func TestAutosaveGoesOnAfterABadDate(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
	c.view.Editable = true
	for typed, want := range map[string]string{"2026年1": `"again":true`, "": `"digest"`} {
		a := post(t, bench0(c), "/documents/doc-9/autosave", url.Values{"title": {"标题"}, "effective_on": {typed}})
		if !strings.Contains(a.Body.String(), want) {
			t.Errorf("%q: %d %s", typed, a.Code, a.Body)
		}
	}
}

// A grant that was refused keeps what was typed.
func TestBadDateOfGrant(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Drafting), fail: map[string]error{}}
	c.me.Appointments = append(c.me.Appointments, desk.Appointment{Unit: "u", Role: document.Administrator})
	c.house = desk.Establishment{People: []desk.Member{{ID: "p1", Name: "李芳", Active: true}}, Units: []desk.UnitRow{{ID: "a", Name: "甲处"}, {ID: "u", Name: "乙处"}}}
	a := post(t, bench0(c), "/people/p1/grant", url.Values{"unit": {"u"}, "role": {"signer"}, "ends_on": {"年底"}})
	if a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "截止日期“年底”不是有效的日期。") {
		t.Errorf("%d %.300s", a.Code, words(a.root))
	}
	if got := selected(field(t, a.root, "unit")); got != "u" || attr(field(t, a.root, "ends_on"), "value") != "年底" {
		t.Errorf("unit %q", got)
	}
}

func TestTypedMoment(t *testing.T) {
	want := time.Date(2026, 11, 21, 15, 30, 0, 0, document.Shanghai)
	for _, typed := range []string{"2026年11月21日15时30分", "2026年11月21日 15:30", "2026-11-21 15:30", "2026-11-21T15:30", "202611211530", "2026.11.21　15：30", "2026年11月21日15点30"} {
		if got := typedMoment(typed); !got.Equal(want) {
			t.Errorf("%q is read as %s", typed, got)
		}
	}
	for _, typed := range []string{"", "2026年11月21日", "15:30", "2026年11月31日15时30分", "2026-11-21 25:30", "2026-11-21 15:61", "昨天15:30"} {
		if got := typedMoment(typed); !got.IsZero() {
			t.Errorf("%q is read as %s", typed, got)
		}
	}
}
