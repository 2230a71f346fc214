package web

import (
	"net/http"
	"slices"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// establishmentPage shows people and units.
type establishmentPage struct {
	page
	desk.Establishment
	Refused *notice
	Typed   struct{ Login, Name string } // of a new person that was refused
}

// office is a role with those who hold it.
type office struct {
	Role    document.Role
	Holders []desk.Member
}

// Offices lists the roles with their holders. A role without one stops the documents at
// its stage, which nobody would notice by looking at people.
func (p establishmentPage) Offices() []office {
	out := make([]office, 0, len(document.Roles()))
	for _, role := range document.Roles() {
		o := office{Role: role}
		for _, m := range p.People {
			if m.Active && slices.ContainsFunc(m.Appointments, func(t desk.Term) bool { return t.Role == role }) {
				o.Holders = append(o.Holders, m)
			}
		}
		out = append(out, o)
	}
	return out
}

func (b *bench) establishment(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	e, err := b.counter.Establishment(r.Context(), me.ID)
	if err != nil {
		return err
	}
	b.render(w, http.StatusOK, "establishment", establishmentPage{page: b.page(me, "机构设置", "establishment"), Establishment: e})
	return nil
}

// establishmentRefused shows the page again with what was typed.
func (b *bench) establishmentRefused(w http.ResponseWriter, r *http.Request, me desk.Person, refusal error) error {
	e, err := b.counter.Establishment(r.Context(), me.ID)
	if err != nil {
		return refusal
	}
	told := b.tell(r, refusal)
	p := establishmentPage{page: b.page(me, "机构设置", "establishment"), Establishment: e, Refused: &told}
	p.Typed.Login, p.Typed.Name = r.PostFormValue("login"), r.PostFormValue("name")
	b.render(w, told.Status, "establishment", p)
	return nil
}

// keys lists the shortcuts for those whose browser runs no scripts.
func (b *bench) keys(w http.ResponseWriter, _ *http.Request, me desk.Person) error {
	b.render(w, http.StatusOK, "keys", b.page(me, "快捷键", ""))
	return nil
}
