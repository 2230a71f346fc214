package cli

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/verdict"
)

func mingfa(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Run(t.Context(), args, Streams{Out: &o, Err: &e})
	return code, o.String(), e.String()
}

// TestCheckListsTwelveFaults: all of them at once, each with its article and what
// to do about it.
func TestCheckListsTwelveFaults(t *testing.T) {
	const draft = "testdata/twelve-faults.json"
	code, out, errs := mingfa(t, "check", draft, "--json")
	if code != exitWrong || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	var findings []document.Finding
	if err := json.Unmarshal([]byte(out), &findings); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, f.Rule)
		if f.Cite == "" || f.Remedy == "" || f.Place == "" {
			t.Errorf("%s lacks article, remedy or place: %+v", f.Rule, f)
		}
	}
	slices.Sort(got)
	want := []string{"DA-11", "DA-16", "DH-06", "GI-05", "IN-05", "IN-06", "IN-12", "LY-18", "LY-20", "ND-12", "ND-20", "SC-16"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, words, _ := mingfa(t, "check", draft)
	if !strings.Contains(words, "共12个问题") || strings.Count(words, "依据：") != 12 || strings.Count(words, "办法：") != 12 {
		t.Errorf("for people:\n%s", words)
	}
	page, err := os.ReadFile("../../docs/check.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), words) {
		t.Errorf("docs/check.md shows another answer than:\n%s", words)
	}
}

func TestCheckByRegion(t *testing.T) {
	if code, _, errs := mingfa(t, "check", "testdata/twelve-faults.json", "--region", "atlantis"); code != exitWrong || !strings.Contains(errs, "atlantis") {
		t.Errorf("unknown region: exit %d, %s", code, errs)
	}
}

