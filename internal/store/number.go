package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/document"
)

// giveNumber draws the next 发文字号 of the issuing body for the year of the date
// of writing, and the next 索引号 of the same body and year (DH-17, invariant 10).
// Both series stay locked until the transaction ends: what is rolled back was
// never given.
func giveNumber(ctx context.Context, tx pgx.Tx, d row, now time.Time) (document.Number, string, error) {
	if d.Number != "" {
		return "", "", document.Refuse(document.Conflict, "numbered", "本件已经编号（"+string(d.Number)+"），不能重复编号。")
	}
	year := d.DatedOn.Year()
	if year == 0 {
		return "", "", document.Refuse(document.Unfit, "not-dated", "本件没有成文日期，不能编号。请先签发。")
	}
	issuer, err := issuerOf(ctx, tx, d.Unit)
	if err != nil {
		return "", "", err
	}
	agency, series, err := seriesOf(ctx, tx, d, issuer)
	if err != nil {
		return "", "", err
	}
	serial, err := draw(ctx, tx, `INSERT INTO number_series AS s (agency, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (agency, year) DO UPDATE SET last = s.last + 1 RETURNING last`, agency, series)
	if err != nil {
		return "", "", fmt.Errorf("draw a number: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO number (agency, year, serial, document, at) VALUES ($1, $2, $3, $4, $5)`,
		agency, series, serial, d.ID, now)
	if err != nil {
		return "", "", fmt.Errorf("record a number: %w", err)
	}
	index, err := draw(ctx, tx, `INSERT INTO index_series AS s (org, year, last) VALUES ($1, $2, 1)
		ON CONFLICT (org, year) DO UPDATE SET last = s.last + 1 RETURNING last`, issuer.OrgCode, year)
	if err != nil {
		return "", "", fmt.Errorf("draw an index number: %w", err)
	}
	return document.NewNumber(agency, series, serial), fmt.Sprintf("%s/%d-%05d", issuer.OrgCode, year, index), nil
}

// seriesOf says from which series a document draws: its issuing body's of the year,
// or, for an order, the one that runs on (DH-19).
func seriesOf(ctx context.Context, tx pgx.Tx, d row, issuer Unit) (agency string, year int, err error) {
	var kind document.Kind
	if err := tx.QueryRow(ctx, `SELECT kind FROM document WHERE id = $1`, d.ID).Scan(&kind); err != nil {
		return "", 0, fmt.Errorf("read the kind: %w", err)
	}
	if kind == document.Order {
		return issuer.Name + "令", document.Running, nil
	}
	return issuer.AgencyCode, d.DatedOn.Year(), nil
}

// voidNumber gives the number of a document up for good (DH-18): it stays in the
// series with its reason and is never drawn again. The index number goes with it, and
// the original sealed with it is the file of the document no more. What is public or
// about to be keeps its number, whoever decided otherwise: the document is locked, so
// that of a release and a void at the same moment one comes too late.
func voidNumber(ctx context.Context, tx pgx.Tx, d row, reason string) error {
	visible, err := isReleased(ctx, tx, d.ID)
	switch {
	case err != nil:
		return err
	case d.Number == "":
		return document.Refuse(document.Conflict, "not-numbered", "本件没有编号，没有可以作废的发文字号。")
	case visible:
		return document.Refuse(document.Conflict, "number-public", "本件已经公开，发文字号不能作废；确需停止使用的，应当另行发文废止。")
	case d.Releasing:
		return document.Refuse(document.Conflict, "releasing", "本件正在发布，发文字号不能作废。")
	case d.Stage != document.Publication:
		return document.Refuse(document.Conflict, "wrong-stage", "只有等待发布的公文可以作废发文字号。")
	}
	tag, err := tx.Exec(ctx, `UPDATE number SET state = 'void', reason = $2 WHERE document = $1 AND state = 'used'`, d.ID, reason)
	if err == nil && tag.RowsAffected() != 1 {
		err = fmt.Errorf("number %s of %s: %d rows in the number ledger", d.Number, d.ID, tag.RowsAffected())
	}
	return err
}

func draw(ctx context.Context, tx pgx.Tx, sql, series string, year int) (int, error) {
	var n int
	err := tx.QueryRow(ctx, sql, series, year).Scan(&n)
	return n, err
}
