package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

const key = "0193-act-0001"

func actBody() string {
	return fmt.Sprintf(`{"verb":"approve","digest":%q,"stage":"unit_review","opinion":"同意。"}`, digest)
}

const emptyContent = `{"text":{"title":"通知","kind":"notice"},"annexes":[],"disclosure":{},"interpretation":{},"relations":[],"catalogue":{},"record":{}}`

// call is one operation with a request that it accepts.
type call struct {
	spec    string // as the document names it
	path    string // "" where it equals that of spec
	body    string
	headers []string
	status  int
	open    bool // needs no token
}

var calls = []call{
	{spec: "POST /sessions", body: `{"login":"wang","password":"correct horse"}`, status: 201, open: true},
	{spec: "DELETE /sessions/current", status: 204},
	{spec: "GET /me", status: 200},
	{spec: "GET /inbox", status: 200},
	{spec: "GET /documents", path: "/documents?q=%E9%80%9A%E7%9F%A5&limit=10&offset=20", status: 200},
	{spec: "POST /documents/import", path: "/documents/import?name=a.md", body: "# 标题", headers: []string{"Content-Type", "text/markdown", "Idempotency-Key", key}, status: 201},
	{spec: "GET /searches", status: 200},
	{spec: "POST /searches", body: `{"name":"在办","query":{"q":"停车","stage":"signing"}}`, status: 201},
	{spec: "DELETE /searches/{id}", path: "/searches/1", status: 204},
	{spec: "POST /documents", body: `{"content":{"text":{"title":"通知"}},"request_id":"0193-new-0001"}`, status: 201},
	{spec: "GET /documents/{id}", path: "/documents/d1", status: 200},
	{spec: "PUT /documents/{id}/content", path: "/documents/d1/content", body: `{"content":` + emptyContent + `}`, headers: []string{"If-Match", `"` + digest + `"`}, status: 200},
	{spec: "POST /documents/{id}/acts", path: "/documents/d1/acts", body: actBody(), headers: []string{"Idempotency-Key", key}, status: 200},
	{spec: "POST /documents/{id}/completions", path: "/documents/d1/completions", body: fmt.Sprintf(`{"digest":%q,"catalogue":{"summary":"内容概述","topic":"综合政务","article":"第二十条第一项"},"reason":"用印时尚未要求填写。"}`, digest), status: 201},
	{spec: "POST /documents/{id}/countersigns", path: "/documents/d1/countersigns", body: fmt.Sprintf(`{"digest":%q,"body":"明州市财政局","stand":"agree","signatory":"李四","post":"局长","on":"2026-12-01","evidence":"明财会签〔2026〕3号"}`, digest), status: 201},
	{spec: "POST /documents/{id}/examinations", path: "/documents/d1/examinations", body: fmt.Sprintf(`{"digest":%q,"hits":[%q],"reason":"对外公布的值班电话。"}`, digest, digest), status: 201},
	{spec: "GET /documents/{id}/diff", path: "/documents/d1/diff?from=1&to=2", status: 200},
	{spec: "GET /documents/{id}/findings", path: "/documents/d1/findings", status: 200},
	{spec: "GET /documents/{id}/preview.pdf", path: "/documents/d1/preview.pdf", status: 200},
	{spec: "GET /documents/{id}/pages/{page}", path: "/documents/d1/pages/2?of=sealed", status: 200},
	{spec: "GET /documents/{id}/pictures/{digest}", path: "/documents/d1/pictures/" + strings.Repeat("cd", 32), status: 200},
	{spec: "POST /pictures", path: "/pictures?name=a.png", body: "png", headers: []string{"Content-Type", "image/png"}, status: 201},
	{spec: "GET /documents/{id}/files/sealed.pdf", path: "/documents/d1/files/sealed.pdf", status: 200},
	{spec: "GET /documents/{id}/files/marked.pdf", path: "/documents/d1/files/marked.pdf", status: 200},
	{spec: "POST /imports", path: "/imports?name=a.md", body: "# 标题", headers: []string{"Content-Type", "text/markdown"}, status: 200},
	{spec: "POST /verify", body: "%PDF-1.7", headers: []string{"Content-Type", "application/pdf"}, status: 200},
	{spec: "PUT /documents/{id}/interpretation", path: "/documents/d1/interpretation", body: `{"base":"` + strings.Repeat("ab", 32) + `","material":{"need":"needed","reason":"","outline":"","form":"政策问答","channel":"","when":"","title":"问答","body":"正文","interpreter":""}}`, status: 200},
	{spec: "POST /documents/{id}/interpretation/acts", path: "/documents/d1/interpretation/acts", body: actBody(), headers: []string{"Idempotency-Key", key}, status: 200},
	{spec: "POST /documents/{id}/reassessment/acts", path: "/documents/d1/reassessment/acts", body: actBody(), headers: []string{"Idempotency-Key", key}, status: 200},
	{spec: "POST /documents/{id}/take-down/acts", path: "/documents/d1/take-down/acts", body: fmt.Sprintf(`{"verb":"take-down","digest":%q,"opinion":"误公开。","ground":"leak"}`, digest), headers: []string{"Idempotency-Key", key}, status: 200},
	{spec: "GET /reminders", path: "/reminders", status: 200},
	{spec: "GET /numbers", path: "/numbers", status: 200},
	{spec: "POST /documents/{id}/obligations/{obligation}/acts", path: "/documents/d1/obligations/7/acts", body: `{"verb":"meet-duty","note":"明司备〔2026〕12号"}`, headers: []string{"Idempotency-Key", key}, status: 200},
	{spec: "GET /ledger", path: "/ledger?from=7&limit=1", status: 200},
	{spec: "GET /openapi.yaml", status: 200, open: true},
	{spec: "GET /healthz", status: 200, open: true},
}

