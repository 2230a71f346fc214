package look

import (
	"html/template"

	"mingfa/internal/official"
)

// Markdown returns the HTML of a document's text, to be put inside an element of
// class "official". How the text is read is the promise of package official, from
// which the sealed PDF is made as well. Headings begin at h3: the page has h1 for
// the title and h2 for its parts. HTML in the text is shown, not obeyed.
//
// This is the one place that makes a template.HTML, since html/template trusts no
// other type. What is returned here is made of the elements in official.go and of
// text that was escaped, piece by piece; the addresses of links are absolute and of
// the schemes that official.Span promises.
func Markdown(src string) template.HTML { //nolint:forbidigo // see the comment above
	var p page
	for _, b := range official.Parse(src) {
		p.block(b)
	}
	return template.HTML(p.finish()) //nolint:forbidigo,gosec // see the comment above
}
