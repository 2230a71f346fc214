package web

import (
	"net/http"
	"net/url"
	"strconv"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

func (b *bench) searchRoutes() map[string]insideFunc {
	return map[string]insideFunc{
		"POST /searches":           b.saveSearch,
		"POST /searches/{id}/drop": b.dropSearch,
	}
}

// savedSearch is a saved question with its address.
type savedSearch struct {
	desk.SavedSearch
	Path string
}

func (b *bench) searches(r *http.Request, me desk.Person) ([]savedSearch, error) {
	kept, err := b.counter.Searches(r.Context(), me.ID)
	out := make([]savedSearch, 0, len(kept))
	for _, k := range kept {
		out = append(out, savedSearch{k, "/documents?" + questionValues(k.Query).Encode()})
	}
	return out, err
}

// saveSearch keeps the question of the list it was sent from, and shows that again.
func (b *bench) saveSearch(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	if err := readForm(r); err != nil {
		return err
	}
	asked, err := url.ParseQuery(r.PostFormValue("asked"))
	if err != nil {
		return document.Refuse(document.Invalid, "incomplete-form", "提交的表单不完整，请重新查找后再保存。")
	}
	kept, err := b.counter.SaveSearch(r.Context(), me.ID, r.PostFormValue("name"), readQuestion(asked))
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/documents?"+questionValues(kept.Query).Encode(), http.StatusSeeOther)
	return nil
}

func (b *bench) dropSearch(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return document.Refuse(document.NotFound, "no-search", "没有这个保存的查询。")
	}
	if err := b.counter.DropSearch(r.Context(), me.ID, id); err != nil {
		return err
	}
	http.Redirect(w, r, "/documents", http.StatusSeeOther)
	return nil
}
