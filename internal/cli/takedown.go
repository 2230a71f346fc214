package cli

import (
	"context"
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"mingfa/internal/document"
)

// takeDownCmd takes a released document off the website, or puts it back, by the same
// door as everybody.
type takeDownCmd struct {
	Ask     takeDownAskCmd `cmd:"" help:"撤下公开的公文。泄密的立即撤下，其他情形待另一人复核。"`
	Confirm confirmDownCmd `cmd:"" help:"复核同意撤下或者恢复公开。"`
	Decline declineDownCmd `cmd:"" help:"复核不同意撤下或者恢复公开。"`
	PutBack putBackCmd     `cmd:"" help:"提出恢复公开。"`
}

// takeDownFlags are what every step needs.
type takeDownFlags struct {
	Document string `arg:"" help:"公文编号。"`
	Key      string `help:"请求标识；重试时使用同一标识，不会重复办理。默认自动生成。"`
	personFlags
}

type takeDownAskCmd struct {
	takeDownFlags
	Ground    string `help:"撤下事由：leak 泄密；tightened 公开属性收紧；penalty 处罚决定变更撤销；personal 个人信息、隐私、商业秘密；mistaken 误发布。" enum:"leak,tightened,penalty,personal,mistaken" required:""`
	Reason    string `help:"理由，不写泄露的内容。" required:""`
	Since     string `help:"处罚决定变更、撤销等的日期，如 2026-11-20。"`
	Explained string `help:"撤回处罚决定信息时向社会公开的说明。"`
}

type confirmDownCmd struct {
	takeDownFlags
	Opinion string `help:"复核意见。"`
}

type declineDownCmd struct {
	takeDownFlags
	Reason string `help:"理由。" required:""`
}

type putBackCmd struct {
	takeDownFlags
	Reason string `help:"理由。" required:""`
}

// Run asks for the take-down.
func (c *takeDownAskCmd) Run(ctx context.Context, a *app) error {
	body := map[string]any{"verb": document.TakeDown, "ground": c.Ground, "opinion": c.Reason}
	for name, value := range map[string]string{"since": c.Since, "explained": c.Explained} {
		if value != "" {
			body[name] = value
		}
	}
	return c.act(ctx, a, body)
}

// Run agrees as the second person.
func (c *confirmDownCmd) Run(ctx context.Context, a *app) error {
	return c.act(ctx, a, map[string]any{"verb": document.ConfirmTakeDown, "opinion": c.Opinion})
}

// Run does not agree.
func (c *declineDownCmd) Run(ctx context.Context, a *app) error {
	return c.act(ctx, a, map[string]any{"verb": document.DeclineTakeDown, "opinion": c.Reason})
}

// Run asks that it comes back.
func (c *putBackCmd) Run(ctx context.Context, a *app) error {
	return c.act(ctx, a, map[string]any{"verb": document.PutBack, "opinion": c.Reason})
}

// act sends the step on the state that the register has now.
func (f *takeDownFlags) act(ctx context.Context, a *app, body map[string]any) error {
	p, err := f.signIn(ctx)
	if err != nil {
		return err
	}
	var v struct {
		TakeDown *struct {
			Digest string `json:"digest"`
			Label  string `json:"label"`
		} `json:"take_down"`
	}
	if err := p.send(ctx, http.MethodGet, "/documents/"+f.Document, "", nil, &v); err != nil {
		return err
	}
	if v.TakeDown == nil {
		return document.Refuse(document.Conflict, "not-released", "本件没有公开发布，或者您不担任办理撤下的岗位。")
	}
	body["digest"] = v.TakeDown.Digest
	key := f.Key
	if key == "" {
		key = uuid.NewString()
	}
	if err := p.send(ctx, http.MethodPost, "/documents/"+f.Document+"/take-down/acts", key, body, &v); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "已办理，现在“%s”。\n", v.TakeDown.Label)
	return nil
}
