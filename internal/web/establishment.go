package web

import (
	"net/http"

	"mingfa/internal/desk"
)

// establishmentPage shows people, units and procedures. It changes nothing: people
// and roles are kept by the command line, which writes the ledger.
type establishmentPage struct {
	page
	desk.Establishment
}

func (b *bench) establishment(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	e, err := b.counter.Establishment(r.Context(), me.ID)
	if err != nil {
		return err
	}
	b.render(w, http.StatusOK, "establishment", establishmentPage{b.page(me, "机构设置", "establishment"), e})
	return nil
}

// keys lists the shortcuts for those whose browser runs no scripts.
func (b *bench) keys(w http.ResponseWriter, _ *http.Request, me desk.Person) error {
	b.render(w, http.StatusOK, "keys", b.page(me, "快捷键", ""))
	return nil
}
