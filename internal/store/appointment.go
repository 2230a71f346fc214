package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"mingfa/internal/audit"
	"mingfa/internal/authz"
	"mingfa/internal/document"
)

// Appoint gives the person the role in the unit from now on. A role that is held
// already is left as it is, without another line in the ledger.
func (s *Store) Appoint(ctx context.Context, person, unit string, role document.Role, actor string, now time.Time) error {
	if !role.Known() {
		return document.Refuse(document.Invalid, "unknown-role", "没有这个岗位。")
	}
	const sql = `INSERT INTO appointment (person, unit, role, since) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
	err := s.appointment(ctx, "appoint", sql, person, unit, role, actor, now)
	if violates(err, foreignKey) {
		return document.Refuse(document.NotFound, "no-person-or-unit", "没有这个人员或者机构。")
	}
	return err
}

// Revoke takes the role from the person from now on. A role that is not held is
// left so, without a line in the ledger.
func (s *Store) Revoke(ctx context.Context, person, unit string, role document.Role, actor string, now time.Time) error {
	const sql = `UPDATE appointment SET until = $4 WHERE person = $1 AND unit = $2 AND role = $3 AND until IS NULL`
	return s.appointment(ctx, "revoke", sql, person, unit, role, actor, now)
}

func (s *Store) appointment(ctx context.Context, act, sql, person, unit string, role document.Role, actor string, now time.Time) error {
	return s.tx(ctx, act, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, sql, person, unit, role, now)
		if err != nil || tag.RowsAffected() == 0 {
			return err
		}
		detail := map[string]string{"unit": unit, "role": string(role)}
		return entry{actor: actor, act: "person." + act, subject: person, outcome: audit.Done, detail: detail, at: now}.append(ctx, tx)
	})
}

// heldNow chooses the appointments that are held: not withdrawn, and not past their
// last day. The day is that of the database, so that no caller can forget to ask.
const heldNow = `until IS NULL AND (ends_on = '' OR ends_on >= to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD'))`

// appointments returns what is held now, by person; of one person only unless
// personID is "".
func appointments(ctx context.Context, q querier, personID string) (map[string][]authz.Appointment, error) {
	type row struct {
		Person string        `db:"person"`
		Unit   string        `db:"unit"`
		Role   document.Role `db:"role"`
	}
	rows, err := all[row](ctx, q, `
		SELECT person, unit, role FROM appointment WHERE `+heldNow+` AND ($1 = '' OR person = $1) ORDER BY person, id`, personID)
	out := map[string][]authz.Appointment{}
	for _, r := range rows {
		out[r.Person] = append(out[r.Person], authz.Appointment{Unit: r.Unit, Role: r.Role})
	}
	return out, err
}
