package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingfa/internal/demo"
	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/pdf"
)

// photograph is a JPEG that says where and by whom it was taken, and is to be turned.
func photograph(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for y := range 600 {
		for x := range 900 {
			m.Set(x, y, color.RGBA{uint8(x / 4), uint8(y / 3), 120, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	const exif = "\xff\xe1\x00\x2eExif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00"
	const comment = "\xff\xfe\x00\x0eOwner: Zhang"
	return append(append([]byte{0xff, 0xd8}, exif+comment...), b.Bytes()[2:]...)
}

// upload sends a form with a picture, as it stands.
func (p *paper) upload(path string, form url.Values, name string, content []byte) sheet {
	p.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for field, values := range form {
		for _, v := range values {
			if err := w.WriteField(field, v); err != nil {
				p.t.Fatal(err)
			}
		}
	}
	part, err := w.CreateFormFile("pictures", name)
	if err == nil {
		_, err = part.Write(content)
	}
	if err != nil || w.Close() != nil {
		p.t.Fatal(err)
	}
	res, err := p.http.Post(p.base+path, w.FormDataContentType(), &b)
	return p.read(res, err)
}

// TestPictures brings a photograph on the writing page without a script, and takes it with
// its document to the portal and off it again: cleaned, turned, once in the PDF, and under
// no other address and at no other time.
func TestPictures(t *testing.T) {
	s := newSystem(t)
	s.start()
	p := newPaper(t, s.Running.Workbench)
	p.signIn(s.login(t, document.Drafter))
	c := notice()
	form := p.get("/documents/new").form("draft")
	form.Set("do", "picture")
	form.Set("title", c.Text.Title)
	form.Set("body", c.Text.Body)
	page := p.upload("/documents", form, `C:\照片\泊位 分布.JPG`, photograph(t))
	for _, said := range []string{"泊位-分布.JPG", "600×900像素", "已去除文件中的拍摄位置、拍摄信息（Exif）、注释。", "已按拍摄方向转正。", "![说明](泊位-分布.JPG)", "文中尚未引用"} {
		if page.status != http.StatusOK || !strings.Contains(page.text, said) {
			t.Fatalf("the form (%d) does not say %q", page.status, said)
		}
	}
	digest := regexp.MustCompile(`/pictures/([0-9a-f]{64})\.jpg`).FindStringSubmatch(page.text)[1]
	if thumb := p.get("/pictures/" + digest + ".jpg"); thumb.status != http.StatusOK || !strings.HasPrefix(thumb.text, "\xff\xd8") {
		t.Errorf("no thumbnail: %d", thumb.status)
	}
	form = page.form("draft")
	form.Set("do", "save")
	form.Set("title", c.Text.Title)
	form.Set("body", c.Text.Body+"\n![停车泊位分布示意](泊位-分布.JPG)")
	saved := p.post("/documents", form)
	id := regexp.MustCompile(`/documents/([0-9a-f-]{36})/pictures/` + digest).FindStringSubmatch(saved.text)
	if id == nil || !strings.Contains(saved.text, "图1　停车泊位分布示意") {
		t.Fatalf("not on the page of the document: %d", saved.status)
	}
	s.decorated(t, id[1])
	onPortal := s.Running.Portal + "/d/" + id[1] + "/pictures/" + digest + ".jpg"
	if status, _ := anonymous(t, onPortal); status != http.StatusNotFound {
		t.Errorf("invariant-7: before the release: %d", status)
	}
	s.toPublished(t, id[1])
	s.pictured(t, id[1], onPortal)
	other := s.published(t, "明州市人民政府办公室关于做好夏季防汛工作的通知")
	if status, _ := anonymous(t, strings.Replace(onPortal, id[1], other, 1)); status != http.StatusNotFound {
		t.Errorf("invariant-7: under another document: %d", status)
	}
	if r := s.as(t, document.Publisher).actOn(id[1], document.TakeDown, map[string]any{"ground": "leak"}); r.Status >= 300 {
		t.Fatalf("%d %s", r.Status, r.Body)
	}
	if status, _ := anonymous(t, onPortal); status != http.StatusGone {
		t.Errorf("invariant-7: after the take-down: %d", status)
	}
	until(t, "taken down", func() bool { return s.as(t, document.Publisher).takeDown(id[1]).State == document.Down })
	s.importedWithPicture(t)
}

// decorated fills in what the gates ask for besides the text.
func (s *system) decorated(t *testing.T, id string) {
	t.Helper()
	drafter := s.as(t, document.Drafter)
	v := drafter.look(id)
	whole := notice()
	whole.Text.Body, whole.Text.Pictures = v.Content.Text.Body, v.Content.Text.Pictures
	r := drafter.send("PUT", "/documents/"+id+"/content", nil, map[string]any{"base": v.Digest, "content": whole})
	if r.Status >= 300 {
		t.Fatalf("save: %d %s", r.Status, r.Body)
	}
	whole.Text.Pictures = []dossier.Picture{{Name: "泊位-分布.JPG", Digest: strings.Repeat("0", 64)}}
	if r := drafter.send("PUT", "/documents/"+id+"/content", nil, map[string]any{"base": drafter.look(id).Digest, "content": whole}); r.Status != http.StatusNotFound {
		t.Errorf("a picture that nobody handed in: %d %s", r.Status, r.Body)
	}
}

// pictured looks at page, picture and file of the released document.
func (s *system) pictured(t *testing.T, id, onPortal string) {
	t.Helper()
	address := strings.TrimPrefix(onPortal, s.Running.Portal)
	if _, page := anonymous(t, s.Running.Portal+"/d/"+id); !strings.Contains(page, `<img src="`+address+`" alt="停车泊位分布示意" width="600" height="900"`) {
		t.Error("the page of the portal does not show it")
	}
	status, picture := anonymous(t, onPortal)
	if status != http.StatusOK || !strings.HasPrefix(picture, "\xff\xd8") {
		t.Errorf("the picture: %d", status)
	}
	for _, secret := range []string{"Exif", "Owner", "Zhang"} {
		if strings.Contains(picture, secret) {
			t.Errorf("SC-19: %q is left in it", secret)
		}
	}
	if _, data := anonymous(t, s.Running.Portal+"/api/documents/"+id); !strings.Contains(data, address) {
		t.Error("the data do not name it")
	}
	file := s.publicPDF(t, id)
	if !bytes.Contains(file, []byte(picture)) {
		t.Error("the PDF holds other bytes than the portal shows")
	}
	texts, err := pdf.Text(file)
	if err != nil || !strings.Contains(strings.Join(texts, "\n"), "图1　停车泊位分布示意") {
		t.Errorf("no caption in the PDF: %v", err)
	}
	name := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "pdfimages", "-list", name).Output()
	if err != nil || strings.Count(string(out), " image ") != 1 || !strings.Contains(string(out), "600   900  rgb     3   8  jpeg") {
		t.Errorf("pictures in the PDF: %v\n%s", err, out)
	}
	if out, err := exec.CommandContext(t.Context(), "pdfinfo", "-struct", name).Output(); err != nil || !strings.Contains(string(out), "Figure") {
		t.Errorf("structure: %v", err)
	}
	if keep := os.Getenv("E2E_SHOTS"); keep != "" {
		if err := os.WriteFile(filepath.Join(keep, "pictures.pdf"), file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// importedWithPicture makes a draft of a Markdown file with the command, which takes along
// the picture that lies beside it, and none that does not.
func (s *system) importedWithPicture(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	text := fmt.Sprintf("# %s\n\n各区人民政府：\n\n%s\n![分布](分布.jpg)\n", notice().Text.Title, notice().Text.Body)
	for name, content := range map[string]string{"a.md": text, "分布.jpg": string(photograph(t)), "b.md": strings.ReplaceAll(text, "分布.jpg", "无.jpg")} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	login := s.login(t, document.Drafter)
	s.env = append(s.env, "MINGFA_PASSWORD="+demo.Password)
	out, code := s.tool("doc", "import", filepath.Join(dir, "a.md"), "--login", login)
	m := regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`).FindString(out)
	if code != 0 || m == "" {
		t.Fatalf("import: %d %s", code, out)
	}
	if v := s.as(t, document.Drafter).look(m); len(v.Content.Text.Pictures) != 1 || v.Content.Text.Pictures[0].Name != "分布.jpg" || len(v.Content.Text.Pictures[0].Remarks) != 2 {
		t.Errorf("imported: %+v", v.Content.Text.Pictures)
	}
	if out, code := s.tool("doc", "import", filepath.Join(dir, "b.md"), "--login", login); code == 0 || !strings.Contains(out, "“无.jpg”不在文稿所在的文件夹中") {
		t.Errorf("a picture that is not there: %d %s", code, out)
	}
}
