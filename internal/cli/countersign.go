package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"mingfa/internal/desk"
	"mingfa/internal/dossier"
)

// countersignCmd is about what the co-issuing bodies of a joint document say of it.
type countersignCmd struct {
	List countersignListCmd `cmd:"" help:"列出联合行文各机关对现稿的会签。"`
	Put  countersignPutCmd  `cmd:"" help:"会签，或者按会签单登记没有账号的机关的会签。"`
}

type countersignListCmd struct {
	Document string `arg:"" help:"公文编号。"`
	JSON     bool   `help:"输出 JSON。"`
	personFlags
}

// jointDocument is what the API says of a joint document.
type jointDocument struct {
	Digest       string             `json:"digest"`
	CoSignatures []desk.CoSignature `json:"countersigns"`
}

// Run prints one line a body, and below it what it said before.
func (c *countersignListCmd) Run(ctx context.Context, a *app) error {
	p, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	var d jointDocument
	if err := p.send(ctx, http.MethodGet, "/documents/"+c.Document, "", nil, &d); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(d.CoSignatures)
	}
	if len(d.CoSignatures) == 0 {
		fmt.Fprintln(a.Out, "本件不是联合行文，不须会签。")
		return nil
	}
	for _, row := range d.CoSignatures {
		fmt.Fprintf(a.Out, "%s：%s\n", row.Body, row.Label)
		for _, said := range row.Said {
			fmt.Fprintf(a.Out, "  %s %s%s %s（第%d稿%s）%s\n", said.On.Chinese(), said.Post, said.Signatory, said.Stand.Label(), said.Revision, evidence(said), said.Opinion)
		}
	}
	return nil
}

func evidence(c dossier.Consent) string {
	if c.Own {
		return "，本人账号"
	}
	return "，" + c.Evidence + "，" + c.Name + "登记"
}

// countersignPutCmd acts by the same door as everybody.
type countersignPutCmd struct {
	Document  string `arg:"" help:"公文编号。"`
	Body      string `help:"会签机关，与正文所列一致。" required:""`
	Stand     string `help:"意见：agree 同意；agree_with_changes 修改后同意；refuse 不同意。" enum:"agree,agree_with_changes,refuse" required:""`
	Opinion   string `help:"修改意见或者不同意的理由。"`
	Post      string `help:"会签人职务，如局长。" required:""`
	Signatory string `help:"会签人姓名；以本人账号会签的不填。"`
	On        string `help:"会签日期，如 2026-11-20；以本人账号会签的不填。"`
	Evidence  string `help:"会签单或者复函的编号；以本人账号会签的不填。"`
	personFlags
}

// Run puts it on record of the text as the register has it now.
func (c *countersignPutCmd) Run(ctx context.Context, a *app) error {
	p, err := c.signIn(ctx)
	if err != nil {
		return err
	}
	var d jointDocument
	if err := p.send(ctx, http.MethodGet, "/documents/"+c.Document, "", nil, &d); err != nil {
		return err
	}
	body := map[string]any{
		"digest": d.Digest, "body": c.Body, "stand": c.Stand, "opinion": c.Opinion, "post": c.Post,
		"signatory": c.Signatory, "on": c.On, "evidence": c.Evidence,
	}
	var done dossier.Consent
	if err := p.send(ctx, http.MethodPost, "/documents/"+c.Document+"/countersigns", "", body, &done); err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "已记录%s对第%d稿的会签：%s。\n", done.Body, done.Revision, done.Stand.Label())
	return nil
}
