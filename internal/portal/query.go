package portal

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"mingfa/internal/document"
)

const (
	perPage    = 20
	pageLimit  = 10_000 // no reader turns so many pages; a larger number is a probe
	textLimit  = 100    // runes of a search
	valueLimit = 200    // runes of a filter
)

// asked is what a visitor asks for, as the address says it.
type asked struct {
	Text, Topic, Unit, Genre, Year, Validity, Category string
}

func parseAsked(q url.Values) asked {
	get := func(name string) string { return clipped(q.Get(name), valueLimit) }
	a := asked{
		Text: clipped(q.Get("q"), textLimit), Topic: get("topic"), Unit: get("unit"), Genre: get("genre"), Year: get("year"),
		Validity: get("validity"), Category: get("category"),
	}
	return a
}

// check refuses a filter whose value can't be: to leave it out would answer another
// question. The error names the field, and nothing that the visitor sent.
func (a asked) check() error {
	year, err := strconv.Atoi(a.Year)
	_, known := categoryOf(a.Category)
	switch {
	case a.Category != "" && !known:
		return wrongFilter("category")
	case a.Year != "" && (err != nil || year < 1949 || year > 9999):
		return wrongFilter("year")
	case a.Validity != "" && !slices.Contains(document.Validities(), document.Validity(a.Validity)):
		return wrongFilter("validity")
	}
	return nil
}

// wrongFilters are what is answered, for each field one and the same sentence.
var wrongFilters = map[string]string{
	"category": "“公开类别”（category）没有这一项，请从查询页的“按条件筛选”中选择。",
	"year":     "“发布年份”（year）应当是四位数字的年份，例如2026。",
	"validity": "“有效性”（validity）没有这一项，请从查询页的“按条件筛选”中选择。",
}

func wrongFilter(field string) error {
	return document.Refuse(document.Invalid, "filter-"+field, wrongFilters[field])
}

func clipped(s string, limit int) string {
	runes := []rune(strings.TrimSpace(strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")))
	return string(runes[:min(len(runes), limit)])
}

// Narrowed reports whether anything but words is asked for.
func (a asked) Narrowed() bool { a.Text = ""; return a != asked{} }

// values returns what the address must say, with a page number from 2 on.
func (a asked) values(page int) url.Values {
	out := url.Values{}
	for _, p := range []struct{ name, value string }{
		{"q", a.Text},
		{"category", a.Category},
		{"topic", a.Topic},
		{"unit", a.Unit},
		{"genre", a.Genre},
		{"year", a.Year},
		{"validity", a.Validity},
	} {
		if p.value != "" {
			out.Set(p.name, p.value)
		}
	}
	if page > 1 {
		out.Set("page", strconv.Itoa(page))
	}
	return out
}

// at returns an address of this site for the same question.
func (a asked) at(path string, page int) string {
	if q := a.values(page); len(q) > 0 {
		return path + "?" + q.Encode()
	}
	return path
}

// words says what is asked for, for a title.
func (a asked) words() string {
	c, _ := categoryOf(a.Category)
	var out []string
	for _, w := range []string{a.Text, c.Label, a.Topic, a.Unit, a.Genre, a.Year, document.Validity(a.Validity).Label()} {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, "，")
}

// Feed returns the address at which the answers can be subscribed to.
func (a asked) Feed() string { return a.at("/feed.atom", 1) }

// question is what to ask of the shelf. The articles are those that occur: each
// category gathers the wordings that offices use for it.
func (s *site) question(r *http.Request, a asked) (document.Query, error) {
	if err := a.check(); err != nil {
		return document.Query{}, err
	}
	year, _ := strconv.Atoi(a.Year) // "" or a number: see check
	q := document.Query{
		Text: a.Text, Topic: a.Topic, Publisher: a.Unit, Genre: a.Genre, Year: year, Validity: document.Validity(a.Validity),
		Today: s.today(),
	}
	if a.Category == "" {
		return q, nil
	}
	found, err := s.shelf.find(r.Context(), document.Query{Counts: true, Limit: 1, Today: q.Today})
	if err != nil {
		return document.Query{}, err
	}
	q.Articles = []string{nothing}
	for _, c := range found.Counts[document.ByArticle] {
		if categoryFor(c.Value).Code == a.Category {
			q.Articles = append(q.Articles, c.Value)
		}
	}
	return q, nil
}

// nothing is no article's wording: a category without documents finds none.
const nothing = "\x01"

func pageNumber(s string) (int, error) {
	if s == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > pageLimit {
		return 0, errNotFound
	}
	return n, nil
}
