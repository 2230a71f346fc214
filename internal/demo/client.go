package demo

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 20

// view is what the demo reads of a document.
type view struct {
	ID     string          `json:"id"`
	Title  string          `json:"title"`
	Stage  document.Stage  `json:"stage"`
	Digest string          `json:"digest"`
	State  string          `json:"state"`
	Number document.Number `json:"number"`
	Files  struct {
		Sealed string `json:"sealed"`
		Marked string `json:"marked"`
	} `json:"files"`
	Content dossier.Content `json:"content"`
	Release *struct {
		No int64 `json:"no"`
	} `json:"release"`
	Words  *document.Words `json:"words"`
	Checks []struct {
		ID string `json:"id"`
	} `json:"checks"`
	Findings []document.Finding `json:"findings"`
}

// act is the body of an act.
type act struct {
	Verb      document.Verb       `json:"verb"`
	Digest    string              `json:"digest"`
	Stage     document.Stage      `json:"stage"`
	Opinion   string              `json:"opinion,omitempty"`
	Target    document.Stage      `json:"target,omitempty"`
	Way       document.WayBack    `json:"way,omitempty"`
	Reason    string              `json:"reason_code,omitempty"`
	Checklist map[string]string   `json:"checklist,omitempty"`
	Result    string              `json:"result,omitempty"`
	DatedOn   document.Date       `json:"dated_on,omitempty"`
	Discl     *dossier.Disclosure `json:"disclosure,omitempty"`
	Answers   []warningAnswer     `json:"answers,omitempty"`
}

// warningAnswer is what a person says to warnings.
type warningAnswer struct {
	Warnings []string `json:"warnings"`
	Reason   string   `json:"reason"`
}

// problem is an answer of RFC 9457 with our extensions.
type problem struct {
	Status   int                `json:"status"`
	Code     string             `json:"code"`
	Detail   string             `json:"detail"`
	Rule     string             `json:"rule"`
	Findings []document.Finding `json:"findings"`
}

// Error returns the code, the sentence and the findings.
func (p *problem) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %s", p.Status, p.Code, p.Detail)
	for _, f := range p.Findings {
		fmt.Fprintf(&b, "\n      %s %s %s", f.Rule, f.Place, f.Message)
	}
	return b.String()
}

// hand is one signed-in person.
type hand struct {
	base, token string
	Name        string
	http        *http.Client
}

// signIn opens a session for a demo person.
func signIn(ctx context.Context, base string, p Person) (*hand, error) {
	h := &hand{base: strings.TrimRight(base, "/") + "/api/v1", Name: p.Name, http: &http.Client{Timeout: 60 * time.Second}}
	var out struct {
		Token string `json:"token"`
	}
	err := h.send(ctx, http.MethodPost, "/sessions", nil, map[string]string{"login": p.Login, "password": Password}, &out)
	if err != nil {
		return nil, fmt.Errorf("%s 登录: %w", p.Name, err)
	}
	h.token = out.Token
	return h, nil
}

func (h *hand) create(ctx context.Context, c dossier.Content) (v view, err error) {
	id := uuid.NewString()
	body := map[string]any{"content": c, "request_id": id}
	return v, h.send(ctx, http.MethodPost, "/documents", http.Header{"Idempotency-Key": {id}}, body, &v)
}

func (h *hand) save(ctx context.Context, v view, c dossier.Content) (out view, err error) {
	body := map[string]any{"content": c, "base": v.Digest}
	return out, h.send(ctx, http.MethodPut, "/documents/"+v.ID+"/content", http.Header{"If-Match": {`"` + v.Digest + `"`}}, body, &out)
}

func (h *hand) view(ctx context.Context, id string) (v view, err error) {
	return v, h.send(ctx, http.MethodGet, "/documents/"+id, nil, nil, &v)
}

// take acts on the document as it stands now.
func (h *hand) take(ctx context.Context, id string, a act) error {
	v, err := h.view(ctx, id)
	if err != nil {
		return err
	}
	a.Digest, a.Stage = v.Digest, v.Stage
	if a.Result != "" { // the secrecy review answers each question of SR-14
		a.Checklist = map[string]string{}
		for _, c := range v.Checks {
			a.Checklist[c.ID] = "no"
		}
	}
	a.Answers = explained(v.Findings)
	return h.send(ctx, http.MethodPost, "/documents/"+id+"/acts", http.Header{"Idempotency-Key": {uuid.NewString()}}, a, nil)
}

// explained answers the warnings of a gate, as people do who know the matter.
func explained(found []document.Finding) []warningAnswer {
	var out []warningAnswer
	for _, f := range document.Unanswered(found) {
		reason, ok := explanations[f.Rule]
		if !ok {
			reason = "已逐项核对，情况属实，予以保留。"
		}
		out = append(out, warningAnswer{[]string{f.Key}, reason})
	}
	return out
}

// explanations are what the people of the demonstration say to a warning, by rule.
var explanations = map[string]string{
	"ND-06": "本件属部门管理事项的具体安排，未减损公民、法人和其他组织的合法权益，未增加其义务。",
	"IN-06": "系便于理解所作的举例和背景说明，与文件规定一致。",
	"IN-11": "由本单位主要负责人解读，姓名随解读材料公布。",
	"ND-12": "有效期已经主管机关核定。",
	"GI-13": "已安排在期限内发布。",
}

func (h *hand) file(ctx context.Context, id, kind string) ([]byte, error) {
	var b []byte
	return b, h.send(ctx, http.MethodGet, "/documents/"+id+"/files/"+kind+".pdf", nil, nil, &b)
}

// read hands a file to the API, which refuses what may not be stored.
func (h *hand) read(ctx context.Context, name string, data []byte) (title, body string, err error) {
	var out struct {
		Title string `json:"title"`
		Body  string `json:"body"`
	}
	err = h.send(ctx, http.MethodPost, "/imports?name="+url.QueryEscape(name), nil, data, &out)
	return out.Title, out.Body, err
}

// send makes one request. in may be nil, bytes or something for JSON; out nil, a
// *[]byte or something for JSON.
func (h *hand) send(ctx context.Context, method, path string, header http.Header, in, out any) error {
	body, kind, err := encode(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, h.base+path, body)
	if err != nil {
		return err
	}
	for k, v := range header {
		req.Header[k] = v
	}
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if h.token != "" {
		req.Header.Set("Authorization", "Bearer "+h.token)
	}
	res, err := h.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return err
	}
	return decode(res.StatusCode, b, out)
}

func encode(in any) (io.Reader, string, error) {
	switch x := in.(type) {
	case nil:
		return http.NoBody, "", nil
	case []byte:
		return bytes.NewReader(x), "application/octet-stream", nil
	default:
		b, err := json.Marshal(in)
		return bytes.NewReader(b), "application/json", err
	}
}

func decode(status int, b []byte, out any) error {
	if status >= 300 {
		p := &problem{}
		if json.Unmarshal(b, p) != nil || p.Code == "" {
			return fmt.Errorf("HTTP %d: %.200s", status, b)
		}
		p.Status = status
		return p
	}
	switch x := out.(type) {
	case nil:
		return nil
	case *[]byte:
		*x = b
		return nil
	default:
		return json.Unmarshal(b, out)
	}
}
