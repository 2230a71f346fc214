package desk

import (
	"context"
	"crypto/rand"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// Keeping is what an administrator may do. Every method is refused, on the record, to
// anybody else; every change is in the ledger and counts from the next request on.
type Keeping interface {
	// AddPerson adds a person who can't sign in yet and returns the id.
	AddPerson(ctx context.Context, admin, login, name string) (id string, err error)
	// SuspendPerson ends the sessions of a person at once; RestorePerson lets the
	// person sign in again.
	SuspendPerson(ctx context.Context, admin, person string) error
	RestorePerson(ctx context.Context, admin, person string) error
	// Grant gives a role in a unit, until the end of a day or ("") for good. Nobody
	// grants a role to himself, and who keeps the people holds no role of the way.
	Grant(ctx context.Context, admin, person, unit string, role document.Role, endsOn document.Date) error
	// Withdraw takes a role. The last administrator can't be removed.
	Withdraw(ctx context.Context, admin, person, unit string, role document.Role) error
	// Move takes all that a person holds in one unit to another.
	Move(ctx context.Context, admin, person, from, to string) error
	// PasswordLink returns the token of a link by which the person sets a password
	// once, and until when it can be used.
	PasswordLink(ctx context.Context, admin, person string) (token string, expires time.Time, err error)
	// ChangeUnit adds a unit, or changes the one with its id.
	ChangeUnit(ctx context.Context, admin string, u UnitRow) error
}

// linkLife is how long a link for a password can be used.
const linkLife = 24 * time.Hour

var (
	loginForm = regexp.MustCompile(`^[a-z][a-z0-9._-]{1,31}$`)
	unitForm  = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
)

func (d *Desk) keeps(ctx context.Context, admin, act string) error {
	return d.only(ctx, admin, act, "变更人员、机构和岗位", document.Administrator)
}

// AddPerson adds a person. See Keeping.
func (d *Desk) AddPerson(ctx context.Context, admin, login, name string) (string, error) {
	if err := d.keeps(ctx, admin, "person.add"); err != nil {
		return "", err
	}
	login, name = strings.TrimSpace(login), strings.TrimSpace(name)
	switch {
	case !loginForm.MatchString(login):
		return "", document.Refuse(document.Invalid, "bad-login-name", "登录名为2至32个小写字母、数字、点、横线，以字母开头。")
	case name == "" || utf8.RuneCountInString(name) > 30:
		return "", document.Refuse(document.Invalid, "bad-name", "请填写姓名，不超过30个字。")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return "", err
	}
	p := store.Person{ID: id.String(), Login: login, Name: name}
	return p.ID, d.refused(ctx, admin, "person.add", "", d.record.AddPerson(ctx, p, admin, d.now()))
}

// SuspendPerson suspends. See Keeping.
func (d *Desk) SuspendPerson(ctx context.Context, admin, person string) error {
	return d.activate(ctx, admin, person, false)
}

// RestorePerson restores. See Keeping.
func (d *Desk) RestorePerson(ctx context.Context, admin, person string) error {
	return d.activate(ctx, admin, person, true)
}

func (d *Desk) activate(ctx context.Context, admin, person string, active bool) error {
	if err := d.keeps(ctx, admin, "person.activate"); err != nil {
		return err
	}
	if person == admin {
		return d.refused(ctx, admin, "person.activate", person, document.Refuse(document.Forbidden, "own-account", "不能停用、启用本人的账号，请由其他系统管理员办理。"))
	}
	return d.refused(ctx, admin, "person.activate", person, d.record.Activate(ctx, person, active, admin, d.now()))
}

// Grant gives a role. See Keeping.
func (d *Desk) Grant(ctx context.Context, admin, person, unit string, role document.Role, endsOn document.Date) error {
	if err := d.keeps(ctx, admin, "person.appoint"); err != nil {
		return err
	}
	err := d.grantable(ctx, admin, person, role, endsOn)
	if err == nil {
		err = d.record.Grant(ctx, person, unit, role, endsOn, admin, d.now())
	}
	return d.refused(ctx, admin, "person.appoint", person, err)
}

// grantable holds the separation of duties: the keeper of the people has no part in
// what they do, and gives himself nothing.
func (d *Desk) grantable(ctx context.Context, admin, person string, role document.Role, endsOn document.Date) error {
	switch {
	case !role.Known():
		return document.Refuse(document.Invalid, "unknown-role", "没有这个岗位。")
	case person == admin:
		return document.Refuse(document.Forbidden, "own-grant", "系统管理员不得为本人授予岗位职责，请由其他系统管理员办理。")
	case endsOn != "" && !endsOn.Valid():
		return document.Refuse(document.Invalid, "bad-date", "截止日期无法识别，请按“年-月-日”填写。")
	case endsOn != "" && endsOn < document.DateOf(d.now()):
		return document.Refuse(document.Invalid, "past-date", "截止日期已经过去，请重新选择。")
	case endsOn != "" && role == document.Administrator:
		return document.Refuse(document.Invalid, "administrator-term", "“系统管理”岗位不设截止日期，以免到期后无人管理。")
	}
	held, err := d.record.Actor(ctx, person)
	if err != nil {
		return err
	}
	for _, a := range held.Appointments {
		if (a.Role == document.Administrator) != (role == document.Administrator) {
			return document.Refuse(document.Conflict, "duties-apart", "“系统管理”不得与其他岗位职责由同一人担任，请先收回其现有的“"+a.Role.Label()+"”岗位。")
		}
	}
	return nil
}

// Withdraw takes a role. See Keeping.
func (d *Desk) Withdraw(ctx context.Context, admin, person, unit string, role document.Role) error {
	if err := d.keeps(ctx, admin, "person.revoke"); err != nil {
		return err
	}
	return d.refused(ctx, admin, "person.revoke", person, d.record.Withdraw(ctx, person, unit, role, admin, d.now()))
}

// Move moves a person. See Keeping.
func (d *Desk) Move(ctx context.Context, admin, person, from, to string) error {
	if err := d.keeps(ctx, admin, "person.move"); err != nil {
		return err
	}
	var err error
	switch {
	case from == to:
		err = document.Refuse(document.Invalid, "same-unit", "调出和调入是同一机构，请重新选择。")
	case person == admin:
		err = document.Refuse(document.Forbidden, "own-grant", "系统管理员不得变更本人的岗位，请由其他系统管理员办理。")
	default:
		err = d.record.Move(ctx, person, from, to, admin, d.now())
	}
	return d.refused(ctx, admin, "person.move", person, err)
}

// PasswordLink makes a link. See Keeping.
func (d *Desk) PasswordLink(ctx context.Context, admin, person string) (string, time.Time, error) {
	if err := d.keeps(ctx, admin, "person.password_link"); err != nil {
		return "", time.Time{}, err
	}
	if _, err := d.record.Person(ctx, person); err != nil {
		return "", time.Time{}, err
	}
	token, expires := rand.Text(), d.now().Add(linkLife)
	err := d.record.NewPasswordLink(ctx, person, token, expires, admin, d.now())
	return token, expires, d.refused(ctx, admin, "person.password_link", person, err)
}

// ChangeUnit keeps a unit. See Keeping.
func (d *Desk) ChangeUnit(ctx context.Context, admin string, u UnitRow) error {
	if err := d.keeps(ctx, admin, "unit.put"); err != nil {
		return err
	}
	units, err := d.record.Units(ctx)
	if err != nil {
		return err
	}
	err = fitUnit(u, units)
	if err == nil {
		err = d.record.ChangeUnit(ctx, store.Unit{
			ID: u.ID, Name: u.Name, ShortName: u.ShortName, AgencyCode: u.AgencyCode, OrgCode: u.OrgCode, Head: u.Head, Parent: u.ParentID,
		}, admin, d.now())
	}
	return d.refused(ctx, admin, "unit.put", u.ID, err)
}

func fitUnit(u UnitRow, units []store.Unit) error {
	switch {
	case !unitForm.MatchString(u.ID):
		return document.Refuse(document.Invalid, "bad-unit-id", "机构编号为1至32个小写字母、数字、横线，以字母开头。")
	case u.Name == "" || utf8.RuneCountInString(u.Name) > 100:
		return document.Refuse(document.Invalid, "bad-unit-name", "请填写机构全称，不超过100个字。")
	case u.AgencyCode != "" && (u.OrgCode == "" || u.Head == ""):
		return document.Refuse(document.Invalid, "issuer-incomplete", "对外行文的机关须同时填写机关代字、统一社会信用代码和发文机关标志。")
	}
	// A unit below itself would make every walk up the house endless.
	for above := u.ParentID; above != ""; {
		if above == u.ID {
			return document.Refuse(document.Invalid, "circular-unit", "上级机构不能是本机构或者其下级，请重新选择。")
		}
		i := slices.IndexFunc(units, func(x store.Unit) bool { return x.ID == above })
		if i < 0 {
			return document.Refuse(document.NotFound, "no-unit", "没有这个机构。")
		}
		above = units[i].Parent
	}
	return nil
}