func (c call) method() string { m, _, _ := strings.Cut(c.spec, " "); return m }

func (c call) address() string {
	if c.path != "" {
		return Prefix + c.path
	}
	_, path, _ := strings.Cut(c.spec, " ")
	return Prefix + path
}

func (c call) do(d *door, headers ...string) answer {
	d.t.Helper()
	return d.ask(c.method(), c.address(), c.body, append(slices.Clone(c.headers), headers...)...)
}

func TestEveryOperationIsCalled(t *testing.T) {
	var want, got []string
	for path, ops := range specTree(t)["paths"].(map[string]any) {
		for method := range ops.(map[string]any) {
			want = append(want, strings.ToUpper(method)+" "+path)
		}
	}
	for _, c := range calls {
		got = append(got, c.spec)
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations and calls differ (-document +table):\n%s", diff)
	}
}

func TestTokens(t *testing.T) {
	for _, c := range calls {
		t.Run(c.spec, func(t *testing.T) {
			d := newDoor(t)
			if a := c.do(d); a.StatusCode != c.status {
				t.Errorf("good token: got %d, want %d\n%s", a.StatusCode, c.status, a.body)
			}
			if c.open {
				if a := c.do(d, "Authorization", ""); a.StatusCode != c.status {
					t.Errorf("without token: got %d, want %d", a.StatusCode, c.status)
				}
				return
			}
			refusesToken(t, c)
		})
	}
}

func refusesToken(t *testing.T, c call) {
	t.Helper()
	d := newDoor(t)
	for name, row := range map[string]struct {
		code, authorization, cookie string
	}{
		"no token":      {"no-token", "", ""},
		"cookie only":   {"cookie-not-accepted", "", "session=" + goodToken},
		"unknown token": {"no-session", "Bearer stolen", ""},
		"nobody's":      {"bad-token", "Bearer token-of-nobody", ""},
		"other scheme":  {"bad-authorization", "Basic " + goodToken, ""},
		"empty token":   {"bad-authorization", "Bearer ", ""},
		"two words":     {"bad-authorization", "Bearer " + goodToken + " x", ""},
	} {
		a := c.do(d, "Authorization", row.authorization, "Cookie", row.cookie)
		a.problem(t, http.StatusUnauthorized, row.code)
		if !strings.HasPrefix(a.Header.Get("WWW-Authenticate"), `Bearer realm="mingfa"`) {
			t.Errorf("%s: WWW-Authenticate is %q", name, a.Header.Get("WWW-Authenticate"))
		}
	}
	if d.counter.calls+len(d.sessions.out)+d.verifier.size != 0 {
		t.Errorf("a refused request got through")
	}
}

