package web

import (
	"fmt"
	"net/http"

	"mingfa/internal/desk"
)

func (b *bench) systemRoutes() map[string]insideFunc {
	return map[string]insideFunc{
		"GET /system":           b.system,
		"POST /system/policies": b.reloadPolicies,
		"GET /system/policies":  b.backToSystem,
	}
}

// systemPage shows what the house runs on.
type systemPage struct {
	page
	desk.System
	Notice  string
	Refused *notice
	Ways    []way

	NoSiteID, NoContact bool // what the public pages lack
}

// way is a procedure with its picture.
type way struct {
	desk.Procedure
	Boxes  []box
	Height int
}

// box is a stage in the picture of a procedure, in units of the drawing.
type box struct {
	Label, Note string
	Y           int    // top
	Mid         int    // half of its height
	Past        int    // where the way around a conditional stage begins
	Next        int    // and where it ends
	When        string // the condition, "" = always
	First       bool
}

const (
	boxHeight = 44
	boxStep   = 68
)

// drawn gives a procedure its picture: the stages one below the other, with a way
// around those that stand under a condition.
func drawn(p desk.Procedure) way {
	w := way{Procedure: p, Height: len(p.Steps)*boxStep - boxStep + boxHeight + 8}
	for i, s := range p.Steps {
		y := i*boxStep + 4
		x := box{
			Label: s.Stage.Label(), Note: note(s), Y: y, Mid: y + boxHeight/2, Past: y - boxStep + boxHeight/2,
			Next: y + boxStep + boxHeight/2, First: i == 0,
		}
		if s.Conditional && i > 0 && i+1 < len(p.Steps) {
			x.When = s.When
		}
		w.Boxes = append(w.Boxes, x)
	}
	return w
}

// Limit is the time limit of a stage in words.
func (way) Limit(s desk.ProcedureStep) string { return limitWords(s.Workdays) }

func (b *bench) system(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p, err := b.systemPage(r, me)
	if err != nil {
		return err
	}
	switch r.FormValue("done") {
	case "reload":
		p.Notice = "制度文件已经重新载入，全部通过检查，立即生效。已经送审的公文仍按原定程序办理。"
	case "same":
		p.Notice = "没有变化：制度文件夹的内容与现行制度相同，没有重新载入。"
	}
	b.render(w, http.StatusOK, "system", p)
	return nil
}

func (b *bench) systemPage(r *http.Request, me desk.Person) (systemPage, error) {
	s, err := b.counter.System(r.Context(), me.ID)
	if err != nil {
		return systemPage{}, err
	}
	p := systemPage{page: b.page(me, "系统设置", "system"), System: s, NoSiteID: b.cfg.NoSiteID, NoContact: b.cfg.NoContact}
	for _, proc := range s.Procedures {
		p.Ways = append(p.Ways, drawn(proc))
	}
	return p, nil
}

// reloadPolicies puts the policies of the folder into force, or shows what is wrong
// with them.
func (b *bench) reloadPolicies(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	changed, err := b.counter.ReloadPolicies(r.Context(), me.ID)
	if err == nil {
		done := "same"
		if changed {
			done = "reload"
		}
		http.Redirect(w, r, "/system?done="+done, http.StatusSeeOther)
		return nil
	}
	p, pageErr := b.systemPage(r, me)
	if pageErr != nil {
		return err
	}
	told := b.tell(r, err)
	p.Refused = &told
	b.render(w, told.Status, "system", p)
	return nil
}

func (b *bench) backToSystem(w http.ResponseWriter, r *http.Request, _ desk.Person) error {
	http.Redirect(w, r, "/system", http.StatusSeeOther)
	return nil
}

func limitWords(workdays int) string {
	if workdays == 0 {
		return "不限时"
	}
	return fmt.Sprintf("%d个工作日", workdays)
}

func note(s desk.ProcedureStep) string {
	if s.Who == "" {
		return limitWords(s.Workdays)
	}
	return s.Who + "，" + limitWords(s.Workdays)
}
