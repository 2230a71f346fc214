package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
	"mingfa/internal/extract"
	"mingfa/internal/pdf"
)

// finishedPDF is a notice as an office hands it in, set elsewhere.
func finishedPDF(t *testing.T, title string, n document.Number) []byte {
	t.Helper()
	fonts, err := pdf.LoadFonts(pdf.FontConfig{})
	if err != nil {
		t.Fatal(err)
	}
	today := document.DateOf(time.Now()).Midnight()
	set, err := fonts.Typeset(pdf.Sheet{
		Head: "明州市人民政府办公室文件", Number: string(n), Title: title, Addressee: "各区人民政府",
		Body:      "为做好今年冬季城市供暖服务保障工作，切实维护人民群众切身利益，现将有关事项通知如下：\n一、提前检修设备，保证按时供暖。\n二、公布服务电话，及时回应诉求。",
		SignOrgan: "明州市人民政府办公室", DatedOn: today, Note: "此件主动公开", PrintOrgan: "明州市人民政府办公室", PrintedOn: today,
	})
	if err != nil {
		t.Fatal(err)
	}
	return set.PDF
}

// TestFinishedPDFAndDecisionsOnIt takes a PDF that was set elsewhere through the whole way as
// the document itself, and then decisions that amend, repeal in part and correct it and
// others: each earlier file carries the mark, and verification agrees with the register.
func TestFinishedPDFAndDecisionsOnIt(t *testing.T) {
	s := newSystem(t)
	s.start()
	title := "明州市人民政府办公室关于做好冬季供暖服务保障工作的通知"
	number := document.NewNumber("明政办发", document.DateOf(time.Now()).Year(), 1)
	file := finishedPDF(t, title, number)
	warm(t, filepath.Join(s.dir, "pdf-worker"), file)
	first := s.adopt(t, file)
	if got := s.toPublished(t, first); got.Number != number {
		t.Errorf("numbered %s, printed %s", got.Number, number)
	}
	sealed := s.publicPDF(t, first)
	if !bytes.HasPrefix(sealed, file) || len(sealed) == len(file) {
		t.Errorf("what was sealed is not the file that was handed in")
	}
	if _, page := anonymous(t, s.Running.Portal+"/d/"+first); !strings.Contains(page, "本页文字由原文件提取，以") || !strings.Contains(page, "提前检修设备，保证按时供暖。") {
		t.Error("the page does not say where its words are from, or lacks them")
	}
	r := s.as(t, document.SecrecyReviewer).send("GET", "/documents/"+first+"/pages/1", nil, nil)
	if r.Status != http.StatusOK || !bytes.HasPrefix(r.Body, []byte("\x89PNG")) {
		t.Errorf("page as a picture: %d", r.Status)
	}
	for i, kind := range []document.RelationKind{document.Amends, document.Partial, document.Corrects} {
		t.Run(string(kind), func(t *testing.T) {
			target := first
			if i > 0 {
				target = s.published(t, fmt.Sprintf("明州市人民政府办公室关于第%d项供暖服务工作的通知", i))
			}
			s.decided(t, kind, target)
		})
	}
}

// warm has PDFium compiled into the folder of the worker. The program under test is built
// with the race detector, which makes that take longer than a worker may.
func warm(t *testing.T, folder string, file []byte) {
	t.Helper()
	child := filepath.Join(t.TempDir(), "child")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", child, "../internal/extract/testdata/child").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	cmd := exec.CommandContext(t.Context(), child, extract.Word, folder, "text")
	cmd.Stdin = bytes.NewReader(file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("compile PDFium: %v\n%s", err, out)
	}
}

// adopt hands the file in and makes a draft of it that passes the gates.
func (s *system) adopt(t *testing.T, file []byte) string {
	t.Helper()
	c := s.as(t, document.Drafter)
	r := c.send("POST", "/documents/import?as_file=true&name=a.pdf", map[string]string{"Idempotency-Key": uuid.NewString(), "Content-Type": "application/octet-stream"}, file)
	var made struct {
		Document seen `json:"document"`
	}
	if r.Status != http.StatusCreated || json.Unmarshal(r.Body, &made) != nil {
		t.Fatalf("import: %d %s", r.Status, r.Body)
	}
	whole := notice()
	whole.Text = made.Document.Content.Text
	r = c.send("PUT", "/documents/"+made.Document.ID+"/content", nil, map[string]any{"base": made.Document.Digest, "content": whole})
	if r.Status >= 300 {
		t.Fatalf("save: %d %s", r.Status, r.Body)
	}
	return made.Document.ID
}

// published takes a typeset document to the portal.
func (s *system) published(t *testing.T, title string, relations ...dossier.Relation) string {
	t.Helper()
	content := notice()
	content.Text.Title, content.Relations = title, append(content.Relations, relations...)
	return s.toPublished(t, s.draft(t, content).ID).ID
}

// decided releases a decision of that kind on the target, and looks at what became of it.
func (s *system) decided(t *testing.T, kind document.RelationKind, target string) {
	t.Helper()
	before := s.publicPDF(t, target)
	v := s.as(t, document.Publisher).look(target)
	s.published(t, "明州市人民政府办公室关于"+kind.Label()+"有关供暖文件的通知",
		dossier.Relation{Kind: kind, Target: target, Number: v.Number, Title: v.Content.Text.Title})
	until(t, "marked", func() bool { return len(s.publicPDF(t, target)) > len(before) })
	marked := s.publicPDF(t, target)
	if !bytes.HasPrefix(marked, before) {
		t.Error("invariant-5: the sealed original is not what the marked copy begins with")
	}
	for name, file := range map[string]struct {
		content []byte
		code    int // a file without the mark that the register has for it is not confirmed
	}{"before.pdf": {before, 3}, "marked.pdf": {marked, 0}} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, file.content, 0o600); err != nil {
			t.Fatal(err)
		}
		label := kind.Ends().Label()
		if text, code := s.tool("verify", path); code != file.code || !strings.Contains(text, "今日效力："+label) {
			t.Errorf("%s: exit %d, not %s\n%s", name, code, label, text)
		}
	}
	if _, page := anonymous(t, s.Running.Portal+"/d/"+target); !strings.Contains(page, kind.Ends().Label()) {
		t.Errorf("the page does not say %s", kind.Ends().Label())
	}
}

// publicPDF fetches the file of a document as a stranger.
func (s *system) publicPDF(t *testing.T, id string) []byte {
	t.Helper()
	res, err := http.Get(s.Running.Portal + "/d/" + id + "/file.pdf")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("file of %s: %d %v", id, res.StatusCode, err)
	}
	return b
}
