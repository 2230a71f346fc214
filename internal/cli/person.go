package cli

import (
	"context"
	"fmt"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// personCmd is about people and the offices they hold.
type personCmd struct {
	List    personListCmd    `cmd:"" help:"列出人员和现有岗位职责。"`
	Put     personPutCmd     `cmd:"" help:"新增人员，或者修改姓名、口令，停用账号。"`
	Appoint personAppointCmd `cmd:"" help:"授予岗位职责。"`
	Revoke  personRevokeCmd  `cmd:"" help:"收回岗位职责，对下一次办理立即生效。"`
}

type personListCmd struct {
	dataFlag
	recordFlags
}

// Run lists everybody.
func (c *personListCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		people, err := s.People(ctx)
		if err != nil {
			return err
		}
		for _, p := range people {
			fmt.Fprintf(a.Out, "%-12s %-14s %s\n", p.ID, p.Login, p.Name)
			for _, x := range p.Appointments {
				fmt.Fprintf(a.Out, "             %s（%s） %s\n", x.Role.Label(), x.Role, x.Unit)
			}
		}
		return nil
	})
}

// appointment names a person, a unit and a role on the command line.
type appointment struct {
	dataFlag
	recordFlags
	Login string        `arg:"" help:"登录名。"`
	Unit  string        `arg:"" help:"机构编号。"`
	Role  document.Role `arg:"" help:"岗位职责，例如 secrecy_reviewer。"`
}

type personAppointCmd struct{ appointment }

// Run appoints; the ledger keeps it.
func (c *personAppointCmd) Run(ctx context.Context, a *app) error {
	return c.change(ctx, a, "已授予", func(s *store.Store, person string) error {
		return s.Appoint(ctx, person, c.Unit, c.Role, "operator", a.now())
	})
}

type personRevokeCmd struct{ appointment }

// Run revokes; the very next act sees it.
func (c *personRevokeCmd) Run(ctx context.Context, a *app) error {
	return c.change(ctx, a, "已收回", func(s *store.Store, person string) error {
		return s.Revoke(ctx, person, c.Unit, c.Role, "operator", a.now())
	})
}

func (c *appointment) change(ctx context.Context, a *app, done string, do func(*store.Store, string) error) error {
	if !c.Role.Known() {
		return document.Refuse(document.Invalid, "unknown-role", "没有“"+string(c.Role)+"”这个岗位职责。")
	}
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		p, err := s.PersonByLogin(ctx, c.Login)
		if err != nil {
			return err
		}
		if err := do(s, p.ID); err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "%s：%s，%s，%s\n", done, p.Name, c.Unit, c.Role.Label())
		return nil
	})
}
