package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// The inbox says of what somebody is reminded: what, why, until when, and how the
// day was counted; the badge counts it on every page.
func TestInboxShowsReminders(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Published), fail: map[string]error{}}
	h := bench0(c)
	c.reminders = []desk.Reminder{{
		Obligation: 7, Document: "d1", Title: evil, Rule: "ND-15", Duty: "报送备案", Why: "期限已过80%", On: "2026-12-15", Words: "还剩2个工作日",
		Receipt: []byte(`{"from":"2026-11-30","due":"2026-12-15","unit":"day","counted":15}`),
	}}
	body := get(t, h, "/inbox").Body.String()
	for _, want := range []string{"报送备案", "期限已过80%", "2026年12月15日", "还剩2个工作日", "/documents/d1#duty-7", "自2026年11月30日起计算", "1<span class=\"visually-hidden\">项期限提醒"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in the inbox", want)
		}
	}
	if strings.Contains(body, evil) {
		t.Error("a title reached the page unescaped")
	}
	if body := get(t, h, "/inbox?stage=drafting").Body.String(); strings.Contains(body, "期限已过80%") {
		t.Error("reminders among the documents of one stage")
	}
}

func TestActOnDuty(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Published), fail: map[string]error{}}
	h := bench0(c)
	c.view.Obligations = []desk.Obligation{{
		ID: 7, Rule: "ND-15", Title: "报送备案", Owner: "合法性审核", State: "open", Label: "办理中", Words: "还剩2个工作日", Verbs: []document.Verb{document.MeetDuty},
	}}
	path := "/documents/" + c.view.ID + "/duties/7"
	if body := get(t, h, "/documents/"+c.view.ID).Body.String(); !strings.Contains(body, path) || strings.Contains(body, "stop-duty") {
		t.Error("the page offers not just what the person may do")
	}
	form := url.Values{"verb": {"meet-duty"}, "note": {" 明司备〔2026〕12号 "}, "request_id": {"r1"}}
	if got := post(t, h, path, form); got.Code != http.StatusSeeOther {
		t.Errorf("met: %d", got.Code)
	}
	if got := strings.Join(c.duties, ";"); !strings.HasSuffix(got, " 7 meet-duty 明司备〔2026〕12号") {
		t.Errorf("asked for: %s", got)
	}
	c.fail["ActOnDuty"] = document.Refuse(document.Forbidden, "not-duty-owner", "您不是这项期限的承办人。")
	got := post(t, h, path, form)
	if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), "您不是这项期限的承办人。") || !strings.Contains(got.Body.String(), "明司备〔2026〕12号") {
		t.Errorf("refused: %d", got.Code)
	}
	for _, bad := range []string{path + "x", strings.Replace(path, "/7", "/", 1)} {
		if got := post(t, h, bad, form); got.Code != http.StatusBadRequest && got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", bad, got.Code)
		}
	}
}

func TestNumbersPage(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Published), fail: map[string]error{}}
	h := bench0(c)
	c.numbers = desk.Numbers{
		Series: []desk.NumberSeries{{Agency: "明政办发", Year: 2026, Last: 3, Used: 1, Void: 1, Missing: []int{3}}},
		Voids:  []desk.VoidNumber{{Number: "明政办发〔2026〕1号", Document: "d1", Reason: evil}},
	}
	body := get(t, h, "/numbers").Body.String()
	if !strings.Contains(body, "明政办发〔2026〕1号") || !strings.Contains(body, `<span class="badge void">3</span>`) || strings.Contains(body, evil) {
		t.Error("the number ledger is not shown as it is")
	}
}

// SR-11: the page tells the hours, asks for authority, instant and number, and keeps what
// was typed when it is refused.
func TestSR11ReportOnThePage(t *testing.T) {
	c := &counter{me: lifang(), view: viewAt(document.Published), fail: map[string]error{}}
	h := bench0(c)
	c.view.Obligations = []desk.Obligation{{
		ID: 9, Rule: "SR-11", Title: "向保密行政管理部门报告", Owner: "保密审查", State: "open", Label: "办理中", Words: "还剩23小时，2026年11月21日15时30分届满",
		Verbs:   []document.Verb{document.ReportLeak},
		Receipt: json.RawMessage(`{"from":"2026-11-20T15:30:00+08:00","due":"2026-11-21T15:30:00+08:00","unit":"hour","counted":24,"skipped":[],"made_up":[],"editions":[]}`),
	}}
	body := get(t, h, "/documents/"+c.view.ID).Body.String()
	for _, want := range []string{"登记已报告", `name="at"`, `name="to"`, `name="number"`, "自2026年11月20日15时30分起连续计算24小时，至2026年11月21日15时30分届满，节假日不扣除。"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	form := url.Values{"verb": {"report-leak"}, "to": {"明州市国家保密局"}, "at": {"2026年11月20日18时05分"}, "number": {"明密报〔2026〕1号"}, "request_id": {"r1"}}
	c.fail["ActOnDuty"] = document.Refuse(document.Unfit, "bad-instant", "报告时间不能晚于现在。")
	got := post(t, h, "/documents/"+c.view.ID+"/duties/9", form).Body.String()
	for _, want := range []string{"报告时间不能晚于现在。", `value="2026年11月20日18时05分"`, `value="明州市国家保密局"`, `value="明密报〔2026〕1号"`} {
		if !strings.Contains(got, want) {
			t.Errorf("what was typed is lost: %q", want)
		}
	}
}
