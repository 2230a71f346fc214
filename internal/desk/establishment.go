package desk

import (
	"context"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Establishment is who and what the house is made of.
type Establishment struct {
	People     []Member
	Units      []UnitRow
	Procedures []Procedure
}

// Member is a person with the appointments held now.
type Member struct {
	Login, Name  string
	Active       bool
	Appointments []Appointment
}

// UnitRow is a unit as administrators see it.
type UnitRow struct {
	Name, ShortName, Parent string // Parent is its name
	Issuer                  bool   // issues in its own name
	AgencyCode, OrgCode     string
}

// Procedure is the way of one class of documents.
type Procedure struct {
	ID, Label, Version string
	Class              document.Class
	Steps              []ProcedureStep
}

// ProcedureStep is a stage with its time limit.
type ProcedureStep struct {
	Stage       document.Stage
	Who         string // the role that decides there, "" = nobody
	Workdays    int    // 0 = no limit
	Conditional bool   // only for measures that touch business operators
}

// Establishment returns the house. See Bench.
func (d *Desk) Establishment(ctx context.Context, person string) (Establishment, error) {
	if err := d.only(ctx, person, "establishment", "查看机构设置", document.OfficeChecker, document.Auditor); err != nil {
		return Establishment{}, err
	}
	people, err := d.record.People(ctx)
	if err != nil {
		return Establishment{}, err
	}
	units, err := d.record.Units(ctx)
	if err != nil {
		return Establishment{}, err
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.Name
	}
	var e Establishment
	for _, u := range units {
		e.Units = append(e.Units, UnitRow{u.Name, u.ShortName, names[u.Parent], u.Kind == store.Issuer, u.AgencyCode, u.OrgCode})
	}
	for _, p := range people {
		m := Member{Login: p.Login, Name: p.Name, Active: p.Active}
		for _, a := range p.Appointments {
			m.Appointments = append(m.Appointments, Appointment{Unit: a.Unit, UnitName: names[a.Unit], Role: a.Role, Label: a.Role.Label()})
		}
		e.People = append(e.People, m)
	}
	for _, p := range d.laws.Book.All() {
		row := Procedure{ID: p.ID, Label: p.Label, Version: p.Version, Class: p.Class}
		for _, s := range p.Steps {
			stage, _ := s.Stage.Row()
			row.Steps = append(row.Steps, ProcedureStep{
				Stage: s.Stage, Who: stage.Who.Label(), Workdays: s.Workdays, Conditional: s.When != "",
			})
		}
		e.Procedures = append(e.Procedures, row)
	}
	return e, nil
}
