package release

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"mingfa/internal/document"
)

// marker is the name of the meta element that tells which release a page shows.
const marker = "mingfa-release"

// page is what a visitor sees of an HTML page.
type page struct {
	release int64 // number in the marker, 0 when there is none
	text    string
	hrefs   map[string]bool // absolute
}

func parsePage(address string, b []byte) (page, error) {
	at, err := url.Parse(address)
	if err != nil {
		return page{}, fmt.Errorf("release: %s: %w", address, err)
	}
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return page{}, missed("portal-broken", "公开门户的页面无法读取。", err)
	}
	p := page{hrefs: map[string]bool{}}
	var text strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && visible(n.Parent):
			text.WriteString(n.Data)
		case n.Type == html.ElementNode && n.Data == "meta" && attr(n, "name") == marker:
			p.release, _ = strconv.ParseInt(attr(n, "content"), 10, 64)
		case n.Type == html.ElementNode && n.Data == "a":
			if u, err := at.Parse(attr(n, "href")); err == nil {
				p.hrefs[u.String()] = true
			}
		}
	}
	p.text = squeeze(text.String())
	return p, nil
}

// visible reports whether text inside the element is shown.
func visible(parent *html.Node) bool {
	switch parent.Data {
	case "script", "style", "template", "noscript":
		return false
	default:
		return true
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// squeeze takes out white space: where lines break is the page's business.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func (p page) contains(s string) bool { return strings.Contains(p.text, squeeze(s)) }

func (p page) links(address string) bool { return p.hrefs[address] }

// shows reports in Chinese what the page lacks. A page of a later release is
// judged by the number only: words and file are then those of that release.
func (p page) shows(r document.Released, words document.Words) error {
	switch {
	case p.release < r.No:
		return missed("old-release", "门户页面还不是本次发布的版本。", fmt.Errorf("shows release %d, expected %d", p.release, r.No))
	case !p.contains(string(r.Number)):
		return missed("no-number", "门户页面没有发文字号。", nil)
	case p.release == r.No && !p.contains(words.Banner):
		return missed("no-words", "门户页面没有效力提示。", nil)
	default:
		return nil
	}
}