func TestWhatTheDeskIsAsked(t *testing.T) {
	d := newDoor(t)
	for _, c := range calls {
		c.do(d)
	}
	f := d.counter
	if f.person != wang {
		t.Errorf("person is %q", f.person)
	}
	if f.draft.RequestID != "0193-new-0001" || f.draft.Content.Text.Title != "通知" {
		t.Errorf("draft is %+v", f.draft)
	}
	if f.base != digest || f.content.Text.Kind != "notice" {
		t.Errorf("saved %q %+v", f.base, f.content)
	}
	if f.request.ID != key || f.request.Verb != "approve" || f.request.Digest != digest || f.request.Opinion != "同意。" {
		t.Errorf("request is %+v", f.request)
	}
	if d.verifier.size != len("%PDF-1.7") || string(f.data) != "# 标题" {
		t.Errorf("verified %d bytes, imported %q", d.verifier.size, f.data)
	}
	if diff := cmp.Diff([]string{goodToken}, d.sessions.out); diff != "" {
		t.Errorf("signed out: %s", diff)
	}
}

func TestAnswersShareHeaders(t *testing.T) {
	d := newDoor(t)
	for _, c := range calls {
		a := c.do(d)
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Language": "zh-CN",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", c.spec, name, got)
			}
		}
	}
}

