package web

import (
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"time"

	"golang.org/x/text/language"

	"mingfa/internal/document"
)

// tongue is a language of the workbench, as the lang attribute has it.
type tongue string

const (
	chinese tongue = "zh-CN" // the default, in which every word is written
	english tongue = "en"
)

// tongues are the languages there are, the default first. What is wished for is
// matched to them in this order.
var (
	tongues = []tongue{chinese, english}
	matcher = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English})
)

// tongueCookie remembers the language that was chosen by the switch.
const tongueCookie = "mingfa-lang"

// asked returns the language that an address asks for, "" for none that there is.
func asked(value string) tongue {
	switch value {
	case "zh", "zh-CN":
		return chinese
	case "en":
		return english
	default:
		return ""
	}
}

// tongueOf returns the language of a request: the one chosen before, else the best
// of those the browser accepts.
func tongueOf(r *http.Request) tongue {
	if c, err := r.Cookie(tongueCookie); err == nil {
		if t := asked(c.Value); t != "" {
			return t
		}
	}
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil || len(wanted) == 0 {
		return chinese
	}
	_, i, sure := matcher.Match(wanted...)
	if sure == language.No {
		return chinese
	}
	return tongues[i]
}

// spoken gives each request to the workbench of its language. An address with
// lang= is the switch: it is remembered, and the same page is shown without it.
func (b *bench) spoken(speakers map[tongue]http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		t := asked(query.Get("lang"))
		if t == "" || r.Method != http.MethodGet {
			speakers[tongueOf(r)].ServeHTTP(w, r)
			return
		}
		http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure is the configuration's, as for the session
			Name: tongueCookie, Value: string(t), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, Secure: b.cfg.Secure, SameSite: http.SameSiteLaxMode,
		})
		query.Del("lang")
		to := *r.URL
		to.RawQuery = query.Encode()
		http.Redirect(w, r, localPath(to.RequestURI()), http.StatusSeeOther) //nolint:gosec // localPath leads nowhere else
	})
}

// funcsIn are what templates may call in a language.
func funcsIn(t tongue) template.FuncMap {
	out := maps.Clone(funcs)
	out["t"], out["foreign"] = t.say, t.foreign
	out["tongue"] = func() tongue { return t }
	out["scribeWords"] = t.scribeWords
	if t != english {
		return out
	}
	out["date"], out["moment"], out["day"], out["civil"], out["instant"] = dateInEnglish, momentInEnglish, dayInEnglish, civilInEnglish, momentInEnglish
	out["typedIn"] = typedInEnglish
	for name, words := range map[string]func(string) string{
		"place": placeLabel, "ledgerAct": ledgerAct,
		"reason":  func(code string) string { return labelOf(returnReasons, code) },
		"answer":  func(code string) string { return labelOf(secrecyAnswers, code) },
		"outcome": func(code string) string { return labelOf(ledgerOutcomes, code) },
	} {
		out[name] = func(code string) string { return t.say(words(code)) }
	}
	out["severity"] = func(s document.Severity) string { return t.say(severityLabels[s]) }
	return out
}

func dateInEnglish(d document.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 January 2006")
}

func civilInEnglish(day string) string { return dateInEnglish(document.Date(day)) }

func momentInEnglish(t time.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(document.Shanghai).Format("2 Jan 2006, 15:04")
}

func dayInEnglish(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(document.Shanghai).Format("2 Jan")
}

// fill puts the arguments of a message into its wording.
func fill(wording string, args []any) string {
	if len(args) == 0 {
		return wording
	}
	return fmt.Sprintf(wording, args...)
}
