package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"go.temporal.io/sdk/client"

	"mingfa/internal/api"
	"mingfa/internal/desk"
	"mingfa/internal/identity"
	"mingfa/internal/pdf"
	"mingfa/internal/portal"
	"mingfa/internal/release"
	"mingfa/internal/store"
	"mingfa/internal/verdict"
	"mingfa/internal/web"
	"mingfa/worker"
)

// server is one HTTP listener.
type server struct {
	http     *http.Server
	listener net.Listener
	failed   chan error
}

// serve listens and answers in the background. The address is claimed before it
// returns, so a port in use is told at once.
func serve(ctx context.Context, addr string, h http.Handler, log *slog.Logger) (*server, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("监听 %s: %w", addr, err)
	}
	s := &server{
		listener: l, failed: make(chan error, 1),
		http: &http.Server{
			Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute, WriteTimeout: 2 * time.Minute,
			IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		},
	}
	go func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- err
		}
	}()
	return s, nil
}

func (s *server) stop(ctx context.Context) { _ = s.http.Shutdown(ctx) }

// officeConfig is what workbench and API need beside the house.
type officeConfig struct {
	site      string
	portalURL string
	secure    bool
	ledger    string           // public key by which checkpoints of the ledger are checked
	people    []web.DemoPerson // of the embedded default only
	password  string           // theirs
	now       func() time.Time

	noSiteID, noContact bool // what the public pages lack
}

// office builds the workbench with the API below /api/v1/.
func (h *house) office(temporal client.Client, c officeConfig, log *slog.Logger) http.Handler {
	sessions := identity.New(accounts{h.record}, h.record, c.now)
	h.plant.build = func(laws verdict.Laws) http.Handler { return h.doors(laws, temporal, sessions, c, log) }
	h.plant.enforce(h.plant.inForce.Laws(), h.plant.Policies())
	return h.plant
}

// doors builds workbench and API on the laws.
func (h *house) doors(laws verdict.Laws, temporal client.Client, sessions *identity.Sessions, c officeConfig, log *slog.Logger) http.Handler {
	d := desk.New(desk.Parts{
		Record: h.record, Laws: laws, Calendar: laws.Calendar, Conductor: desk.Steps{Client: temporal}, Blobs: h.blobs, Preview: h.printer,
		Intake: h.intake, Pages: h.pages, Now: c.now, Log: log, Plant: h.plant, LedgerKey: c.ledger,
	})
	mux := http.NewServeMux()
	mux.Handle("/api/v1/", api.New(d, sessions, verifier{h.printer.trust()}, log))
	mux.Handle("/", web.New(d, sessions, web.Config{Organ: c.site, PortalURL: c.portalURL, DemoPeople: c.people, DemoPassword: c.password, Secure: c.secure, NoSiteID: c.noSiteID, NoContact: c.noContact}, log))
	return mux
}

// workers registers the steps.
func (h *house) workers(temporal client.Client, key []byte, ledger ledgerKeys, ch channelFlags, portalURL, readURL string, now func() time.Time) (*worker.Workers, error) {
	deps := worker.Deps{
		Register: h.record, Limits: h.record, Press: h.record, Shelf: h.record, Duties: h.record, Blobs: h.blobs, Printer: h.printer,
		Judge: h.plant.inForce.Judge, Late: h.record, JudgeLate: h.plant.inForce.JudgeLate, Reassess: h.record, JudgeReassess: h.plant.inForce.JudgeReassess, Downs: h.record, JudgeTakeDown: h.plant.inForce.JudgeTakeDown, Obligations: h.record, Date: h.plant.inForce.Date, Reminders: h.plant.inForce.Reminders, Calendar: h.plant.inForce, ActorKey: key, Sign: ledger.sign(h.record), Now: now,
	}
	portal, err := release.NewPortal(http.DefaultClient, portalURL)
	if err != nil {
		return nil, err
	}
	seen, err := portal.Via(readURL)
	if err != nil {
		return nil, err
	}
	deps.Portal, deps.Absence = seen, seen
	if ch.WebhookURL != "" {
		site, err := release.NewWebsite(http.DefaultClient, ch.WebhookURL, ch.WebhookSecret, portal, now)
		if err != nil {
			return nil, err
		}
		deps.Website, deps.Retraction = site, site
	}
	return worker.New(temporal, deps)
}

// publicSite builds the portal over the role that can read what is released. The
// standing texts are those of the office's folder.
func publicSite(shelf *store.Shelf, p portalFlags, f siteFlags, trust pdf.Trust, now func() time.Time, log *slog.Logger) (http.Handler, error) {
	texts, err := portal.LoadTexts(f.PortalTexts)
	if err != nil {
		return nil, err
	}
	if f.Contact == "" {
		log.Warn("MINGFA_CONTACT is not set: the guide of the portal names no contact")
	}
	if f.SiteID == "" {
		log.Warn("MINGFA_SITE_ID is not set: the pages of the portal carry no SiteIDCode (WP-03)")
	}
	c := portal.Config{
		Site: p.Site + "　政府信息公开", Organ: p.Site, BaseURL: p.publicURL(), SiteID: f.SiteID, Texts: texts, Trust: trust,
		Footer: portal.Footer{Contact: f.Contact, ICP: f.ICP, Police: f.Police},
	}
	if err := c.Check(); err != nil {
		return nil, err
	}
	return portal.New(shelf, c, now, log), nil
}