func TestInstantsAreUTC(t *testing.T) {
	d := newDoor(t)
	for _, path := range []string{"/documents/d1", "/documents", "/ledger?from=1"} {
		a := d.ask("GET", Prefix+path, "")
		if bytes.Contains(a.body, []byte("+08:00")) || !bytes.Contains(a.body, []byte("2026-12-01T04:00:00Z")) {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}

func TestPages(t *testing.T) {
	d := newDoor(t)
	type row struct{ items, next int }
	for path, want := range map[string]row{
		"/inbox":                     {50, 50},
		"/inbox?offset=50":           {10, 0},
		"/inbox?limit=20&offset=20":  {20, 40},
		"/inbox?limit=20&offset=900": {0, 0},
		"/documents?limit=1":         {1, 1},
		"/documents":                 {1, 0},
	} {
		var got struct {
			Items      []json.RawMessage `json:"items"`
			NextOffset int               `json:"next_offset"`
		}
		a := d.ask("GET", Prefix+path, "")
		if err := json.Unmarshal(a.body, &got); err != nil || got.Items == nil {
			t.Fatalf("%s: %v\n%s", path, err, a.body)
		}
		if (row{len(got.Items), got.NextOffset}) != want {
			t.Errorf("%s: got %d items, next %d; want %+v", path, len(got.Items), got.NextOffset, want)
		}
	}
	if d.ask("GET", Prefix+"/ledger", ""); d.counter.limit != 50 {
		t.Errorf("default limit is %d", d.counter.limit)
	}
	for _, path := range []string{"/inbox?limit=201", "/documents?limit=0", "/documents?offset=-1", "/ledger?limit=1000", "/ledger?from=x"} {
		d.ask("GET", Prefix+path, "").problem(t, 400, "bad-request")
	}
}

// TestAnswersFitTheDocument: an answer has no field that the document lacks, and
// none that it promises is missing.
func TestAnswersFitTheDocument(t *testing.T) {
	schemas := specTree(t)["components"].(map[string]any)["schemas"].(map[string]any)
	d := newDoor(t)
	for path, name := range map[string]string{"/me": "Person", "/documents/d1": "View"} {
		var got map[string]any
		if err := json.Unmarshal(d.ask("GET", Prefix+path, "").body, &got); err != nil {
			t.Fatal(err)
		}
		schema := schemas[name].(map[string]any)
		for field := range maps.Keys(got) {
			if schema["properties"].(map[string]any)[field] == nil {
				t.Errorf("%s: field %s is not documented", name, field)
			}
		}
		for _, field := range schema["required"].([]any) {
			if got[field.(string)] == nil {
				t.Errorf("%s: field %s is promised and missing", name, field)
			}
		}
	}
}

func TestFiles(t *testing.T) {
	d := newDoor(t)
	const encoded = "%E6%98%8E%E6%94%BF%E5%8A%9E%E5%8F%91%E3%80%942026%E3%80%959%E5%8F%B7.pdf"
	for path, want := range map[string]struct{ disposition, body string }{
		"preview.pdf":      {"inline; filename*=utf-8''%E9%A2%84%E8%A7%88.pdf", "%PDF-1.7 preview"},
		"files/sealed.pdf": {"attachment; filename*=utf-8''" + encoded, "%PDF-1.7 sealed"},
		"files/marked.pdf": {"attachment; filename*=utf-8''" + encoded, "%PDF-1.7 marked"},
	} {
		a := d.ask("GET", Prefix+"/documents/d1/"+path, "")
		if ct := a.Header.Get("Content-Type"); ct != "application/pdf" {
			t.Errorf("%s: type %q", path, ct)
		}
		if got := a.Header.Get("Content-Disposition"); got != want.disposition {
			t.Errorf("%s: disposition %q", path, got)
		}
		if string(a.body) != want.body {
			t.Errorf("%s: body %q", path, a.body)
		}
	}
	d.ask("GET", Prefix+"/documents/d1/files/draft.pdf", "").problem(t, 404, "no-such-operation")
}

func TestImports(t *testing.T) {
	form := "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n1\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.txt\"\r\n\r\n正文\r\n--x--\r\n"
	d := newDoor(t)
	for _, row := range []struct {
		name, query, kind, body string
		wantName, wantData      string
		code                    string
	}{
		{name: "raw", query: "?name=a.md", kind: "text/markdown", body: "正文", wantName: "a.md", wantData: "正文"},
		{name: "form", kind: "multipart/form-data; boundary=x", body: form, wantName: "b.txt", wantData: "正文"},
		{name: "form with name", query: "?name=c.txt", kind: "multipart/form-data; boundary=x", body: form, wantName: "c.txt", wantData: "正文"},
		{name: "no name", kind: "text/plain", body: "正文", code: "file-name-missing"},
		{name: "no file", kind: "multipart/form-data; boundary=x", body: "--x--\r\n", code: "bad-form"},
		{name: "cut form", kind: "multipart/form-data; boundary=x", body: form[:len(form)-12], code: "bad-form"},
		{name: "no boundary", kind: "multipart/form-data", body: form, code: "bad-form"},
		{name: "empty", query: "?name=a.md", kind: "text/plain", code: "bad-request"},
	} {
		t.Run(row.name, func(t *testing.T) {
			d.counter.name, d.counter.data = "", nil
			a := d.ask("POST", Prefix+"/imports"+row.query, row.body, "Content-Type", row.kind)
			if row.code != "" {
				a.problem(t, 400, row.code)
				return
			}
			if a.StatusCode != 200 || d.counter.name != row.wantName || string(d.counter.data) != row.wantData {
				t.Errorf("got %d, %q %q\n%s", a.StatusCode, d.counter.name, d.counter.data, a.body)
			}
		})
	}
}

// An import that makes a draft needs a key, and hands what the file says to the
// counter; it answers with the draft and the report.
func TestImportDraft(t *testing.T) {
	d := newDoor(t)
	form := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.docx\"\r\n\r\n正文\r\n--x--\r\n"
	d.ask("POST", Prefix+"/documents/import", form, "Content-Type", "multipart/form-data; boundary=x").problem(t, 400, "idempotency-key-missing")
	a := d.ask("POST", Prefix+"/documents/import?unit=u1", form, "Content-Type", "multipart/form-data; boundary=x", "Idempotency-Key", key)
	if a.StatusCode != 201 || d.counter.name != "b.docx" {
		t.Fatalf("got %d %q\n%s", a.StatusCode, d.counter.name, a.body)
	}
	got := d.counter.draft
	if got.Unit != "u1" || got.RequestID != key || got.Content.Text.Body != "正文" || len(got.Content.Annexes) != 1 {
		t.Errorf("draft %+v", got)
	}
	if !strings.Contains(string(a.body), `"findings":[]`) {
		t.Errorf("no report: %s", a.body)
	}
}

// TestImportDraftWithPictures: pictures that come with a text become those of its draft; a
// picture alone is answered with the line that shows it.
func TestImportDraftWithPictures(t *testing.T) {
	d := newDoor(t)
	part := func(field, name, content string) string {
		return "--x\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n"
	}
	form := part("file", "b.md", "![图](a.png)") + part("pictures", "a.png", "一") + part("pictures", "c.png", "二") + "--x--\r\n"
	a := d.ask("POST", Prefix+"/documents/import", form, "Content-Type", "multipart/form-data; boundary=x", "Idempotency-Key", key)
	got := d.counter.draft.Content.Text.Pictures
	if a.StatusCode != 201 || len(got) != 2 || got[0].Name != "a.png" || got[1].Name != "c.png" {
		t.Errorf("got %d %+v\n%s", a.StatusCode, got, a.body)
	}
	a = d.ask("POST", Prefix+"/pictures", part("file", "分布.png", "一")+"--x--\r\n", "Content-Type", "multipart/form-data; boundary=x")
	if a.StatusCode != 201 || d.counter.name != "分布.png" || string(d.counter.data) != "一" || !strings.Contains(string(a.body), `"reference":"![说明](分布.png)"`) {
		t.Errorf("got %d\n%s", a.StatusCode, a.body)
	}
	d.ask("POST", Prefix+"/pictures", "png", "Content-Type", "image/png").problem(t, 400, "file-name-missing")
	d.ask("GET", Prefix+"/documents/d1/pictures/x", "").problem(t, 400, "bad-request")
}

// TestExamples: what the document shows as an example, the server accepts.
func TestExamples(t *testing.T) {
	d := newDoor(t)
	op := specTree(t)["paths"].(map[string]any)["/documents/{id}/acts"].(map[string]any)["post"].(map[string]any)
	media := op["requestBody"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)
	shown := map[string]bool{}
	for name, example := range media["examples"].(map[string]any) {
		value := example.(map[string]any)["value"].(map[string]any)
		body, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if a := d.ask("POST", Prefix+"/documents/d1/acts", string(body), "Idempotency-Key", key); a.StatusCode != 200 {
			t.Errorf("%s: %s", name, a.body)
		}
		shown[value["verb"].(string)] = true
	}
	for _, v := range document.Verbs() {
		if !shown[string(v)] {
			t.Errorf("no example of %s", v)
		}
	}
}

// TestUnknownChoiceIsNamed: a choice there is none of is told by field, with the choices
// there are and what to do.
func TestUnknownChoiceIsNamed(t *testing.T) {
	d := newDoor(t)
	body := `{"unit": "u1", "content": {"annexes": [{"title": "清单", "attribute": "INTERNAL"}]}}`
	p := d.ask("POST", Prefix+"/documents", body, "Content-Type", "application/json", "Idempotency-Key", key).problem(t, 400, "bad-request")
	for _, f := range p.Findings {
		if strings.HasSuffix(f.Place, "annexes[0].attribute") {
			if !strings.Contains(f.Message, "PROACTIVE") || f.Remedy == "" {
				t.Errorf("told: %+v", f)
			}
			return
		}
	}
	t.Errorf("the field is not named: %+v", p.Findings)
}
