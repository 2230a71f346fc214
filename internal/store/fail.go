package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"mingfa/internal/document"
)

// fail classes what came back from the database: nil and *document.Error pass,
// a database that is away or overwhelmed is Unavailable, the rest is an internal
// fault that names the operation.
func fail(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*document.Error](err); ok {
		return err
	}
	if away(err) {
		return &document.Error{
			Kind: document.Unavailable, Code: "database-away", Message: "数据库暂时不可用，请稍后再试。",
			Err: fmt.Errorf("%s: %w", op, err),
		}
	}
	if violates(err, notText) {
		return document.Refuse(document.Invalid, "bad-characters", "请求中有无法识别的字符。")
	}
	return fmt.Errorf("%s: %w", op, err)
}

// away reports whether trying again later can help.
func away(err error) bool {
	if errors.Is(err, context.Canceled) {
		return false
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		return passing(pg.Code)
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return pgconn.SafeToRetry(err) || pgconn.Timeout(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, net.ErrClosed)
}

// passing reports whether the SQLSTATE tells of a condition that passes:
// connection lost (08), resources (53), shut down or starting (57P),
// serialisation and deadlock (40).
func passing(code string) bool {
	for _, class := range []string{"08", "53", "57P", "40"} {
		if strings.HasPrefix(code, class) {
			return true
		}
	}
	return false
}

// SQLSTATEs that are answered for.
const (
	duplicate  = "23505"
	foreignKey = "23503"
	notText    = "22021"
)

// violates reports whether PostgreSQL refused with that SQLSTATE.
func violates(err error, code string) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return ok && pg.Code == code
}

// missing turns "no rows" into the given refusal.
func missing(err error, refusal *document.Error) error {
	if errors.Is(err, pgx.ErrNoRows) {
		return refusal
	}
	return err
}

func noDocument() *document.Error {
	return document.Refuse(document.NotFound, "no-document", "没有这件公文，或者您无权查看。")
}
