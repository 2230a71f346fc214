package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"mingfa/internal/api"
	"mingfa/internal/document"
	"mingfa/internal/verdict"
	"mingfa/policies"
)

// docsCmd writes the generated files of docs/.
type docsCmd struct {
	Dir string `help:"目标文件夹。" default:"docs" type:"path"`
}

// Run writes all of them; `make check` fails when that changes anything.
func (c *docsCmd) Run(_ *app) error {
	fsys, err := policies.Load("")
	if err != nil {
		return err
	}
	laws, err := verdict.Load(fsys)
	if err != nil {
		return err
	}
	spec, err := api.Spec()
	if err != nil {
		return err
	}
	rules, err := withGates(filepath.Join(c.Dir, "rules.md"))
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		"rules.md":  rules,
		"states.md": states(laws), "permissions.md": laws.Authority.Matrix(), "openapi.yaml": string(spec),
		"procedures.md": procedures(laws),
	} {
		if err := os.WriteFile(filepath.Join(c.Dir, name), []byte(text), 0o644); err != nil { //nolint:gosec // documentation
			return err
		}
	}
	return nil
}

// states is docs/states.md: the stage table and the procedures.
func states(laws verdict.Laws) string {
	var b strings.Builder
	b.WriteString("# 环节表 Stages\n\n<!-- generated from internal/document and policies/procedures; do not edit -->\n\n")
	b.WriteString("| stage | 环节 | 岗位 | 动作 | 关口 | rules |\n|---|---|---|---|---|---|\n")
	for _, r := range document.StageTable() {
		verbs := make([]string, 0, len(r.Verbs))
		for _, v := range r.Verbs {
			verbs = append(verbs, fmt.Sprintf("%s %s", v, v.Label()))
		}
		who := "—"
		if r.Who != "" {
			who = fmt.Sprintf("%s %s", r.Who, r.Who.Label())
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.Stage, r.Label, who, orDash(strings.Join(verbs, "、")), orDash(r.Gate), orDash(r.Rules))
	}
	b.WriteString("\n`return` 可以退回到本件已经过的任一环节；`recall` 只能由送出的人在下一环节办理之前使用。\n")
	b.WriteString("登记以后，主动公开的进入“发布”，其余的直接归档。\n\n# 办理程序 Procedures\n")
	for _, p := range laws.Book.All() {
		fmt.Fprintf(&b, "\n## %s（%s）\n\n| 环节 | 时限（工作日） | 条件 |\n|---|---|---|\n", p.Label, p.Class)
		for _, s := range p.Steps {
			limit := "—"
			if s.Workdays > 0 {
				limit = fmt.Sprint(s.Workdays)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", s.Stage.Label(), limit, orDash(s.When))
		}
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// versionCmd says which build this is.
type versionCmd struct{}

// Run prints version and Go release.
func (versionCmd) Run(a *app) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return fmt.Errorf("no build information")
	}
	fmt.Fprintf(a.Out, "mingfa %s %s\n", info.Main.Version, info.GoVersion)
	return nil
}
