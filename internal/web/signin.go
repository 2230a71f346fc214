package web

import (
	"net/http"
	"net/url"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// signInPage is what the sign-in template gets.
type signInPage struct {
	page
	Login, Next  string
	Message      string // why the last try failed, "" at first
	Resume       *retry // a form to be carried on, nil for none
	People       []DemoPerson
	DemoPassword string
}

func (b *bench) signInPage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	b.render(w, http.StatusOK, "sign-in", b.newSignIn(r.FormValue("login"), r.FormValue("next")))
}

func (b *bench) newSignIn(login, next string) signInPage {
	return signInPage{page: b.page(desk.Person{}, "登录", ""), Login: login, Next: localPath(next), People: b.cfg.DemoPeople, DemoPassword: b.cfg.DemoPassword}
}

func (b *bench) signIn(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if err := readForm(r); err != nil {
		b.fail(w, r, desk.Person{}, err)
		return
	}
	p := b.newSignIn(strings.TrimSpace(r.PostFormValue("login")), r.PostFormValue("next"))
	token, err := b.sessions.SignIn(r.Context(), p.Login, r.PostFormValue("password"))
	if err != nil {
		told := b.tell(r, err)
		p.Message, p.Resume = told.Message, carriedForm(r)
		b.render(w, told.Status, "sign-in", p)
		return
	}
	http.SetCookie(w, b.cookie(token))
	if kept := carriedForm(r); kept != nil {
		b.resumed(w, r, token, kept)
		return
	}
	http.Redirect(w, r, p.Next, http.StatusSeeOther)
}

func (b *bench) signOut(w http.ResponseWriter, r *http.Request) {
	if cookie, err := r.Cookie(b.cookieName()); err == nil {
		if err := b.sessions.SignOut(r.Context(), cookie.Value); err != nil && document.KindOf(err) != document.Unsigned {
			// The cookie stays: a session that still lives must not look ended.
			b.fail(w, r, desk.Person{}, err)
			return
		}
	}
	gone := b.cookie("") //nolint:gosec // see cookie
	gone.MaxAge = -1
	http.SetCookie(w, gone)
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
}

// cookie returns the session cookie. It has no expiry of its own: it ends with
// the browser, or when the session does.
func (b *bench) cookie(token string) *http.Cookie {
	return &http.Cookie{ //nolint:gosec // Secure is the configuration's: without TLS the cookie would never come back
		Name: b.cookieName(), Value: token, Path: "/", HttpOnly: true, Secure: b.cfg.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// cookieName takes the __Host- prefix where the browser will honour it, so that
// a neighbouring host can't plant a session.
func (b *bench) cookieName() string {
	if b.cfg.Secure {
		return "__Host-mingfa"
	}
	return "mingfa"
}

// localPath returns next if it is a path on this host, else the inbox, so that
// the sign-in page can't be used to send people elsewhere.
func localPath(next string) string {
	u, err := url.Parse(next)
	switch {
	case err != nil, u.Scheme != "", u.Host != "", u.User != nil:
		return "/inbox"
	case !strings.HasPrefix(next, "/"), strings.HasPrefix(next, "//"), strings.ContainsAny(next, "\\\t\r\n"):
		return "/inbox"
	case strings.HasPrefix(next, "/sign-"):
		return "/inbox"
	}
	return next
}

// askSignIn sends a reader to the sign-in page and back afterwards. What was
// typed into a form is shown again, since a session may end while one writes.
func (b *bench) askSignIn(w http.ResponseWriter, r *http.Request, told notice) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		to := "/sign-in?next=" + url.QueryEscape(r.URL.RequestURI())
		if r.Header.Get("HX-Request") != "" { // a fragment must not be replaced by a whole page
			to = "/sign-in"
			w.Header().Set("HX-Redirect", to)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		http.Redirect(w, r, to, http.StatusSeeOther)
		return
	}
	told.Message = "登录已过期，刚才的操作没有执行。请重新登录，您填写的内容会恢复到原来的页面，核对后再办理。"
	p := b.errorPage(r, desk.Person{}, told)
	p.Resume = resumeOf(r)
	b.render(w, http.StatusUnauthorized, "error", p)
}
