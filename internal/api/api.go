package api

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/go-chi/httprate"

	"mingfa/internal/desk"
)

// Sessions knows who is signed in. Errors are *document.Error.
type Sessions interface {
	// SignIn checks the password and returns the token of a new session.
	SignIn(ctx context.Context, login, password string) (token string, err error)
	// Person returns the id of the person to whom the token was given.
	Person(ctx context.Context, token string) (personID string, err error)
	// SignOut ends the session of the token.
	SignOut(ctx context.Context, token string) error
}

// Verifier checks a PDF: signatures, marks, and whether the house issued it. The
// report is anything that encodes as JSON.
type Verifier interface {
	Verify(ctx context.Context, pdf []byte) (report any, err error)
}

// Prefix is the path under which the handler expects to be mounted.
const Prefix = "/api/v1"

// Limits on what a request may bring.
const (
	maxJSON = 3 << 20  // bytes of a JSON body
	maxPDF  = 64 << 20 // bytes of a PDF to verify

	jsonPatience = 30 * time.Second // to send a JSON body
	pdfPatience  = 5 * time.Minute  // to send a PDF

	signInsPerMinute = 300 // per address: a whole office may come from one; failures are counted per login besides
)

type server struct {
	counter  desk.Counter
	sessions Sessions
	verifier Verifier // nil when verification is not offered
	log      *slog.Logger
	signIns  *httprate.RateLimiter
	api      huma.API
	spec     func() ([]byte, error)
}

// New returns the handler for everything under /api/v1/. It sees whole paths, so
// it is mounted without stripping a prefix. v may be nil: POST /verify then
// answers 501. Sign-in is limited per remote address; behind a proxy the caller
// must have put the client's address into RemoteAddr.
func New(c desk.Counter, s Sessions, v Verifier, log *slog.Logger) http.Handler {
	srv, mux := build(c, s, v, log)
	return srv.guard(mux)
}

// Spec returns the OpenAPI document as YAML, the same bytes each time.
func Spec() ([]byte, error) {
	srv, _ := build(nil, nil, nil, slog.New(slog.DiscardHandler))
	return srv.spec()
}

func build(c desk.Counter, s Sessions, v Verifier, log *slog.Logger) (*server, *http.ServeMux) {
	mux := http.NewServeMux()
	srv := &server{counter: c, sessions: s, verifier: v, log: log, signIns: signInLimiter()}
	srv.api = humago.NewWithPrefix(mux, Prefix, config())
	srv.spec = sync.OnceValues(srv.api.OpenAPI().YAML)
	srv.registerSessions()
	srv.registerDocuments()
	srv.registerSearches()
	srv.registerContent()
	srv.registerActs()
	srv.registerExaminations()
	srv.registerCompletions()
	srv.registerCountersigns()
	srv.registerDuties()
	srv.registerLate()
	srv.registerReassess()
	srv.registerTakeDown()
	srv.registerFiles()
	srv.registerImports()
	srv.registerPictures()
	srv.registerVerify()
	srv.registerLedger()
	srv.registerSystem()
	leaveAnswersOpen(srv.api.OpenAPI())
	return srv, mux
}
