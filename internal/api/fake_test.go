package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/verdict"
)

const (
	goodToken = "token-of-wang"
	wang      = "p-wang"
	longName  = "明政办发〔2026〕9号.pdf"
)

var digest = strings.Repeat("0123456789abcdef", 4)

// fakeCounter answers with err if set, otherwise with something of each kind,
// and remembers the last call.
type fakeCounter struct {
	err   error
	panic any

	person, id, name string
	request          verdict.Request
	examination      verdict.Examination
	draft            desk.Draft
	base             string
	content          dossier.Content
	data             []byte
	limit, offset    int
	query            desk.FindQuery
	duty             verdict.DutyRequest
	obligation       int64
	late             string
	calls            int
	pictures         []string
}

func (f *fakeCounter) called(person, id string) error {
	f.calls++
	f.person, f.id = person, id
	if f.panic != nil {
		panic(f.panic)
	}
	return f.err
}

var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, document.Shanghai)

func someView() desk.View {
	return desk.View{
		Item: desk.Item{
			ID: "d1", Title: "关于印发《办法》的通知", Kind: document.Notice, Class: document.Policy,
			Stage: document.UnitReview, Attribute: document.Proactive, UpdatedAt: noon,
			Due: &desk.Due{On: "2026-12-03", Left: 2, Words: "还剩2个工作日"},
		},
		Digest: digest, Revision: 1, Acts: []desk.Event{{Seq: 1, At: noon}},
		Release:      &desk.ReleaseState{ID: "r1", Surfaces: []desk.Surface{{Name: "portal", At: noon}}},
		Known:        []dossier.Answered{{Rule: "IN-06", Place: "interpretation.body", Message: "数字“1200”不见于文件。", Reason: "系背景数据。", Name: "王五", On: "2026-12-01", At: noon}},
		CoSignatures: []desk.CoSignature{{Body: "明州市财政局", State: "agree", Label: "同意", Said: []dossier.Consent{{Body: "明州市财政局", Stand: dossier.Agree, Signatory: "李四", Post: "局长", On: "2026-12-01", Evidence: "3号", Revision: 1, Digest: digest, Cover: digest, Name: "王某", At: noon}}}},
		Obligations:  []desk.Obligation{{Rule: "GI-13", Title: "主动公开政府信息", On: "2026-12-18", State: "open", Label: "办理中", Words: "还剩20个工作日"}},
		Standing:     map[document.Stage]desk.Verdict{document.UnitReview: {Person: "李某", At: noon}},
	}
}

func (f *fakeCounter) Me(_ context.Context, person string) (desk.Person, error) {
	return desk.Person{ID: person, Name: "王某"}, f.called(person, "")
}

func (f *fakeCounter) Create(_ context.Context, person string, d desk.Draft) (desk.View, error) {
	f.draft = d
	return someView(), f.called(person, "")
}

func (f *fakeCounter) Import(_ context.Context, person, name string, data []byte) (desk.Imported, error) {
	f.name, f.data = name, bytes.Clone(data)
	return desk.Imported{Kind: "text", Title: "标题", Body: string(data), Annexes: []desk.ImportedAnnex{{Title: "清单", Body: "一"}}}, f.called(person, "")
}

func (f *fakeCounter) Adopt(_ context.Context, person, name string, data []byte) (desk.Adopted, error) {
	f.name, f.data = name, bytes.Clone(data)
	c := someView().Content
	c.Text.Body, c.Text.Original = string(data), &dossier.Original{Digest: "ab", Name: name, Pages: 2, Unread: []int{}, Remarks: []string{}}
	return desk.Adopted{Content: c}, f.called(person, "")
}

func (f *fakeCounter) AddPicture(_ context.Context, person, name string, data []byte) (dossier.Picture, error) {
	f.name, f.data = name, bytes.Clone(data)
	f.pictures = append(f.pictures, name)
	return dossier.Picture{Name: name, Digest: strings.Repeat("cd", 32), Type: "image/png", Size: len(data), Width: 400, Height: 300, Remarks: []string{}}, f.called(person, "")
}

func (f *fakeCounter) Described(_ context.Context, person, id string, c dossier.Content) (dossier.Content, error) {
	return c, f.called(person, id)
}

func (f *fakeCounter) Picture(_ context.Context, person, id, digest string) (string, []byte, error) {
	return "image/png", []byte(digest), f.called(person, id)
}

func (f *fakeCounter) Save(_ context.Context, person, id, base string, c dossier.Content) (desk.View, error) {
	f.base, f.content = base, c
	return someView(), f.called(person, id)
}

