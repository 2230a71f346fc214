package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/term"

	"mingfa/internal/document"
	"mingfa/internal/identity"
	"mingfa/internal/store"
)

// unitCmd is about the units of the office.
type unitCmd struct {
	List unitListCmd `cmd:"" help:"列出机构。"`
	Put  unitPutCmd  `cmd:"" help:"新增或修改机构。"`
}

type unitListCmd struct {
	dataFlag
	recordFlags
}

// Run lists the units.
func (c *unitListCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		units, err := s.Units(ctx)
		if err != nil {
			return err
		}
		for _, u := range units {
			fmt.Fprintf(a.Out, "%-12s %s  上级：%s  机关代字：%s\n", u.ID, u.Name, orDash(u.Parent), orDash(u.AgencyCode))
		}
		return nil
	})
}

// unitPutCmd makes or changes a unit. A body that issues in its own name has an
// agency code, an organisation code and a red head; its inner units have none.
type unitPutCmd struct {
	dataFlag
	recordFlags
	ID      string `arg:"" help:"机构编号（字母和数字）。"`
	Name    string `arg:"" help:"全称。"`
	Short   string `help:"简称；不填则与全称相同。"`
	Parent  string `help:"上级机构的编号。"`
	Agency  string `help:"机关代字，例如 明政办发；只有对外行文的机关才有。"`
	OrgCode string `help:"统一社会信用代码，用于索引号。"`
	Head    string `help:"发文机关标志，例如 明州市人民政府办公室文件。"`
}

// Run stores the unit.
func (c *unitPutCmd) Run(ctx context.Context, a *app) error {
	if c.Agency != "" && (c.OrgCode == "" || c.Head == "") {
		return document.Refuse(document.Invalid, "issuer-incomplete", "对外行文的机关须同时填写机关代字、统一社会信用代码和发文机关标志。")
	}
	if c.Short == "" {
		c.Short = c.Name
	}
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		u := store.Unit{ID: c.ID, Name: c.Name, ShortName: c.Short, Parent: c.Parent, AgencyCode: c.Agency, OrgCode: c.OrgCode, Head: c.Head}
		if err := s.PutUnit(ctx, u); err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "已保存：%s（%s）\n", c.Name, c.ID)
		return nil
	})
}

// personPutCmd makes a person, or gives an old one a new name or password.
type personPutCmd struct {
	dataFlag
	recordFlags
	Login   string `arg:"" help:"登录名。"`
	Name    string `arg:"" help:"姓名。"`
	Suspend bool   `help:"停用账号，立即生效。"`
}

// Run asks for the password and stores its hash.
func (c *personPutCmd) Run(ctx context.Context, a *app) error {
	return withRecord(ctx, a, c.Data, c.DatabaseURL, func(s *store.Store) error {
		p, err := s.PersonByLogin(ctx, c.Login)
		if document.KindOf(err) == document.NotFound {
			id, failed := uuid.NewV7()
			if failed != nil {
				return failed
			}
			p, err = store.Person{ID: id.String(), Login: c.Login}, nil
		}
		if err != nil {
			return err
		}
		p.Name, p.Active = c.Name, !c.Suspend
		if p.Active {
			if p.PasswordHash, err = a.askPassword(); err != nil {
				return err
			}
		}
		if err := s.PutPerson(ctx, p); err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "已保存：%s（%s）\n", c.Name, c.Login)
		return nil
	})
}

// leastPassword is the shortest password, in characters.
const leastPassword = 8

// askPassword reads a password from the terminal without showing it, or a line
// from a pipe, and returns its hash.
func (a *app) askPassword() (string, error) {
	var password string
	if f, ok := a.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(a.Err, "口令：")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(a.Err)
		if err != nil {
			return "", err
		}
		password = string(b)
	} else {
		line, err := bufio.NewReader(a.In).ReadString('\n')
		if err != nil && line == "" {
			return "", errors.New("没有读到口令：请在终端中运行，或者从标准输入给出一行")
		}
		password = strings.TrimRight(line, "\r\n")
	}
	if utf8.RuneCountInString(password) < leastPassword {
		return "", document.Refuse(document.Invalid, "short-password", "口令至少8个字符。")
	}
	return identity.Hash(password)
}
