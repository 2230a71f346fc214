package rulebook

import (
	"fmt"
	"strings"

	"mingfa/internal/document"
	"mingfa/internal/dossier"
)

// mostColumns is how many columns of a table still read on an A4 page: the type area
// is 156 mm wide (GB/T 9704—2012 5.2), which leaves each some 10 mm. A wider table is
// set in parts, one below the other.
const mostColumns = 16

// WideTables warns of tables that do not fit across the page.
func WideTables(c dossier.Content) []document.Finding {
	out := wideIn("text.body", "正文", c.Text.Body)
	for i, a := range c.Annexes {
		out = append(out, wideIn(fmt.Sprintf("annexes.%d.body", i), fmt.Sprintf("附件%d", i+1), a.Body)...)
	}
	return out
}

func wideIn(place, label, text string) []document.Finding {
	most := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "|") {
			most = max(most, strings.Count(strings.TrimSuffix(line, "|"), "|")-strings.Count(line, `\|`))
		}
	}
	return one(most > mostColumns, warn(place,
		fmt.Sprintf("%s中有%d列的表格，A4纸版心一般只容%d列，排版时分成上下几段，每段重复首列。", label, most, mostColumns),
		"请核对版式预览；不便阅读的，请拆成几张表，或者行列互换。"))
}
