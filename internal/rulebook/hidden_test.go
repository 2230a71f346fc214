package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestHiddenCharacters(t *testing.T) {
	rows := []struct {
		name, text, code string
	}{
		{"right-to-left override", "关于开展\u202e检查的通知", "第5个字符是看不见的控制字符（U+202E）"},
		{"isolate", "\u2067通知", "第1个字符是看不见的控制字符（U+2067）"},
		{"NUL", "通\x00知", "第2个字符是看不见的控制字符（U+0000）"},
		{"rare names", "玥、䶮、𠮷", ""},
		{"emoji", "👩‍💼同意", ""},
		{"marks that Uyghur needs", "قارار\u200f", ""},
		{"lines and tabs", "一\n二\t三", ""},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := dossier.Content{Annexes: []dossier.Annex{{}, {Body: row.text}}}
			found := rulebook.HiddenCharacters(c)
			switch {
			case row.code == "" && len(found) > 0:
				t.Errorf("%+v", found)
			case row.code != "" && (len(found) != 1 || found[0].Place != "annexes.1.body" || !strings.Contains(found[0].Message, row.code)):
				t.Errorf("%+v", found)
			}
		})
	}
}
