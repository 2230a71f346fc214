// Package cli is the command line: it reads flags and environment, wires the
// rooms together and hands signals and streams on. It is the only room that
// knows all others, and the only one that reads the clock.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"mingfa/internal/document"
	"mingfa/policies"
)

// Streams are the standard streams of a run.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Exit codes of the program.
const (
	exitOK    = 0
	exitWrong = 1 // what was asked did not come out well
	exitUsage = 2 // the command line can't be understood
)

// commands is the whole command line.
type commands struct {
	Dev      devCmd         `cmd:"" help:"启动全套系统（内置 PostgreSQL 和 Temporal），用于试用和单机运行。"`
	Demo     demoCmd        `cmd:"" help:"以八个人的身份演示三份公文的全过程，并核对结果。"`
	Verify   verifyCmd      `cmd:"" help:"核验一份 PDF：印章是否完整、盖章后增加了什么、今天是否有效。"`
	Mark     markCmd        `cmd:"" help:"在 PDF 的每一页上标注效力（废止、失效等），原印章保持有效。"`
	Doc      docCmd         `cmd:"" name:"doc" help:"文稿：从 Word 等文件导入，排版清样。"`
	PDF      pdfCmd         `cmd:"" name:"pdf" hidden:"" help:"PDF 文件。"`
	Audit    auditCmd       `cmd:"" help:"台账。"`
	Scan     scanCmd        `cmd:"" help:"发布前扫描文件中的个人信息、涉密标志和未定稿痕迹。"`
	Sweep    sweepCmd       `cmd:"" help:"立即执行每日到期检查（施行、废止到期等）。"`
	Person   personCmd      `cmd:"" help:"人员和岗位职责。"`
	Unit     unitCmd        `cmd:"" help:"机构。"`
	Workday  workdayCmd     `cmd:"" name:"workdays" help:"计算工作日，并说明理由。"`
	Check    checkCmd       `cmd:"" help:"按规则检查一份公文，列出全部问题、依据和改正办法。"`
	Numbers  numbersCmd     `cmd:"" help:"发文字号台账：逐个序列核对有无缺号。"`
	Duties   dutiesCmd      `cmd:"" help:"一份公文的各项期限；登记系统外办结的期限。"`
	Consents countersignCmd `cmd:"" name:"countersign" help:"联合行文的会签。"`
	Rules    rulesCmd       `cmd:"" help:"列出各关口执行的规则及其依据。"`
	TakeDown takeDownCmd    `cmd:"" name:"take-down" help:"撤下公开的公文，或者恢复公开。"`

	Serve   serveCmd   `cmd:"" help:"运行办文工作台和接口（生产环境）。"`
	Worker  workerCmd  `cmd:"" help:"运行流程执行程序（生产环境）。"`
	Portal  portalCmd  `cmd:"" help:"运行公开栏目（生产环境）。"`
	Migrate migrateCmd `cmd:"" help:"建立或升级数据库结构。"`
	Health  healthCmd  `cmd:"" name:"healthcheck" help:"检查本机的服务是否应答。"`
	Docs    docsCmd    `cmd:"" hidden:"" help:"生成 docs/ 下的文件。"`
	Version versionCmd `cmd:"" help:"显示版本。"`

	Confine confineCmd   `cmd:"" hidden:"" passthrough:"" help:"限制本进程后成为另一程序。"`
	Extract pdfWorkerCmd `cmd:"" hidden:"" name:"pdf-worker" passthrough:"" help:"在受限的进程中读取一份 PDF。"`
}

// app is what every command is handed.
type app struct {
	Streams
	now func() time.Time
}

