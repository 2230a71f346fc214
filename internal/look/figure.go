package look

import (
	"html"
	"html/template"
	"strconv"

	"mingfa/internal/official"
)

// Image is where a picture of a text can be fetched, a path of the same site, and its size
// in pixels, so that the text does not move when it arrives.
type Image struct {
	Address       string
	Width, Height int
}

// Illustrated is Markdown for a text with pictures, by the names that it has for them. One
// that is not among them is shown as it is written.
func Illustrated(src string, images map[string]Image) template.HTML { //nolint:forbidigo // see the comment above
	p := page{images: images}
	for _, b := range official.Parse(src) {
		p.block(b)
	}
	return template.HTML(p.finish()) //nolint:forbidigo,gosec // see the comment above
}

// Plain returns a text with pictures for readers that show none.
func Plain(src string) string { return official.Plain(src) }

// figure shows a picture with its caption. The caption is what people who can't see the
// picture are told of it, too.
func (p *page) figure(b official.Block) {
	i, ok := p.images[b.Picture]
	if !ok {
		p.element("p", "", official.Line{{Text: b.Source()}})
		return
	}
	p.out.WriteString(`<figure><img src="` + html.EscapeString(i.Address) + `" alt="` + html.EscapeString(b.Text.String()) +
		`" width="` + strconv.Itoa(i.Width) + `" height="` + strconv.Itoa(i.Height) + `" loading="lazy" decoding="async">`)
	p.element("figcaption", "", official.Line{{Text: b.Caption()}})
	p.out.WriteString("</figure>\n")
}
