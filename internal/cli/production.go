package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"go.temporal.io/sdk/client"

	"mingfa/internal/pdf"
	"mingfa/internal/store"
	"mingfa/worker"
)

// production logs JSON lines to the standard error, as container platforms expect.
func production(a *app) *slog.Logger { return slog.New(slog.NewJSONHandler(a.Err, nil)) }

// required refuses to start without a setting that has no default in production.
func required(value, name string) (string, error) {
	v, err := secretFromFile(value, name)
	if err != nil {
		return "", err
	}
	if v == "" {
		return "", fmt.Errorf("生产环境须配置 %s", name)
	}
	return v, nil
}

// insideFlags are what workbench and worker share in production.
type insideFlags struct {
	dataFlag
	recordFlags
	conductorFlags
	houseFlags
	PublicURL string `help:"公众看到的公开栏目地址。" env:"MINGFA_PUBLIC_URL"`
	Site      string `help:"机关名称。" default:"明州市人民政府办公室" env:"MINGFA_SITE"`
}

// inside is a house with its way to Temporal.
type inside struct {
	*house
	temporal client.Client
	key      []byte
}

func (i inside) close() {
	i.temporal.Close()
	i.house.close()
}

// open connects to everything that a production process works with. Nothing is
// made up: what is not configured is an error.
func (c *insideFlags) open(ctx context.Context, a *app, log *slog.Logger) (inside, error) {
	url, err := required(c.DatabaseURL, "DATABASE_URL")
	if err != nil {
		return inside{}, err
	}
	key, o, err := c.production(c.Data)
	if err != nil {
		return inside{}, err
	}
	h, err := openHouse(ctx, houseConfig{houseFlags: c.houseFlags, data: c.Data, databaseURL: url, publicURL: c.PublicURL, site: c.Site, now: a.now})
	if err != nil {
		return inside{}, err
	}
	temporal, err := dial(ctx, o, key, log)
	if err != nil {
		h.close()
		return inside{}, err
	}
	go h.plant.follow(ctx, policyLook, log)
	return inside{h, temporal, key}, nil
}

// policyLook is how often a process looks whether other policies were put into force.
const policyLook = 15 * time.Second

// serveCmd runs workbench and API.
type serveCmd struct {
	insideFlags
	deskFlags

	SiteID  string `name:"site-id" help:"网站标识码，与公开网站的设置相同；没有设置的，“系统设置”页面提醒。" env:"MINGFA_SITE_ID"`
	Contact string `help:"公开网站的联系方式，与公开网站的设置相同；没有设置的，“系统设置”页面提醒。" env:"MINGFA_CONTACT"`
}

// Run serves until a signal comes.
func (c *serveCmd) Run(ctx context.Context, a *app) error {
	log := production(a)
	in, err := c.open(ctx, a, log)
	if err != nil {
		return err
	}
	defer in.close()
	ledger, err := c.configuredLedger()
	if err != nil {
		return err
	}
	oc := officeConfig{site: c.Site, portalURL: c.PublicURL, secure: c.SecureCookie, now: a.now, ledger: ledger.public, noSiteID: c.SiteID == "", noContact: c.Contact == ""}
	return until(ctx, c.Listen, in.office(in.temporal, oc, log), log)
}

// workerCmd runs the steps.
type workerCmd struct {
	insideFlags
	channelFlags
}

