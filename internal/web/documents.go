package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// perPage is the length of a list page.
const perPage = 30

// documentsPage searches the documents that the person may see.
type documentsPage struct {
	page
	Query    desk.FindQuery
	Units    []desk.Unit
	Hits     []desk.Hit
	More     string // address of the next page, "" = none
	Later    bool   // this is not the first page
	Filtered bool   // something beside the words and whose was chosen
	Searches []savedSearch
	Refused  *notice // why nothing was looked for
}

// Problems returns the findings at one field of the filters.
func (p documentsPage) Problems(place string) []document.Finding {
	if p.Refused == nil {
		return nil
	}
	return at(p.Refused.Findings, place)
}

// Path is the address of the search with its words and filters, on its first page.
func (p documentsPage) Path() string { return p.address("") }

func (p documentsPage) address(before string) string {
	v := questionValues(p.Query)
	if before != "" {
		v.Set("before", before)
	}
	return "/documents?" + v.Encode()
}

// Asked is the question as the form that saves it sends it.
func (p documentsPage) Asked() string { return questionValues(p.Query).Encode() }

func (b *bench) documents(w http.ResponseWriter, r *http.Request, me desk.Person) error {
	p := documentsPage{page: b.page(me, "全部公文", "documents"), Query: readFind(r), Later: r.FormValue("before") != ""}
	p.Self = p.Path()
	var found desk.Found
	err := refuseDates([]named{{"from", "成文日期自", p.Query.From}, {"to", "成文日期至", p.Query.To}})
	if err != nil {
		told := b.tell(r, err)
		p.Refused = &told
	} else if found, err = b.counter.Find(r.Context(), me.ID, p.Query); err != nil {
		return err
	}
	p.Hits = found.Hits
	if found.Next != "" {
		p.More = p.address(found.Next)
	}
	bare := desk.FindQuery{Text: p.Query.Text, Own: p.Query.Own, Before: p.Query.Before, Limit: p.Query.Limit}
	p.Filtered = p.Query != bare
	if label := labelOf(owns(), string(p.Query.Own)); label != "" {
		p.Title = label
	}
	if r.Header.Get("HX-Request") != "" {
		b.renderPart(w, http.StatusOK, "documents", "results", p)
		return nil
	}
	if p.Units, err = b.counter.Units(r.Context()); err != nil {
		return err
	}
	if p.Searches, err = b.searches(r, me); err != nil {
		return err
	}
	status := http.StatusOK
	if p.Refused != nil {
		status = p.Refused.Status
	}
	b.render(w, status, "documents", p)
	return nil
}

// readFind reads a question with the page of it that is asked for.
func readFind(r *http.Request) desk.FindQuery {
	_ = r.ParseForm() // what can't be read was not asked
	q := readQuestion(r.Form)
	q.Before, q.Limit = strings.TrimSpace(r.FormValue("before")), perPage
	return q
}

func readQuestion(v url.Values) desk.FindQuery {
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	return desk.FindQuery{
		Text: get("q"), Unit: get("unit"), Stage: document.Stage(get("stage")), Attribute: document.Attribute(get("attribute")),
		Class: document.Class(get("class")), Kind: document.Kind(get("kind")), Number: get("number"), Validity: document.Validity(get("validity")),
		Own: desk.Own(get("own")), From: typedDate(get("from")), To: typedDate(get("to")),
	}
}

func questionValues(q desk.FindQuery) url.Values {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": q.Text, "unit": q.Unit, "stage": string(q.Stage), "attribute": string(q.Attribute), "class": string(q.Class), "kind": string(q.Kind),
		"validity": string(q.Validity), "number": q.Number, "own": string(q.Own), "from": string(q.From), "to": string(q.To),
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// span is a piece of text; Marked pieces are what was searched for.
type span struct {
	Text   string
	Marked bool
}

// marked cuts a text at the words of a query.
func marked(text, query string) []span {
	words := desk.Words(query)
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) }) // the longer one first, where two begin together
	var out []span
	plain := 0
	for i := 0; i < len(text); {
		n := matchAt(text[i:], words)
		if n == 0 {
			i++
			continue
		}
		if plain < i {
			out = append(out, span{text[plain:i], false})
		}
		out = append(out, span{text[i : i+n], true})
		i += n
		plain = i
	}
	if plain < len(text) {
		out = append(out, span{text[plain:], false})
	}
	return out
}

// matchAt returns the length of the word that the text begins with, 0 for none.
func matchAt(text string, words []string) int {
	for _, w := range words {
		if len(text) >= len(w) && strings.EqualFold(text[:len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// longestListed is how many characters of a title a list shows: more than the longest
// that can be issued (DH-02), since drafts are listed too.
const longestListed = 150

// listed is a title as lists show it; its whole length is on the page it leads to.
func listed(title string) string {
	if r := []rune(title); len(r) > longestListed {
		return string(r[:longestListed]) + "……"
	}
	return title
}
