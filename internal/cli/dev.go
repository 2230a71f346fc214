package cli

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"go.temporal.io/sdk/client"

	"mingfa/internal/demo"
	"mingfa/internal/embedded"
	"mingfa/internal/store"
	"mingfa/worker"
	"mingfa/workflows"
)

// devCmd starts everything on one machine.
type devCmd struct {
	dataFlag
	recordFlags
	conductorFlags
	houseFlags
	deskFlags
	portalFlags
	siteFlags
	channelFlags
	PortalDatabaseURL string `name:"portal-database-url" help:"公开栏目用的数据库地址；不填则与 --database-url 相同，以受限角色连接。" env:"MINGFA_PORTAL_DATABASE_URL"`
	NoDemo            bool   `help:"不建立演示机构和人员。"`
	Devserver         string `help:"内置 Temporal 程序的位置。" env:"MINGFA_DEVSERVER" type:"path"`
	PgBin             string `help:"PostgreSQL 程序所在的文件夹。" env:"MINGFA_PG_BIN" type:"path"`
}

// stopLimit is how long an orderly stop may take.
const stopLimit = 30 * time.Second

// restarts is how often a service that went away is started again before the
// system gives up; the count begins anew when it has run for a while.
const restarts = 5

// Run starts the system and keeps it running until a signal comes.
func (c *devCmd) Run(ctx context.Context, a *app) error {
	return c.keep(ctx, a, nil)
}

// keep starts the system, and starts it again when one of its services goes away.
// ready is called once, when it first answers.
func (c *devCmd) keep(ctx context.Context, a *app, ready func(running)) error {
	release, err := embedded.LockDir(c.Data)
	if err != nil {
		return err
	}
	defer func() { _ = release() }()
	if err := free(ctx, c.Listen, c.PortalListen); err != nil {
		return err
	}
	logFile, err := os.OpenFile(filepath.Join(c.Data, "mingfa.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer logFile.Close()
	log := slog.New(slog.NewJSONHandler(logFile, nil))
	defer func() { _ = os.Remove(runningPath(c.Data)) }()
	for try := 0; ; try++ {
		began := a.now()
		err := c.once(ctx, a, log, logFile, func(r running) {
			if try == 0 {
				c.greet(a, r)
			} else {
				fmt.Fprintln(a.Err, "已经恢复。")
			}
			if ready != nil {
				ready(r)
				ready = nil
			}
		})
		if ctx.Err() != nil {
			fmt.Fprintln(a.Out, "已停止，数据保存在 "+c.Data)
			return nil
		}
		if !errors.Is(err, errServiceGone) || try >= restarts {
			return err
		}
		if a.now().Sub(began) > 10*time.Minute {
			try = 0
		}
		fmt.Fprintf(a.Err, "%v，正在重新启动……\n", err)
		log.ErrorContext(ctx, "a service went away; starting again", "err", err)
	}
}

// free makes sure that the addresses can be claimed, before anything slow begins.
func free(ctx context.Context, addresses ...string) error {
	var lc net.ListenConfig
	for _, a := range addresses {
		l, err := lc.Listen(ctx, "tcp", a)
		if err != nil {
			return fmt.Errorf("地址 %s 已被占用或者不可用，可以用 --listen、--portal-listen 另行指定：%w", a, err)
		}
		_ = l.Close()
	}
	return nil
}

// errServiceGone says that PostgreSQL, Temporal or a listener ended by itself.
var errServiceGone = errors.New("有一项服务意外停止")

// system is what once started, in order; stop ends it in the reverse order.
type system struct {
	stops []func(context.Context)
	gone  chan error
}

func (s *system) onStop(f func(context.Context)) { s.stops = append(s.stops, f) }

func (s *system) watch(name string, ended <-chan error) {
	go func() {
		if err, ok := <-ended; ok {
			select {
			case s.gone <- fmt.Errorf("%w：%s：%w", errServiceGone, name, err):
			default:
			}
		}
	}()
}

func (s *system) stop(parent context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), stopLimit)
	defer cancel()
	for i := len(s.stops) - 1; i >= 0; i-- {
		s.stops[i](ctx)
	}
}