func (f *fakeCounter) Act(_ context.Context, person, id string, r verdict.Request) (desk.Outcome, error) {
	f.request = r
	return desk.Outcome{ID: id, Seq: 2, From: document.UnitReview, Stage: document.AttributeReview}, f.called(person, id)
}

func (f *fakeCounter) Complete(_ context.Context, person, id string, x verdict.Completion) (dossier.Completed, error) {
	return dossier.Completed{Catalogue: x.Catalogue, Reason: x.Reason, Name: "王五", At: noon}, f.called(person, id)
}

func (f *fakeCounter) Countersign(_ context.Context, person, id string, x verdict.Countersigning) (dossier.Consent, error) {
	return dossier.Consent{Body: x.Body, Stand: x.Stand, Signatory: x.Signatory, Post: x.Post, On: x.On, Evidence: x.Evidence, Revision: 1, Digest: x.Digest, Cover: digest, Name: "王五", At: noon}, f.called(person, id)
}

func (f *fakeCounter) Examine(_ context.Context, person, id string, x verdict.Examination) ([]dossier.Examined, error) {
	f.examination = x
	return []dossier.Examined{{Hit: digest, Rule: "SC-03", Place: "text.body", Reason: x.Reason, Name: "王五", On: "2026-12-01", At: noon}}, f.called(person, id)
}

func (f *fakeCounter) View(_ context.Context, person, id string) (desk.View, error) {
	return someView(), f.called(person, id)
}

func (f *fakeCounter) Findings(_ context.Context, person, id string) (desk.Findings, error) {
	all := []document.Finding{{Rule: "DH-02", Severity: document.Block, Place: "text.title", Message: "未填标题。", Remedy: "请填写。", Cite: "《党政机关公文处理工作条例》第九条"}}
	return desk.Findings{Items: all, Counts: document.Tally{Total: 12_000, Block: 12_000}, Left: 11_999, FoundAt: document.Drafting}, f.called(person, id)
}

func (f *fakeCounter) Inbox(_ context.Context, person string) ([]desk.Item, error) {
	return make([]desk.Item, 60), f.called(person, "")
}

func (f *fakeCounter) Find(_ context.Context, person string, q desk.FindQuery) (desk.Found, error) {
	f.query, f.limit, f.offset = q, q.Limit, q.Offset
	found := desk.Found{Hits: []desk.Hit{{Item: someView().Item}}}
	if q.Limit == len(found.Hits) {
		found.Next = "more"
	}
	return found, f.called(person, "")
}

func (f *fakeCounter) Searches(_ context.Context, person string) ([]desk.SavedSearch, error) {
	return []desk.SavedSearch{{ID: 1, Name: "在办", Query: desk.FindQuery{Text: "停车"}}}, f.called(person, "")
}

func (f *fakeCounter) SaveSearch(_ context.Context, person, name string, q desk.FindQuery) (desk.SavedSearch, error) {
	f.name, f.query = name, q
	return desk.SavedSearch{ID: 1, Name: name, Query: q}, f.called(person, "")
}

func (f *fakeCounter) DropSearch(_ context.Context, person string, id int64) error {
	return f.called(person, strconv.FormatInt(id, 10))
}

func (f *fakeCounter) Diff(_ context.Context, person, id string, _, _ int) ([]desk.PartDiff, error) {
	return nil, f.called(person, id)
}

func (f *fakeCounter) Preview(_ context.Context, person, id string) ([]byte, error) {
	return []byte("%PDF-1.7 preview"), f.called(person, id)
}

func (f *fakeCounter) Page(_ context.Context, person, id, kind string, page int) ([]byte, error) {
	f.name, f.limit = kind, page
	return []byte("\x89PNG " + kind), f.called(person, id)
}

func (f *fakeCounter) File(_ context.Context, person, id, kind string) (string, []byte, error) {
	return longName, []byte("%PDF-1.7 " + kind), f.called(person, id)
}

func (f *fakeCounter) Ledger(_ context.Context, person string, from int64, limit int) ([]desk.LedgerEntry, error) {
	f.limit = limit
	return []desk.LedgerEntry{{Seq: from, At: noon, Detail: json.RawMessage(`{"verb":"submit"}`)}}, f.called(person, "")
}

// fakeSessions knows one person.
type fakeSessions struct{ out []string }

func (f *fakeSessions) SignIn(_ context.Context, login, password string) (string, error) {
	if login != "wang" || password != "correct horse" {
		return "", document.Refuse(document.Unsigned, "bad-credentials", "登录名或者口令不正确。")
	}
	return goodToken, nil
}

func (f *fakeSessions) Person(_ context.Context, token string) (string, error) {
	switch token {
	case goodToken:
		return wang, nil
	case "token-of-nobody":
		return "", nil
	default:
		return "", document.Refuse(document.Unsigned, "no-session", "登录已经过期，请重新登录。")
	}
}

