package portal

import (
	"strings"
	"unicode"

	"mingfa/internal/look"
)

const (
	snippetBefore = 24 // runes before the first hit
	snippetLength = 110
)

// piece is a part of a text that was hit by a search or was not.
type piece struct {
	Text string
	Hit  bool
}

func hitOf(v view, text string) hit {
	words := strings.Fields(folded(text))
	h := hit{view: v, Name: pieces(v.Heading(), words)}
	if len(words) == 0 {
		return h
	}
	texts := []string{v.Summary, look.Plain(v.Body)}
	for _, a := range v.Annexes {
		texts = append(texts, a.Title+"　"+look.Plain(a.Body))
	}
	if v.Interpretation != nil {
		texts = append(texts, v.Interpretation.Title+"　"+look.Plain(v.Interpretation.Body))
	}
	for _, t := range texts {
		if s := snippet(t, words); s != nil {
			h.Snippet = s
			return h
		}
	}
	if v.Summary != "" {
		h.Snippet = []piece{{Text: v.Summary}}
	}
	return h
}

// folded makes two writings of a word equal rune by rune, as far as that goes: the
// shelf finds, this only points at what was found.
func folded(s string) string { return strings.Map(foldRune, s) }

func foldRune(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		r -= '！' - '!'
	case r == '　':
		r = ' '
	}
	switch r {
	case '〔', '[', '【':
		return '('
	case '〕', ']', '】':
		return ')'
	}
	return unicode.ToLower(r)
}

// marks says of each rune whether it belongs to one of the folded words.
func marks(runes []rune, words []string) (in []bool, first int) {
	plain := make([]rune, len(runes))
	for i, r := range runes {
		plain[i] = foldRune(r)
	}
	in, first = make([]bool, len(runes)), -1
	for _, word := range words {
		w := []rune(word)
		for i := 0; i+len(w) <= len(plain); i++ {
			if string(plain[i:i+len(w)]) != word {
				continue
			}
			if first < 0 || i < first {
				first = i
			}
			for j := range w {
				in[i+j] = true
			}
		}
	}
	return in, first
}

// pieces cuts a text where it was hit.
func pieces(text string, words []string) []piece {
	runes := []rune(text)
	in, _ := marks(runes, words)
	return cut(runes, in)
}

func cut(runes []rune, in []bool) []piece {
	var out []piece
	for from := 0; from < len(runes); {
		to := from + 1
		for to < len(runes) && in[to] == in[from] {
			to++
		}
		out = append(out, piece{string(runes[from:to]), in[from]})
		from = to
	}
	return out
}

// snippet returns the neighbourhood of the first hit, nil for none. Of a long text
// only the beginning is looked at: the page must not wait for it.
func snippet(text string, words []string) []piece {
	const longest = 200_000
	runes := []rune(strings.Join(strings.Fields(strings.NewReplacer("#", "", "*", "", "|", " ").Replace(text[:min(len(text), longest)])), " "))
	in, first := marks(runes, words)
	if first < 0 {
		return nil
	}
	from := max(0, first-snippetBefore)
	to := min(len(runes), from+snippetLength)
	out := cut(runes[from:to], in[from:to])
	if from > 0 {
		out = append([]piece{{Text: "……"}}, out...)
	}
	if to < len(runes) {
		out = append(out, piece{Text: "……"})
	}
	return out
}
