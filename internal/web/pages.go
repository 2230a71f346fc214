package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"sync"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

//go:embed templates assets
var files embed.FS

// page is what every page has, and what layout.html shows around it.
type page struct {
	Title     string
	Organ     string
	PortalURL string
	Me        desk.Person
	Here      string // the entry of the main navigation that is open
	CanDraft  bool
	CanAudit  bool
	CanReport bool   // may see the state of disclosure
	CanManage bool   // may see people, units and procedures
	CanKeep   bool   // may change them
	Reminded  int    // of how many terms the person is reminded
	Pending   int    // how many documents wait for the person (待办角标)
	Polling   bool   // the page is waiting for something that ends by itself
	Self      string // its address with what was asked for, "" where the path is all
}

// Switch is the address of the same page in another language.
func (p page) Switch(to string) string {
	if p.Self == "" || !strings.Contains(p.Self, "?") {
		return p.Self + "?lang=" + to
	}
	return p.Self + "&lang=" + to
}

func (b *bench) page(me desk.Person, title, here string) page {
	return page{
		Title: title, Organ: b.cfg.Organ, PortalURL: b.cfg.PortalURL, Me: me, Here: here,
		CanDraft: holds(me, document.Drafter), CanAudit: holds(me, document.Auditor),
		CanReport: holds(me, document.DisclosureOfficer, document.OfficeChecker, document.Auditor),
		CanManage: holds(me, document.OfficeChecker, document.Auditor, document.Administrator), CanKeep: holds(me, document.Administrator), Pending: me.Waiting, Reminded: me.Reminded,
	}
}

// holds reports whether the person has one of the roles anywhere. It decides only which
// links are shown; the desk decides what may be done.
func holds(me desk.Person, roles ...document.Role) bool {
	return slices.ContainsFunc(me.Appointments, func(a desk.Appointment) bool { return slices.Contains(roles, a.Role) })
}

// KeepsOnly reports whether the person keeps the system and does nothing beside it:
// such a person sees no document.
func (p page) KeepsOnly() bool {
	return p.CanKeep && !slices.ContainsFunc(p.Me.Appointments, func(a desk.Appointment) bool { return a.Role != document.Administrator })
}

// AuditsOnly reports whether the person looks on and decides nothing.
func (p page) AuditsOnly() bool {
	return p.CanAudit && !slices.ContainsFunc(p.Me.Appointments, func(a desk.Appointment) bool { return a.Role != document.Auditor })
}

// Posts returns the offices of the person for the header, each unit once.
func (p page) Posts() string {
	var out []string
	for _, a := range p.Me.Appointments {
		if !slices.Contains(out, a.UnitName+"　"+a.Label) {
			out = append(out, a.UnitName+"　"+a.Label)
		}
	}
	return strings.Join(out, "、")
}

// templates are all pages by language, each with the layout and the shared pieces.
// They are read when the first workbench is made: a command that has no pages
// should not pay for them.
var templates = sync.OnceValue(func() map[tongue]map[string]*template.Template {
	return map[tongue]map[string]*template.Template{chinese: parseTemplates(chinese), english: parseTemplates(english)}
})

func parseTemplates(t tongue) map[string]*template.Template {
	shared := template.Must(template.New("shared").Funcs(funcsIn(t)).ParseFS(files, "templates/layout.html", "templates/pieces/*.html"))
	out := map[string]*template.Template{}
	for _, name := range []string{"sign-in", "inbox", "bulk", "documents", "draft", "document", "diff", "ledger", "health", "establishment", "numbers", "person", "unit", "password", "system", "keys", "error", "resume"} {
		out[name] = template.Must(template.Must(shared.Clone()).ParseFS(files, "templates/"+name+".html"))
	}
	return out
}

// render writes a whole page. It is made in memory first, so that a fault in a
// template can't leave half a page that looks whole.
func (b *bench) render(w http.ResponseWriter, status int, name string, data any) {
	b.renderPart(w, status, name, "layout", data)
}

func (b *bench) renderPart(w http.ResponseWriter, status int, name, part string, data any) {
	var buf bytes.Buffer
	if err := templates()[b.tongue][name].ExecuteTemplate(&buf, part, data); err != nil {
		b.log.Error("render page", "page", name, "err", err)
		http.Error(w, "系统出现故障，页面无法显示，请稍后再试。", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(buf.Bytes())
}

// The workbench's own style and script, beside those of package look.
const (
	stylePath  = "/workbench.css"
	scriptPath = "/workbench.js"
	draftPath  = "/draft.js"
)

// own are those files, each with its media type and a version for its address.
var own = map[string]ownFile{
	stylePath:  readOwn("assets/workbench.css", "text/css; charset=utf-8"),
	scriptPath: readOwn("assets/workbench.js", "text/javascript; charset=utf-8"),
	draftPath:  readOwn("assets/draft.js", "text/javascript; charset=utf-8"),
}

type ownFile struct {
	content       []byte
	kind, version string
}

func readOwn(name, kind string) ownFile {
	content, err := files.ReadFile(name)
	if err != nil { // embedded above: the build would have failed
		panic(err)
	}
	sum := sha256.Sum256(content)
	return ownFile{content, kind, hex.EncodeToString(sum[:6])}
}

// address is the path of a file of ours, which changes with its content.
func address(path string) string { return path + "?v=" + own[path].version }

func serveOwn(w http.ResponseWriter, r *http.Request) {
	f := own[r.URL.Path]
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(f.content)
}
