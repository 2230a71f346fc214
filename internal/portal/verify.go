package portal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/pdf"
)

const (
	uploadLimit = 64 << 20 // bytes; a larger document is verified by its digest
	testsAtOnce = 2        // an examined file is in memory as a whole, and is released before the next
)

// verification is what the register says of a digest, and what was found in a file
// if one was uploaded.
type verification struct {
	Digest  string // as asked for; "" = nothing asked yet
	Wrong   bool   // what was asked for is no digest
	Today   document.Date
	Found   *view
	Copy    string // which copy of the document it is
	Current bool   // whether it is the copy that is shown today
	File    *examined
	Inside  *inside // the file is not registered, but holds the sealed original of Found; nil for none
	Problem string  // with what was uploaded, said at the field
	Of      *view   // the document whose page for verification it is, nil for none
}

// inside is said of a file that holds a registered original without being one.
type inside struct {
	Digest string // of the sealed original, as the register has it
	Words  string // what to think of the file
	Tone   string // style class
}

// verify says whether the register knows a file by its SHA-256, and whether the
// document is in force today. A file that was never released is not known, whatever
// else may be on record of it (invariant 7).
func (s *site) verify(w http.ResponseWriter, r *http.Request) error {
	v := verification{Digest: tidyDigest(r.URL.Query().Get("digest")), Today: s.today()}
	if v.Digest != "" && !digestForm.MatchString(v.Digest) {
		v.Digest, v.Wrong = "", true
	}
	if err := s.lookUp(r, &v, v.Digest); err != nil {
		return err
	}
	return s.showVerification(w, r, v)
}

// verifyDocument is where the code on a printed document leads: whether it is in force
// today, the way to its wording, and a place to hand in a file.
func (s *site) verifyDocument(r *http.Request) (*made, error) {
	d, err := s.find(r)
	if err != nil {
		return nil, err
	}
	return s.show("verify", page{
		Title: "核验：" + d.Heading(), Here: "/verify", Canonical: d.Path() + "/verify", Robots: "noindex, follow",
		Content: verification{Today: s.today(), Of: &d},
	})
}

func (s *site) showVerification(w http.ResponseWriter, r *http.Request, v verification) error {
	m, err := s.show("verify", page{Title: "文件核验", Here: "/verify", Canonical: "/verify", Robots: "noindex, follow", Content: v})
	if err != nil {
		return err
	}
	m.send(w, r)
	return nil
}

// lookUp fills in what the register knows of a digest, if anything.
func (s *site) lookUp(r *http.Request, v *verification, digest string) error {
	if digest == "" {
		return nil
	}
	rel, err := s.shelf.byDigest(r.Context(), digest)
	switch {
	case err == nil:
		found := s.view(rel)
		v.Found, v.Current, v.Copy = &found, digest == rel.File.Digest, copyName(rel, digest)
		return nil
	case document.KindOf(err) != document.NotFound:
		return err
	}
	return nil
}

func tidyDigest(s string) string {
	s = strings.ToLower(strings.Join(strings.Fields(s), ""))
	return strings.TrimPrefix(s, "sha256:")
}

func copyName(r document.Released, digest string) string {
	switch digest {
	case r.SealedDigest:
		return "用印原件"
	case r.File.Digest:
		return "现行公开文本（已作" + pdf.ClassMark.Label() + "）"
	default:
		return "较早的公开文本"
	}
}

