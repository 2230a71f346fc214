package web

import (
	"context"
	"log/slog"
	"net/http"

	"mingfa/internal/desk"
	"mingfa/internal/look"
)

// maxBody is the largest form that is read, in bytes. A document of a hundred
// pages has far less text.
const maxBody = 3 << 20

// maxUpload is the largest form that brings a file: the largest file that is read, as
// over the API, with the text of the form around it.
const maxUpload = desk.MaxUpload + maxBody

// Sessions knows who is signed in.
type Sessions interface {
	// SignIn checks login and password and returns a token for the cookie. A
	// wrong pair is an Unsigned *document.Error.
	SignIn(ctx context.Context, login, password string) (token string, err error)
	// Person returns the id of the person who holds the token. A token that is
	// unknown or has expired is an Unsigned *document.Error.
	Person(ctx context.Context, token string) (personID string, err error)
	// Glance is Person for what an open page asks by itself. It is no use of the
	// session, which ends in its time.
	Glance(ctx context.Context, token string) (personID string, err error)
	// SignOut makes the token worthless. An unknown token is no error.
	SignOut(ctx context.Context, token string) error
	// SetPassword sets the password of the person for whom a link was made; errors
	// are *document.Error.
	SetPassword(ctx context.Context, link, password string) error
}

// Config is what the workbench is told at start-up.
type Config struct {
	Organ     string // name of the office, shown on every page
	PortalURL string // address of the public portal, "" = no link
	// DemoPeople are listed on the sign-in page. Only the embedded default has any.
	DemoPeople []DemoPerson
	// DemoPassword is the password of the demo people, shown beside them.
	DemoPassword string
	// Secure says that people come by HTTPS: the cookie is then never sent without it.
	Secure bool
	// NoSiteID and NoContact say that the public pages lack the code of the site (WP-03)
	// or a contact (WP-05). The page of the system says so.
	NoSiteID, NoContact bool
}

// DemoPerson is a made-up person of the embedded default.
type DemoPerson struct {
	Login string
	Name  string
	Role  string // in Chinese, e.g. 处室负责人
}

// bench is the workbench: what all handlers share.
type bench struct {
	counter  desk.Bench
	sessions Sessions
	cfg      Config
	log      *slog.Logger
	tongue   tongue // of its pages
}

// New returns the workbench as a handler for the root of its own host. It adds
// the security headers itself, refuses foreign origins and bodies over 3 MiB, or over
// maxUpload where a form may bring a file.
func New(c desk.Bench, s Sessions, cfg Config, log *slog.Logger) http.Handler {
	templates() // a fault in a page stops the start, not the first reader
	speakers := map[tongue]http.Handler{}
	b := bench{counter: c, sessions: s, cfg: cfg, log: log}
	for _, b.tongue = range tongues {
		speakers[b.tongue] = guarded(b)
	}
	return look.Secure(b.spoken(speakers))
}

// guarded is the workbench in one language.
func guarded(b bench) http.Handler {
	origins := http.NewCrossOriginProtection()
	origins.SetDenyHandler(http.HandlerFunc(b.foreign))
	return b.recovered(limited(origins.Handler(b.routes())))
}

func (b *bench) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /assets/", look.Handler())
	for _, path := range []string{stylePath, scriptPath, draftPath} {
		mux.HandleFunc("GET "+path, serveOwn)
	}
	mux.HandleFunc("GET /healthz", healthz)
	mux.HandleFunc("GET /sign-in", b.signInPage)
	mux.HandleFunc("POST /sign-in", b.signIn)
	mux.HandleFunc("POST /sign-out", b.signOut)
	mux.HandleFunc("GET /password", b.passwordForm)
	mux.HandleFunc("POST /password", b.setPassword)
	for pattern, h := range map[string]insideFunc{
		"GET /{$}":                            b.home,
		"GET /inbox":                          b.inbox,
		"POST /inbox/acts":                    b.bulk,
		"GET /inbox/acts":                     b.home,
		"GET /documents":                      b.documents,
		"POST /documents":                     b.createDocument,
		"GET /documents/new":                  b.newDocument,
		"POST /documents/preview":             b.previewUnsaved,
		"POST /documents/{id}/preview":        b.previewUnsaved,
		"POST /documents/check":               b.checkUnsaved,
		"POST /documents/{id}/check":          b.checkUnsaved,
		"POST /documents/{id}/autosave":       b.autosave,
		"GET /documents/{id}":                 b.document,
		"POST /documents/{id}":                b.saveDocument,
		"GET /documents/{id}/edit":            b.editDocument,
		"POST /documents/{id}/acts":           b.act,
		"GET /documents/{id}/acts":            b.backToDocument,
		"GET /numbers":                        b.numbers,
		"GET /documents/{id}/diff":            b.diff,
		"GET /documents/{id}/preview.pdf":     b.preview,
		"GET /documents/{id}/files/{name}":    b.file,
		"GET /documents/{id}/pages/{name}":    b.picture,
		"GET /pictures/{name}":                b.ownPicture,
		"GET /documents/{id}/pictures/{name}": b.ownPicture,
		"GET /ledger":                         b.ledger,
		"POST /ledger/proof":                  b.proveLedger,
		"GET /health":                         b.health,
		"GET /health.csv":                     b.healthCSV,
		"GET /health.xlsx":                    b.healthXLSX,
		"GET /establishment":                  b.establishment,
		"GET /help/keys":                      b.keys,
		"/":                                   b.nowhere,
	} {
		mux.HandleFunc(pattern, b.inside(h))
	}
	for pattern, h := range b.questions() {
		mux.HandleFunc(pattern, b.asking(h))
	}
	for _, more := range []map[string]insideFunc{b.besideRoutes(), b.searchRoutes(), b.peopleRoutes(), b.systemRoutes()} {
		for pattern, h := range more {
			mux.HandleFunc(pattern, b.inside(h))
		}
	}
	return mux
}

// questions are what open pages ask by themselves.
func (b *bench) questions() map[string]insideFunc {
	return map[string]insideFunc{
		"GET /inbox/news": b.inboxNews, "POST /documents/{id}/presence": b.presence, "GET /documents/{id}/state": b.documentState,
	}
}

func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}