// once runs the whole system until the context ends or a service goes away.
func (c *devCmd) once(ctx context.Context, a *app, log *slog.Logger, logFile io.Writer, ready func(running)) error {
	s := &system{gone: make(chan error, 8)}
	defer s.stop(ctx)
	urls, err := c.databases(ctx, a, s)
	if err != nil {
		return err
	}
	h, err := openHouse(ctx, houseConfig{
		houseFlags: c.houseFlags, data: c.Data, databaseURL: urls.app, publicURL: c.publicURL(), site: c.Site, now: a.now,
	})
	if err != nil {
		return err
	}
	s.onStop(func(context.Context) { h.close() })
	if !c.NoDemo {
		if err := seedDemo(ctx, h.record, a.now()); err != nil {
			return err
		}
	}
	temporal, key, err := c.temporal(ctx, a, s, urls.postgres, log, logFile)
	if err != nil {
		return err
	}
	if err := c.start(ctx, a, s, h, temporal, key, urls, log, ready); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		fmt.Fprintln(a.Out, "\n正在停止……")
		return nil
	case err := <-s.gone:
		return err
	}
}

// databases are the connections of the system.
type databases struct {
	postgres   *embedded.Postgres // nil when it is somebody else's
	app        string
	shelf      string
	maintainer string // may migrate
}

// productDB is the database of the product in the embedded PostgreSQL.
const productDB = "mingfa"

func (c *devCmd) databases(ctx context.Context, a *app, s *system) (databases, error) {
	var d databases
	needsOwn := c.DatabaseURL == "" || c.TemporalAddress == ""
	if needsOwn {
		fmt.Fprintln(a.Out, "正在启动数据库……")
		pg, err := embedded.StartPostgres(ctx, embedded.PostgresConfig{Dir: filepath.Join(c.Data, "postgres"), BinDir: c.PgBin, Log: a.Out})
		if err != nil {
			return d, err
		}
		s.onStop(func(ctx context.Context) { _ = pg.Stop(ctx) })
		s.watch("PostgreSQL", pg.Exited())
		d.postgres = pg
	}
	if c.DatabaseURL != "" {
		d.app, d.maintainer, d.shelf = c.DatabaseURL, c.DatabaseURL, c.PortalDatabaseURL
		if d.shelf == "" {
			d.shelf = c.DatabaseURL
		}
	} else {
		if err := d.postgres.CreateDatabase(ctx, productDB); err != nil {
			return d, err
		}
		d.maintainer = d.postgres.DSN(productDB)
		d.app, d.shelf = d.postgres.RoleDSN(store.AppRole, productDB), d.postgres.RoleDSN(store.PortalRole, productDB)
	}
	return d, store.Migrate(ctx, d.maintainer, func(applied int) {
		if applied > 0 {
			fmt.Fprintf(a.Out, "数据库结构：完成%d步升级\n", applied)
		}
	})
}

// temporal connects to the configured Temporal, or starts the embedded one.
func (c *devCmd) temporal(ctx context.Context, a *app, s *system, pg *embedded.Postgres, log *slog.Logger, logFile io.Writer) (client.Client, []byte, error) {
	key, o, err := c.conductorOptions(c.Data)
	if err != nil {
		return nil, nil, err
	}
	if c.TemporalAddress == "" {
		fmt.Fprintln(a.Out, "正在启动流程服务……")
		t, err := embedded.StartTemporal(ctx, embedded.TemporalConfig{Binary: c.Devserver, Postgres: pg, Namespace: c.TemporalNamespace, Log: logFile})
		if err != nil {
			return nil, nil, err
		}
		s.onStop(func(ctx context.Context) { _ = t.Stop(ctx) })
		s.watch("Temporal", t.Exited())
		o.HostPort, o.ConnectionOptions.TLS = t.Address(), t.TLS()
		o.ConnectionOptions.GrpcCompression = &client.GrpcCompressionNone{} // on loopback it is pure cost
	}
	cl, err := dial(ctx, o, key, log)
	if err != nil {
		return nil, nil, err
	}
	s.onStop(func(context.Context) { cl.Close() })
	return cl, key, worker.EnsureSchedule(ctx, cl)
}

