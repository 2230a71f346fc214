package store

import (
	"context"

	"mingfa/internal/document"
)

// Issuer returns the body in whose name a unit issues: the unit itself or the
// nearest one above it that has a 机关代字, since internal units do not issue in
// their own name (DH-21). Unfit when there is none.
func (s *Store) Issuer(ctx context.Context, unit string) (Unit, error) {
	u, err := issuerOf(ctx, s.pool, unit)
	return u, fail("find the issuing body", err)
}

// issuerQuery walks up from the unit to the first one with a 机关代字. A ring of
// parents ends after some steps.
const issuerQuery = `
WITH RECURSIVE up AS (
	SELECT u.*, 0 AS step FROM unit u WHERE u.id = $1
	UNION ALL
	SELECT p.*, up.step + 1 FROM unit p JOIN up ON p.id = up.parent WHERE up.step < 16
)
SELECT ` + unitColumns + ` FROM up WHERE agency_code <> '' ORDER BY step LIMIT 1`

// issuerName is the name of the body in whose name a unit issues, "" where there is none.
func issuerName(ctx context.Context, q querier, unit string) (string, error) {
	u, err := issuerOf(ctx, q, unit)
	if document.KindOf(err) != "" {
		return "", nil
	}
	return u.Name, err
}

func issuerOf(ctx context.Context, q querier, unit string) (Unit, error) {
	u, err := one[Unit](ctx, q, issuerQuery, unit)
	return u, missing(err, document.Refuse(document.Unfit, "no-issuer", "拟稿单位及其上级均未设置机关代字，不能编制发文字号。请先为发文机关设置机关代字。"))
}
