package web

import (
	"net/http"

	"mingfa/internal/desk"
)

// inboxPage is what waits for the person.
type inboxPage struct {
	page
	Items []desk.Item
	Late  int // how many of them are past their time limit
}

func (b *bench) inbox(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	items, err := b.counter.Inbox(r.Context(), me.ID)
	if err != nil {
		return err
	}
	p := inboxPage{page: b.page(me, "待办公文", "inbox"), Items: items}
	for _, it := range items {
		if it.Due != nil && it.Due.Left < 0 {
			p.Late++
		}
	}
	b.render(w, http.StatusOK, "inbox", p)
	return nil
}