// Run works until a signal comes.
func (c *workerCmd) Run(ctx context.Context, a *app) error {
	log := production(a)
	if c.PublicURL == "" {
		return errors.New("生产环境须配置 MINGFA_PUBLIC_URL：没有公开栏目的地址就无法回读核验，也就不能发布")
	}
	var err error
	if c.WebhookSecret, err = secretFromFile(c.WebhookSecret, "MINGFA_WEBHOOK_SECRET"); err != nil {
		return err
	}
	ledger, err := c.configuredLedger()
	if err != nil {
		return err
	}
	if ledger.private == "" {
		log.WarnContext(ctx, "MINGFA_LEDGER_KEY is not set: the ledger is not signed")
	}
	in, err := c.open(ctx, a, log)
	if err != nil {
		return err
	}
	defer in.close()
	if err := worker.EnsureSchedule(ctx, in.temporal); err != nil {
		return err
	}
	readURL := c.PortalURL
	if readURL == "" {
		readURL = c.PublicURL
	}
	workers, err := in.workers(in.temporal, in.key, ledger, c.channelFlags, c.PublicURL, readURL, a.now)
	if err != nil {
		return err
	}
	if err := workers.Start(); err != nil {
		return err
	}
	defer workers.Stop()
	log.InfoContext(ctx, "worker started")
	<-ctx.Done()
	return nil
}

// portalCmd is the public portal.
type portalCmd struct {
	Run   portalRunCmd   `cmd:"" default:"withargs" help:"运行公开栏目（默认）。"`
	Check portalCheckCmd `cmd:"" help:"以匿名访问者身份打开公开栏目的每个页面、文件、订阅和链接，报告打不开或者说法不一致的内容。"`
}

// portalRunCmd serves the portal. It has no connection to anything but the
// released views.
type portalRunCmd struct {
	portalFlags
	siteFlags
	SealCert          string `help:"核验文件时信任的电子印章证书链（PEM）；不填则不信任任何印章。" env:"MINGFA_SEAL_CERT" type:"path"`
	TSACert           string `name:"tsa-cert" help:"时间戳服务的根证书（PEM），核验时据以确认时间。" env:"MINGFA_TSA_CERT" type:"path"`
	PortalDatabaseURL string `name:"portal-database-url" help:"以 mingfa_portal 角色连接的数据库地址。" env:"MINGFA_PORTAL_DATABASE_URL"`
}

// Run serves until a signal comes.
func (c *portalRunCmd) Run(ctx context.Context, a *app) error {
	log := production(a)
	url, err := required(c.PortalDatabaseURL, "MINGFA_PORTAL_DATABASE_URL")
	if err != nil {
		return err
	}
	shelf, err := store.OpenShelf(ctx, url)
	if err != nil {
		return err
	}
	defer shelf.Close()
	var trust pdf.Trust
	if c.SealCert != "" {
		if trust, err = loadTrust("", c.SealCert); err != nil {
			return err
		}
	}
	if trust, err = withClocks(trust, c.TSACert); err != nil {
		return err
	}
	site, err := publicSite(shelf, c.portalFlags, c.siteFlags, trust, a.now, log)
	if err != nil {
		return err
	}
	return until(ctx, c.PortalListen, site, log)
}

// until serves until the context ends.
func until(ctx context.Context, addr string, h http.Handler, log *slog.Logger) error {
	s, err := serve(ctx, addr, h, log)
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "listening", "address", s.listener.Addr().String())
	select {
	case <-ctx.Done():
	case err = <-s.failed:
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLimit)
	defer cancel()
	s.stop(stopping)
	return err
}

// migrateCmd brings the database to this version.
type migrateCmd struct {
	recordFlags
}

// Run migrates; several at once wait for each other.
func (c *migrateCmd) Run(ctx context.Context, a *app) error {
	url, err := required(c.DatabaseURL, "DATABASE_URL")
	if err != nil {
		return err
	}
	return store.Migrate(ctx, url, func(applied int) { fmt.Fprintf(a.Out, "数据库结构：完成%d步升级\n", applied) })
}

// healthCmd asks a service of this machine whether it is well, for container platforms.
type healthCmd struct {
	URL string `arg:"" optional:"" help:"要检查的地址。" default:"http://127.0.0.1:8080/healthz"`
}

// Run fails unless the answer is 200.
func (c *healthCmd) Run(ctx context.Context) error {
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL, http.NoBody)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", c.URL, res.Status)
	}
	return nil
}
