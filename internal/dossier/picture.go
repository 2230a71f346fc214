package dossier

import (
	"slices"

	"mingfa/internal/official"
)

// Picture is a picture that a text of the dossier shows by its name, on a line of its own:
// ![说明](名称.png). It belongs to the part whose text shows it, so that another picture
// voids the same decisions as another word.
type Picture struct {
	Name   string `json:"name"`   // file name without folders; one name, one picture in a dossier
	Digest string `json:"digest"` // SHA-256 of the file as it is kept, lower-case hexadecimal
	Type   string `json:"type"`   // image/png or image/jpeg
	Size   int    `json:"size"`   // bytes
	Width  int    `json:"width"`  // pixels, as it is shown
	Height int    `json:"height"`
	// Remarks say, in Chinese, what was taken out of the file or changed in it.
	Remarks []string `json:"remarks"`
}

// Reference is the line by which a text shows the picture, with a caption to be filled in.
func (p Picture) Reference() string { return "![说明](" + p.Name + ")" }

func cleanPictures(ps []Picture) []Picture {
	if len(ps) == 0 {
		return nil
	}
	return each(ps, func(p Picture) Picture {
		line(&p.Name)
		line(&p.Digest)
		line(&p.Type)
		p.Remarks = each(p.Remarks, name)
		return p
	})
}

// Pictures returns the pictures of all parts, each name once: those that a text shows in
// the order of the texts, then the others.
func (c Content) Pictures() []Picture {
	var out []Picture
	add := func(ps []Picture) {
		for _, p := range ps {
			if !named(out, p.Name) {
				out = append(out, p)
			}
		}
	}
	add(c.Text.Pictures)
	for _, a := range c.Annexes {
		add(a.Pictures)
	}
	add(c.Interpretation.Pictures)
	return out
}

// WithPictures returns the content with these pictures, each in the parts whose texts show
// it. What no text shows stays with the text, behind the others.
func (c Content) WithPictures(all []Picture) Content {
	c.Text.Pictures = Illustrating(c.Text.Body, all)
	used := slices.Clone(c.Text.Pictures)
	c.Annexes = slices.Clone(c.Annexes)
	for i, a := range c.Annexes {
		c.Annexes[i].Pictures = Illustrating(a.Body, all)
		used = append(used, c.Annexes[i].Pictures...)
	}
	c.Interpretation.Pictures = Illustrating(c.Interpretation.Body, all)
	used = append(used, c.Interpretation.Pictures...)
	for _, p := range all {
		if !named(used, p.Name) {
			used = append(used, p)
			c.Text.Pictures = append(c.Text.Pictures, p)
		}
	}
	return c
}

// Illustrating returns those of the pictures that a text shows, in its order, each once.
func Illustrating(text string, all []Picture) []Picture {
	var out []Picture
	for _, f := range official.Figures(text) {
		i := slices.IndexFunc(all, func(p Picture) bool { return p.Name == f.Picture })
		if i >= 0 && !named(out, f.Picture) {
			out = append(out, all[i])
		}
	}
	return out
}

func named(ps []Picture, name string) bool {
	return slices.ContainsFunc(ps, func(p Picture) bool { return p.Name == name })
}

// Printed returns the pictures of what goes with the document wherever it is printed or
// published (see Shown), without the interpretation.
func (c Content) Printed() []Picture {
	return Content{Text: Text{Pictures: Illustrating(c.Text.Body, c.Text.Pictures)}, Annexes: c.Shown()}.Pictures()
}
