package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"

	"mingfa/internal/document"
)

const uploadLimit = 64 << 20 // bytes; a larger document is verified by its digest

// verification is what the register says of a digest.
type verification struct {
	Digest  string // as asked for; "" = nothing asked yet
	Wrong   bool   // what was asked for is no digest
	Today   document.Date
	Found   *view
	Copy    string // which copy of the document it is
	Current bool   // whether it is the copy that is shown today
}

// verify says whether the register knows a file by its SHA-256, and whether the
// document is in force today. A file that was never released is not known, whatever
// else may be on record of it (invariant 7).
func (s *site) verify(w http.ResponseWriter, r *http.Request) error {
	v := verification{Digest: tidyDigest(r.URL.Query().Get("digest")), Today: s.today()}
	if v.Digest != "" && !digestForm.MatchString(v.Digest) {
		v.Digest, v.Wrong = "", true
	}
	if v.Digest != "" {
		rel, err := s.shelf.byDigest(r.Context(), v.Digest)
		switch {
		case err == nil:
			found := s.view(rel)
			v.Found, v.Current = &found, v.Digest == rel.File.Digest
			v.Copy = copyName(rel, v.Digest)
		case document.KindOf(err) != document.NotFound:
			return err
		}
	}
	return s.show(w, r, "verify", page{Title: "文件核验", Here: "/verify", Canonical: "/verify", Robots: "noindex, follow", Content: v})
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
		return "现行公开文本（已加注效力标识）"
	default:
		return "较早的公开文本"
	}
}

// verifyUpload computes the digest of an uploaded file and sends the browser to the
// answer. The file is read once, and kept nowhere.
func (s *site) verifyUpload(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, uploadLimit+1<<20) // the form around the file
	digest, err := hashUpload(r)
	if err != nil {
		return err
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/verify?digest="+digest, http.StatusSeeOther) //nolint:gosec // a path of our own and 64 hexadecimal digits
	return nil
}

func hashUpload(r *http.Request) (string, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return "", unreadable(err)
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", unreadable(err)
		}
		if part.FormName() != "file" {
			continue
		}
		hash := sha256.New()
		n, err := io.Copy(hash, io.LimitReader(part, uploadLimit+1))
		switch {
		case err != nil:
			return "", unreadable(err)
		case n > uploadLimit:
			return "", document.Refuse(document.TooLarge, "too-large", "上传核验的文件不能超过64 MB。")
		case n == 0:
			return "", document.Refuse(document.Invalid, "no-file", "请选择要核验的文件。")
		}
		return hex.EncodeToString(hash.Sum(nil)), nil
	}
}

func unreadable(err error) error {
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		return &document.Error{Kind: document.TooLarge, Code: "too-large", Message: "上传核验的文件不能超过64 MB。", Err: err}
	}
	return &document.Error{Kind: document.Invalid, Code: "bad-upload", Message: "没有收到要核验的文件。", Err: err}
}
