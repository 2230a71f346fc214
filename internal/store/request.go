package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

// PutRequest stores the words of an act before it is taken, so that Take needs
// only their id. The same words under the same id are no error; other words, or
// another person or document, are a Conflict.
func (s *Store) PutRequest(ctx context.Context, documentID, actor string, r verdict.Request, now time.Time) error {
	if r.ID == "" {
		return document.Refuse(document.Invalid, "no-request-id", "请求没有编号，请刷新页面后重新提交。")
	}
	if !sound(reflect.ValueOf(r)) {
		return badText()
	}
	payload, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode a request: %w", err)
	}
	if len(payload) > MaxContent {
		return document.Refuse(document.TooLarge, "too-large", "提交的内容过长，不能保存。")
	}
	return s.tx(ctx, "store a request", func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			INSERT INTO request (id, document, actor, verb, payload, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
			r.ID, documentID, actor, r.Verb, payload, now)
		if violates(err, foreignKey) {
			return noDocument()
		}
		if err != nil || tag.RowsAffected() == 1 {
			return err
		}
		return sameRequest(ctx, tx, documentID, actor, r.ID, payload)
	})
}

func sameRequest(ctx context.Context, tx pgx.Tx, documentID, actor, id string, payload []byte) error {
	var same bool
	err := tx.QueryRow(ctx, `SELECT document = $2 AND actor = $3 AND payload = $4::jsonb FROM request WHERE id = $1`,
		id, documentID, actor, payload).Scan(&same)
	if err != nil {
		return err
	}
	if !same {
		return requestReused()
	}
	return nil
}

// requestOf returns the words stored under the id and whose they are.
func requestOf(ctx context.Context, q querier, documentID, id string) (actor string, r verdict.Request, err error) {
	var owner string
	var payload []byte
	err = q.QueryRow(ctx, `SELECT document, actor, payload FROM request WHERE id = $1`, id).Scan(&owner, &actor, &payload)
	if err != nil {
		return "", r, missing(err, document.Refuse(document.NotFound, "no-request", "没有找到这次办理的内容，请重新提交。"))
	}
	if owner != documentID {
		return "", r, requestReused()
	}
	if err := json.Unmarshal(payload, &r); err != nil {
		return "", r, fmt.Errorf("request %s: %w", id, err)
	}
	return actor, r, nil
}
