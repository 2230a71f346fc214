package document_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"mingfa/internal/document"
)

func TestNumber(t *testing.T) {
	for _, row := range []struct {
		name   string
		number document.Number
		want   bool
	}{
		{"DH-17 as in the standard", "和平政办〔2017〕9号", true},
		{"DH-17 made from its parts", document.NewNumber("明政办发", 2026, 112), true},
		{"SC-20 two-character code", "明府〔2026〕1号", true},
		{"SC-20 square brackets", "明政办发[2026]9号", false},
		{"SC-20 full-width square brackets", "明政办发［2026］9号", false},
		{"SC-20 round brackets", "明政办发（2026）9号", false},
		{"SC-20 black brackets", "明政办发【2026】9号", false},
		{"SC-20 第", "明政办发〔2026〕第9号", false},
		{"SC-20 leading zero", "明政办发〔2026〕09号", false},
		{"SC-20 serial zero", document.NewNumber("明政办发", 2026, 0), false},
		{"SC-20 short year", "明政办发〔26〕9号", false},
		{"SC-20 space", "明政办发 〔2026〕9号", false},
		{"SC-20 no code", "〔2026〕9号", false},
		{"SC-20 Latin code", "MZF〔2026〕9号", false},
		{"SC-20 something behind it", "明政办发〔2026〕9号。", false},
		{"SC-20 a line before it", "甲\n明政办发〔2026〕9号", false},
		{"SC-20 none", "", false},
		{"DH-19 an order", document.NewNumber("明州市人民政府令", document.Running, 12), true},
		{"DH-19 an order with a leading zero", "明州市人民政府令第012号", false},
		{"DH-19 no body", "令第12号", false},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := row.number.WellFormed(); got != row.want {
				t.Errorf("%q: well-formed=%t, want %t", row.number, got, row.want)
			}
		})
	}
}

func TestDate(t *testing.T) {
	for _, row := range []struct {
		name, in, chinese string
		year              int
		ok                bool
	}{
		{"LY-20 no leading zeros", "2026-05-09", "2026年5月9日", 2026, true},
		{"LY-20 two digits", "2026-12-01", "2026年12月1日", 2026, true},
		{"CAL-10 leap day", "2028-02-29", "2028年2月29日", 2028, true},
		{"CAL-10 no leap day", "2026-02-29", "", 0, false},
		{"CAL-10 no such month", "2026-13-01", "", 0, false},
		{"CAL-10 another order", "01-12-2026", "", 0, false},
		{"CAL-10 Chinese", "2026年12月1日", "", 0, false},
		{"CAL-10 unpadded", "2026-5-9", "", 0, false},
		{"CAL-10 with a time", "2026-05-09T00:00:00Z", "", 0, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			d, err := document.ParseDate(row.in)
			if (err == nil) != row.ok {
				t.Fatalf("ParseDate: %v", err)
			}
			if !row.ok {
				if document.KindOf(err) != document.Invalid || d != "" {
					t.Errorf("ParseDate = %q, %v, want an invalid error", d, err)
				}
				d = document.Date(row.in)
			}
			if d.Valid() != row.ok || d.Chinese() != row.chinese || d.Year() != row.year || d.Midnight().IsZero() == row.ok {
				t.Errorf("valid=%t, Chinese %q, year %d, midnight %v", d.Valid(), d.Chinese(), d.Year(), d.Midnight())
			}
		})
	}
	if d, err := document.ParseDate(""); d != "" || err != nil {
		t.Errorf("no date: %q, %v", d, err)
	}
}