// demoContact is invented, like the city it is of. The number is in no real use.
const demoContact = "政务公开科（演示），明州市府前路1号，电话0000-12345678，工作日8:30—12:00、14:00—17:30"

// ofSite are the settings of the portal; the demonstration has a contact of its own.
func (c *devCmd) ofSite() siteFlags {
	f := c.siteFlags
	if f.Contact == "" && !c.NoDemo {
		f.Contact = demoContact
	}
	return f
}

// start opens the doors: worker, portal, workbench, and the control address.
func (c *devCmd) start(ctx context.Context, a *app, s *system, h *house, temporal client.Client, key []byte, urls databases, log *slog.Logger, ready func(running)) error {
	shelf, err := store.OpenShelf(ctx, urls.shelf)
	if err != nil {
		return err
	}
	s.onStop(func(context.Context) { shelf.Close() })
	public, err := publicSite(shelf, c.portalFlags, c.ofSite(), h.printer.trust(), a.now, log)
	if err != nil {
		return err
	}
	site, err := serve(ctx, c.PortalListen, public, log)
	if err != nil {
		return err
	}
	s.onStop(site.stop)
	s.watch("公开栏目", site.failed)
	readURL := c.PortalURL
	if readURL == "" {
		readURL = "http://" + site.listener.Addr().String()
	}
	ledger, err := c.keptLedger(c.Data)
	if err != nil {
		return err
	}
	workers, err := h.workers(temporal, key, ledger, c.channelFlags, c.publicURL(), readURL, a.now)
	if err != nil {
		return err
	}
	if err := workers.Start(); err != nil {
		return err
	}
	s.onStop(func(context.Context) { workers.Stop() })
	oc := officeConfig{site: c.Site, portalURL: c.publicURL(), secure: c.SecureCookie, now: a.now, ledger: ledger.public, noSiteID: c.ofSite().SiteID == "", noContact: c.ofSite().Contact == ""}
	if !c.NoDemo {
		oc.people, oc.password = demoPeople(), demo.Password
	}
	bench, err := serve(ctx, c.Listen, h.office(temporal, oc, log), log)
	if err != nil {
		return err
	}
	s.onStop(bench.stop)
	s.watch("工作台", bench.failed)
	r := running{
		PID: os.Getpid(), Workbench: "http://" + bench.listener.Addr().String(), Portal: "http://" + site.listener.Addr().String(),
		Token: hex.EncodeToString(newKey()), Database: urls.app, Policies: h.plant.folder, Region: h.plant.region,
	}
	if err := c.control(ctx, s, h, temporal, &r, log); err != nil {
		return err
	}
	if err := r.write(c.Data); err != nil {
		return err
	}
	ready(r)
	return nil
}

// control answers commands of other processes on this machine.
func (c *devCmd) control(ctx context.Context, s *system, h *house, temporal client.Client, r *running, log *slog.Logger) error {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /alive", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.Handle("POST /sweep", guarded(r.Token, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		result, err := workflows.SweepNow(req.Context(), temporal)
		if err != nil {
			log.ErrorContext(req.Context(), "sweep", "err", err)
			http.Error(w, "sweep failed", http.StatusInternalServerError)
			return
		}
		_ = json.NewEncoder(w).Encode(result)
	})))
	mux.Handle("GET /edition", guarded(r.Token, http.HandlerFunc(h.plant.tell)))
	mux.Handle("POST /redate", guarded(r.Token, http.HandlerFunc(h.plant.redating)))
	ctl, err := serve(ctx, "127.0.0.1:0", mux, log)
	if err != nil {
		return err
	}
	s.onStop(ctl.stop)
	r.Control = "http://" + ctl.listener.Addr().String()
	return nil
}