// verifyUpload examines an uploaded file: the seal, what was added since, and the
// state of validity today. A PDF that can't be examined can only be looked up: the
// browser is sent to the answer for its digest. What is no PDF, or nothing, is said at
// the field, for it says nothing of a document. The file is read once, and kept nowhere.
func (s *site) verifyUpload(w http.ResponseWriter, r *http.Request) error {
	select {
	case s.tests <- struct{}{}:
		defer func() { <-s.tests }()
	case <-r.Context().Done():
		return document.Refuse(document.Conflict, "busy", "核验的人较多，请稍后再试。")
	}
	r.Body = http.MaxBytesReader(w, r.Body, uploadLimit+1<<20) // the form around the file
	content, err := readUpload(r)
	if document.KindOf(err) == document.Invalid {
		return s.askAgain(w, r, noFile)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	report, err := pdf.Verify(content, s.cfg.Trust)
	if err != nil && !looksLikePDF(content) {
		return s.askAgain(w, r, notPDF)
	}
	if err != nil {
		http.Redirect(w, r, "/verify?digest="+digest, http.StatusSeeOther) //nolint:gosec // a path of our own and 64 hexadecimal digits
		return nil
	}
	v := verification{Digest: digest, Today: s.today(), File: examine(report)}
	if err := s.compare(r, &v, report); err != nil {
		return err
	}
	return s.showVerification(w, r, v)
}

// compare holds an examined file against the register. A copy that somebody signed,
// annotated or tampered with since still holds our sealed original: the register is told
// of that one, and the file itself is never said to be registered.
func (s *site) compare(r *http.Request, v *verification, report pdf.Report) error {
	if err := s.lookUp(r, v, v.Digest); err != nil {
		return err
	}
	if v.Found == nil && report.SealedDigest != "" {
		if err := s.lookUp(r, v, report.SealedDigest); err != nil {
			return err
		}
		if v.Found != nil {
			v.Current = false
			v.Inside = &inside{report.SealedDigest, report.Holding(), "void"}
		}
		if v.Found != nil && report.Verdict == pdf.Intact {
			v.Inside.Tone = "note"
		}
	}
	if v.Found != nil {
		words := v.Found.Words
		v.File.Differs = report.Against(words.Status(), words.Label, words.Banner)
		v.File.Doubtful = report.Verdict == pdf.Tampered
	}
	v.File.conclude(report, v.Found)
	return nil
}

// What is wrong with an upload, and what to do.
const (
	noFile = "没有收到文件。请先选择要核验的PDF文件，再点击“核验”。"
	notPDF = "您上传的不是PDF文件，无法核验。请上传从本网站下载的PDF文件；Word文档、图片、压缩包以及另存为其他格式的文件，请先从文件页面重新下载PDF文件。"
)

// askAgain shows the form with what is wrong at its field.
func (s *site) askAgain(w http.ResponseWriter, r *http.Request, problem string) error {
	html, err := s.render("verify", page{
		Title: "文件核验", Here: "/verify", Canonical: "/verify", Robots: "noindex, follow",
		Content: verification{Today: s.today(), Problem: problem},
	})
	if err != nil {
		return err
	}
	s.say(w, r, http.StatusBadRequest, "text/html; charset=utf-8", html)
	return nil
}

// looksLikePDF reports whether the header stands where readers accept it: within the
// first 1024 bytes.
func looksLikePDF(content []byte) bool {
	return bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-"))
}

func readUpload(r *http.Request) ([]byte, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, unreadable(err)
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return nil, unreadable(err)
		}
		if part.FormName() != "file" {
			continue
		}
		var whole bytes.Buffer // of the right size from the beginning: growing would take it several times
		whole.Grow(int(min(max(r.ContentLength, 0), uploadLimit)) + bytes.MinRead)
		_, err = whole.ReadFrom(io.LimitReader(part, uploadLimit+1))
		content := whole.Bytes()
		switch {
		case err != nil:
			return nil, unreadable(err)
		case len(content) > uploadLimit:
			return nil, document.Refuse(document.TooLarge, "too-large", "上传核验的文件不能超过64 MB。")
		case len(content) == 0:
			return nil, document.Refuse(document.Invalid, "file-missing", "请选择要核验的文件。")
		}
		return content, nil
	}
}

func unreadable(err error) error {
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		return &document.Error{Kind: document.TooLarge, Code: "too-large", Message: "上传核验的文件不能超过64 MB。", Err: err}
	}
	return &document.Error{Kind: document.Invalid, Code: "bad-upload", Message: "没有收到要核验的文件。", Err: err}
}
