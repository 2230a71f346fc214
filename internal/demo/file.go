package demo

import (
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// File is a text or Markdown file that takes the place of the body of document (a).
type File struct {
	Name  string // base name on disk
	Title string // first line that reads like a title, else a neutral one
	Body  string // the rest
}

// maxTitle is the longest line, in characters, that can be a title.
const maxTitle = 60

// NewFile reads title and body out of a file that the API has accepted. A first
// line that is short and ends without punctuation is taken as the title. The
// document is a notice: what is not called one is promulgated by it (DH-06).
func NewFile(path, title, body string) *File {
	f := &File{Name: filepath.Base(path), Title: title, Body: body}
	const head, tail = "明州市人民政府办公室关于印发", "的通知"
	switch {
	case f.Title == "" || utf8.RuneCountInString(f.Title) > maxTitle || strings.ContainsAny(f.Title, "，。；：,;:"):
		f.Title = head + "政务公开工作安排" + tail
	case !strings.HasSuffix(f.Title, "通知"):
		f.Title = head + f.Title + tail
	}
	return f
}

// Stem returns the name without its ending, for the names of the PDFs.
func (f *File) Stem() string {
	if f == nil {
		return "停车泊位错时共享管理办法"
	}
	return strings.TrimSuffix(f.Name, filepath.Ext(f.Name))
}
