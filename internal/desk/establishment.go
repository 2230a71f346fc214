package desk

import (
	"context"
	"slices"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Establishment is who and what the house is made of.
type Establishment struct {
	People []Member
	Units  []UnitRow
}

// Member is a person with the appointments held now.
type Member struct {
	ID, Login, Name string
	Active          bool
	HasPassword     bool // could sign in
	Appointments    []Term
}

// Term is an appointment with its last day, "" for none.
type Term struct {
	Appointment
	EndsOn document.Date
}

// UnitRow is a unit as administrators see it.
type UnitRow struct {
	ID                      string
	ParentID                string
	Head                    string // 发文机关标志
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
	Conditional bool   // only under the condition When
	When        string // in Chinese
	Gate        string // rulebook §14, "" where none stands
}

// Establishment returns the house. See Bench.
func (d *Desk) Establishment(ctx context.Context, person string) (Establishment, error) {
	if err := d.only(ctx, person, "establishment", "查看机构设置", document.OfficeChecker, document.Auditor, document.Administrator); err != nil {
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
	terms, err := d.record.Terms(ctx)
	if err != nil {
		return Establishment{}, err
	}
	ends := map[store.Term]document.Date{}
	for _, t := range terms {
		ends[store.Term{Person: t.Person, Unit: t.Unit, Role: t.Role}] = t.EndsOn
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.Name
	}
	var e Establishment
	for _, u := range units {
		e.Units = append(e.Units, UnitRow{
			ID: u.ID, ParentID: u.Parent, Head: u.Head, Name: u.Name, ShortName: u.ShortName, Parent: names[u.Parent],
			Issuer: u.Kind == store.Issuer, AgencyCode: u.AgencyCode, OrgCode: u.OrgCode,
		})
	}
	slices.SortStableFunc(e.Units, func(a, b UnitRow) int { return issuersFirst(a) - issuersFirst(b) })
	for _, p := range people {
		m := Member{ID: p.ID, Login: p.Login, Name: p.Name, Active: p.Active, HasPassword: p.PasswordHash != ""}
		for _, a := range p.Appointments {
			m.Appointments = append(m.Appointments, Term{
				Appointment: Appointment{Unit: a.Unit, UnitName: names[a.Unit], Role: a.Role, Label: a.Role.Label()},
				EndsOn:      ends[store.Term{Person: p.ID, Unit: a.Unit, Role: a.Role}],
			})
		}
		e.People = append(e.People, m)
	}
	slices.SortStableFunc(e.People, func(a, b Member) int { return e.seat(a) - e.seat(b) })
	return e, nil
}

// seat orders people as their units are, those without an office last.
func (e Establishment) seat(m Member) int {
	if len(m.Appointments) == 0 {
		return len(e.Units)
	}
	return slices.IndexFunc(e.Units, func(u UnitRow) bool { return u.ID == m.Appointments[0].Unit })
}

// procedures are the ways of the classes.
func (d *Desk) procedures() []Procedure {
	var out []Procedure
	for _, p := range d.laws.Book.All() {
		row := Procedure{ID: p.ID, Label: p.Label, Version: p.Version, Class: p.Class}
		for _, s := range p.Steps {
			stage, _ := s.Stage.Row()
			row.Steps = append(row.Steps, ProcedureStep{
				Stage: s.Stage, Who: stage.Who.Label(), Workdays: s.Workdays, Conditional: s.When != "", When: s.Condition(), Gate: stage.Gate,
			})
		}
		out = append(out, row)
	}
	return out
}

// issuersFirst orders units: those that issue in their own name stand first.
func issuersFirst(u UnitRow) int {
	if u.Issuer {
		return 0
	}
	return 1
}