func (f *fakeSessions) SignOut(_ context.Context, token string) error {
	f.out = append(f.out, token)
	return nil
}

type fakeVerifier struct{ size int }

func (f *fakeVerifier) Verify(_ context.Context, pdf []byte) (any, error) {
	f.size = len(pdf)
	return map[string]any{"genuine": true}, nil
}

// door is a server under test with its fakes and what it logged.
type door struct {
	*httptest.Server
	t        *testing.T
	counter  *fakeCounter
	sessions *fakeSessions
	verifier *fakeVerifier
	log      *bytes.Buffer
	direct   bool // call the handler without a connection: for bodies that it will not read to the end
	chunked  bool // do not announce the length of the body
}

func newDoor(t *testing.T) *door {
	t.Helper()
	d := &door{t: t, counter: &fakeCounter{}, sessions: &fakeSessions{}, verifier: &fakeVerifier{}, log: &bytes.Buffer{}}
	d.Server = httptest.NewServer(New(d.counter, d.sessions, d.verifier, slog.New(slog.NewTextHandler(d.log, nil))))
	t.Cleanup(d.Close)
	return d
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body []byte
}

// ask sends a request with the good token; headers are name and value in turn,
// and an empty value removes the header.
func (d *door) ask(method, path, body string, headers ...string) answer {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.t.Context(), method, d.URL+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+goodToken)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Del(headers[i])
		if headers[i+1] != "" {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	if d.chunked {
		req.ContentLength = -1
	}
	resp, err := d.send(req)
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer{resp, b}
}

func (d *door) send(req *http.Request) (*http.Response, error) {
	if !d.direct {
		return http.DefaultTransport.RoundTrip(req)
	}
	rec := httptest.NewRecorder()
	d.Config.Handler.ServeHTTP(rec, req)
	return rec.Result(), nil
}

// problem checks that the answer is a problem in due form and returns it.
func (a answer) problem(t *testing.T, status int, code string) Problem {
	t.Helper()
	if a.StatusCode != status || a.Header.Get("Content-Type") != problemType {
		t.Fatalf("got %d %s, want %d %s\n%s", a.StatusCode, a.Header.Get("Content-Type"), status, problemType, a.body)
	}
	var p Problem
	dec := json.NewDecoder(bytes.NewReader(a.body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatalf("%v\n%s", err, a.body)
	}
	if p.Code != code || p.Type != "/problems/"+code || p.Status != status || p.Title == "" || p.Detail == "" {
		t.Fatalf("problem is not in form for %s: %s", code, a.body)
	}
	return p
}

func (f *fakeCounter) Reminders(_ context.Context, person string) ([]desk.Reminder, error) {
	return []desk.Reminder{{Obligation: 7, Document: "d1", Title: "通知", Duty: "报送备案", Rule: "ND-15", Why: "期限已过80%", On: "2026-12-15", At: noon}}, f.called(person, "")
}

func (f *fakeCounter) ActOnDuty(_ context.Context, person, id string, obligation int64, r verdict.DutyRequest) (desk.View, error) {
	f.duty, f.obligation = r, obligation
	return someView(), f.called(person, id)
}

func (f *fakeCounter) Numbers(_ context.Context, person string) (desk.Numbers, error) {
	return desk.Numbers{
		Series: []desk.NumberSeries{{Agency: "明政办发", Year: 2026, Last: 2, Used: 1, Void: 1, Missing: []int{}}},
		Voids:  []desk.VoidNumber{{Number: "明政办发〔2026〕1号", Document: "d1", Reason: "机关代字有误。"}},
	}, f.called(person, "")
}

func (f *fakeCounter) SaveLate(_ context.Context, person, id, base string, m dossier.Interpretation) (desk.View, error) {
	f.late = base + m.Title
	return someView(), f.called(person, id)
}

func (f *fakeCounter) ActReassess(_ context.Context, person, id string, r verdict.Request) (desk.View, error) {
	f.late = string(r.Verb)
	return someView(), f.called(person, id)
}

func (f *fakeCounter) Several(ctx context.Context, _ string, do func(context.Context)) error {
	do(ctx)
	return nil
}

func (f *fakeCounter) ActTakeDown(_ context.Context, person, id string, r verdict.Request) (desk.View, error) {
	f.late = string(r.Verb)
	return someView(), f.called(person, id)
}

func (f *fakeCounter) ActLate(_ context.Context, person, id string, r verdict.Request) (desk.View, error) {
	f.late = string(r.Verb)
	return someView(), f.called(person, id)
}
