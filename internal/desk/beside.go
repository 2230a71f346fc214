package desk

import (
	"context"

	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/verdict"
)

// beside is one of the ways beside that of a document: its late interpretation, its
// assessment, its take-down. C is what a judge reads, U the ruling, T the answer of an act.
type beside[C, U, T any] struct {
	name  string // before the verb in the ledger
	taken func(ctx context.Context, id, person string, r verdict.Request) (T, bool, error)
	read  func(ctx context.Context, id, person string, today document.Date) (C, error)
	judge func(C, verdict.Request) (U, error)
	stage func(C) document.Stage // with which the request is sent, nil where there are none
	send  func(ctx context.Context, id, person string, r verdict.Request) (T, error)
}

// act takes a step of it, as Act takes one of a document, and shows the document again.
func (b beside[C, U, T]) act(ctx context.Context, d *Desk, person, id string, r verdict.Request) (View, error) {
	if r.ID == "" {
		return View{}, document.Refuse(document.Invalid, "request-id-missing", "缺少请求编号，无法防止重复办理。")
	}
	if err := b.take(ctx, d, person, id, r); err != nil {
		return View{}, d.refused(ctx, person, b.name+"."+string(r.Verb), id, err)
	}
	return d.View(ctx, person, id)
}

func (b beside[C, U, T]) take(ctx context.Context, d *Desk, person, id string, r verdict.Request) error {
	if marked(r) {
		return intake.SecrecyMark("opinion")
	}
	if found := unseen(r); len(found) > 0 {
		return hiddenCharacters(found)
	}
	if _, err := d.open(ctx, person, id); err != nil {
		return err
	}
	if _, done, err := b.taken(ctx, id, person, r); done || err != nil {
		return err
	}
	c, err := b.read(ctx, id, person, document.DateOf(d.now()))
	if err != nil {
		return err
	}
	if _, err := b.judge(c, r); err != nil {
		return err
	}
	if b.stage != nil {
		r.Stage = b.stage(c)
	}
	if err := d.record.PutRequest(ctx, id, person, r, d.now()); err != nil {
		return err
	}
	_, err = b.send(ctx, id, person, r)
	return err
}
