package rulebook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"mingfa/internal/document"
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
// is not the file's name, or a value that can't be meant is an error, so that no
// slip of one region goes unnoticed until somebody chooses it.
func LoadRegions(fsys fs.FS) (map[string]Region, error) {
	names, err := fs.Glob(fsys, "regions/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("rulebook: list regions: %w", err)
	}
	out := map[string]Region{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("rulebook: read region: %w", err)
		}
		var r Region
		if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&r); err != nil {
			return nil, policyFault(name, err)
		}
		if name != "regions/"+r.ID+".yaml" {
			return nil, fmt.Errorf("rulebook: %s: the id is %q", name, r.ID)
		}
		if err := r.check(); err != nil {
			return nil, fmt.Errorf("rulebook: %s: %w", name, err)
		}
		out[r.ID] = r
	}
	if _, ok := out[National]; !ok {
		return nil, fmt.Errorf("rulebook: regions/%s.yaml is missing", National)
	}
	return out, nil
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

func (r Region) check() error {
	if !regionName.MatchString(r.ID) || strings.TrimSpace(r.Label) == "" || strings.TrimSpace(r.Basis) == "" {
		return errors.New("id, label or basis is missing")
	}
	for _, s := range []Strength{r.ReasonOnRequest, r.Validity.Stated, r.Comment.Strength, r.Collective, r.Registration.Strength} {
		if !s.known() {
			return fmt.Errorf("strength %q is none of must, should, off", s)
		}
	}
	for _, a := range document.Attributes() {
		if m := r.Mark[a]; markedAs[strings.TrimPrefix(m, "此件")] != a || !strings.HasPrefix(m, "此件") {
			return fmt.Errorf("mark %q does not say %s", m, a)
		}
	}
	if _, err := regexp.Compile(r.Registration.Pattern); err != nil {
		return fmt.Errorf("pattern of registration numbers: %w", err)
	}
	return r.terms()
}

// terms bounds the numbers, so that a slip of the pen shows.
func (r Region) terms() error {
	type term struct {
		name               string
		value, least, most int
	}
	for _, t := range []term{
		{"validity.years", r.Validity.Years, 1, 30},
		{"validity.provisional_years", r.Validity.ProvisionalYears, 1, r.Validity.Years},
		{"validity.proclamation_years", r.Validity.ProclamationYears, 0, r.Validity.Years},
		{"comment.days", r.Comment.Days, 1, 90},
		{"legality.least", r.Legality.Least, 1, 60},
		{"legality.most", r.Legality.Most, r.Legality.Least, 60},
		{"filing.days", r.Filing.Days, 1, 90},
		{"evaluate_months", r.EvaluateMonths, 1, 24},
		{"review_months", r.ReviewMonths, 1, 36},
		{"clean_up_months", r.CleanUpMonths, 6, 60},
		{"later_workdays", r.LaterWorkdays, 1, 20},
	} {
		if t.value < t.least || t.value > t.most {
			return fmt.Errorf("%s is %d, not from %d to %d", t.name, t.value, t.least, t.most)
		}
	}
	return nil
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
