package portal

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"unicode/utf8"

	"mingfa/internal/document"
)

//go:embed texts
var ownTexts embed.FS

// Texts are the standing pages of the platform in Markdown. In them {机关名称} and
// {联系方式} stand for what the site says of itself.
//
// Catalogue is "" unless the office has drawn up its own: the portal then lists the
// classes of the regulation.
type Texts struct{ Guide, Rules, Reports, Catalogue string }

// LoadTexts reads guide.md, rules.md, reports.md and catalogue.md from a folder of the office;
// each that is not there, or all if dir is "", is the text that comes with the
// program. A folder that does not exist, or a text that isn't UTF-8, is an error.
func LoadTexts(dir string) (Texts, error) {
	if dir != "" {
		if _, err := os.Stat(dir); err != nil {
			return Texts{}, &document.Error{Kind: document.Invalid, Code: "portal-texts", Message: "栏目文字的文件夹无法读取。", Err: err}
		}
	}
	var out Texts
	for name, text := range map[string]*string{"guide.md": &out.Guide, "rules.md": &out.Rules, "reports.md": &out.Reports, "catalogue.md": &out.Catalogue} {
		b, err := readText(dir, name)
		if err != nil {
			return Texts{}, fmt.Errorf("read a text of the portal: %w", err)
		}
		if !utf8.Valid(b) {
			return Texts{}, document.Refuse(document.Invalid, "portal-texts", "栏目文字“"+name+"”不是UTF-8编码，请转换后重新放置。")
		}
		*text = string(b)
	}
	return out, nil
}

func readText(dir, name string) ([]byte, error) {
	if dir != "" {
		b, err := fs.ReadFile(os.DirFS(dir), name)
		if !errors.Is(err, fs.ErrNotExist) {
			return b, err
		}
	}
	b, err := ownTexts.ReadFile("texts/" + name)
	if errors.Is(err, fs.ErrNotExist) { // catalogue.md
		return nil, nil
	}
	return b, err
}
