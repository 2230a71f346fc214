package cli

import (
	"bytes"
	"io"
	"mime/multipart"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
	"mingfa/internal/intake"
	"mingfa/internal/official"
)

// form is the file with the pictures that it refers to, which lie beside it.
func (c *docImportCmd) form(data []byte) (body io.Reader, contentType string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	if err := addFile(w, "file", filepath.Base(c.File), data); err != nil {
		return nil, "", err
	}
	for _, name := range picturesIn(c.File, data) {
		content, err := besides(c.File, name)
		if err != nil {
			return nil, "", err
		}
		if err := addFile(w, "pictures", name, content); err != nil {
			return nil, "", err
		}
	}
	return &b, w.FormDataContentType(), w.Close()
}

func addFile(w *multipart.Writer, field, name string, data []byte) error {
	part, err := w.CreateFormFile(field, name)
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

// picturesIn are the names of the pictures to which a Markdown file refers, each once.
func picturesIn(file string, data []byte) []string {
	if !slices.Contains([]string{".md", ".markdown", ".txt"}, strings.ToLower(filepath.Ext(file))) {
		return nil
	}
	var out []string
	for _, f := range official.Figures(string(data)) {
		if !slices.Contains(out, f.Picture) {
			out = append(out, f.Picture)
		}
	}
	return out
}

// besides reads a picture that lies in the folder of a file. The name has no folders.
func besides(file, name string) ([]byte, error) {
	f, err := os.Open(filepath.Join(filepath.Dir(file), name))
	if err != nil {
		e := document.Refuse(document.Unfit, "picture-missing", "文稿引用的图片“"+name+"”不在文稿所在的文件夹中，没有导入。请把图片放在同一文件夹后重试。")
		e.Err = err
		return nil, e
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, desk.MaxPicture+1)) // one byte more, which is refused
}

// beside returns those of the pictures that lie in the folder of the file.
func (c *docImportCmd) beside(names []string) []string {
	return slices.DeleteFunc(names, func(n string) bool { return !liesBeside(c.File, n) })
}

func liesBeside(file, name string) bool {
	info, err := os.Stat(filepath.Join(filepath.Dir(file), name))
	return err == nil && info.Mode().IsRegular()
}

// savePictures writes the pictures of the file beside the text that refers to them, where
// that is written to a file.
func (c *docImportCmd) savePictures(pictures []intake.Picture) error {
	if c.Out == "" {
		return nil
	}
	for _, p := range pictures {
		if err := os.WriteFile(filepath.Join(filepath.Dir(c.Out), p.Name), p.Data, 0o644); err != nil { //nolint:gosec // a file for the person who asked
			return err
		}
	}
	return nil
}
