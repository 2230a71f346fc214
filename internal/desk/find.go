package desk

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/store"
)

// FindQuery is what to search for; an empty field chooses all.
type FindQuery struct {
	Text      string             `json:"text,omitempty"` // words with spaces between them, each of which must occur
	Unit      string             `json:"unit,omitempty"`
	Stage     document.Stage     `json:"stage,omitempty"`
	Attribute document.Attribute `json:"attribute,omitempty"`
	Class     document.Class     `json:"class,omitempty"`
	Kind      document.Kind      `json:"kind,omitempty"`
	Number    string             `json:"number,omitempty"` // part of it
	Validity  document.Validity  `json:"validity,omitempty"`
	Own       Own                `json:"own,omitempty"`
	From      document.Date      `json:"from,omitempty"` // date of writing
	To        document.Date      `json:"to,omitempty"`
	Before    string             `json:"-"` // Found.Next of the page before
	Offset    int                `json:"-"` // how many to pass over, for doors that count
	Limit     int                `json:"-"` // 1 to 200
}

// Own chooses what concerns the person who asks.
type Own string

// What a person may ask for of their own; any other value chooses nothing.
const (
	Drafted Own = "drafted" // 我拟写的
	ActedOn Own = "acted"   // 我办过的
)

// Found is a page of what was found.
type Found struct {
	Hits []Hit
	Next string // where the next page begins, "" after the last one
}

// Hit is a document that was found.
type Hit struct {
	Item
	Validity document.Validity // "" before its release
	Excerpt  string            // where the first word stands in the text, "" when it does not
}

// Unit is a unit to choose.
type Unit struct{ ID, Name string }

// maxWords keeps a query from being a text of its own.
const maxWords = 8

// Find searches. See Bench.
func (d *Desk) Find(ctx context.Context, person string, q FindQuery) (Found, error) {
	actor, err := d.record.Actor(ctx, person)
	if err != nil {
		return Found{}, err
	}
	words := Words(q.Text)
	today := document.DateOf(d.now())
	limit := min(max(q.Limit, 1), inboxLimit-1)
	sought := store.SearchQuery{
		Words: words, Unit: q.Unit, Stage: q.Stage, Attribute: q.Attribute, Class: q.Class, Kind: q.Kind, Number: q.Number,
		Validity: q.Validity, From: q.From, To: q.To, Today: today, Before: q.Before, Offset: q.Offset, Limit: limit + 1,
	}
	switch q.Own {
	case "":
	case Drafted:
		sought.Drafter = person
	case ActedOn:
		sought.Actor = person
	default:
		return Found{}, document.Refuse(document.Invalid, "unknown-own", "没有“"+string(q.Own)+"”这一查找范围。请选择“我拟写的”“我办过的”，或者不选。")
	}
	hits, err := d.record.Find(ctx, reach(actor), sought)
	if err != nil {
		return Found{}, err
	}
	var out Found
	if len(hits) > limit {
		hits = hits[:limit]
		out.Next = hits[limit-1].Cursor()
	}
	for _, h := range hits {
		item, err := d.listItem(h.Document)
		if err != nil {
			return Found{}, err
		}
		hit := Hit{Item: item, Excerpt: excerpt(h.Text, words)}
		if h.ReleaseNo > 0 {
			hit.Validity = h.Life.On(today)
		}
		out.Hits = append(out.Hits, hit)
	}
	return out, nil
}

// Words cuts a query into the words that must occur.
func Words(text string) []string {
	words := strings.Fields(text)
	return words[:min(len(words), maxWords)]
}

// excerptRunes is how much of the text is shown on either side of a word.
const excerptRunes = 36

// excerpt returns the surroundings of the first word that occurs in the text.
func excerpt(text string, words []string) string {
	low := strings.ToLower(text)
	if len(low) != len(text) { // some letters change their length with their case
		low = text
	}
	for _, w := range words {
		at := strings.Index(low, strings.ToLower(w))
		if at < 0 {
			continue
		}
		before, after := []rune(text[:at]), []rune(text[at:])
		from := max(0, len(before)-excerptRunes)
		to := min(len(after), utf8.RuneCountInString(w)+excerptRunes)
		out := string(before[from:]) + string(after[:to])
		if from > 0 {
			out = "……" + out
		}
		if to < len(after) {
			out += "……"
		}
		return strings.Join(strings.Fields(out), " ")
	}
	return ""
}

// Units returns the units. See Bench.
func (d *Desk) Units(ctx context.Context) ([]Unit, error) {
	units, err := d.record.Units(ctx)
	if err != nil {
		return nil, err
	}
	var out []Unit
	for _, u := range units {
		out = append(out, Unit{u.ID, u.Name})
	}
	slices.SortFunc(out, func(a, b Unit) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}
