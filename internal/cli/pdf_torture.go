package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

// pdfCmd holds what is done with PDF files besides marking and verifying them.
type pdfCmd struct {
	Torture tortureCmd `cmd:"" help:"对一个文件夹中的 PDF 逐个做全部操作，每个文件在单独的进程中进行，列表报告结果。"`
	Try     tryCmd     `cmd:"" hidden:"" help:"对一个文件做一项操作。"`
}

// tortureCmd runs every operation over a folder of foreign files. Each file is in
// the hands of a child process with limits, so that whatever a file does to us is
// counted and does no harm.
type tortureCmd struct {
	Dir       string        `arg:"" help:"文件夹，包括其下各级。" type:"existingdir"`
	Timeout   time.Duration `default:"15s" help:"一项操作的时限。"`
	Memory    uint64        `default:"1024" help:"一个进程的内存上限（MiB）。"`
	Mutations int           `default:"0" help:"每个文件另外造出多少个随机损坏的版本。"`
	Seed      uint64        `default:"1" help:"随机损坏的种子；种子相同，损坏相同。"`
	QPDF      bool          `name:"qpdf" help:"用 qpdf 检查盖章、标注、再次标注的结果：原文件完好的，结果也应当完好。"`
}

// outcomes are the columns of the table.
var outcomes = []string{"ok", "refused", "error", "crash", "hang", "damaged"}

// tally counts outcomes by operation.
type tally map[string]map[string]int

// Run prints the table. The exit code is 0 only if nothing crashed, hung, failed
// without a sentence for people, or came out damaged. What was refused has no result that
// another operation could go on with, so that those count fewer files.
func (c *tortureCmd) Run(ctx context.Context, a *app) error {
	t, err := c.prepare(a)
	if err != nil {
		return err
	}
	if err := warm(ctx); err != nil {
		return err
	}
	defer os.RemoveAll(t.dir) //nolint:errcheck // a folder for temporary files
	err = filepath.WalkDir(c.Dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.EqualFold(filepath.Ext(path), ".pdf") {
			return err
		}
		return t.file(ctx, path)
	})
	if err != nil {
		return err
	}
	t.print(a.Out)
	if bad := t.count("error") + t.count("crash") + t.count("hang") + t.count("damaged"); bad > 0 {
		return errQuiet
	}
	return nil
}

// torture is one run.
type torture struct {
	*tortureCmd
	program string
	dir     string // for key, mutations and results
	random  *rand.Rand
	counts  tally
	files   int
	notes   io.Writer
}

func (c *tortureCmd) prepare(a *app) (*torture, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	if _, err := exec.LookPath("qpdf"); c.QPDF && err != nil {
		return nil, document.Refuse(document.Invalid, "no-qpdf", "没有找到 qpdf，请先安装，或者去掉 --qpdf。")
	}
	t := &torture{tortureCmd: c, program: program, random: rand.New(rand.NewPCG(c.Seed, 0)), counts: tally{}, notes: a.Err} //nolint:gosec // repeatable on purpose
	if t.dir, err = os.MkdirTemp("", "mingfa-torture-"); err != nil {
		return nil, err
	}
	id, err := pdf.NewIdentity("压力测试", a.now().Add(-time.Hour))
	if err != nil {
		return nil, err
	}
	key, chain, err := id.MarshalPEM()
	if err != nil {
		return nil, err
	}
	return t, errors.Join(os.WriteFile(t.path("key.pem"), key, 0o600), os.WriteFile(t.path("chain.pem"), chain, 0o600))
}

func (t *torture) path(name string) string { return filepath.Join(t.dir, name) }

// file tries a file and its mutations.
func (t *torture) file(ctx context.Context, path string) error {
	if err := t.operations(ctx, path, filepath.Base(path)); err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	for i := range t.Mutations {
		if err := os.WriteFile(t.path("mutation.pdf"), mutated(data, t.random), 0o600); err != nil { //nolint:gosec // in a folder of our own
			return err
		}
		if err := t.operations(ctx, t.path("mutation.pdf"), fmt.Sprintf("%s #%d", filepath.Base(path), i+1)); err != nil {
			return err
		}
	}
	return nil
}

// operations tries all operations on a file, each in a child of its own.
func (t *torture) operations(ctx context.Context, path, name string) error {
	t.files++
	sound := t.QPDF && soundFor(ctx, path)
	made := map[string]bool{"": true}
	for _, op := range operations {
		if !made[op.of] {
			continue // there is nothing to go on with
		}
		outcome, said := t.try(ctx, op, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if outcome == "ok" && op.writes && sound && !soundFor(ctx, t.path(result(op.name))) {
			outcome, said = "damaged", "qpdf"
		}
		made[op.name] = outcome == "ok" && op.writes
		if t.counts[op.name] == nil {
			t.counts[op.name] = map[string]int{}
		}
		t.counts[op.name][outcome]++
		if outcome != "ok" && outcome != "refused" {
			fmt.Fprintf(t.notes, "%s：%s %s %s\n", name, op.name, outcome, said)
		}
	}
	return nil
}

// soundFor reports whether qpdf has nothing to say about a file.
func soundFor(ctx context.Context, path string) bool {
	return exec.CommandContext(ctx, "qpdf", "--check", path).Run() == nil //nolint:gosec // a program and a file of ours
}

// try runs one operation in a child process.
func (t *torture) try(ctx context.Context, op operation, path string) (outcome, said string) {
	if op.of != "" {
		path = t.path(result(op.of))
	}
	limited, stop := context.WithTimeout(ctx, t.Timeout)
	defer stop()
	child := exec.CommandContext(limited, t.program, "pdf", "try", op.name, path, "--dir", t.dir, fmt.Sprintf("--memory=%d", t.Memory)) //nolint:gosec // this very program
	child.WaitDelay = time.Second
	out, err := child.CombinedOutput()
	said = firstLine(out)
	var exit *exec.ExitError
	word, _, _ := strings.Cut(said, " ")
	word = strings.TrimSuffix(word, ":")
	switch {
	case limited.Err() != nil:
		return "hang", said
	case err == nil:
		return "ok", said
	case !errors.As(err, &exit) || exit.ExitCode() != exitWrong:
		return "crash", said
	case slices.Contains(outcomes, word): // of which the child tells: refused, crash, damaged
		return word, said
	}
	return "error", said
}

func firstLine(b []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	return line
}

func (t *torture) count(outcome string) int {
	n := 0
	for _, c := range t.counts {
		n += c[outcome]
	}
	return n
}

// print writes the table.
func (t *torture) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%d files\t%s\t\n", t.files, strings.Join(outcomes, "\t"))
	for _, op := range operations {
		fmt.Fprintf(w, "%s\t", op.name)
		for _, o := range outcomes {
			fmt.Fprintf(w, "%d\t", t.counts[op.name][o])
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // the table is the answer; an output that is gone asks for none
}
