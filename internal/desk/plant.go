package desk

import (
	"context"
	"time"

	"mingfa/internal/calendar"
	"mingfa/internal/document"
	"mingfa/internal/rulebook"
	"mingfa/internal/store"
)

// Plant is what the house runs on beyond its record: policies, fonts, seal.
type Plant interface {
	// Policies names the policies in force by their digest.
	Policies() string
	// Regions returns the rules of all regions, and the id of the one in force.
	Regions() (all []rulebook.Region, present string)
	// Fonts returns the font of every role, and which of them are substitutes.
	Fonts() (fonts []Font, substitutions []string)
	// Certificates returns those of the seal, the signing one first.
	Certificates() []Certificate
	// Reread reads the policies anew and checks all of them. What it returns puts them
	// into force, as a whole; an error says what is wrong and leaves all as it is.
	Reread(ctx context.Context) (digest string, enforce func(), err error)
}

// Font is the font that serves a role of GB/T 9704.
type Font struct{ Role, Name string }

// Certificate is a certificate of the seal.
type Certificate struct {
	Subject, Issuer     string
	NotBefore, NotAfter time.Time
	Days                int    // left, negative when it has expired
	Warning             string // Chinese, "" when there is time
}

// System is the plant as administrators and auditors see it.
type System struct {
	Digest        string // of the policies in force
	Edition       store.PolicyEdition
	Region        string
	Regions       []rulebook.Region
	Notices       []calendar.Notice
	OwnDays       string // edition of the office's own table, "" for none
	NextYear      string // a warning when the notice of next year is missing late in this one
	Fonts         []Font
	Substitutions []string
	Certificates  []Certificate
	Surfaces      []SurfaceState
	Procedures    []Procedure
}

// SurfaceState is what a surface has answered.
type SurfaceState struct {
	Label             string
	Good, Bad         int
	LastGood, LastBad time.Time // zero for never
}

// System returns what the house runs on. See Bench.
func (d *Desk) System(ctx context.Context, person string) (System, error) {
	if err := d.only(ctx, person, "system", "查看系统设置", document.OfficeChecker, document.Auditor, document.Administrator); err != nil {
		return System{}, err
	}
	s := System{Digest: d.plant.Policies(), Notices: d.days.Notices(), OwnDays: d.days.OwnEdition(), Procedures: d.procedures()}
	s.Regions, s.Region = d.plant.Regions()
	s.Fonts, s.Substitutions = d.plant.Fonts()
	for _, c := range d.plant.Certificates() {
		s.Certificates = append(s.Certificates, d.judged(c))
	}
	today := d.now().In(document.Shanghai)
	if _, known := d.days.Workday(today.AddDate(1, 0, 0).Format(time.DateOnly)); !known && today.Month() >= time.November {
		s.NextYear = "下一年度的放假安排尚未录入，跨年度的期限均为暂定。国务院办公厅的通知印发后，请放入制度文件夹并重新载入。"
	}
	var err error
	if s.Edition, err = d.record.LatestPolicyEdition(ctx); err != nil {
		return System{}, err
	}
	s.Surfaces, err = d.surfaces(ctx)
	return s, err
}

// judged says how long a certificate holds: it is warned of 90 and 30 days before.
func (d *Desk) judged(c Certificate) Certificate {
	c.Days = int(c.NotAfter.Sub(d.now()).Hours() / 24)
	switch {
	case d.now().After(c.NotAfter):
		c.Days, c.Warning = min(c.Days, -1), "已过期，用印将不被认可，请立即更换"
	case c.Days < 30:
		c.Warning = "30日内到期，请尽快更换"
	case c.Days < 90:
		c.Warning = "90日内到期，请着手更换"
	}
	return c
}

func (d *Desk) surfaces(ctx context.Context) ([]SurfaceState, error) {
	rows, err := d.record.SurfaceStates(ctx)
	var out []SurfaceState
	for _, r := range rows {
		s := SurfaceState{Label: surfaceLabel(r.Surface), Good: r.Good, Bad: r.Bad}
		if r.LastGood != nil {
			s.LastGood = r.LastGood.UTC()
		}
		if r.LastBad != nil {
			s.LastBad = r.LastBad.UTC()
		}
		out = append(out, s)
	}
	return out, err
}

// ReloadPolicies puts the policies of the folder into force. See Bench.
func (d *Desk) ReloadPolicies(ctx context.Context, admin string) (changed bool, err error) {
	if err := d.only(ctx, admin, "policy.reload", "重新载入制度文件", document.Administrator); err != nil {
		return false, err
	}
	digest, enforce, err := d.plant.Reread(ctx)
	if err != nil {
		return false, d.refused(ctx, admin, "policy.reload", "policies", err)
	}
	latest, err := d.record.LatestPolicyEdition(ctx)
	if err != nil || digest == d.plant.Policies() && digest == latest.Digest {
		return false, err
	}
	// The record first: what is in force and not in the ledger would be worse.
	if err := d.record.PutPolicyEdition(ctx, digest, admin, d.now()); err != nil {
		return false, err
	}
	enforce()
	return true, nil
}
