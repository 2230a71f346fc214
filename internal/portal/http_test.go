package portal

import (
	"bytes"
	"encoding/xml"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
	"mingfa/internal/look/pagetest"
)

func TestHead(t *testing.T) {
	b := setup(t)
	for _, target := range []string{"/", "/d/" + inForce, "/d/" + inForce + "/file.pdf", "/feed.atom", "/api/documents", "/robots.txt", "/verify"} {
		get, head := b.do("GET", target), b.do("HEAD", target)
		if diff := cmp.Diff(get.Header(), head.Header()); diff != "" || head.Code != get.Code || head.Body.Len() != 0 {
			t.Errorf("HEAD %s: status %d, %d bytes, headers (-get +head):\n%s", target, head.Code, head.Body.Len(), diff)
		}
	}
}

func TestOnlyReading(t *testing.T) {
	b := setup(t)
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "G"} {
		for _, target := range []string{"/", "/d/" + inForce, "/d/" + unknown, "/api/documents", "/assets/x", "/verify"} {
			want, allow := http.StatusMethodNotAllowed, "GET, HEAD"
			if target == "/verify" {
				allow = "GET, HEAD, POST"
			}
			if target == "/verify" && method == "POST" {
				want, allow = http.StatusBadRequest, ""
			}
			if w := b.do(method, target); w.Code != want || w.Header().Get("Allow") != allow {
				t.Errorf("%s %s: status %d, Allow %q", method, target, w.Code, w.Header().Get("Allow"))
			}
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	b := setup(t)
	for _, target := range []string{"/", "/d/" + unknown, "/api/documents", "/feed.atom", "/verify"} {
		h := b.do("GET", target).Header()
		if !strings.Contains(h.Get("Content-Security-Policy"), "default-src 'none'") || !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Server") != "" {
			t.Errorf("%s: headers %v", target, h)
		}
	}
}

