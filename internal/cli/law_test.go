package cli

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mingfa/internal/demo"
	"mingfa/internal/store/storetest"
	"mingfa/internal/verdict"
)

// lengthened puts a calendar into the data folder by which the National Day holiday is a
// day longer.
func lengthened(t *testing.T, data, until string) {
	t.Helper()
	text, err := os.ReadFile("../../policies/calendar/2026.json")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), `"to": "2026-10-07"`, `"to": "`+until+`"`, 1)
	name := filepath.Join(data, "policies", "calendar", "2026.json")
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
}

// runningBeside makes the data folder that of a running system with the region and the law of
// the folder, and returns its plant.
func runningBeside(t *testing.T, data, region string) *plant {
	t.Helper()
	by := lawFlags{dataFlag: dataFlag{data}, Region: region}.law()
	laws, digest, err := loadPolicies(by.Policies, by.Region)
	if err != nil {
		t.Fatal(err)
	}
	r := storetest.Open(t)
	h := &house{record: r.Store, printer: printer{now: time.Now}}
	p := &plant{h: h, folder: by.Policies, data: data, region: region, inForce: verdict.NewInForce(laws)}
	p.enforce(laws, digest)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /alive", func(http.ResponseWriter, *http.Request) {})
	mux.Handle("GET /edition", guarded("t", http.HandlerFunc(p.tell)))
	mux.Handle("POST /redate", guarded("t", http.HandlerFunc(p.redating)))
	control := httptest.NewServer(mux)
	t.Cleanup(control.Close)
	told := running{Control: control.URL, Token: "t", Database: r.AppURL, Policies: by.Policies, Region: region}
	if err := told.write(data); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestToolsFollowTheLawOfTheDataFolder(t *testing.T) {
	data := t.TempDir()
	ask := []string{"workdays", "--from", "2026-09-30", "--add", "1", "--data", data}
	if _, out, errs := mingfa(t, ask...); !strings.Contains(out, "2026年10月8日") {
		t.Errorf("CAL-07 as embedded: %s%s", out, errs)
	}
	lengthened(t, data, "2026-10-08")
	if _, out, errs := mingfa(t, ask...); !strings.Contains(out, "2026年10月9日") {
		t.Errorf("CAL-07 as the office has it: %s%s", out, errs)
	}
	lengthened(t, data, "2026-13-08")
	for _, args := range [][]string{
		ask, {"rules", "--data", data}, {"check", "testdata/twelve-faults.json", "--data", data}, {"workdays", "--redate", "--data", data},
	} {
		code, out, errs := mingfa(t, args...)
		if code != exitWrong || out != "" || !strings.Contains(errs, "calendar/2026.json") {
			t.Errorf("%v with a faulty calendar: exit %d, %s%s", args, code, out, errs)
		}
	}
}

func TestToolsFollowTheRunningSystem(t *testing.T) {
	data := t.TempDir()
	runningBeside(t, data, "shanghai")
	region := func(more ...string) string {
		code, out, errs := mingfa(t, append([]string{"rules", "--json", "--data", data}, more...)...)
		var told struct {
			Region struct{ ID string }
		}
		if err := json.Unmarshal([]byte(out), &told); code != exitOK || err != nil {
			t.Fatalf("exit %d, %v, %s", code, err, errs)
		}
		return told.Region.ID
	}
	if got := region(); got != "shanghai" {
		t.Errorf("not named: %s", got)
	}
	if got := region("--region", "national"); got != "national" {
		t.Errorf("named: %s", got)
	}
}

// TestFolderMadeWhileTheSystemRuns: policies that come into the data folder later are found
// when they are reloaded; until then no tool answers by another law than the system.
func TestFolderMadeWhileTheSystemRuns(t *testing.T) {
	data := t.TempDir()
	p := runningBeside(t, data, "national")
	before := p.Policies()
	lengthened(t, data, "2026-10-08")
	ask := []string{"workdays", "--from", "2026-09-30", "--add", "1", "--data", data}
	for _, args := range [][]string{ask, {"rules", "--data", data}, {"check", "testdata/twelve-faults.json", "--data", data}} {
		code, out, errs := mingfa(t, args...)
		if code != exitWrong || out != "" || !strings.Contains(errs, "policies-not-loaded") || !strings.Contains(errs, "重新载入") {
			t.Errorf("%v before the reload: exit %d, %s%s", args, code, out, errs)
		}
	}
	if _, out, errs := mingfa(t, append(ask, "--policies", filepath.Join(data, "policies"))...); !strings.Contains(out, "2026年10月9日") {
		t.Errorf("by the folder that is named: %s%s", out, errs)
	}
	digest, enforce, err := p.Reread(t.Context())
	if err != nil || digest == before {
		t.Fatalf("the folder was not looked for again: %v", err)
	}
	enforce()
	if _, out, errs := mingfa(t, ask...); !strings.Contains(out, "2026年10月9日") {
		t.Errorf("after the reload: %s%s", out, errs)
	}
	if code, _, errs := mingfa(t, "workdays", "--redate", "--data", data); code != exitOK {
		t.Errorf("redate after the reload: %s", errs)
	}
	if err := os.RemoveAll(filepath.Join(data, "policies")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Reread(t.Context()); err == nil || p.Policies() != digest {
		t.Errorf("a folder in force that is gone: %v", err)
	}
	if code, _, errs := mingfa(t, ask...); code != exitWrong || !strings.Contains(errs, "policies-not-loaded") {
		t.Errorf("a tool without the folder: exit %d, %s", code, errs)
	}
}

func TestRedateByThePoliciesInForceOnly(t *testing.T) {
	data := t.TempDir()
	lengthened(t, data, "2026-10-08")
	p := runningBeside(t, data, "national")
	redate := []string{"workdays", "--redate", "--data", data}
	if code, out, errs := mingfa(t, redate...); code != exitOK || !strings.Contains(out, "变动0项") {
		t.Errorf("CAL-07 in force: exit %d, %s%s", code, out, errs)
	}
	other := t.TempDir()
	lengthened(t, other, "2026-10-07")
	for _, args := range [][]string{
		append(redate, "--policies", filepath.Join(other, "policies")),
		append(redate, "--region", "shanghai"),
	} {
		code, out, errs := mingfa(t, args...)
		if code != exitWrong || out != "" || !strings.Contains(errs, "没有改动任何期限") || !strings.Contains(errs, "policies-not-in-force") {
			t.Errorf("%v: exit %d, %s%s", args, code, out, errs)
		}
	}
	lengthened(t, data, "2026-10-09") // written, but not put into force
	if code, _, errs := mingfa(t, redate...); code != exitWrong || !strings.Contains(errs, "重新载入") {
		t.Errorf("a folder that was not loaded again: exit %d, %s", code, errs)
	}
	if _, err := p.redate(t.Context(), edition{Digest: p.Policies(), Region: "national"}); err != nil {
		t.Error(err)
	}
}

// TestRedateInTheRegister: where no system runs beside the data folder, the register says
// what is in force.
func TestRedateInTheRegister(t *testing.T) {
	r := storetest.Open(t)
	data := t.TempDir()
	redate := []string{"workdays", "--redate", "--data", data, "--database-url", r.AppURL}
	if code, _, errs := mingfa(t, redate...); code != exitWrong || !strings.Contains(errs, "no-edition") {
		t.Errorf("no edition: exit %d, %s", code, errs)
	}
	if err := seedDemo(t.Context(), r.Store, time.Now()); err != nil {
		t.Fatal(err)
	}
	put := func(ctx context.Context, digest string) {
		if err := r.Store.PutPolicyEdition(ctx, digest, demo.People()[0].ID, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	put(t.Context(), "another")
	if code, _, errs := mingfa(t, redate...); code != exitWrong || !strings.Contains(errs, "policies-not-in-force") {
		t.Errorf("another edition: exit %d, %s", code, errs)
	}
	_, digest, err := loadPolicies("", "national")
	if err != nil {
		t.Fatal(err)
	}
	put(t.Context(), digest)
	if code, out, errs := mingfa(t, redate...); code != exitOK || !strings.Contains(out, "变动0项") {
		t.Errorf("the edition in force: exit %d, %s%s", code, out, errs)
	}
}

// TestPoliciesAtTheStart: what a process starts with is in force and in the register, with
// one line in the ledger for each change, whoever put the former into force (CAL-07).
func TestPoliciesAtTheStart(t *testing.T) {
	r := storetest.Open(t)
	_, digest, err := loadPolicies("", "national")
	if err != nil {
		t.Fatal(err)
	}
	lines := func() int {
		t.Helper()
		entries, err := r.Store.Ledger(t.Context(), 1, 100)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, e := range entries {
			if e.Act == "policy.start" {
				n++
			}
		}
		return n
	}
	for i, start := range []string{digest, digest, "another", digest} {
		if err := r.Store.StartWithPolicies(t.Context(), start, time.Now()); err != nil {
			t.Fatal(err)
		}
		if want := []int{1, 1, 2, 3}[i]; lines() != want {
			t.Errorf("start %d: %d lines, want %d", i, lines(), want)
		}
	}
	if e, err := r.Store.LatestPolicyEdition(t.Context()); err != nil || e.Digest != digest || e.Person != "" {
		t.Errorf("%+v %v", e, err)
	}
	redate := []string{"workdays", "--redate", "--data", t.TempDir(), "--database-url", r.AppURL}
	if code, out, errs := mingfa(t, redate...); code != exitOK || !strings.Contains(out, "变动0项") {
		t.Errorf("dated anew by what the system started with: exit %d, %s%s", code, out, errs)
	}
}
