package release

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// ways returns the addresses to which an answer leads, as they are written.
func (a answered) ways() (out []string) {
	switch a.kind {
	case "text/html":
		root, err := html.Parse(bytes.NewReader(a.body))
		if err != nil {
			return nil
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && (attr(n, "rel") != "icon" || n.Data != "link") {
				out = append(out, attr(n, "href"), attr(n, "src"))
			}
		}
	case "application/xml", "application/atom+xml":
		_ = a.elements(func(name, text, href string) { // what can't be read is a flaw: judge
			out = append(out, href)
			if name == "loc" {
				out = append(out, text)
			}
		})
	case "application/json":
		var v any
		if json.Unmarshal(a.body, &v) == nil {
			out = addresses(v, nil)
		}
	}
	return out
}

// elements calls do for every element of XML with its own text and its href.
func (a answered) elements(do func(name, text, href string)) error {
	d := xml.NewDecoder(bytes.NewReader(a.body))
	d.Strict = true
	var name, href string
	for {
		switch token, err := d.Token(); t := token.(type) {
		case xml.StartElement:
			name, href = t.Name.Local, ""
			for _, attr := range t.Attr {
				if attr.Name.Local == "href" {
					href = attr.Value
				}
			}
			do(name, "", href)
		case xml.CharData:
			do(name, strings.TrimSpace(string(t)), "")
		case xml.EndElement:
			name = ""
		case nil:
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// addresses collects what stands under url and file_url in JSON.
func addresses(v any, out []string) []string {
	switch x := v.(type) {
	case []any:
		for _, each := range x {
			out = addresses(each, out)
		}
	case map[string]any:
		for key, each := range x {
			if text, is := each.(string); is && (key == "url" || key == "file_url") {
				out = append(out, text)
			} else {
				out = addresses(each, out)
			}
		}
	}
	return out
}

// own resolves addresses found at path and keeps those of the portal, without the
// part after #.
func (p *Portal) own(path string, found []string) (out []string) {
	at, err := url.Parse(p.base + path)
	if err != nil {
		return nil
	}
	for _, f := range found {
		u, err := at.Parse(f)
		if f == "" || err != nil {
			continue
		}
		u.Fragment = ""
		full := u.String()
		for _, base := range []string{p.base, p.via} {
			if rest, ours := strings.CutPrefix(full, base); base != "" && ours && (rest == "" || rest[0] == '/' || rest[0] == '?') {
				if rest == "" || rest[0] == '?' {
					rest = "/" + rest
				}
				out = append(out, rest)
				break
			}
		}
	}
	return out
}

// judge returns what is wrong with an answer by itself.
func (a answered) judge() (out []string) {
	for _, name := range []string{"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"} {
		if a.head.Get(name) == "" && a.kind != "" {
			out = append(out, "缺少安全响应头"+name+"。")
		}
	}
	switch a.kind {
	case "text/html":
		if n := bytes.Count(a.body, []byte("<h1")); n != 1 {
			out = append(out, fmt.Sprintf("页面应当有一个标题，实际有%d个。", n))
		}
	case "application/xml", "application/atom+xml":
		if err := a.elements(func(string, string, string) {}); err != nil {
			out = append(out, "XML无法读取："+err.Error())
		}
	case "application/json":
		if !json.Valid(a.body) {
			out = append(out, "JSON无法读取。")
		}
	}
	if len(a.body) == 0 {
		out = append(out, "内容是空的。")
	}
	return out
}
