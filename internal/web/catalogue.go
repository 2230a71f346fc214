package web

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"

	"mingfa/internal/document"
)

// The catalogue: every word of the workbench is known by its Chinese wording, with
// the places of its arguments as fmt has them. englishWords are the English ones.
// What has none is shown in Chinese, and marked as such for those who listen.

// say returns a message in the language. A message without arguments may be a
// whole sentence that another room has made; see produced.
func (t tongue) say(message any, args ...any) string {
	chineseWords, ok := message.(string)
	if !ok {
		chineseWords = fmt.Sprint(message)
	}
	if t != english || chineseWords == "" {
		return fill(chineseWords, args)
	}
	if words, ok := englishWords[chineseWords]; ok {
		return fill(words, args)
	}
	if len(args) == 0 {
		return t.reword(chineseWords)
	}
	return fill(chineseWords, args)
}

// foreign reports whether a message is shown in Chinese on a page of the language.
func (t tongue) foreign(message any) bool {
	return t != chinese && strings.ContainsFunc(t.say(message), isHan)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// produced is a sentence that other rooms make from a pattern, with its English
// wording. What stands in the places is reworded too.
type produced struct {
	pattern *regexp.Regexp
	english string
}

// patterns are compiled when the first English page asks.
var patterns = sync.OnceValue(compilePatterns)

func compilePatterns() []produced {
	var out []produced
	for _, row := range englishPatterns {
		p := regexp.QuoteMeta(row[0])
		p = strings.ReplaceAll(strings.ReplaceAll(p, "%d", `(-?\d+)`), "%s", `(.+?)`)
		out = append(out, produced{regexp.MustCompile(`^` + p + `$`), strings.ReplaceAll(row[1], "%d", "%s")})
	}
	return out
}

// civilInstant is what document.ClockTime writes.
var civilInstant = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日\d{1,2}时\d{2}分$`)

var civilDay = regexp.MustCompile(`^\d{4}年\d{1,2}月\d{1,2}日$`)

// reword returns a whole sentence in English, or as it is when nothing fits.
func (t tongue) reword(sentence string) string {
	if !strings.ContainsFunc(sentence, isHan) {
		return sentence
	}
	if civilDay.MatchString(sentence) {
		if day, err := time.Parse("2006年1月2日", sentence); err == nil {
			return day.Format("2 January 2006")
		}
	}
	if civilInstant.MatchString(sentence) {
		if at, err := time.ParseInLocation("2006年1月2日15时04分", sentence, document.Shanghai); err == nil {
			return momentInEnglish(at)
		}
	}
	for _, p := range patterns() {
		found := p.pattern.FindStringSubmatch(sentence)
		if found == nil {
			continue
		}
		args := make([]any, 0, len(found))
		for _, part := range found[1:] {
			args = append(args, t.say(part))
		}
		return fmt.Sprintf(p.english, args...)
	}
	return sentence
}

// scribeMessages finds what draft.js says to people: w('…').
var scribeMessages = regexp.MustCompile(`\bw\('([^']+)'`)

// scribeWords returns the words of draft.js in the language, by the Chinese ones, as
// JSON; for Chinese itself "", since the script has them.
func (t tongue) scribeWords() (string, error) {
	if t == chinese {
		return "", nil
	}
	out := map[string]string{}
	for _, m := range scribeMessages.FindAllSubmatch(own[draftPath].content, -1) {
		out[string(m[1])] = t.say(string(m[1]))
	}
	words, err := json.Marshal(out)
	return string(words), err
}
