package dossier

import (
	"time"

	"mingfa/internal/document"
)

// Completed is what was added to the catalogue of a document that had been sealed
// without it (GI-05). It stands beside the dossier: what was signed never changes.
type Completed struct {
	Catalogue Catalogue `json:"catalogue"`
	Reason    string    `json:"reason"`
	Person    string    `json:"-"` // id
	Name      string    `json:"name"`
	At        time.Time `json:"at"`
}

// Filled returns the catalogue with its blank fields taken from the other one. A class
// that is none of 条例 第二十条 counts as blank where the other one has one (GI-05).
func (c Catalogue) Filled(from Catalogue) Catalogue {
	for _, f := range []struct{ to, from *string }{{&c.Summary, &from.Summary}, {&c.Topic, &from.Topic}, {&c.Article, &from.Article}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if from.Article != "" && document.ArticleItem(c.Article) == 0 {
		c.Article = from.Article
	}
	return c
}
