package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// personFlags name a person who acts from the command line. The password comes from
// the environment, so that it stands in no list of processes.
type personFlags struct {
	dataFlag
	Server   string `help:"工作台地址；不填则为本机正在运行的系统。" env:"MINGFA_SERVER"`
	Login    string `help:"经办人的登录名。" required:""`
	Password string `help:"经办人的口令，请用环境变量给出。" env:"MINGFA_PASSWORD" required:"" hidden:""`
}

// apiPerson is a person who is signed in at the API.
type apiPerson struct {
	base, token string
	http        *http.Client
}

// signIn opens a session.
func (c personFlags) signIn(ctx context.Context) (*apiPerson, error) {
	server := c.Server
	if server == "" {
		r, err := readRunning(c.Data)
		if err != nil {
			return nil, err
		}
		server = r.Workbench
	}
	p := &apiPerson{base: strings.TrimRight(server, "/") + "/api/v1", http: &http.Client{Timeout: time.Minute}}
	var out struct {
		Token string `json:"token"`
	}
	if err := p.send(ctx, http.MethodPost, "/sessions", "", map[string]string{"login": c.Login, "password": c.Password}, &out); err != nil {
		return nil, err
	}
	p.token = out.Token
	return p, nil
}

// maxReply bounds what is read of an answer, in bytes.
const maxReply = 16 << 20

// send asks the API. A refusal is the sentence that the API gives for it.
func (p *apiPerson) send(ctx context.Context, method, path, key string, body, out any) error {
	var b bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&b).Encode(body); err != nil {
			return err
		}
	}
	return p.ask(ctx, method, path, key, "application/json", &b, out)
}

func (p *apiPerson) ask(ctx context.Context, method, path, key, contentType string, body io.Reader, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, p.base+path, body)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", contentType)
	if p.token != "" {
		req.Header.Set("Authorization", "Bearer "+p.token)
	}
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	res, err := p.http.Do(req)
	if err != nil {
		return fmt.Errorf("系统没有应答: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxReply))
	if err != nil {
		return err
	}
	if res.StatusCode >= http.StatusBadRequest {
		return refusal(res.Status, answer)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer, out)
}

func refusal(status string, answer []byte) error {
	var p struct {
		Code   string `json:"code"`
		Detail string `json:"detail"`
	}
	if json.Unmarshal(answer, &p) != nil || p.Detail == "" {
		return errors.New("系统拒绝了请求：" + status)
	}
	return fmt.Errorf("%s（%s）", p.Detail, p.Code)
}
