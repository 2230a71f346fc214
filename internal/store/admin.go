package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/document"
)

// adminLock is the key of the advisory lock under which people and offices are
// changed, so that two administrators can't remove each other at once.
const adminLock = 0x6d696e67666102 // "mingfa", 2

// change runs one change of the establishment: alone, and with its line in the
// ledger. The change is undone when it leaves the house without an administrator
// that it had before.
func (s *Store) change(ctx context.Context, act, subject, actor string, detail any, now time.Time, fn func(tx pgx.Tx) error) error {
	return s.tx(ctx, act, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(adminLock)); err != nil {
			return err
		}
		before, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		after, err := administrators(ctx, tx)
		if err != nil {
			return err
		}
		if before > 0 && after == 0 {
			return document.Refuse(document.Conflict, "last-administrator", "这是最后一名系统管理员，不能停用或者收回。请先授予另一人“系统管理”岗位职责。")
		}
		return entry{actor: actor, act: act, subject: subject, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
}

func administrators(ctx context.Context, tx pgx.Tx) (n int, err error) {
	err = tx.QueryRow(ctx, `
		SELECT count(*) FROM appointment a JOIN person p ON p.id = a.person WHERE p.active AND a.role = $1 AND `+heldNow, document.Administrator).Scan(&n)
	return n, err
}

// AddPerson adds a person who can't sign in before a password is set. A login that
// is somebody else's is a Conflict.
func (s *Store) AddPerson(ctx context.Context, p Person, actor string, now time.Time) error {
	detail := map[string]string{"login": p.Login}
	err := s.change(ctx, "person.add", p.ID, actor, detail, now, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO person (id, login, name, active) VALUES ($1, $2, $3, true)`, p.ID, p.Login, p.Name)
		return err
	})
	if violates(err, duplicate) {
		return document.Refuse(document.Conflict, "login-taken", "这个登录名已由他人使用。")
	}
	return err
}

// Activate suspends a person, whose sessions end at once, or restores one.
func (s *Store) Activate(ctx context.Context, person string, active bool, actor string, now time.Time) error {
	act := map[bool]string{true: "person.restore", false: "person.suspend"}[active]
	return s.change(ctx, act, person, actor, map[string]string{}, now, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE person SET active = $2, sessions_since = $3 WHERE id = $1 AND active <> $2`, person, active, now)
		return tookEffect(tag.RowsAffected(), err, "already-so", "该人员已经是这个状态，请刷新后查看。")
	})
}

// tookEffect turns a change of nothing into a Conflict.
func tookEffect(rows int64, err error, code, message string) error {
	if err == nil && rows == 0 {
		return document.Refuse(document.Conflict, code, message)
	}
	return err
}

// Grant gives the person the role in the unit until the end of a day, "" for good.
// What is held already gets the new last day.
func (s *Store) Grant(ctx context.Context, person, unit string, role document.Role, endsOn document.Date, actor string, now time.Time) error {
	detail := map[string]string{"unit": unit, "role": string(role), "ends_on": string(endsOn)}
	err := s.change(ctx, "person.appoint", person, actor, detail, now, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO appointment (person, unit, role, since, ends_on) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (person, unit, role) WHERE until IS NULL DO UPDATE SET ends_on = excluded.ends_on`, person, unit, role, now, endsOn)
		return err
	})
	if violates(err, foreignKey) {
		return document.Refuse(document.NotFound, "no-person-or-unit", "没有这个人员或者机构。")
	}
	return err
}

// Withdraw takes the role from the person; a Conflict when it is not held.
func (s *Store) Withdraw(ctx context.Context, person, unit string, role document.Role, actor string, now time.Time) error {
	detail := map[string]string{"unit": unit, "role": string(role)}
	return s.change(ctx, "person.revoke", person, actor, detail, now, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `UPDATE appointment SET until = $4 WHERE person = $1 AND unit = $2 AND role = $3 AND until IS NULL`, person, unit, role, now)
		return tookEffect(tag.RowsAffected(), err, "not-held", "该人员没有担任这一岗位，请刷新后查看。")
	})
}

// Move takes all that the person holds in one unit to another.
func (s *Store) Move(ctx context.Context, person, from, to, actor string, now time.Time) error {
	detail := map[string]string{"from": from, "to": to}
	err := s.change(ctx, "person.move", person, actor, detail, now, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, `
			WITH gone AS (UPDATE appointment SET until = $4 WHERE person = $1 AND unit = $2 AND until IS NULL RETURNING role, ends_on)
			INSERT INTO appointment (person, unit, role, since, ends_on) SELECT $1, $3, role, $4, ends_on FROM gone
			ON CONFLICT (person, unit, role) WHERE until IS NULL DO UPDATE SET ends_on = excluded.ends_on`, person, from, to, now)
		return tookEffect(tag.RowsAffected(), err, "not-held", "该人员在原机构没有现任岗位，请刷新后查看。")
	})
	if violates(err, foreignKey) {
		return noUnit()
	}
	return err
}

// ChangeUnit adds or changes a unit by hand of a person.
func (s *Store) ChangeUnit(ctx context.Context, u Unit, actor string, now time.Time) error {
	detail := map[string]string{"name": u.Name, "parent": u.Parent, "agency": u.AgencyCode}
	err := s.change(ctx, "unit.put", u.ID, actor, detail, now, func(tx pgx.Tx) error { return putUnit(ctx, tx, u) })
	if violates(err, foreignKey) {
		return noUnit()
	}
	return err
}

// Term is an appointment with its last day.
type Term struct {
	Person string        `db:"person"`
	Unit   string        `db:"unit"`
	Role   document.Role `db:"role"`
	EndsOn document.Date `db:"ends_on"`
}

// Terms returns all that is held now and ends on a day.
func (s *Store) Terms(ctx context.Context) ([]Term, error) {
	out, err := all[Term](ctx, s.pool, `SELECT person, unit, role, ends_on FROM appointment WHERE ends_on <> '' AND `+heldNow+` ORDER BY id`)
	return out, fail("list the terms", err)
}
