package web

import (
	"encoding/json"
	"time"

	"mingfa/internal/desk"
	"mingfa/internal/document"
)

// receipt is why a time limit ends on the day it does, as the calendar wrote it down.
type receipt struct {
	From    document.Date `json:"from"`
	Unit    string        `json:"unit"`
	Due     document.Date `json:"due"`
	Counted int           `json:"counted"`
	Skipped []struct {
		Date document.Date `json:"date"`
		Why  string        `json:"why"`
	} `json:"skipped"`
	MadeUp      []document.Date `json:"made_up"`
	Editions    []string        `json:"editions"`
	Provisional bool            `json:"provisional"`
}

// Receipt returns the receipt of the present time limit, nil when there is none
// that can be read.
func (p documentPage) Receipt() *receipt { return readReceipt(p.View.Due) }

func readReceipt(due *desk.Due) *receipt {
	if due == nil {
		return nil
	}
	return parseReceipt(due.Receipt)
}

// parseReceipt reads a receipt, nil when there is none that can be read.
func parseReceipt(raw json.RawMessage) *receipt {
	var r receipt
	if err := json.Unmarshal(raw, &r); err != nil || !r.From.Valid() && !r.ByHour() {
		return nil
	}
	return &r
}

// ByHour reports whether hours were counted, from instant to instant (SR-11).
func (r receipt) ByHour() bool { return r.Unit == "hour" && !instantOf(r.From).IsZero() }

// Began is the instant from which a term in hours is counted.
func (r receipt) Began() time.Time { return instantOf(r.From) }

// Ends is the instant at which a term in hours is over.
func (r receipt) Ends() time.Time { return instantOf(r.Due) }

// instantOf reads an instant of a receipt, the zero time for a day.
func instantOf(s document.Date) time.Time {
	t, err := time.Parse(time.RFC3339, string(s))
	if err != nil {
		return time.Time{}
	}
	return t
}

// ByWorkday reports whether working days were counted.
func (r receipt) ByWorkday() bool { return r.Unit == "" || r.Unit == "workday" }
