package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func TestExamine(t *testing.T) {
	hit := strings.Repeat("ab", 32)
	phone := document.Finding{Rule: "SC-03", Severity: document.Block, Place: "text.body", Message: "正文第3行第2字“138******00”含有手机号码。", Remedy: "请删去。", Hit: hit}
	let := phone
	let.Severity = document.Info
	for name, row := range map[string]struct {
		examinable bool
		finding    document.Finding
		offered    bool
	}{
		"the reviewer":           {true, phone, true},
		"anybody else":           {false, phone, false},
		"what was let pass":      {true, let, false},
		"what nobody may let by": {true, document.Finding{Rule: "SC-01", Severity: document.Block, Place: "text.body", Message: "含有居民身份证号码。"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			c := reviewing(row.examinable, row.finding)
			page := get(t, bench0(c), "/documents/"+c.view.ID)
			checkAccessible(t, page)
			if got := strings.Contains(page.Body.String(), `value="`+hit+`"`) && strings.Contains(page.Body.String(), "/examinations"); got != row.offered {
				t.Errorf("offered: %v", got)
			}
		})
	}
}

// reviewing is a document at the secrecy review with one finding.
func reviewing(examinable bool, f document.Finding) *counter {
	c := &counter{me: lifang(), view: viewAt(document.SecrecyReview)}
	c.view.Examinable, c.view.Findings = examinable, []document.Finding{f}
	return c
}

func TestExamineSent(t *testing.T) {
	c := reviewing(true, document.Finding{Rule: "SC-03", Severity: document.Block, Place: "text.body", Message: "含有手机号码。", Hit: "a"})
	path := "/documents/" + c.view.ID
	form := url.Values{"digest": {"x"}, "hit": {"a", "b"}, "reason": {"对外公布的电话。"}}
	if got := post(t, bench0(c), path+"/examinations", form); got.Code != http.StatusSeeOther || !strings.HasPrefix(got.Header().Get("Location"), path+"?done=examine") {
		t.Errorf("%d %s", got.Code, got.Header().Get("Location"))
	}
	want := []verdict.Examination{{Digest: "x", Hits: []string{"a", "b"}, Reason: "对外公布的电话。"}}
	if diff := cmp.Diff(want, c.examinations); diff != "" {
		t.Error(diff)
	}
	c.fail = map[string]error{"Examine": document.Refuse(document.Conflict, "hit-gone", "所选的问题已不在现稿之中。")}
	got := post(t, bench0(c), path+"/examinations", form)
	if got.Code != http.StatusConflict || !strings.Contains(got.Body.String(), "所选的问题已不在现稿之中。") || !strings.Contains(got.Body.String(), "对外公布的电话。") {
		t.Errorf("refused: %d, or the words are lost", got.Code)
	}
}