func TestFile(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[repealed]
	w := b.do("GET", "/d/"+repealed+"/file.pdf")
	if got := digestOf(w.Body.Bytes()); got != d.File.Digest || got == d.SealedDigest {
		t.Errorf("file %s, want the marked copy %s", got, d.File.Digest)
	}
	want := http.Header{"Content-Type": {"application/pdf"}, "Etag": {`"` + d.File.Digest + `"`}, "Cache-Control": {"no-cache"}, "X-Frame-Options": {"SAMEORIGIN"}}
	for name := range want {
		if diff := cmp.Diff(want[name], w.Header()[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for query, kind := range map[string]string{"": "inline", "?download": "attachment"} {
		got, params, err := mime.ParseMediaType(strings.TrimSuffix(b.do("GET", "/d/"+repealed+"/file.pdf"+query).Header().Get("Content-Disposition"), `; filename="document.pdf"`))
		if err != nil || got != kind || params["filename"] != "明政办发〔2021〕27号.pdf" {
			t.Errorf("%s: %q %v %v", query, got, params, err)
		}
	}
	if got := b.do("GET", "/d/"+repealed+"/file.pdf", "If-None-Match", `"`+d.File.Digest+`"`).Code; got != http.StatusNotModified {
		t.Errorf("unchanged file: status %d", got)
	}
	if got := b.do("GET", "/d/"+repealed+"/file.pdf", "Range", "bytes=0-7"); got.Code != http.StatusPartialContent || got.Body.String() != "%PDF-1.7" {
		t.Errorf("part of a file: status %d, %q", got.Code, got.Body)
	}
}

func TestDisposition(t *testing.T) {
	for name, want := range map[string]string{
		"":                "document.pdf",
		"a.pdf":           "a.pdf",
		"../../etc/x.pdf": ".._.._etc_x.pdf",
		"甲\r\nX: y.pdf":   "甲__X_ y.pdf",
		`"甲";乙.pdf`:       "_甲_;乙.pdf",
	} {
		_, params, err := mime.ParseMediaType(strings.TrimSuffix(disposition("inline", name, "document.pdf"), `; filename="document.pdf"`))
		if err != nil || params["filename"] != want {
			t.Errorf("disposition(%q): %v %v", name, params, err)
		}
	}
}

func TestVerify(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[repealed]
	older := strings.Repeat("1", 64)
	b.shelf.older[older] = repealed
	upper := strings.ToUpper(d.File.Digest)
	tests := []struct {
		name, digest string
		want         string
	}{
		{"shown today", d.File.Digest, "与本网站登记的现行公开文本（已作效力标注）一致"},
		{"as programs write it", "sha256:" + upper[:32] + "%20" + upper[32:], "与本网站登记的现行公开文本"},
		{"sealed original", d.SealedDigest, "与本网站登记的用印原件一致。本网站现行公开文本已经更新"},
		{"earlier copy", older, "与本网站登记的较早的公开文本一致"},
		{"in force", b.shelf.docs[inForce].File.Digest, "有效（截至2026年9月20日）"},
		{"unknown", strings.Repeat("0", 64), "本网站现在没有公开该文件：可能已经撤下，或者不是由本网站发布。"},
		{"no digest", "明政办发", "填写的内容不是SHA-256指纹"},
		{"nothing asked", "", "上传文件核验"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := b.page("/verify?digest=" + tt.digest).first("main")
			if !strings.Contains(got, tt.want) {
				t.Errorf("want %q in:\n%s", tt.want, got)
			}
			if found := strings.Contains(got, "经核验"); found != strings.Contains(got, "截至") {
				t.Errorf("found without a state of validity, or the other way round:\n%s", got)
			}
		})
	}
}

func (b *bench) upload(field string, content io.Reader) *httptest.ResponseRecorder {
	b.t.Helper()
	var head bytes.Buffer
	form := multipart.NewWriter(&head)
	if _, err := form.CreateFormFile(field, "甲.pdf"); err != nil {
		b.t.Fatal(err)
	}
	tail := strings.NewReader("\r\n--" + form.Boundary() + "--\r\n")
	r := httptest.NewRequest("POST", "/verify", io.MultiReader(&head, content, tail))
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

// zeros is an endless file.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestVerifyUpload(t *testing.T) {
	b := setup(t)
	d := b.shelf.docs[inForce]
	tests := []struct {
		name, field string
		content     io.Reader
		status      int
		location    string
	}{
		{"a released file", "file", bytes.NewReader(b.shelf.files[d.File.Digest]), http.StatusSeeOther, "/verify?digest=" + d.File.Digest},
		{"the largest", "file", io.LimitReader(zeros{}, uploadLimit), http.StatusBadRequest, ""},
		{"a damaged PDF", "file", strings.NewReader("%PDF-1.7 甲"), http.StatusSeeOther, "/verify?digest=" + digestOf([]byte("%PDF-1.7 甲"))},
		{"one byte more", "file", io.LimitReader(zeros{}, uploadLimit+1), http.StatusRequestEntityTooLarge, ""},
		{"far too large", "file", io.LimitReader(zeros{}, uploadLimit+4<<20), http.StatusRequestEntityTooLarge, ""},
		{"empty", "file", strings.NewReader(""), http.StatusBadRequest, ""},
		{"another field", "name", strings.NewReader("甲"), http.StatusBadRequest, ""},
		{"a large other field", "name", io.LimitReader(zeros{}, uploadLimit+4<<20), http.StatusRequestEntityTooLarge, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := b.upload(tt.field, tt.content)
			if w.Code != tt.status || w.Header().Get("Location") != tt.location {
				t.Errorf("status %d to %q, want %d to %q", w.Code, w.Header().Get("Location"), tt.status, tt.location)
			}
		})
	}
}

// What was uploaded stays nowhere: not in the folder of temporary files, however large it
// is, and not in the log, nor does its digest, which would tell who had which file.
func TestVerifyUploadIsNotKept(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	b := setup(t)
	d := b.shelf.docs[inForce]
	for _, content := range []io.Reader{
		bytes.NewReader(b.shelf.files[d.File.Digest]),
		strings.NewReader("%PDF-1.7 机要内容"),
		io.MultiReader(strings.NewReader("%PDF-1.7 机要内容"), io.LimitReader(zeros{}, 40<<20)),
	} {
		b.upload("file", content)
		left, err := os.ReadDir(temporary)
		if err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
	log := b.log.String()
	if !strings.Contains(log, "POST /verify") {
		t.Errorf("the requests are not logged at all: %s", log)
	}
	for _, not := range []string{"机要", d.File.Digest, digestOf([]byte("%PDF-1.7 机要内容"))} {
		if strings.Contains(log, not) {
			t.Errorf("the log keeps %q", not)
		}
	}
}

// What is no PDF says nothing of a document: the form comes again and says what to do.
func TestVerifyUploadAsksAgain(t *testing.T) {
	b := setup(t)
	for _, tt := range []struct {
		name, field, content, want string
	}{
		{"a picture", "file", "\x89PNG\r\n\x1a\n", notPDF},
		{"a Word file", "file", "PK\x03\x04word/document.xml", notPDF},
		{"nothing chosen", "file", "", noFile},
		{"no such field", "name", "甲", noFile},
	} {
		w := b.upload(tt.field, strings.NewReader(tt.content))
		page := tree{pagetest.Parse(t, w.Body.Bytes())}
		told := page.all("div[id=file-problem]")
		if w.Code != http.StatusBadRequest || len(told) != 1 || told[0].text() != tt.want || len(page.all("input[id=file]")) != 1 || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: status %d: %s", tt.name, w.Code, page.first("main"))
		}
		for _, not := range []string{"指纹一致", "下载后被改动", "请求无法识别"} {
			if strings.Contains(page.first("main"), not) {
				t.Errorf("%s: says %q", tt.name, not)
			}
		}
	}
}

func TestFeed(t *testing.T) {
	var f atomFeed
	if err := xml.Unmarshal([]byte(setup(t).get("/feed.atom")), &f); err != nil {
		t.Fatal(err)
	}
	if f.ID != "https://www.mingzhou.example/" || f.Updated != "2026-09-12T00:00:00+08:00" || len(f.Entries) != 3 {
		t.Fatalf("feed %+v", f)
	}
	want := atomEntry{
		ID: "https://www.mingzhou.example/d/" + repealed, Title: "【已废止】明州市人民政府办公室关于印发《明州市老年助餐服务点补贴办法》的通知",
		Published: "2021-05-21T00:00:00+08:00", Updated: "2026-08-01T00:00:00+08:00", Author: "明州市人民政府办公室",
		Category: atomCategory{"https://www.mingzhou.example/#validity", "repealed", "废止"},
		Summary:  "本文件自2026年8月1日起废止。依据：《明州市人民政府办公室关于印发〈明州市社区食堂运营补助办法〉的通知》（明政办发〔2026〕9号）。规定老年助餐服务点的补贴条件和补贴标准。",
		Links: []atomLink{
			{"alternate", "text/html", "https://www.mingzhou.example/d/" + repealed},
			{"enclosure", "application/pdf", "https://www.mingzhou.example/d/" + repealed + "/file.pdf"},
			{"related", "text/html", "https://www.mingzhou.example/d/" + repealed + "/jiedu"},
		},
	}
	if diff := cmp.Diff(want, f.Entries[2]); diff != "" {
		t.Errorf("entry (-want +got):\n%s", diff)
	}
}

func TestSitemap(t *testing.T) {
	b := setup(t)
	var m urlSet
	if err := xml.Unmarshal([]byte(b.get("/sitemap.xml")), &m); err != nil {
		t.Fatal(err)
	}
	site := "https://www.mingzhou.example"
	base := site + "/d/"
	want := []sitemapURL{
		{Loc: site + "/"},
		{Loc: site + "/guide"},
		{Loc: site + "/rules"},
		{Loc: site + "/catalogue"},
		{Loc: site + "/reports"},
		{base + repealed, "2026-08-01"},
		{base + repealed + "/jiedu", "2026-08-01"},
		{base + inForce, "2026-08-01"},
		{base + inForce + "/jiedu", "2026-08-01"},
		{base + notYet, "2026-09-12"},
	}
	if diff := cmp.Diff(want, m.URLs); diff != "" {
		t.Errorf("sitemap (-want +got):\n%s", diff)
	}
	for _, part := range []string{"2", "0", "x"} {
		if got := b.do("GET", "/sitemap.xml?part="+part).Code; got != http.StatusNotFound {
			t.Errorf("part %s: status %d", part, got)
		}
	}
	if got := b.get("/robots.txt"); !strings.Contains(got, "Sitemap: https://www.mingzhou.example/sitemap.xml\n") {
		t.Errorf("robots.txt: %s", got)
	}
}

func TestConfigCheck(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://www.mingzhou.example": true, "http://127.0.0.1:8080": true, "": false, "www.mingzhou.example": false,
		"https://www.mingzhou.example/": false, "javascript:alert(1)": false, "https://": false, "https://a.example?x": false,
	} {
		c := config
		c.BaseURL = base
		if err := c.Check(); (err == nil) != ok || err != nil && document.KindOf(err) != document.Invalid {
			t.Errorf("%q: %v", base, err)
		}
	}
	if (Config{BaseURL: "https://a.example"}).Check() == nil {
		t.Error("a site without a name passes")
	}
}
