package document

import "time"

// Query asks for released documents. What is "" or empty does not narrow.
type Query struct {
	Text      string // words that all must occur in title, number, summary, texts or interpretation
	InTitle   string // must occur in the title as it stands
	Topic     string // 主题分类, its first level
	Publisher string
	Genre     string
	Year      int      // of release
	Articles  []string // any of these as 法定主动公开类别
	Validity  Validity // on the day Today
	Today     Date     // decides validity, and with it the order; required
	Newest    bool     // the latest published first, even with Text
	Changed   bool     // by the latest edition instead of the first: what was marked anew comes up again
	Counts    bool     // also count what each value of the facets would give
	Limit     int      // at most 500; 0 means 50
	Offset    int
}

// Facet is a property by which released documents can be narrowed.
type Facet string

// The facets.
const (
	ByTopic     Facet = "topic"
	ByPublisher Facet = "publisher"
	ByGenre     Facet = "genre"
	ByYear      Facet = "year"
	ByArticle   Facet = "article"
	ByValidity  Facet = "validity"
)

// Count is how many documents have a value.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// Found is a page of released documents.
type Found struct {
	Items []Released
	Total int // of all that match; with More, of those that can be paged through
	// More says that further documents match than are ranked and counted.
	More bool
	// Counts says for each facet how many match all of the question but that facet.
	// With Vague it tells values that occur in the register, and no numbers.
	Counts map[Facet][]Count
	Vague  bool
}

// Edition is one release of a document as the public saw it.
type Edition struct {
	No     int64     `db:"no"`
	First  bool      `db:"first"`
	Late   bool      `db:"late"` // it brought the interpretation that followed (IN-08)
	Back   bool      `db:"back"` // it put back what had been taken down
	At     time.Time `db:"switched_at"`
	Life   Life      `db:"life"`
	Digest string    `db:"digest"` // SHA-256 of the file
}

// Address is where a released document can be found on the portal, and what tells
// when that which is shown there changed last.
type Address struct {
	Document       string
	IssuedOn       Date
	Life           Life // without what decided on it
	Attribute      Attribute
	Interpretation bool // has one of its own
}
