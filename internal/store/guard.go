package store

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"mingfa/internal/document"
)

const ledgerPrivileges = `
SELECT l.oid IS NOT NULL,
	coalesce(has_table_privilege(l.oid, 'DELETE, TRUNCATE') OR has_any_column_privilege(l.oid, 'UPDATE'), false)
FROM (SELECT to_regclass('public.ledger')::oid AS oid) AS l`

// guardLedger refuses a role that could rewrite the ledger.
func guardLedger(ctx context.Context, pool *pgxpool.Pool) error {
	var present, writable bool
	if err := pool.QueryRow(ctx, ledgerPrivileges).Scan(&present, &writable); err != nil {
		return fail("check the rights on the ledger", err)
	}
	if !present {
		return document.Refuse(document.Unavailable, "not-migrated", "数据库尚未建立表结构，请先执行 mingfa migrate。")
	}
	if writable {
		return document.Refuse(document.Forbidden, "ledger-writable",
			"数据库角色 mingfa_app 能够修改或者删除台账，系统拒绝启动。请收回该角色对 ledger 表的 UPDATE、DELETE、TRUNCATE 权限。")
	}
	return nil
}

// Everything outside of the system catalogues that the present role can read or
// write, and that is none of the portal's views. A column is enough.
const portalExcess = `
SELECT count(*)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND (has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES')
       OR has_table_privilege(c.oid, 'DELETE, TRUNCATE, TRIGGER')
       OR (NOT (n.nspname = 'portal' AND c.relkind = 'v') AND has_any_column_privilege(c.oid, 'SELECT')))`

// guardShelf refuses a portal connection that could read more than is released.
func guardShelf(ctx context.Context, pool *pgxpool.Pool) error {
	var present, mighty bool
	var excess int
	err := pool.QueryRow(ctx, `
		SELECT to_regnamespace('portal') IS NOT NULL, r.rolsuper OR r.rolbypassrls, (`+portalExcess+`)
		FROM pg_roles r WHERE r.rolname = current_user`).Scan(&present, &mighty, &excess)
	if err != nil {
		return fail("check the rights of the portal", err)
	}
	if !present {
		return document.Refuse(document.Unavailable, "not-migrated", "数据库尚未建立表结构，请先执行 mingfa migrate。")
	}
	if mighty || excess > 0 {
		return document.Refuse(document.Forbidden, "portal-too-wide",
			"数据库角色 mingfa_portal 能够访问门户视图以外的数据，门户拒绝启动。请收回多余的权限。")
	}
	return nil
}
