package look

import "html/template"

// Markdown returns the HTML of a document's text, to be put inside an element of
// class "official". How the text is read is the promise of package official, from
// which the sealed PDF is made as well. Headings begin at h3: the page has h1 for
// the title and h2 for its parts. HTML in the text is shown, not obeyed.
//
// It is Illustrated without pictures.
func Markdown(src string) template.HTML { //nolint:forbidigo // see Illustrated
	return Illustrated(src, nil)
}
