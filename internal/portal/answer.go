package portal

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"mingfa/internal/document"
)

// handler answers a request or says in its error why it can't.
type handler func(http.ResponseWriter, *http.Request) error

func (s *site) answered(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// refusal is what a visitor reads instead of a page. It depends on nothing but the
// status, so two requests that fail alike can't be told apart (invariant 7).
type refusal struct {
	Status  int
	Code    string
	Heading string
	Text    string
}

var refusals = map[document.ErrorKind]refusal{
	document.NotFound:    {404, "not-found", "没有找到您要查看的内容", "您访问的地址不存在，或者相关内容没有在本网站公开。"},
	document.Invalid:     {400, "bad-request", "请求无法识别", "请检查后重新提交。"},
	document.TooLarge:    {413, "too-large", "文件过大", "上传核验的文件不能超过64 MB。您可以自行计算文件的SHA-256指纹后填写核验。"},
	document.Conflict:    {503, "busy", "核验的人较多", "请稍后再试，或者自行计算文件的SHA-256指纹后填写核验。"},
	document.Unavailable: {503, "unavailable", "暂时无法提供服务", "公开数据暂时无法读取，请稍后再试。"},
}

var (
	brokenDown  = refusal{500, "internal", "页面暂时无法显示", "系统出现故障，我们已经记录，请稍后再试。"}
	wrongMethod = refusal{405, "method-not-allowed", "不支持这种请求方式", "本网站只提供查阅服务。"}
)

// fail answers with the refusal that belongs to the kind of err. The error itself
// goes to the log only.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if g, ok := errors.AsType[takenDown](err); ok {
		s.gone(w, r, g.Gone)
		return
	}
	page, known := refusals[document.KindOf(err)]
	if !known {
		page = brokenDown
	}
	page = page.naming(err)
	if page.Status >= 500 {
		s.log.ErrorContext(r.Context(), "request failed", "route", r.Pattern, "error", scrubbed(r, err))
	}
	s.refuse(w, r, page)
}

// naming returns the refusal with the field of a list's address that is wrong.
func (p refusal) naming(err error) refusal {
	e, ok := errors.AsType[*document.Error](err)
	if !ok {
		return p
	}
	field, ok := strings.CutPrefix(e.Code, "filter-")
	if text := wrongFilters[field]; ok && text != "" {
		p.Heading, p.Text = "筛选条件无法识别", text
	}
	return p
}

// scrubbed returns the text of err without anything that the visitor sent: an error of
// the shelf may name an id that isn't public, or the words of a search.
func scrubbed(r *http.Request, err error) string {
	said := []string{r.PathValue("id")}
	for _, values := range r.URL.Query() {
		said = append(said, values...)
	}
	text := err.Error()
	for _, v := range said {
		if v != "" {
			text = strings.ReplaceAll(text, v, "…")
			text = strings.ReplaceAll(text, url.QueryEscape(v), "…")
		}
	}
	return text
}

func (s *site) refuse(w http.ResponseWriter, r *http.Request, p refusal) {
	kind, body := "text/html; charset=utf-8", []byte(nil)
	if strings.HasPrefix(r.URL.Path, "/api/") {
		kind, body = jsonType, refusalJSON(p)
	} else if html, err := s.render("refusal", page{Title: p.Heading, Robots: "noindex", Content: p}); err == nil {
		body = html
	}
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "30")
	}
	s.say(w, r, p.Status, kind, body)
}

// say sends an answer that nobody keeps.
func (s *site) say(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	h := w.Header()
	for _, name := range []string{"ETag", "Content-Disposition", "Last-Modified", "Link", "Vary"} {
		h.Del(name)
	}
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the visitor is gone; there is nobody left to tell
	}
}
