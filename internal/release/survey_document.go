package release

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"

	"mingfa/internal/document"
)

// claim is what the portal's data say of a document.
type claim struct {
	document.Public
	Release  int64          `json:"release"`
	Heading  string         `json:"heading"`
	Validity document.Words `json:"validity"`
}

// document compares what the surfaces of a document say: they must agree in heading
// and validity (invariant 6), and the file must be the one that the data name.
func (w *walk) document(ctx context.Context, id string, shown answered) {
	w.mu.Lock()
	w.documents++
	w.mu.Unlock()
	path, data := "/d/"+id, "/api/documents/"+id
	var c claim
	w.compare(ctx, data, func(a answered) string {
		if err := json.Unmarshal(a.body, &c); err != nil || c.Document != id {
			return "数据无法读取。"
		}
		return ""
	})
	if c.Document != id {
		return
	}
	for _, message := range c.against(w.portal.base+path, shown) {
		w.flaw(path, errors.New(message))
	}
	w.compare(ctx, path+"/text.txt", func(a answered) string {
		if !strings.Contains(string(a.body), c.Heading) || !strings.Contains(string(a.body), c.Validity.Banner) {
			return "文本没有写明现在的名称和效力。"
		}
		return ""
	})
	w.compare(ctx, path+"/file.pdf", func(a answered) string {
		if sum := sha256.Sum256(a.body); hex.EncodeToString(sum[:]) != c.File.Digest {
			return "PDF文件与登记的指纹不一致。"
		}
		return ""
	})
	if c.Interpretation != nil {
		w.compare(ctx, path+"/jiedu", func(a answered) string {
			if p, err := parsePage(path, a.body); err != nil || !p.contains(c.Interpretation.Title) || !p.contains(c.Validity.Banner) {
				return "解读页面没有写明解读的名称和文件现在的效力。"
			}
			return ""
		})
	}
}

// against returns in what the page of the document differs from its data.
func (c claim) against(address string, shown answered) (out []string) {
	p, err := parsePage(address, shown.body)
	switch {
	case err != nil:
		return []string{"页面无法读取。"}
	case p.release != c.Release: // released in between; the next survey looks again
		return nil
	}
	if !p.contains(c.Heading) {
		out = append(out, "页面的名称与数据不一致。")
	}
	if !p.contains(c.Validity.Banner) || !p.contains(c.Validity.Label) {
		out = append(out, "页面写明的效力与数据不一致。")
	}
	if c.Attribute != document.Proactive {
		out = append(out, "公开属性不是主动公开。")
	}
	return out
}

// compare reads another surface of a document and notes what is wrong with it.
func (w *walk) compare(ctx context.Context, path string, wrong func(answered) string) {
	w.mu.Lock()
	w.from[path] = path[:strings.LastIndexByte(path, '/')]
	w.mu.Unlock()
	a, err := w.read(ctx, path)
	if err != nil {
		return
	}
	if message := wrong(a); message != "" {
		w.flaw(path, errors.New(message))
	}
}
