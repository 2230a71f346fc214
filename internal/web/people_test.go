package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func TestPeopleAreKept(t *testing.T) {
	rows := []struct {
		path string
		form url.Values
		want string // what the desk is asked
		to   string
	}{
		{"/people", url.Values{"login": {"xinren"}, "name": {"新人"}}, "add xinren 新人", "/people/p-new?done=add"},
		{"/people/p-1/grant", url.Values{"unit": {"u-zh"}, "role": {"signer"}, "ends_on": {"2027-01-31"}}, "grant p-1 u-zh signer 2027-01-31", "/people/p-1?done=grant"},
		{"/people/p-1/withdraw", url.Values{"unit": {"u-zh"}, "role": {"drafter"}}, "withdraw p-1 u-zh drafter", "/people/p-1?done=withdraw"},
		{"/people/p-1/move", url.Values{"from": {"u-zh"}, "to": {"u-jd"}}, "move p-1 u-zh u-jd", "/people/p-1?done=move"},
		{"/people/p-1/suspend", nil, "suspend p-1", "/people/p-1?done=suspend"},
		{"/people/p-2/restore", nil, "restore p-2", "/people/p-2?done=restore"},
		{"/units", url.Values{"id": {"law"}, "name": {"法制处"}, "parent": {"u-zh"}}, "unit law 法制处 u-zh ", "/establishment#units"},
	}
	for _, row := range rows {
		t.Run(row.path, func(t *testing.T) {
			c := &counter{me: keeper(), house: house()}
			a := post(t, bench0(c), row.path, row.form)
			if a.Code != http.StatusSeeOther || a.Header().Get("Location") != row.to {
				t.Errorf("answer %d %s", a.Code, a.Header().Get("Location"))
			}
			if d := cmp.Diff([]string{row.want}, c.changes); d != "" {
				t.Error(d)
			}
			refused := &counter{me: keeper(), house: house(), fail: map[string]error{"Keeping": document.Refuse(document.Conflict, "x", "不行，因为如此。")}}
			again := post(t, bench0(refused), row.path, row.form)
			checkAccessible(t, again)
			checkHarmless(t, again)
			if again.Code != http.StatusConflict || !strings.Contains(words(again.root), "不行，因为如此。") {
				t.Errorf("a refusal is answered by %d: %.300s", again.Code, words(again.root))
			}
		})
	}
}

// Only who keeps the people is shown the forms; the desk refuses others anyway.
func TestFormsOfKeepersOnly(t *testing.T) {
	for _, path := range []string{"/establishment", "/people/p-1", "/units/u-zh"} {
		keeping := get(t, bench0(&counter{me: keeper(), house: house()}), path)
		looking := get(t, bench0(&counter{me: lifang(), house: house()}), path)
		checkAccessible(t, keeping)
		checkHarmless(t, keeping)
		if len(tagged(keeping.byID(t, "main"), "button")) == 0 || len(tagged(looking.byID(t, "main"), "button")) != 0 {
			t.Errorf("%s: buttons are not those of the keeper", path)
		}
	}
}

func TestPasswordLinkIsShownOnce(t *testing.T) {
	c := &counter{me: keeper(), house: house()}
	h := bench0(c)
	a := post(t, h, "/people/p-1/password-link", nil)
	if a.Code != http.StatusOK || !strings.Contains(words(a.root), "/password?link=TOKEN") || a.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("answer %d: %s", a.Code, words(a.root))
	}
	if again := get(t, h, "/people/p-1"); strings.Contains(again.Body.String(), "TOKEN") {
		t.Error("the link is shown again")
	}
	form := filled(tagged(get(t, h, "/password?link=TOKEN").byID(t, "main"), "form")[0])
	form.Set("password", "a long password")
	form.Set("again", "another one")
	if a := post(t, h, "/password", form); a.Code != http.StatusBadRequest || !strings.Contains(words(a.root), "不一致") {
		t.Errorf("different passwords: %d", a.Code)
	}
	form.Set("again", "a long password")
	a = post(t, h, "/password", form)
	checkAccessible(t, a)
	if a.Code != http.StatusOK || !strings.Contains(words(a.root), "口令已经设置") {
		t.Errorf("answer %d", a.Code)
	}
	form.Set("link", "OTHER")
	if a := post(t, h, "/password", form); a.Code != http.StatusNotFound {
		t.Errorf("another link: %d", a.Code)
	}
}
