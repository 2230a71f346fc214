package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// minMajor is the oldest PostgreSQL whose SQL the product uses.
const minMajor = 15

// ErrNoPostgres says that the machine has no usable PostgreSQL programs. The
// text around it names the remedy.
var ErrNoPostgres = errors.New("未找到可用的 PostgreSQL 服务器程序")

const remedy = "请安装 PostgreSQL " + "15 或更高版本（Debian、Ubuntu：apt-get install postgresql；" +
	"Anolis、openEuler、RHEL：dnf install postgresql-server postgresql-contrib），" +
	"或指定程序所在目录，或设置 DATABASE_URL 使用已有的数据库"

// knownFolders are the places where packages put the programs, by system.
var knownFolders = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/postgresql/*/bin",
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql@*/bin",
	"/usr/local/opt/postgresql@*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// programs is a folder with postgres and initdb of one major version.
type programs struct {
	dir   string
	major int
}

func (p programs) path(name string) string { return filepath.Join(p.dir, name) }

// findPrograms looks in the explicit folder only, if there is one; else in PATH
// and the known folders, the newest version first. When major is not 0 (data of
// that version exists) nothing else will do.
func findPrograms(ctx context.Context, explicit string, major int) (programs, error) {
	var found []programs
	for _, dir := range candidates(explicit) {
		if p, ok := inspect(ctx, dir); ok {
			found = append(found, p)
		}
	}
	if explicit != "" && len(found) == 0 {
		return programs{}, fmt.Errorf("%w：%s 中没有 postgres 和 initdb；%s", ErrNoPostgres, explicit, remedy)
	}
	return choose(found, major)
}

func choose(found []programs, major int) (programs, error) {
	for _, p := range found {
		if p.major == major || major == 0 && p.major >= minMajor {
			return p, nil
		}
	}
	switch {
	case len(found) == 0:
		return programs{}, fmt.Errorf("%w；%s", ErrNoPostgres, remedy)
	case major != 0:
		return programs{}, fmt.Errorf("%w：已有数据由 PostgreSQL %d 建立，本机只有版本 %s；请安装 PostgreSQL %d，或先用 pg_upgrade 升级数据",
			ErrNoPostgres, major, majors(found), major)
	default:
		return programs{}, fmt.Errorf("%w：本机只有版本 %s；%s", ErrNoPostgres, majors(found), remedy)
	}
}

func majors(found []programs) string {
	var b bytes.Buffer
	for i, p := range found {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(strconv.Itoa(p.major))
	}
	return b.String()
}

func candidates(explicit string) []string {
	if explicit != "" {
		return []string{explicit}
	}
	var dirs []string
	if p, err := exec.LookPath("postgres"); err == nil {
		// The programs find their own libraries relative to the real file.
		if real, err := filepath.EvalSymlinks(p); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	for _, pattern := range knownFolders {
		match, _ := filepath.Glob(pattern)
		slices.SortFunc(match, func(a, b string) int { return number(b) - number(a) })
		dirs = append(dirs, match...)
	}
	return dirs
}

var digits = regexp.MustCompile(`\d+`)

// number is the last number in a folder's name: 9 sorts below 15.
func number(dir string) int {
	all := digits.FindAllString(dir, -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(all[len(all)-1])
	return n
}

var versionLine = regexp.MustCompile(`PostgreSQL\) (\d+)`)

func inspect(ctx context.Context, dir string) (programs, bool) {
	p := programs{dir: dir}
	if _, err := os.Stat(p.path("initdb")); err != nil {
		return p, false
	}
	out, err := exec.CommandContext(ctx, p.path("postgres"), "--version").Output() //nolint:gosec // the folder is the operator's choice
	if err != nil {
		return p, false
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return p, false
	}
	p.major, err = strconv.Atoi(string(m[1]))
	return p, err == nil
}