func TestCheckRefusesAMisspeltDraft(t *testing.T) {
	name := filepath.Join(t.TempDir(), "draft.json")
	if err := os.WriteFile(name, []byte(`{"txt": {}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := mingfa(t, "check", name); code != exitWrong || !strings.Contains(errs, "txt") {
		t.Errorf("exit %d, %s", code, errs)
	}
}

func TestCheckRefusesWhatIsNoText(t *testing.T) {
	name := filepath.Join(t.TempDir(), "draft.json")
	if err := os.WriteFile(name, []byte("{\"text\": {\"title\": \"\xff\xfe\"}}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := mingfa(t, "check", name); code != exitWrong || out != "" || !strings.Contains(errs, "UTF-8") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
}

// TestCheckListsWhatTheScannerFinds: with its place and masked.
func TestCheckListsWhatTheScannerFinds(t *testing.T) {
	data, err := os.ReadFile("testdata/twelve-faults.json")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "draft.json")
	with := strings.Replace(string(data), `"body": "`, `"body": "公民身份号码11010519491231002X，值班手机13800138000。\n\n`, 1)
	if err := os.WriteFile(name, []byte(with), 0o600); err != nil {
		t.Fatal(err)
	}
	_, words, errs := mingfa(t, "check", name)
	for _, want := range []string{"SC-01", "SC-03", "正文第1行第7字“110*************2X”", "个人信息保护法"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %s in:\n%s%s", want, words, errs)
		}
	}
	if strings.Contains(words, "11010519491231002X") || strings.Contains(words, "13800138000") {
		t.Error("the values are printed")
	}
}

// TestWorkdaysTellsTheYearsApart: what is to come is provisional, what is past and has
// no table is refused with the way to mend it.
func TestWorkdaysTellsTheYearsApart(t *testing.T) {
	code, out, errs := mingfa(t, "workdays", "--from", "2026-12-30", "--add", "5")
	if code != exitOK || errs != "" || !strings.Contains(out, "（暂定）") || !strings.Contains(out, "尚未录入") {
		t.Errorf("beyond the last notice: exit %d, %s%s", code, out, errs)
	}
	code, out, errs = mingfa(t, "workdays", "--from", "2023-06-01", "--add", "5")
	if code != exitWrong || out != "" || !strings.Contains(errs, "calendar/2023.json") || !strings.Contains(errs, "calendar-missing") {
		t.Errorf("a past year without a table: exit %d, %s%s", code, out, errs)
	}
}

// TestPolicyFaultsAreTold: everything that is wrong with the policies of an office is told
// at once, each with file, line, key, rule and what to do.
func TestPolicyFaultsAreTold(t *testing.T) {
	folder := t.TempDir()
	for name, change := range map[string][2]string{
		"procedures/general.yaml": {"  - {stage: office_check, workdays: 2}\n", ""},
		"procedures/policy.yaml":  {"stage: signing, workdays", "stage: signing, workday"},
		"regions/shanghai.yaml":   {"collective: should", "collective: off"},
		"reminders.yaml":          {"percent: 80", "percent: 180"},
		"permissions/policy.csv":  {"p, signer, signing, sign,", "p, singer, signing, sign,"},
		"checklist.yaml":          {"items:", "item:"},
		"calendar/2026.json":      {`"2026-10-10"`, `"2026-10-09"`},
		"negative.yaml":           {"ground: R15", "ground: R99"},
	} {
		text, err := os.ReadFile(filepath.Join("../../policies", name))
		if err != nil {
			t.Fatal(err)
		}
		spoilt := strings.Replace(string(text), change[0], change[1], 1)
		if spoilt == string(text) {
			t.Fatalf("%s does not hold %q", name, change[0])
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(spoilt), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := loadPolicies(folder, "shanghai")
	var told strings.Builder
	a := &app{Streams: Streams{Out: io.Discard, Err: &told}}
	if code := a.report(err); code != exitWrong {
		t.Errorf("exit %d", code)
	}
	for _, want := range []string{
		"procedures/general.yaml 第", "procedures/policy.yaml 第", "DH-08 stage-missing", "regions/shanghai.yaml 第10行 collective", "ND-03 region-value",
		"reminders.yaml 第", "reminders[1].percent", "permissions/policy.csv 第35行 role", "checklist.yaml 第", "calendar/2026.json 第", "made_up[5]", "negative.yaml 第",
	} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("nothing of %s in\n%s", want, told.String())
		}
	}
	refused := policiesRefused(err)
	if len(refused.Findings) != 8 {
		t.Errorf("%d findings: %v", len(refused.Findings), refused)
	}
	for _, f := range refused.Findings {
		if !strings.Contains(f.Message, "制度文件 ") || !strings.Contains(f.Message, "。") {
			t.Errorf("%+v", f)
		}
	}
}

func TestRulesOfARegion(t *testing.T) {
	code, out, errs := mingfa(t, "rules", "--region", "shanghai")
	if code != exitOK || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	for _, want := range []string{"DA-01", "《政府信息公开条例》第二十六条", "上海市（shanghai）", "通告的有效期最长：1年（全国：与其他文件相同）", "载明有效期：必须（全国：应当核对）", "一般不少于30日"} {
		if !strings.Contains(out, want) {
			t.Errorf("mingfa rules lacks %q", want)
		}
	}
	for gate, want := range map[string]string{"G3": "ND-07", "G9": "MD-10", "G14": "ND-13"} {
		if code, out, _ := mingfa(t, "rules", "--gate", gate); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("%s: exit %d, %s", gate, code, out)
		}
	}
	if code, _, _ := mingfa(t, "rules", "--gate", "G99"); code != exitWrong {
		t.Errorf("unknown gate: exit %d", code)
	}
}

// TestCheckNamesTheGate that the findings are of: no gate is not clean.
func TestCheckNamesTheGate(t *testing.T) {
	for _, row := range []struct {
		at, gated document.Stage
		want, not string
	}{
		{document.UnitReview, document.AttributeReview, "环节：处室核稿　关口：G2\n本环节不设关口，以下为下一关口“公开属性认定”（G2）的预检结果。\n共0个问题", "终结"},
		{document.AttributeReview, document.AttributeReview, "环节：公开属性认定　关口：G2\n共0个问题", "预检"},
		{document.Published, "", "未作检查", "共0个问题"},
	} {
		var out strings.Builder
		printFindings(&out, verdict.Case{State: verdict.State{Stage: row.at}}, row.gated, nil)
		if got := out.String(); !strings.Contains(got, row.want) || strings.Contains(got, row.not) {
			t.Errorf("%s:\n%s", row.at, got)
		}
	}
}

// TestFilesAreRefusedInChinese: what the system says of a file in English is no answer.
func TestFilesAreRefusedInChinese(t *testing.T) {
	folder := t.TempDir()
	for name, row := range map[string]struct{ text, want string }{
		"none.json":    {"", "没有这个文件"},
		"empty.json":   {" ", "文件是空的"},
		"torn.json":    {`{"text": {"title": "通知"`, "没有写完"},
		"broken.json":  {`{"text": ]`, "不合 JSON 的写法"},
		"wrong.json":   {`{"text": {"title": 7}}`, "“text.title”的值类型不对"},
		"unknown.json": {`{"txt": {}}`, `没有"txt"这一项`},
	} {
		path := filepath.Join(folder, name)
		if row.text != "" {
			if err := os.WriteFile(path, []byte(row.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		code, _, errs := mingfa(t, "check", path)
		if code != exitWrong || !strings.Contains(errs, row.want) || strings.Contains(errs, "no such") || strings.Contains(errs, "EOF") {
			t.Errorf("%s: exit %d, %s", name, code, errs)
		}
	}
}
