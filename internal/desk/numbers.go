package desk

import (
	"context"

	"mingfa/internal/document"
)

// Numbers is the number ledger (DH-15…DH-18).
type Numbers struct {
	Series []NumberSeries `json:"series"`
	Voids  []VoidNumber   `json:"voids"`
}

// NumberSeries is how far the numbers of an agency code and year have come.
type NumberSeries struct {
	Agency  string `json:"agency"`
	Year    int    `json:"year"`
	Last    int    `json:"last"`
	Used    int    `json:"used"`
	Void    int    `json:"void"`
	Missing []int  `json:"missing"` // serials of which nothing is recorded; there should be none
}

// VoidNumber is a number that was given up for good.
type VoidNumber struct {
	Number   document.Number `json:"number"`
	Document string          `json:"document"` // id of the document that bore it
	Reason   string          `json:"reason"`
}

// Numbers returns the number ledger. See Counter.
func (d *Desk) Numbers(ctx context.Context, person string) (Numbers, error) {
	if err := d.only(ctx, person, "numbers", "查看编号台账", document.OfficeChecker, document.Auditor); err != nil {
		return Numbers{}, err
	}
	series, err := d.record.Series(ctx)
	if err != nil {
		return Numbers{}, err
	}
	voids, err := d.record.VoidNumbers(ctx)
	out := Numbers{Series: []NumberSeries{}, Voids: []VoidNumber{}}
	for _, s := range series {
		out.Series = append(out.Series, NumberSeries(s))
	}
	for _, v := range voids {
		out.Voids = append(out.Voids, VoidNumber{Number: v.Number(), Document: v.Document, Reason: v.Reason})
	}
	return out, err
}
