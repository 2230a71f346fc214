package store

import (
	"context"

	"mingfa/internal/document"
)

// UnitKind says what a unit is.
type UnitKind string

// The kinds of unit.
const (
	Issuer UnitKind = "issuer" // 发文机关
	Office UnitKind = "office" // 内设机构
)

// Unit is an organisation that issues documents in its own name, or an office
// within one.
type Unit struct {
	ID         string   `json:"id" db:"id"`
	Name       string   `json:"name" db:"name"` // full name; for an issuer the 署名
	ShortName  string   `json:"short_name" db:"short_name"`
	AgencyCode string   `json:"agency_code" db:"agency_code"` // 机关代字, e.g. 明政办发
	OrgCode    string   `json:"org_code" db:"org_code"`       // 统一社会信用代码
	Head       string   `json:"head" db:"head"`               // 发文机关标志
	Kind       UnitKind `json:"kind" db:"kind"`               // "" = Issuer with a 机关代字, else Office
	Parent     string   `json:"parent" db:"parent"`           // id, "" at the top
}

const unitColumns = `id, name, short_name, agency_code, org_code, head, kind, coalesce(parent, '') AS parent`

// PutUnit adds the unit or changes the one with its id. The parent must exist.
func (s *Store) PutUnit(ctx context.Context, u Unit) error {
	err := putUnit(ctx, s.pool, u)
	if violates(err, foreignKey) {
		return noUnit()
	}
	return fail("put a unit", err)
}

func putUnit(ctx context.Context, q querier, u Unit) error {
	switch {
	case u.Kind != "":
	case u.AgencyCode != "":
		u.Kind = Issuer
	default:
		u.Kind = Office
	}
	_, err := q.Exec(ctx, `
		INSERT INTO unit (id, name, short_name, agency_code, org_code, head, kind, parent)
		VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, ''))
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name, agency_code = excluded.agency_code,
			org_code = excluded.org_code, head = excluded.head, kind = excluded.kind, parent = excluded.parent`,
		u.ID, u.Name, u.ShortName, u.AgencyCode, u.OrgCode, u.Head, u.Kind, u.Parent)
	return err
}

// Units returns all units in the order of their ids.
func (s *Store) Units(ctx context.Context) ([]Unit, error) {
	us, err := all[Unit](ctx, s.pool, `SELECT `+unitColumns+` FROM unit ORDER BY id`)
	return us, fail("list the units", err)
}

// Unit returns the unit; NotFound when there is none.
func (s *Store) Unit(ctx context.Context, id string) (Unit, error) {
	u, err := one[Unit](ctx, s.pool, `SELECT `+unitColumns+` FROM unit WHERE id = $1`, id)
	return u, fail("read a unit", missing(err, noUnit()))
}

func noUnit() *document.Error {
	return document.Refuse(document.NotFound, "no-unit", "没有这个机构。")
}
