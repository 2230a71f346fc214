package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// caller is a program that uses the API as one person, or as nobody.
type caller struct {
	t     *testing.T
	base  string
	token string
}

// reply is an answer with what every problem carries.
type reply struct {
	Status int
	Body   []byte
	Code   string             `json:"code"`
	Detail string             `json:"detail"`
	Rule   string             `json:"rule"`
	List   []document.Finding `json:"findings"`
}

func (r reply) rules() string {
	var out []string
	for _, f := range r.List {
		out = append(out, f.Rule)
	}
	return strings.Join(out, " ")
}

func (s *system) as(t *testing.T, role document.Role) *caller {
	t.Helper()
	for _, p := range demo.People() {
		if p.Role == role {
			return s.signIn(t, p.Login)
		}
	}
	t.Fatalf("nobody is %s", role)
	return nil
}

func (s *system) signIn(t *testing.T, login string) *caller {
	t.Helper()
	c := &caller{t: t, base: s.Running.Workbench + "/api/v1"}
	var out struct {
		Token string `json:"token"`
	}
	r := c.send("POST", "/sessions", nil, map[string]string{"login": login, "password": demo.Password})
	if r.Status >= 300 || json.Unmarshal(r.Body, &out) != nil {
		t.Fatalf("sign in %s: %d %s", login, r.Status, r.Body)
	}
	c.token = out.Token
	return c
}

// send makes a request; body may be nil, bytes or a value for JSON.
func (c *caller) send(method, path string, header map[string]string, body any) reply {
	c.t.Helper()
	var in io.Reader = http.NoBody
	kind := "application/json"
	switch x := body.(type) {
	case nil:
	case []byte:
		in = bytes.NewReader(x)
	default:
		b, err := json.Marshal(x)
		if err != nil {
			c.t.Fatal(err)
		}
		in = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.base+path, in)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	r := reply{Status: res.StatusCode}
	if r.Body, err = io.ReadAll(res.Body); err != nil {
		c.t.Fatal(err)
	}
	_ = json.Unmarshal(r.Body, &r)
	return r
}

// seen is what a person acts on.
type seen struct {
	ID     string          `json:"id"`
	Stage  document.Stage  `json:"stage"`
	Digest string          `json:"digest"`
	Number document.Number `json:"number"`
	State  string          `json:"state"`
	Checks []struct {
		ID string `json:"id"`
	} `json:"checks"`
	Findings []document.Finding `json:"findings"`
	Content  dossier.Content    `json:"content"`
	Files    struct {
		Sealed string `json:"sealed"`
	} `json:"files"`
}

func (c *caller) create(content any) (seen, reply) {
	c.t.Helper()
	id := uuid.NewString()
	r := c.send("POST", "/documents", map[string]string{"Idempotency-Key": id}, map[string]any{"content": content, "request_id": id})
	var v seen
	_ = json.Unmarshal(r.Body, &v)
	return v, r
}

func (c *caller) look(id string) seen {
	c.t.Helper()
	r := c.send("GET", "/documents/"+id, nil, nil)
	var v seen
	if r.Status != http.StatusOK || json.Unmarshal(r.Body, &v) != nil {
		c.t.Fatalf("look at %s: %d %s", id, r.Status, r.Body)
	}
	return v
}

// answered says something to each warning, as an honest client does.
func answered(found []document.Finding) []map[string]any {
	out := []map[string]any{}
	for _, f := range document.Unanswered(found) {
		out = append(out, map[string]any{"warnings": []string{f.Key}, "reason": "已核对，情况属实。"})
	}
	return out
}

// act takes an act; fields overrides what an honest client would send.
func (c *caller) act(v seen, verb document.Verb, fields map[string]any) reply {
	c.t.Helper()
	key := uuid.NewString()
	body := map[string]any{"verb": verb, "digest": v.Digest, "stage": v.Stage, "opinion": "同意。", "answers": answered(v.Findings)}
	for k, x := range fields {
		if k == "key" {
			key, _ = x.(string)
			continue
		}
		body[k] = x
	}
	return c.send("POST", "/documents/"+v.ID+"/acts", map[string]string{"Idempotency-Key": key}, body)
}

// notice is an ordinary document that passes every gate.
func notice() dossier.Content {
	return dossier.Content{
		Text: dossier.Text{
			Kind: document.Notice, Class: document.General, Title: "明州市人民政府办公室关于做好冬季供暖服务的通知",
			Addressee: "各区人民政府", Body: "一、提前检修设备。\n\n二、公布服务电话。\n\n三、每日汇总问题。",
		},
		Annexes: []dossier.Annex{}, Relations: []dossier.Relation{},
		Disclosure:     dossier.Disclosure{Attribute: document.Proactive, Grounds: []document.Ground{}},
		Interpretation: dossier.Interpretation{Need: dossier.NotNeeded, Reason: "一般性工作部署，不属于政策解读范围。"},
		Catalogue:      dossier.Catalogue{Summary: "部署冬季供暖服务。", Topic: `综合政务\其他`, Article: "其他"},
	}
}
