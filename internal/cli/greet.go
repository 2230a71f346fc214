package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mingfa/internal/demo"
	"mingfa/internal/identity"
	"mingfa/internal/store"
	"mingfa/internal/web"
)

// greet says where to click.
func (c *devCmd) greet(a *app, r running) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n明发已经启动，数据保存在 %s\n\n", c.Data)
	fmt.Fprintf(&b, "  办文工作台    %s\n  公开栏目      %s\n  接口说明      %s/api/v1/openapi.yaml\n", r.Workbench, r.Portal, r.Workbench)
	if !c.NoDemo {
		fmt.Fprintf(&b, "\n  演示人员（口令均为 %s）\n", demo.Password)
		units := map[string]string{}
		for _, u := range demo.Units() {
			units[u.ID] = u.ShortName
		}
		for _, p := range demo.People() {
			fmt.Fprintf(&b, "    %-14s %s  %s %s\n", p.Login, p.Name, units[p.Unit], p.Role.Label())
		}
		again := "make demo"
		if c.Data != defaultData() {
			again += fmt.Sprintf(` ARGS="--data %s"`, c.Data)
		}
		fmt.Fprintf(&b, "\n  先看全过程：另开一个终端执行 %s；或者以 %s 登录，点“拟写公文”。\n", again, demo.People()[0].Login)
	}
	b.WriteString("\n按 Ctrl-C 停止。\n")
	fmt.Fprint(a.Out, b.String())
}

func demoPeople() []web.DemoPerson {
	var out []web.DemoPerson
	for _, p := range demo.People() {
		out = append(out, web.DemoPerson{Login: p.Login, Name: p.Name, Role: p.Role.Label()})
	}
	return out
}

// seedDemo makes the demo office and its people when they are missing. What an
// operator changed since, a revoked role for one, is left as it is.
func seedDemo(ctx context.Context, s *store.Store, now time.Time) error {
	known, err := s.People(ctx)
	if err != nil {
		return err
	}
	if len(known) > 0 {
		return nil
	}
	for _, u := range demo.Units() {
		err := s.PutUnit(ctx, store.Unit{
			ID: u.ID, Name: u.Name, ShortName: u.ShortName, Parent: u.Parent, AgencyCode: u.Agency, OrgCode: u.OrgCode, Head: u.Head,
		})
		if err != nil {
			return err
		}
	}
	hash, err := identity.Hash(demo.Password)
	if err != nil {
		return err
	}
	for _, p := range demo.People() {
		if err := s.PutPerson(ctx, store.Person{ID: p.ID, Login: p.Login, Name: p.Name, PasswordHash: hash, Active: true}); err != nil {
			return err
		}
		if err := s.Appoint(ctx, p.ID, p.Unit, p.Role, "mingfa", now); err != nil {
			return err
		}
	}
	return nil
}