// TestReadDate: what people type into a form, whatever their keyboard puts between the digits.
func TestReadDate(t *testing.T) {
	for typed, want := range map[string]document.Date{
		"2026-11-21": "2026-11-21", "2026年11月21日": "2026-11-21", "2026.11.21": "2026-11-21", "2026/11/21": "2026-11-21", "20261121": "2026-11-21",
		" 2026年 5月9日 ": "2026-05-09", "２０２６年５月９日": "2026-05-09", "2026-5-9": "2026-05-09", "2026年5月9": "2026-05-09", "2028．2．29": "2028-02-29", "": "",
		"2026年2月29日": "none", "2026-13-01": "none", "20261131": "none", "2026年11月": "none", "21.11.2026": "none", "明天": "none", "2026-11-21T10:00": "none",
		"202611211": "none", "2026年11-21": "none", "0000-00-00": "none",
	} {
		got, err := document.ReadDate(typed)
		if want == "none" {
			if err == nil || document.KindOf(err) != document.Invalid || got != "" {
				t.Errorf("%q is read as %q, %v", typed, got, err)
			}
			continue
		}
		if err != nil || got != want {
			t.Errorf("%q is read as %q, %v; want %s", typed, got, err, want)
		}
	}
}

// TestDateOf: the civil day begins at midnight in Shanghai, whatever zone the
// instant is written in (CAL-10).
func TestDateOf(t *testing.T) {
	for _, row := range []struct {
		name string
		at   time.Time
		want document.Date
	}{
		{"CAL-10 last second of the day", time.Date(2026, 11, 21, 15, 59, 59, 0, time.UTC), "2026-11-21"},
		{"CAL-10 midnight in Shanghai", time.Date(2026, 11, 21, 16, 0, 0, 0, time.UTC), "2026-11-22"},
		{"CAL-10 instant written in another zone", time.Date(2026, 12, 31, 12, 0, 0, 0, time.FixedZone("", -5*3600)), "2027-01-01"},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := document.DateOf(row.at); got != row.want {
				t.Errorf("DateOf = %s, want %s", got, row.want)
			}
			if back := document.DateOf(row.want.Midnight()); back != row.want {
				t.Errorf("DateOf(Midnight) = %s, want %s", back, row.want)
			}
		})
	}
}

func TestErrorKinds(t *testing.T) {
	cause := errors.New("connection refused")
	for _, kind := range []document.ErrorKind{
		document.NotFound, document.Conflict, document.Forbidden, document.Unfit,
		document.Invalid, document.TooLarge, document.Unsigned, document.Unavailable,
	} {
		t.Run(string(kind), func(t *testing.T) {
			err := document.Refuse(kind, "some-code", "一句话。")
			err.Err = cause
			wrapped := fmt.Errorf("act: %w", err)
			if document.KindOf(wrapped) != kind || !errors.Is(wrapped, cause) {
				t.Errorf("kind %q, cause kept: %t", document.KindOf(wrapped), errors.Is(wrapped, cause))
			}
			if err.Final() != (kind != document.Unavailable) {
				t.Errorf("final=%t", err.Final())
			}
		})
	}
	for name, err := range map[string]error{"internal fault": cause, "no error": nil} {
		if got := document.KindOf(err); got != "" {
			t.Errorf("%s: kind %q", name, got)
		}
	}
}

func TestErrorTellsTheLogEverything(t *testing.T) {
	err := document.Refuse(document.Unfit, "gate-g1", "本件还不能送审。")
	err.Findings = []document.Finding{{Rule: "DA-01", Message: "未确定公开属性。"}}
	err.Err = errors.New("cause")
	const want = "unfit (gate-g1): 本件还不能送审。; DA-01 未确定公开属性。: cause"
	if got := err.Error(); got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
}

func TestBlocking(t *testing.T) {
	fs := []document.Finding{
		{Rule: "GI-05", Severity: document.Warn},
		{Rule: "DA-01", Severity: document.Block},
		{Rule: "GI-13", Severity: document.Info},
		{Rule: "DA-03", Severity: document.Block},
	}
	if diff := cmp.Diff([]document.Finding{fs[1], fs[3]}, document.Blocking(fs)); diff != "" {
		t.Error(diff)
	}
	if got := document.Blocking(fs[:1]); got != nil {
		t.Errorf("a warning blocks: %v", got)
	}
}

func TestWayBack(t *testing.T) {
	for way, want := range map[document.WayBack]bool{document.StepByStep: true, document.Direct: true, "": false, "skip": false} {
		if way.Known() != want {
			t.Errorf("%q: known=%t", way, way.Known())
		}
	}
}
