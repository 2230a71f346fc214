package rulebook_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/policies"
)

func TestRegions(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	regions, err := rulebook.LoadRegions(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"national", "shanghai", "huizhou", "strict"} {
		if r, err := rulebook.LoadRegion(fsys, id); err != nil || r.ID != id || regions[id].Label == "" {
			t.Errorf("region %s: %+v %v", id, r, err)
		}
	}
	if _, err := rulebook.LoadRegion(fsys, "atlantis"); document.KindOf(err) != document.Invalid {
		t.Errorf("unknown region: %v", err)
	}
	good, err := fs.ReadFile(fsys, "regions/national.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, old, with, key, rule, want string }{
		{"unknown key", "review_months: 12", "review_month: 12", "review_month", "", "更正键名"},
		{"not a number", "review_months: 12", "review_months: 很久", "review_months", "", "不是该键可用的值"},
		{"no YAML", "mark:", "mark: {", "", "", "YAML"},
		{"another id", "id: national", "id: other", "id", "", "与文件名不同"},
		{"a strength that is none", "collective: should", "collective: perhaps", "collective", "ND-03", "“perhaps”"},
		{"DA-13 a mark that says something else", "PROACTIVE: 此件主动公开", "PROACTIVE: 此件不予公开", "mark.PROACTIVE", "DA-13", "与公开属性一致"},
		{"DA-13 a mark of an attribute nobody knows", "PROACTIVE: 此件主动公开", "PROACTIVE: 此件主动公开\n  SECRET: 此件不公开", "mark.PROACTIVE", "DA-13", "与公开属性一致"},
		{"ND-12 no years", "years: 5", "years: 0", "validity.years", "ND-12", "填为0年"},
		{"ND-12 longer on trial", "provisional_years: 2", "provisional_years: 6", "validity.provisional_years", "ND-12", "不长于其他文件"},
		{"ND-05 most before least", "most: 15", "most: 3", "legality.most", "ND-05", "填为3个工作日"},
		{"ND-05 less than the nation gives", "least: 5", "least: 4", "legality.least", "ND-05", "不少于5个工作日"},
		{"ND-05 more than the nation gives", "most: 15", "most: 16", "legality.most", "ND-05", "不超过15个工作日"},
		{"ND-11 a pattern that is none", "pattern: ''", "pattern: '['", "registration.pattern", "ND-11", "“[”"},
		{"ND-14 evaluation before the document", "evaluate_months: 6", "evaluate_months: 600", "evaluate_months", "ND-14", "24个月"},
		{"ND-07 a comment period of three days", "days: 30", "days: 3", "comment.days", "ND-07", "一般不少于30日"},
		{"ND-07 nobody asks for comments", "strength: should\n  days: 30", "strength: off\n  days: 30", "comment.strength", "ND-07", "不得不检查"},
		{"ND-03 no collective decision", "collective: should", "collective: off", "collective", "ND-03", "国办发〔2018〕37号"},
		{"ND-15 filed after months", "days: 15", "days: 90", "filing.days", "ND-15", "不超过30日"},
		{"ND-16 no clean-up for years", "clean_up_months: 24", "clean_up_months: 36", "clean_up_months", "ND-16", "每2年"},
		{"IN-08 interpretation after weeks", "later_workdays: 3", "later_workdays: 10", "later_workdays", "IN-08", "3个工作日内"},
		{"DA-17 no assessment", "review_months: 12", "review_months: 0", "review_months", "DA-17", "第十八条"},
		{"no basis", "basis: 国家法律", "basis: ''\n# 国家法律", "basis", "", "没有填写依据"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := strings.Replace(string(good), row.old, row.with, 1)
			_, err := rulebook.LoadRegions(fstest.MapFS{"regions/national.yaml": &fstest.MapFile{Data: []byte(text)}})
			faults := policies.Faults(err)
			if len(faults) == 0 {
				t.Fatalf("LoadRegions: %v, want a fault", err)
			}
			f := faults[0]
			if f.File != "regions/national.yaml" || f.Path != row.key || f.Rule != row.rule || f.Line == 0 || f.Code == "" ||
				!strings.Contains(f.Error(), row.want) || f.Remedy == "" {
				t.Errorf("%+v\nwant key %q, rule %q, words %q", f, row.key, row.rule, row.want)
			}
			if strings.Contains(text, row.key) && !strings.Contains(strings.Split(text, "\n")[f.Line-1], lastOf(row.key)) {
				t.Errorf("line %d is not that of %s", f.Line, row.key)
			}
		})
	}
	if _, err := rulebook.LoadRegions(fstest.MapFS{}); err == nil {
		t.Error("no national region: want an error")
	}
}

// lastOf is the last name of a key.
func lastOf(key string) string { return key[strings.LastIndex(key, ".")+1:] }

// TestRegionsAllAtOnce: who mends a region reads everything that is wrong with it.
func TestRegionsAllAtOnce(t *testing.T) {
	fsys, err := policies.Load("")
	if err != nil {
		t.Fatal(err)
	}
	good, err := fs.ReadFile(fsys, "regions/national.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("collective: should", "collective: off", "days: 30", "days: 3").Replace(string(good))
	_, err = rulebook.LoadRegions(fstest.MapFS{"regions/national.yaml": &fstest.MapFile{Data: []byte(text)}})
	if got := policies.Faults(err); len(got) != 2 {
		t.Errorf("%d faults, want 2: %v", len(got), err)
	}
}

func TestNegativeList(t *testing.T) {
	item := "{id: N-1, ground: R15, title: 商业秘密, scope: 第三方}"
	for _, row := range []struct{ name, text, want string }{
		{"PD-15 a list", "version: '1'\nitems: [" + item + "]", ""},
		{"PD-15 no version", "items: [" + item + "]", "negative-version"},
		{"PD-15 twice", "version: '1'\nitems: [" + item + "," + item + "]", "重复"},
		{"PD-15 state secrets have no place here", "version: '1'\nitems: [" + strings.Replace(item, "R15", "R14A", 1) + "]", "SR-09"},
		{"PD-15 no scope", "version: '1'\nitems: [" + strings.Replace(item, "第三方", "''", 1) + "]", "negative-item"},
		{"PD-15 unknown key", "version: '1'\nitem: []", "“item”不是可用的键"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := rulebook.LoadNegativeList(fstest.MapFS{"negative.yaml": &fstest.MapFile{Data: []byte(row.text)}})
			if (err == nil) != (row.want == "") || err != nil && !strings.Contains(err.Error(), row.want) {
				t.Errorf("LoadNegativeList: %v, want %q", err, row.want)
			}
		})
	}
}
