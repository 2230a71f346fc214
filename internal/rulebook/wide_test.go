package rulebook_test

import (
	"strings"
	"testing"

	"mingfa/internal/dossier"
	"mingfa/internal/rulebook"
)

func TestWideTables(t *testing.T) {
	rows := []struct {
		name, body string
		warned     bool
	}{
		{"no table", "一、正文|不是表格。", false},
		{"sixteen columns", strings.Repeat("|值", 16) + "|", false},
		{"forty columns", "前文\n" + strings.Repeat("|值", 40) + "|\n", true},
		{"strokes inside of a cell", `|` + strings.Repeat(`甲\|`, 40) + `|`, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			found := rulebook.WideTables(dossier.Content{Annexes: []dossier.Annex{{Body: row.body}}})
			if (len(found) == 1) != row.warned || row.warned && (found[0].Place != "annexes.0.body" || !strings.Contains(found[0].Message, "40列")) {
				t.Errorf("%+v", found)
			}
		})
	}
}