// Run runs the program and returns its exit code. The context ends on a signal.
func Run(ctx context.Context, args []string, s Streams) int {
	if err := knownEnvironment(os.Environ()); err != nil {
		fmt.Fprintln(s.Err, err)
		return exitUsage
	}
	var cmd commands
	exited := -1
	parser, err := kong.New(&cmd,
		kong.Name("mingfa"), kong.Description("明发：把公开嵌入办文。"),
		kong.UsageOnError(), kong.Writers(s.Out, s.Err),
		kong.Exit(func(code int) { exited = code }),
		kong.Vars{"data": defaultData()},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(s.Err, err)
		return exitUsage
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if exited >= 0 { // --help
		return exited
	}
	if err != nil {
		fmt.Fprintf(s.Err, "%v\n请用 mingfa --help 查看用法。\n", err)
		return exitUsage
	}
	// The one place that reads the clock; everything else takes it as an argument.
	a := &app{Streams: s, now: time.Now} //nolint:forbidigo // the clock is handed down from here
	if err := k.Run(a); err != nil {
		code := a.report(err)
		if e, ok := errors.AsType[exitWith](err); ok {
			return e.code
		}
		return code
	}
	return exitOK
}

// report says what went wrong in a sentence for people.
func (a *app) report(err error) int {
	if e, ok := errors.AsType[*document.Error](err); ok && len(policies.Faults(err)) == 0 {
		fmt.Fprintf(a.Err, "%s（%s）\n", e.Message, e.Code)
		for _, f := range e.Findings {
			fmt.Fprintf(a.Err, "  %s %s：%s%s\n", f.Rule, f.Place, f.Message, f.Remedy)
		}
		return exitWrong
	}
	if !errors.Is(err, errQuiet) {
		fmt.Fprintln(a.Err, plainly(err))
	}
	return exitWrong
}

// plainly says in Chinese what the system says of a file in English.
func plainly(err error) string {
	at, ok := errors.AsType[*fs.PathError](err)
	if !ok {
		return err.Error()
	}
	why := at.Err.Error()
	switch {
	case errors.Is(at, fs.ErrNotExist):
		why = "没有这个文件或者文件夹"
	case errors.Is(at, fs.ErrPermission):
		why = "没有权限"
	case errors.Is(at, fs.ErrExist):
		why = "已经存在"
	}
	return strings.Replace(err.Error(), at.Error(), "不能使用 "+at.Path+"："+why+"。请核对名称和权限。", 1)
}

// errQuiet ends a command with exit code 1 after it has said everything itself.
var errQuiet = errors.New("")

// knownVariables are the variables of the environment that the program reads.
// One that it does not know is most likely a misspelling, so it is refused.
var knownVariables = map[string]bool{
	"MINGFA_DATA": true, "MINGFA_LISTEN": true, "MINGFA_PORTAL_LISTEN": true, "MINGFA_PUBLIC_URL": true,
	"MINGFA_PORTAL_DATABASE_URL": true, "MINGFA_WEBHOOK_URL": true, "MINGFA_WEBHOOK_SECRET": true,
	"MINGFA_ACTOR_KEY": true, "MINGFA_SEAL_KEY": true, "MINGFA_SEAL_CERT": true, "MINGFA_SEAL_SIGNER": true,
	"MINGFA_TSA": true, "MINGFA_TSA_CERT": true, "MINGFA_MARK_SUBTYPE": true, "MINGFA_SM2_FORMAT": true, "MINGFA_POLICIES": true,
	"MINGFA_FONTS": true, "MINGFA_SITE": true, "MINGFA_SITE_ID": true, "MINGFA_CONTACT": true,
	"MINGFA_ICP": true, "MINGFA_POLICE": true, "MINGFA_PORTAL_TEXTS": true, "MINGFA_PORTAL_URL": true, "MINGFA_SECURE_COOKIE": true, "MINGFA_DEVSERVER": true,
	"MINGFA_DEPS": true, "MINGFA_PG_BIN": true, "MINGFA_DEMO": true, "MINGFA_FILES": true,
	"MINGFA_REGION": true, "MINGFA_SERVER": true, "MINGFA_PASSWORD": true, "MINGFA_OFFICE": true, "MINGFA_PDF_ENGINE": true, "MINGFA_UNIPDF": true, "MINGFA_GOTENBERG_URL": true,
}

func knownEnvironment(env []string) error {
	for _, kv := range env {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "MINGFA_") && !knownVariables[strings.TrimSuffix(name, "_FILE")] && !knownVariables[name] {
			return fmt.Errorf("环境变量 %s 不是明发的配置项，请检查拼写", name)
		}
	}
	return nil
}

// defaultData is the data folder: a system place for root, the user's own place
// for everybody else.
func defaultData() string {
	if os.Geteuid() == 0 {
		return "/var/lib/mingfa"
	}
	if d := os.Getenv("XDG_DATA_HOME"); d != "" {
		return d + "/mingfa"
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "mingfa-data"
	}
	return home + "/.local/share/mingfa"
}
