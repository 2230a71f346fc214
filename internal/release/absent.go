package release

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/document"
)

// Absent looks at every surface of the portal like an anonymous visitor after a take-down
// (invariant 11). It succeeds only if each address of the document answers that it is
// gone, without a word of it, and neither lists, search, feed, sitemap, catalogue, data,
// verification nor the address of its number lead there. The proof names surfaces and
// what they answered, nothing that stood in the document.
func (p *Portal) Absent(ctx context.Context, m document.Missing) (map[string]any, error) {
	proof := map[string]any{"expected_no": m.No}
	if p.base == "" {
		return proof, missed("no-portal", "尚未配置公开门户地址。", nil)
	}
	a := &absence{portal: p, m: m, proof: proof}
	for _, look := range []func(context.Context) error{a.addresses, a.lists, a.sitemap, a.lookups} {
		if err := look(ctx); err != nil {
			return proof, err
		}
	}
	return proof, nil
}

// absence is one look around.
type absence struct {
	portal *Portal
	m      document.Missing
	proof  map[string]any
}

// stillThere says on which surface the document shows.
func stillThere(surface string) error {
	return missed("still-there", "“"+surface+"”仍能看到所撤下的公文。", nil)
}

// addresses are those of the document itself: gone, and empty of it.
func (a *absence) addresses(ctx context.Context) error {
	page := "/d/" + url.PathEscape(a.m.Document)
	own := []struct{ name, path string }{
		{"文件页面", page},
		{"解读页面", page + "/jiedu"},
		{"核验页面", page + "/verify"},
		{"PDF文件", page + "/file.pdf"},
		{"文本", page + "/text.txt"},
		{"数据接口", "/api/documents/" + url.PathEscape(a.m.Document)},
	}
	for i, p := range a.m.Pictures {
		own = append(own, struct{ name, path string }{fmt.Sprintf("图片%d", i+1), page + p.Path()})
	}
	for _, x := range own {
		status, got, err := a.fetch(ctx, x.path)
		if err != nil {
			return err
		}
		a.proof[x.name] = status
		if status != http.StatusGone {
			return missed("not-gone", fmt.Sprintf("“%s”返回状态码%d，应当返回410。", x.name, status), nil)
		}
		if a.tells(got) {
			return stillThere(x.name)
		}
	}
	return nil
}

// tells reports whether an answer has words of the document in it.
func (a *absence) tells(got answered) bool {
	const beginning = 40 // characters that no other text begins with by chance
	text := unmarked(squeeze(string(got.body)))
	words := []string{a.m.Title}
	if a.m.Interpretation != nil {
		words = append(words, a.m.Interpretation.Title)
	}
	if body := []rune(unmarked(squeeze(a.m.Body))); len(body) >= beginning {
		words = append(words, string(body[:beginning]))
	}
	return slices.ContainsFunc(words, func(w string) bool { return w != "" && strings.Contains(text, unmarked(squeeze(w))) })
}

// unmarked takes out the signs that may be marks of emphasis in a text, which a page does
// not show. What is looked for lacks them as well.
func unmarked(s string) string { return marksOfText.Replace(s) }

var marksOfText = strings.NewReplacer("*", "", "_", "", "`", "")

// lists are the surfaces that lead to documents. Nothing that leaked goes into a search:
// the addresses of requests are kept in more places than ours.
func (a *absence) lists(ctx context.Context) error {
	sought := string(a.m.Number)
	if a.m.Ground.Silent() {
		sought = string([]rune(squeeze(a.m.Title))[:min(2, len([]rune(squeeze(a.m.Title))))])
	}
	search := "?q=" + url.QueryEscape(sought)
	for _, x := range []struct{ name, path string }{
		{"首页列表", "/"},
		{"检索", "/" + search},
		{"目录", "/catalogue"},
		{"订阅", "/feed.atom"},
		{"检索订阅", "/feed.atom" + search},
		{"数据列表", "/api/documents"},
		{"数据检索", "/api/documents" + search},
	} {
		if err := a.without(ctx, x.name, x.path); err != nil {
			return err
		}
	}
	return nil
}

// without opens a surface and looks where it leads.
func (a *absence) without(ctx context.Context, name, path string) error {
	status, got, err := a.fetch(ctx, path)
	if err != nil {
		return err
	}
	a.proof[name] = status
	if status != http.StatusOK {
		return missed("portal-status", fmt.Sprintf("“%s”返回状态码%d。", name, status), nil)
	}
	if slices.ContainsFunc(got.links, a.leads) {
		return stillThere(name)
	}
	return nil
}

// leads reports whether a way of the portal leads to the document.
func (a *absence) leads(path string) bool {
	path, _, _ = strings.Cut(path, "?")
	for _, root := range []string{"/d/", "/api/documents/"} {
		if rest, ok := strings.CutPrefix(path, root); ok {
			id, _, _ := strings.Cut(rest, "/")
			return id == url.PathEscape(a.m.Document)
		}
	}
	return false
}

// sitemap is read as a whole: it has every document that the portal shows.
func (a *absence) sitemap(ctx context.Context) error {
	const name = "站点地图"
	status, got, err := a.fetch(ctx, "/sitemap.xml")
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return missed("portal-status", fmt.Sprintf("“%s”返回状态码%d。", name, status), nil)
	}
	parts := 0
	for _, link := range got.links {
		if strings.HasPrefix(link, "/sitemap.xml?") {
			parts++
			if err := a.without(ctx, name+strconv.Itoa(parts), link); err != nil {
				return err
			}
		}
	}
	a.proof[name] = status
	if slices.ContainsFunc(got.links, a.leads) {
		return stillThere(name)
	}
	return nil
}

// lookups are the ways by digest and by number: they find nothing any more.
func (a *absence) lookups(ctx context.Context) error {
	ways := []struct{ name, path string }{}
	for _, d := range a.m.Digests {
		ways = append(ways, struct{ name, path string }{"文件核验", "/api/verify?digest=" + d})
	}
	if !a.m.Ground.Silent() {
		ways = append(ways, struct{ name, path string }{"发文字号地址", "/n/" + url.PathEscape(string(a.m.Number))})
	}
	for _, x := range ways {
		status, got, err := a.fetch(ctx, x.path)
		if err != nil {
			return err
		}
		a.proof[x.name] = status
		if status != http.StatusNotFound && status != http.StatusGone || a.tells(got) {
			return stillThere(x.name)
		}
	}
	return nil
}

// fetch reads an address whatever its status. Its errors name no address.
func (a *absence) fetch(ctx context.Context, path string) (status int, got answered, err error) {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, a.portal.reach(a.portal.base+path), nil)
	if err != nil {
		return 0, got, errors.New("release: an address of the portal can't be read")
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Cache-Control", "no-cache")
	reply, err := a.portal.client.Do(request)
	if err != nil {
		return 0, got, missed("portal-unreachable", "无法连接公开门户。", nil)
	}
	defer func() { _ = reply.Body.Close() }()
	if got.body, err = readUpTo(reply.Body, maxFile); err != nil {
		return 0, got, missed("portal-broken", "公开门户的应答没有读完。", nil)
	}
	got.kind, _, _ = strings.Cut(reply.Header.Get("Content-Type"), ";")
	got.links = a.portal.own(path, got.ways())
	return reply.StatusCode, got, nil
}
