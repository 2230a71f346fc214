package rulebook

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"

	"mingfa/internal/document"
	"mingfa/policies"
)

// Strength says how a region holds to a rule that the law leaves to it.
type Strength string

// The strengths.
const (
	Must   Strength = "must"   // what does not comply is stopped
	Should Strength = "should" // it is pointed out
	Off    Strength = "off"    // nothing is said
)

func (s Strength) known() bool { return s == Must || s == Should || s == Off }

// finding returns what a breach of a rule of this strength is: a block, a
// warning, or nothing.
func (s Strength) finding(place, message, remedy string) []document.Finding {
	switch s { //nolint:exhaustive // whatever is neither off nor a hint is a must
	case Off:
		return nil
	case Should:
		return []document.Finding{warn(place, message, remedy)}
	default:
		return []document.Finding{block(place, message, remedy)}
	}
}

// Region is how one place fills in what the national rules leave open: terms,
// wording, and which MAY is a MUST.
type Region struct {
	ID              string                        `yaml:"id" json:"id"`
	Label           string                        `yaml:"label" json:"label"` // Chinese, for people
	Basis           string                        `yaml:"basis" json:"basis"` // where the values come from
	ReasonOnRequest Strength                      `yaml:"reason_on_request" json:"reason_on_request"`
	Mark            map[document.Attribute]string `yaml:"mark" json:"mark"` // DA-13
	Validity        struct {
		Stated            Strength `yaml:"stated" json:"stated"`
		Years             int      `yaml:"years" json:"years"`
		ProvisionalYears  int      `yaml:"provisional_years" json:"provisional_years"`
		ProclamationYears int      `yaml:"proclamation_years" json:"proclamation_years"` // 0 = as Years
	} `yaml:"validity" json:"validity"` // ND-12
	Comment struct {
		Strength Strength `yaml:"strength" json:"strength"`
		Days     int      `yaml:"days" json:"days"` // calendar days
	} `yaml:"comment" json:"comment"` // ND-07
	Collective   Strength `yaml:"collective" json:"collective"` // ND-03
	Registration struct {
		Strength Strength `yaml:"strength" json:"strength"`
		Pattern  string   `yaml:"pattern" json:"pattern"` // regular expression, "" = any
	} `yaml:"registration" json:"registration"` // ND-11
	Legality struct {
		Least int `yaml:"least" json:"least"` // working days
		Most  int `yaml:"most" json:"most"`
	} `yaml:"legality" json:"legality"` // ND-05
	Filing struct {
		Days     int  `yaml:"days" json:"days"`
		Workdays bool `yaml:"workdays" json:"workdays"`
	} `yaml:"filing" json:"filing"` // ND-15
	EvaluateMonths int `yaml:"evaluate_months" json:"evaluate_months"` // ND-14
	ReviewMonths   int `yaml:"review_months" json:"review_months"`     // DA-17
	CleanUpMonths  int `yaml:"clean_up_months" json:"clean_up_months"` // ND-16
	LaterWorkdays  int `yaml:"later_workdays" json:"later_workdays"`   // IN-08
}

// National is the region of whoever names none.
const National = "national"

var regionName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// LoadRegions reads and checks regions/*.yaml, by id. An unknown key, an id that
// is not the file's name, a value that can't be meant, or one weaker than the national
// rule is a *policies.Fault, so that no slip of one region goes unnoticed until somebody
// chooses it.
func LoadRegions(fsys fs.FS) (map[string]Region, error) {
	names, err := fs.Glob(fsys, "regions/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("rulebook: list regions: %w", err)
	}
	out := map[string]Region{}
	var faults []error
	for _, name := range names {
		r, err := readRegion(fsys, name)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		out[r.ID] = r
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if _, ok := out[National]; !ok {
		return nil, &policies.Fault{
			Code: "policy-file", File: "regions/" + National + ".yaml", Message: "没有全国的取值", Remedy: "请恢复该文件",
		}
	}
	return out, nil
}

func readRegion(fsys fs.FS, name string) (Region, error) {
	var r Region
	text, err := policies.Read(fsys, name)
	if err != nil {
		return r, err
	}
	if err := text.YAML(&r); err != nil {
		return r, err
	}
	return r, r.check(text)
}

// LoadRegion reads the regions and returns the one with the id, "" being the
// national one.
func LoadRegion(fsys fs.FS, id string) (Region, error) {
	regions, err := LoadRegions(fsys)
	if err != nil {
		return Region{}, err
	}
	if id == "" {
		id = National
	}
	r, ok := regions[id]
	if !ok {
		return Region{}, &document.Error{
			Kind: document.Invalid, Code: "unknown-region", Message: "没有“" + id + "”这一地区的规则文件，请检查 MINGFA_REGION。",
		}
	}
	return r, nil
}

// check reports everything that is wrong with the region.
func (r Region) check(text policies.Text) error {
	var faults []error
	wrong := func(code, key, rule, message, remedy string) {
		faults = append(faults, text.Fault(code, key, rule, message, remedy))
	}
	if text.Name != "regions/"+r.ID+".yaml" || !regionName.MatchString(r.ID) {
		wrong("region-id", "id", "", "编号为“"+r.ID+"”，与文件名不同，或者含有小写字母、数字、连字符以外的字符", "请使编号与文件名相同")
	}
	if blank(r.Label) {
		wrong("region-label", "label", "", "没有填写名称", "请填写地区名称")
	}
	if blank(r.Basis) {
		wrong("region-basis", "basis", "", "没有填写依据", "请写明各项取值依据的地方规定")
	}
	for _, c := range Choices() {
		if !c.holds(r) {
			wrong("region-value", c.Key, c.Rule, c.Title+"填为"+c.Value(r)+"，不合国家规定或者填写有误（"+c.Bound+"）",
				"地区规则只能从严，或者在国家规定留出的范围内选定，请更正")
		}
	}
	return errors.Join(faults...)
}

// years returns for how many years a document may be valid at most.
func (r Region) years(kind document.Kind, title string) int {
	switch {
	case provisional.MatchString(title):
		return r.Validity.ProvisionalYears
	case kind == document.Proclamation && r.Validity.ProclamationYears > 0:
		return r.Validity.ProclamationYears
	default:
		return r.Validity.Years
	}
}

// strictest is the region of an input that names none: what is missing counts
// against the document.
var strictest = func() Region {
	var r Region
	r.Validity.Years, r.Validity.ProvisionalYears = 5, 2
	r.Comment.Days, r.Legality.Least, r.Legality.Most = 30, 5, 15
	return r
}()

func (in Input) region() Region {
	if in.Region.ID == "" {
		return strictest
	}
	return in.Region
}
