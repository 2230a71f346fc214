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
// line that is short and ends without punctuation is taken as the title.
func NewFile(path, title, body string) *File {
	f := &File{Name: filepath.Base(path), Title: title, Body: body}
	if f.Title == "" || utf8.RuneCountInString(f.Title) > maxTitle || strings.ContainsAny(f.Title, "，。；：,;:") {
		f.Title = "明州市人民政府办公室关于印发政务公开工作安排的通知"
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
