//go:build unix

package embedded

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the operating-system user that PostgreSQL runs as. PostgreSQL
// refuses to run as root, so root lends it another one.
type account struct {
	name     string
	uid, gid int
	lent     bool // we are root and it is not
}

// chooseAccount prefers the owner of existing data, so that a folder made as
// root works for root again.
func chooseAccount(data string) (account, error) {
	me := account{name: "当前用户", uid: os.Geteuid(), gid: os.Getegid()}
	owner, exists := ownerOf(data)
	if me.uid != 0 {
		if exists && owner != me.uid {
			return me, fmt.Errorf("数据目录 %s 属于账户 %s，当前用户不能使用；请改用该账户运行，或另选数据目录", data, userName(owner))
		}
		return me, nil
	}
	names := []string{"postgres", "nobody"}
	if exists && owner != 0 {
		names = []string{strconv.Itoa(owner)}
	}
	for _, name := range names {
		if a, err := lookup(name); err == nil && a.uid != 0 {
			return a, nil
		}
	}
	return me, fmt.Errorf("以 root 运行时数据库须由普通账户运行，但系统中没有账户 %v；请新建账户 postgres，或以普通用户运行", names)
}

func lookup(name string) (account, error) {
	u, err := user.Lookup(name)
	if err != nil {
		if u, err = user.LookupId(name); err != nil {
			return account{}, err
		}
	}
	uid, errUID := strconv.Atoi(u.Uid)
	gid, errGID := strconv.Atoi(u.Gid)
	return account{name: u.Username, uid: uid, gid: gid, lent: true}, errors.Join(errUID, errGID)
}

func userName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return strconv.Itoa(uid)
}

func ownerOf(path string) (uid int, exists bool) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, false
	}
	return int(info.Sys().(*syscall.Stat_t).Uid), true
}

// credential is nil when the process keeps our own user.
func (a account) credential() *syscall.Credential {
	if !a.lent {
		return nil
	}
	return &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
}

// makeDir makes a folder of mode 0700 that belongs to the account, or takes
// over one that is ours. A folder of somebody else is refused.
func (a account) makeDir(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("不能建立目录 %s：%w", path, err)
	}
	owner, _ := ownerOf(path)
	if owner != a.uid && owner != os.Geteuid() {
		return fmt.Errorf("目录 %s 属于账户 %s，拒绝使用；请另选数据目录", path, userName(owner))
	}
	if owner != a.uid {
		if err := os.Chown(path, a.uid, a.gid); err != nil {
			return fmt.Errorf("不能把目录 %s 交给账户 %s：%w", path, a.name, err)
		}
	}
	if err := os.Chmod(path, 0o700); err != nil { //nolint:gosec // a folder needs the x bit
		return fmt.Errorf("不能设置目录 %s 的权限：%w", path, err)
	}
	return nil
}

// canReach says which parent folder keeps a lent account from a path.
func (a account) canReach(path string) error {
	if !a.lent {
		return nil
	}
	for dir := filepath.Dir(path); ; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			return fmt.Errorf("不能读取目录 %s：%w", dir, err)
		}
		if !a.mayEnter(info) {
			return fmt.Errorf("以 root 运行时数据库由账户 %s 运行，但该账户不能进入目录 %s，因而到不了 %s；"+
				"请改用其他位置（例如 /var/lib/mingfa），或执行 chmod o+x %s，或以普通用户运行", a.name, dir, path, dir)
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func (a account) mayEnter(dir os.FileInfo) bool {
	stat := dir.Sys().(*syscall.Stat_t)
	bit := os.FileMode(0o001)
	switch {
	case int(stat.Uid) == a.uid:
		bit = 0o100
	case int(stat.Gid) == a.gid:
		bit = 0o010
	}
	return dir.Mode().Perm()&bit != 0
}
