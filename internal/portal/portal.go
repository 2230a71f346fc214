package portal

import (
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/look"
	"mingfa/internal/pdf"
)

// Config is what a site says of itself on every page.
type Config struct {
	Site      string // name in head, titles and feed, e.g. 明州市人民政府　政府信息公开
	Organ     string // 主办单位
	BaseURL   string // scheme and host without a slash at the end: canonical links, feed, sitemap
	SiteID    string // 网站标识码 (WP-04); "" leaves it out
	Texts     Texts  // the standing columns of the platform: 指南, 制度, 年报 (WP-01)
	Workbench string // address of the workbench for officials; "" = no link
	Footer    Footer
	Trust     pdf.Trust // whose seals count when a file is verified
}

// Footer is what a government page ends with (WP-05). What is "" is left out.
type Footer struct {
	Contact string // 联系电话、通信地址
	ICP     string // ICP备案号
	Police  string // 公安备案号
}

// Check reports whether the configuration can be shown to the public: it has names,
// and BaseURL is an absolute address. The error is an Invalid *document.Error.
func (c Config) Check() error {
	if c.Site == "" || c.Organ == "" {
		return document.Refuse(document.Invalid, "portal-unnamed", "公开网站的名称和主办单位不能为空。")
	}
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
		return &document.Error{Kind: document.Invalid, Code: "portal-address", Message: "公开网站的地址应当以 https:// 或者 http:// 开头，末尾不带斜杠。", Err: err}
	}
	return nil
}

// SiteDomain returns the host name of the site (WP-03), "" without a BaseURL.
func (c Config) SiteDomain() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil {
		return ""
	}
	return u.Host
}

type site struct {
	shelf guarded
	cfg   Config
	now   func() time.Time
	log   *slog.Logger
	pages map[string]*template.Template
	fresh freshness
	cache cache
	tests chan struct{} // a place for each file that may be examined at once
}

// New returns the site. It serves only GET and HEAD, besides POST on /verify, sets all
// security headers and logs each request without query, client or unknown address.
// The caller has checked cfg; now is the clock that decides which day it is.
func New(shelf Shelf, cfg Config, now func() time.Time, log *slog.Logger) http.Handler {
	s := &site{
		shelf: guarded{shelf, log}, cfg: cfg, now: now, log: log, pages: parsePages(),
		cache: cache{budget: cacheBudget}, tests: make(chan struct{}, testsAtOnce),
	}
	s.fresh.ask = s.shelf.latest
	return look.Secure(s.logged(s.recovered(s.early(s.narrowed(s.routes())))))
}

// routes are all ways to what is released: found, read and downloaded here (WP-02),
// each under one address (WP-07).
func (s *site) routes() http.Handler {
	mux := http.NewServeMux()
	for pattern, m := range map[string]maker{
		"GET /{$}":                s.list,
		"GET /catalogue":          s.catalogue,
		"GET /guide":              s.guide,
		"GET /rules":              s.rules,
		"GET /reports":            s.reports,
		"GET /reports.atom":       s.reportFeed,
		"GET /d/{id}/jiedu":       s.interpretation,
		"GET /d/{id}/verify":      s.verifyDocument,
		"GET /d/{id}/text.txt":    s.text,
		"GET /feed.atom":          s.feed,
		"GET /sitemap.xml":        s.sitemap,
		"GET /robots.txt":         s.robots,
		"GET /api/documents":      s.apiList,
		"GET /api/documents/{id}": s.apiDocument,
		"GET /api/verify":         s.apiVerify,
	} {
		mux.Handle(pattern, s.answered(s.kept(m)))
	}
	document := s.kept(s.document)
	for pattern, h := range map[string]handler{
		"GET /d/{id}": func(w http.ResponseWriter, r *http.Request) error {
			id := r.PathValue("id")
			if strings.Contains(id, ".") { // no id has one
				return s.moved(w, r)
			}
			if anyCaseID.MatchString(id) && strings.ToLower(id) != id { // by its form alone, so that it tells nothing of what there is
				redirect(w, "/d/"+strings.ToLower(id))
				return nil
			}
			return document(w, r)
		},
		"GET /d/{id}/file.pdf":        s.file,
		"GET /d/{id}/pictures/{name}": s.picture,
		"GET /verify":                 s.verify,
		"POST /verify":                s.verifyUpload,
		"GET /healthz":                s.health,
		"GET /checkpoint.txt":         s.checkpoint,
		"GET /n/{number...}":          s.numbered,
		"/":                           s.moved,
	} {
		mux.Handle(pattern, s.answered(h))
	}
	mux.Handle("GET /assets/", look.Handler())
	return mux
}

func (s *site) today() document.Date { return document.DateOf(s.now()) }
