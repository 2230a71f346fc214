package document

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// Date is a civil date in Asia/Shanghai as "2006-01-02" (CAL-10). "" is no date.
// Dates compare in calendar order with < and >.
type Date string

const dateLayout = "2006-01-02"

// Shanghai is the zone of every civil date. It is a fixed offset: China has had
// one zone without summer time since 1992, and no zone database need be present.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

// ParseDate reads "2006-01-02". The error is an Invalid *Error in Chinese.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	if _, err := time.Parse(dateLayout, s); err != nil {
		return "", badDate(s, err)
	}
	return Date(s), nil
}

func badDate(s string, err error) *Error {
	return &Error{Kind: Invalid, Code: "bad-date", Message: fmt.Sprintf("日期“%s”不是有效的日期，请按“2026-12-01”的格式填写。", s), Err: err}
}

// writtenDate is a date as people write it, without spaces and in digits of ASCII.
var writtenDate = regexp.MustCompile(`^(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|[-./](\d{1,2})[-./](\d{1,2})|(\d{2})(\d{2}))$`)

// ReadDate reads a date as people write it: 2026年11月21日, 2026-11-21, 2026.11.21,
// 2026/11/21 or 20261121, in digits of either width and with spaces anywhere. "" is no
// date. The error is an Invalid *Error in Chinese.
func ReadDate(typed string) (Date, error) {
	plain := strings.Map(narrow, typed)
	m := writtenDate.FindStringSubmatch(plain)
	if m == nil {
		return ParseDate(plain)
	}
	var parts []string
	for _, part := range m[1:] {
		if part != "" {
			parts = append(parts, fmt.Sprintf("%02s", part))
		}
	}
	d := Date(strings.Join(parts, "-"))
	if !d.Valid() {
		return "", badDate(strings.TrimSpace(typed), nil)
	}
	return d, nil
}

// narrow drops spaces and writes characters of full width as those of ASCII.
func narrow(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return -1
	case r > '\uFF00' && r < '\uFF5F':
		return r - '\uFEE0'
	}
	return r
}

// DateOf returns the civil date of the instant t in Shanghai.
func DateOf(t time.Time) Date { return Date(t.In(Shanghai).Format(dateLayout)) }

// Valid reports whether d is a date that exists.
func (d Date) Valid() bool {
	_, err := time.Parse(dateLayout, string(d))
	return err == nil
}

// Midnight returns the instant at which the day begins in Shanghai, the zero
// time for no date.
func (d Date) Midnight() time.Time {
	t, err := time.ParseInLocation(dateLayout, string(d), Shanghai)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Chinese returns the date as official documents write it: 2026年12月1日 (LY-20).
func (d Date) Chinese() string {
	t := d.Midnight()
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// ClockTime returns the instant as official documents write it, by the clock of
// Shanghai: 2026年11月21日15时30分.
func ClockTime(t time.Time) string {
	t = t.In(Shanghai)
	return fmt.Sprintf("%s%d时%02d分", DateOf(t).Chinese(), t.Hour(), t.Minute())
}

// Year returns the calendar year, 0 for no date.
func (d Date) Year() int {
	t := d.Midnight()
	if t.IsZero() {
		return 0
	}
	return t.Year()
}
