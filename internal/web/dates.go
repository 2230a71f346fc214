package web

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// A date is a field of text: a calendar of the browser speaks the language of the browser
// and writes 11/21/2026, where an official reads and types 2026年11月21日.

// typedDate reads a date as people type it. What is none stays as it was typed, so that
// its field shows it again with the reason.
func typedDate(typed string) document.Date {
	if d, err := document.ReadDate(typed); err == nil {
		return d
	}
	return document.Date(strings.TrimSpace(typed))
}

// dayField is the field of a date.
type dayField struct {
	ID, Name string
	Value    document.Date // or what was typed and is none
	Help     string        // id of the words that explain it, "" for none
	Required bool
	Wrong    bool
}

func newDayField(id, name string, value document.Date, help string, problems []document.Finding) dayField {
	return dayField{ID: id, Name: name, Value: value, Help: help, Wrong: len(problems) > 0}
}

func mustDayField(id, name string, value document.Date, help string, problems []document.Finding) dayField {
	f := newDayField(id, name, value, help, problems)
	f.Required = true
	return f
}

// typedIn writes the value of the field of a date in Chinese; typedInEnglish as programs do,
// which no reader takes for another day.
func typedIn(d document.Date) string {
	if d.Valid() {
		return d.Chinese()
	}
	return string(d)
}

func typedInEnglish(d document.Date) string { return string(d) }

// named is a date of a form with its place and what its field is called.
type named struct {
	place, label string
	on           document.Date
}

// refuseDates returns an Invalid *document.Error with a finding for each date that is
// none, nil when all are sound.
func refuseDates(dates []named) error {
	var found []document.Finding
	for _, d := range dates {
		if d.on != "" && !d.on.Valid() {
			found = append(found, document.Finding{
				Rule: "CAL-10", Severity: document.Block, Place: d.place,
				Message: fmt.Sprintf("%s“%s”不是有效的日期。", d.label, d.on), Remedy: "请写明年月日，如2026年11月21日或者20261121。",
			})
		}
	}
	if len(found) == 0 {
		return nil
	}
	err := document.Refuse(document.Invalid, badDate, found[0].Message+found[0].Remedy)
	if len(found) > 1 {
		err.Message = fmt.Sprintf("有%d个日期不是有效的日期，请逐一改正。", len(found))
	}
	err.Findings = found
	return err
}

// badDate is the code of a refusal that concerns nothing but the writing of a date.
const badDate = "bad-date"

// checkDates refuses the dates of a draft that are none.
func checkDates(c dossier.Content) error {
	r := c.Record
	dates := []named{
		{"text.effective_on", "施行日期", c.Text.EffectiveOn},
		{"text.expires_on", "有效期至", c.Text.ExpiresOn},
		{"record.collective", "会议日期", r.Collective.On},
		{"record.expert", "专家论证意见的日期", r.Expert.On},
		{"record.risk", "风险评估报告的日期", r.Risk.On},
		{"record.party", "请示报告党组织的日期", r.Party.On},
		{"record.legality", "合法性审核收到之日", r.Legality.ReceivedOn},
		{"record.legality", "合法性审核答复之日", r.Legality.AnsweredOn},
	}
	for i, rel := range c.Relations {
		dates = append(dates, named{fmt.Sprintf("relations.%d.on", i), fmt.Sprintf("文件%d起始日期", i+1), rel.On})
	}
	for i, x := range r.Comments {
		place := "record.comments." + strconv.Itoa(i)
		dates = append(dates, named{place + ".from", fmt.Sprintf("第%d次征求意见发布之日", i+1), x.From}, named{place + ".until", fmt.Sprintf("第%d次征求意见截止之日", i+1), x.Until})
	}
	for _, x := range r.Countersigns {
		dates = append(dates, named{"record.countersigns", x.Body + "会签日期", x.On})
	}
	return refuseDates(dates)
}

// clockForm is a day and a time of day as people write it: 2026年11月21日15时30分,
// 2026-11-21 15:30, 202611211530, and what browsers send.
var clockForm = regexp.MustCompile(`^(.+日|.+[T\s\p{Zs}]|\d{8})[\s\p{Zs}]*(\d{1,2})\s*[:：时点]?\s*(\d{2})\s*分?$`)

// typedMoment reads a day and a time of day by the clock of Shanghai, the zero time for
// what is none.
func typedMoment(typed string) time.Time {
	m := clockForm.FindStringSubmatch(strings.TrimSpace(typed))
	if m == nil {
		return time.Time{}
	}
	day, err := document.ReadDate(strings.TrimSuffix(m[1], "T"))
	if err != nil || day == "" {
		return time.Time{}
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", fmt.Sprintf("%s %02s:%s", day, m[2], m[3]), document.Shanghai)
	if err != nil {
		return time.Time{}
	}
	return at
}
