package store

import (
	"context"
	"time"

	"mingfa/internal/document"
)

// Series is how far the numbers of an agency code and year have come (DH-18).
type Series struct {
	Agency  string `json:"agency" db:"agency"`
	Year    int    `json:"year" db:"year"` // document.Running for orders (DH-19)
	Last    int    `json:"last" db:"last"`
	Used    int    `json:"used" db:"used"`
	Void    int    `json:"void" db:"void"`       // 作废, with a reason; never given again
	Missing []int  `json:"missing" db:"missing"` // serials of which nothing is recorded; there should be none
}

// Series returns the gap report: every series with what became of its numbers, by
// agency code and year.
func (s *Store) Series(ctx context.Context) ([]Series, error) {
	out, err := all[Series](ctx, s.pool, `
		SELECT s.agency, s.year, s.last,
			count(*) FILTER (WHERE n.state = 'used')::int AS used, count(*) FILTER (WHERE n.state = 'void')::int AS void,
			coalesce(array_agg(g ORDER BY g) FILTER (WHERE n.serial IS NULL), '{}') AS missing
		FROM number_series s CROSS JOIN LATERAL generate_series(1, s.last) AS g
		LEFT JOIN number n ON n.agency = s.agency AND n.year = s.year AND n.serial = g
		GROUP BY s.agency, s.year, s.last ORDER BY s.agency, s.year`)
	return out, fail("report the numbers", err)
}

// VoidNumber is a number that was given up (DH-18).
type VoidNumber struct {
	Agency   string    `json:"agency" db:"agency"`
	Year     int       `json:"year" db:"year"`
	Serial   int       `json:"serial" db:"serial"`
	Document string    `json:"document" db:"document"` // id of the document that bore it
	Reason   string    `json:"reason" db:"reason"`
	At       time.Time `json:"at" db:"at"` // when it had been given
}

// Number returns the number as it was written.
func (v VoidNumber) Number() document.Number { return document.NewNumber(v.Agency, v.Year, v.Serial) }

// VoidNumbers returns the numbers that were given up, by series and serial.
func (s *Store) VoidNumbers(ctx context.Context) ([]VoidNumber, error) {
	out, err := all[VoidNumber](ctx, s.pool, `
		SELECT agency, year, serial, document, reason, at FROM number WHERE state = 'void' ORDER BY agency, year, serial`)
	for i := range out {
		out[i].At = out[i].At.UTC()
	}
	return out, fail("list the void numbers", err)
}
