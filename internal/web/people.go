package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

func (b *bench) peopleRoutes() map[string]insideFunc {
	return map[string]insideFunc{
		"POST /people":                    b.addPerson,
		"GET /people/{id}":                b.person,
		"POST /people/{id}/grant":         b.changePerson("grant"),
		"POST /people/{id}/withdraw":      b.changePerson("withdraw"),
		"POST /people/{id}/move":          b.changePerson("move"),
		"POST /people/{id}/suspend":       b.changePerson("suspend"),
		"POST /people/{id}/restore":       b.changePerson("restore"),
		"POST /people/{id}/password-link": b.passwordLink,
		"GET /units/{id}":                 b.unit,
		"POST /units":                     b.changeUnit,
	}
}

// personPage shows a person to those who keep the people, or look at who is there.
type personPage struct {
	page
	Member   desk.Member
	Units    []desk.UnitRow
	Roles    []document.Role
	Notice   string
	Refused  *notice
	Granting desk.Term // what was typed for a grant that was refused
	Link     string    // by which the person sets a password; shown once
	Expires  time.Time
}

// From lists the units in which the person holds something.
func (p personPage) From() []desk.Appointment {
	var out []desk.Appointment
	for _, t := range p.Member.Appointments {
		if !slices.ContainsFunc(out, func(a desk.Appointment) bool { return a.Unit == t.Unit }) {
			out = append(out, t.Appointment)
		}
	}
	return out
}

func (b *bench) person(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p, err := b.personPage(r, me, r.PathValue("id"))
	if err != nil {
		return err
	}
	p.Notice = personDone[r.FormValue("done")]
	b.render(w, http.StatusOK, "person", p)
	return nil
}

var personDone = map[string]string{
	"add": "已新增人员。请授予岗位职责，再生成设置口令的链接交给本人。", "grant": "已授予岗位职责，立即生效。", "withdraw": "已收回岗位职责，立即生效。",
	"move": "已调整所在机构，立即生效。", "suspend": "已停用账号，其登录立即失效。", "restore": "已恢复账号。",
}

func (b *bench) personPage(r *http.Request, me desk.Person, id string) (personPage, error) {
	e, err := b.counter.Establishment(r.Context(), me.ID)
	if err != nil {
		return personPage{}, err
	}
	i := slices.IndexFunc(e.People, func(m desk.Member) bool { return m.ID == id })
	if i < 0 {
		return personPage{}, document.Refuse(document.NotFound, "no-person", "没有这个人员。")
	}
	return personPage{page: b.page(me, e.People[i].Name, "establishment"), Member: e.People[i], Units: e.Units, Roles: document.Roles()}, nil
}

func (b *bench) addPerson(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	id, err := b.counter.AddPerson(r.Context(), me.ID, r.PostFormValue("login"), r.PostFormValue("name"))
	if err != nil {
		return b.establishmentRefused(w, r, me, err)
	}
	http.Redirect(w, r, "/people/"+url.PathEscape(id)+"?done=add", http.StatusSeeOther)
	return nil
}

// changePerson makes one change of a person and shows the person again, with why it
// was refused if it was.
func (b *bench) changePerson(what string) insideFunc {
	return func(w http.ResponseWriter, r *http.Request, me desk.Person) error {
		if err := readForm(r); err != nil {
			return err
		}
		id := r.PathValue("id")
		err := b.change(r, me, id, what)
		if err == nil {
			http.Redirect(w, r, "/people/"+url.PathEscape(id)+"?done="+what, http.StatusSeeOther)
			return nil
		}
		p, pageErr := b.personPage(r, me, id)
		if pageErr != nil {
			return err
		}
		told := b.tell(r, err)
		p.Refused = &told
		if what == "grant" {
			p.Granting = granted(r)
		}
		b.render(w, told.Status, "person", p)
		return nil
	}
}

// granted reads what is to be granted.
func granted(r *http.Request) desk.Term {
	get := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	return desk.Term{Appointment: desk.Appointment{Unit: get("unit"), Role: document.Role(get("role"))}, EndsOn: typedDate(get("ends_on"))}
}

func (b *bench) change(r *http.Request, me desk.Person, id, what string) error {
	get := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	switch what {
	case "grant":
		g := granted(r)
		if err := refuseDates([]named{{"ends_on", "截止日期", g.EndsOn}}); err != nil {
			return err
		}
		return b.counter.Grant(r.Context(), me.ID, id, g.Unit, g.Role, g.EndsOn)
	case "withdraw":
		return b.counter.Withdraw(r.Context(), me.ID, id, get("unit"), document.Role(get("role")))
	case "move":
		return b.counter.Move(r.Context(), me.ID, id, get("from"), get("to"))
	case "suspend":
		return b.counter.SuspendPerson(r.Context(), me.ID, id)
	case "restore":
		return b.counter.RestorePerson(r.Context(), me.ID, id)
	}
	return fmt.Errorf("unknown change %q", what)
}

// passwordLink shows the link once: the page is its only place.
func (b *bench) passwordLink(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	token, expires, err := b.counter.PasswordLink(r.Context(), me.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	p, err := b.personPage(r, me, r.PathValue("id"))
	if err != nil {
		return err
	}
	scheme := "http://"
	if b.cfg.Secure || r.TLS != nil {
		scheme = "https://"
	}
	p.Link, p.Expires = scheme+r.Host+"/password?link="+token, expires
	b.render(w, http.StatusOK, "person", p)
	return nil
}

// unitPage is the form of a unit.
type unitPage struct {
	page
	Unit    desk.UnitRow
	Units   []desk.UnitRow
	New     bool
	Refused *notice
}

// unit shows the form of a unit; "new" is one that is not there yet.
func (b *bench) unit(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	e, err := b.counter.Establishment(r.Context(), me.ID)
	if err != nil {
		return err
	}
	p := unitPage{page: b.page(me, "机构", "establishment"), Units: e.Units, New: r.PathValue("id") == "new"}
	if !p.New {
		i := slices.IndexFunc(e.Units, func(u desk.UnitRow) bool { return u.ID == r.PathValue("id") })
		if i < 0 {
			return document.Refuse(document.NotFound, "no-unit", "没有这个机构。")
		}
		p.Unit = e.Units[i]
	}
	b.render(w, http.StatusOK, "unit", p)
	return nil
}

func (b *bench) changeUnit(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	get := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	u := desk.UnitRow{
		ID: get("id"), Name: get("name"), ShortName: get("short_name"), ParentID: get("parent"), AgencyCode: get("agency_code"),
		OrgCode: get("org_code"), Head: get("head"),
	}
	if u.ShortName == "" {
		u.ShortName = u.Name
	}
	err := b.counter.ChangeUnit(r.Context(), me.ID, u)
	if err == nil {
		http.Redirect(w, r, "/establishment#units", http.StatusSeeOther)
		return nil
	}
	e, listErr := b.counter.Establishment(r.Context(), me.ID)
	if listErr != nil {
		return err
	}
	told := b.tell(r, err)
	b.render(w, told.Status, "unit", unitPage{page: b.page(me, "机构", "establishment"), Unit: u, Units: e.Units, New: r.PostFormValue("new") != "", Refused: &told})
	return nil
}
