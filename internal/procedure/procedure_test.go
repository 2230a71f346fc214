package procedure_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/procedure"
	"mingfa/policies"
)

func embedded(t *testing.T) fs.FS {
	t.Helper()
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

func TestEmbeddedProcedures(t *testing.T) {
	book, err := procedure.Load(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	const (
		head    = "drafting unit_review attribute_review secrecy_review "
		tail    = "lockstep_check office_check signing registration publication"
		legal   = "legality_review "
		compete = "competition_review "
	)
	for _, row := range []struct {
		name    string
		class   document.Class
		affects bool
		want    string
	}{
		{"ND-04 normative", document.Normative, false, head + legal + tail},
		{"ND-08 normative, affects business", document.Normative, true, head + legal + compete + tail},
		{"DA-04 policy", document.Policy, false, head + tail},
		{"ND-08 policy, affects business", document.Policy, true, head + compete + tail},
		{"DH-07 general", document.General, false, head + tail},
		{"PD-01 answer", document.Answer, true, head + tail},
	} {
		t.Run(row.name, func(t *testing.T) {
			pinned, err := book.Resolve(row.class, procedure.Facts{AffectsBusiness: row.affects})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range pinned.Route() {
				got = append(got, string(s))
			}
			if diff := cmp.Diff(row.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
			if len(pinned.Version) != 64 {
				t.Errorf("version %q is no SHA-256", pinned.Version)
			}
		})
	}
}

func TestWorkdays(t *testing.T) {
	book, err := procedure.Load(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := book.Resolve(document.Normative, procedure.Facts{})
	if err != nil {
		t.Fatal(err)
	}
	for stage, want := range map[document.Stage]int{
		document.LegalityReview: 15, document.Drafting: 0, document.CompetitionReview: 0,
	} {
		if got := pinned.Workdays(stage); got != want {
			t.Errorf("%s: %d working days, want %d", stage, got, want)
		}
	}
}

func TestResolveUnknownClass(t *testing.T) {
	book, err := procedure.Load(embedded(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := book.Resolve("regulation", procedure.Facts{}); document.KindOf(err) != document.Invalid {
		t.Errorf("unknown class: %v, want an invalid error", err)
	}
}

// TestVersionFollowsTheFile holds that a changed file has another version, so a
// document tells by which text of its procedure it went.
func TestVersionFollowsTheFile(t *testing.T) {
	files := copied(t)
	before, err := procedure.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	p := files["procedures/general.yaml"]
	p.Data = []byte(strings.Replace(string(p.Data), "workdays: 3", "workdays: 4", 1))
	after, err := procedure.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if before[document.General].Version == after[document.General].Version {
		t.Error("the version did not change with the file")
	}
	if before[document.Policy].Version != after[document.Policy].Version {
		t.Error("the version of an untouched file changed")
	}
}

func TestLoadRefuses(t *testing.T) {
	replace := func(name, old, with string) func(fstest.MapFS) {
		return func(m fstest.MapFS) {
			f := m["procedures/"+name+".yaml"]
			f.Data = []byte(strings.Replace(string(f.Data), old, with, 1))
		}
	}
	for _, row := range []struct {
		name  string
		spoil func(fstest.MapFS)
		want  string
	}{
		{"misspelt field", replace("general", "workdays: 3", "workday: 3"), "第13行 workday：“workday”不是可用的键"},
		{"misspelt stage", replace("general", "stage: signing", "stage: sining"), "没有“sining”这一办理环节"},
		{"closed stage", replace("general", "stage: office_check", "stage: published"), "没有“published”这一办理环节"},
		{"stage that has no row yet", replace("general", "stage: office_check", "stage: countersign"), "没有“countersign”这一办理环节"},
		{"stage twice", replace("general", "stage: office_check", "stage: unit_review"), "出现两次"},
		{"unknown condition", replace("normative", "when: affects_business", "when: affects_bisiness"), "没有“affects_bisiness”这一条件"},
		{"negative limit", replace("general", "workdays: 3", "workdays: -3"), "时限为-3个工作日"},
		{"limit beyond a year", replace("general", "workdays: 3", "workdays: 3000"), "时限为3000个工作日"},
		{"no label", replace("general", "label: 一般公文办理程序", "label: ''"), "label"},
		{"no id", replace("general", "id: general", "id: ' '"), "id"},
		{"unknown class", replace("general", "class: general", "class: generl"), "没有“generl”这一文件类别"},
		{"two for one class", replace("normative", "class: normative", "class: general"), "已有办理程序"},
		{"class without procedure", func(m fstest.MapFS) { delete(m, "procedures/answer.yaml") }, "没有办理程序"},
		{"invariant 2: no secrecy review", replace("general", "  - {stage: secrecy_review, workdays: 2}\n", ""), "SR-01 stage-missing"},
		{
			"invariant 2: secrecy review under a condition",
			replace("general", "{stage: secrecy_review, workdays: 2}", "{stage: secrecy_review, workdays: 2, when: affects_business}"),
			"其他情形下缺少“保密审查”",
		},
		{"ND-04: no legality review", replace("normative", "  - {stage: legality_review, workdays: 15}\n", ""), "ND-04 stage-missing"},
		{
			"ND-08: no competition review",
			replace("policy", "  - {stage: competition_review, workdays: 10, when: affects_business}\n", ""), "ND-08 stage-missing",
		},
		{"ND-02: another policy that looks normative goes round the legal office", replace("policy", "when: major or normative_signs", "when: major"), "ND-02 stage-missing"},
		{"a condition that is none among several", replace("policy", "when: major or normative_signs", "when: major or signs"), "没有“signs”这一条件"},
		{"MD-09: no legality review of a major decision", replace("policy", "  - {stage: legality_review, workdays: 10, when: major or normative_signs}\n", ""), "重大行政决策时，缺少“合法性审核”环节（legality_review）"},
		{"DH-08: the check by the general office after the signing", func(m fstest.MapFS) {
			replace("general", "  - {stage: office_check, workdays: 2}\n", "")(m)
			replace("general", "  - {stage: registration", "  - {stage: office_check, workdays: 2}\n  - {stage: registration")(m)
		}, "DH-08 stage-order"},
	} {
		t.Run(row.name, func(t *testing.T) {
			files := copied(t)
			row.spoil(files)
			_, err := procedure.Load(files)
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("Load: %v, want an error about %q", err, row.want)
			}
		})
	}
}

func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	src, out := embedded(t), fstest.MapFS{}
	names, err := fs.Glob(src, "procedures/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		data, err := fs.ReadFile(src, n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = &fstest.MapFile{Data: data}
	}
	return out
}
