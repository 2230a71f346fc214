package dossier

import (
	"strings"

	"mingfa/internal/document"
)

// Clean returns the content in the form in which it is stored: LF line ends, no
// trailing space in single-line fields, empty lists instead of null, so that a
// save that changes nothing has the same digest.
func (c Content) Clean() Content {
	c.Text = c.Text.clean()
	c.Annexes = each(c.Annexes, Annex.clean)
	c.Disclosure.Grounds = append([]document.Ground{}, c.Disclosure.Grounds...)
	text(&c.Disclosure.Reason)
	line(&c.Disclosure.Item)
	c.Interpretation = c.Interpretation.clean()
	c.Relations = each(c.Relations, Relation.clean)
	text(&c.Catalogue.Summary)
	line(&c.Catalogue.Topic)
	line(&c.Catalogue.Article)
	c.Record = c.Record.clean()
	return c
}

func line(s *string) { *s = strings.Join(strings.Fields(*s), " ") }

func text(s *string) {
	*s = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(*s, "\r\n", "\n"), "\r", "\n"))
}

// roll is a list of people: the line on which it is printed ends without a full stop.
func roll(s *string) { line(s); *s = strings.TrimRight(*s, "。") }

func name(s string) string { line(&s); return s }

// each returns a new list, never nil, of the cleaned elements.
func each[T any](list []T, clean func(T) T) []T {
	out := make([]T, 0, len(list))
	for _, v := range list {
		out = append(out, clean(v))
	}
	return out
}

func (t Text) clean() Text {
	line(&t.Title)
	line(&t.Addressee)
	line(&t.CopyTo)
	text(&t.Body)
	t.JointWith = each(t.JointWith, name)
	line(&t.SignerPost)
	roll(&t.Present)
	roll(&t.Excused)
	roll(&t.Attending)
	t.Urgency = document.Urgency(name(string(t.Urgency)))
	t.Original = t.Original.clean()
	t.Pictures = cleanPictures(t.Pictures)
	return t
}

func (a Annex) clean() Annex {
	line(&a.Title)
	text(&a.Body)
	text(&a.Reason)
	a.Pictures = cleanPictures(a.Pictures)
	return a
}

func (i Interpretation) clean() Interpretation {
	text(&i.Reason)
	text(&i.Outline)
	line(&i.Form)
	line(&i.Channel)
	line(&i.When)
	line(&i.Title)
	text(&i.Body)
	line(&i.Interpreter)
	i.Pictures = cleanPictures(i.Pictures)
	return i
}

func (r Relation) clean() Relation {
	line(&r.Title)
	r.Number = document.Number(strings.TrimSpace(string(r.Number)))
	return r
}
