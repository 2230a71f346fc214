package portal

import (
	"net/http"
	"strings"

	"mingfa/internal/document"
)

// The four columns of the platform (WP-01).
const (
	columnGuide   = "政府信息公开指南"
	columnRules   = "政府信息公开制度"
	columnContent = "法定主动公开内容"
	columnReports = "政府信息公开年报"

	// The statutory name of an annual report, by which its documents are known.
	reportTitle = "政府信息公开工作年度报告"
)

// standing is a column that consists of a text, and of documents where it has any.
type standing struct {
	Heading, Text string
	Items         []view
	Listed        bool // has documents of its own
}

func column(name, description string) []meta {
	return []meta{{"ColumnName", name}, {"ColumnType", "政府信息公开"}, {"ColumnDescription", description}, {"ColumnKeywords", "政府信息公开," + name}}
}

func (s *site) fill(text string) string {
	return strings.NewReplacer("{机关名称}", s.cfg.Organ, "{联系方式}", or(s.cfg.Footer.Contact, "请向本机关办公室查询")).Replace(text)
}

func (s *site) guide(*http.Request) (*made, error) {
	return s.column("/guide", standing{Heading: columnGuide, Text: s.cfg.Texts.Guide})
}

func (s *site) rules(*http.Request) (*made, error) {
	return s.column("/rules", standing{Heading: columnRules, Text: s.cfg.Texts.Rules})
}

// reports shows the text and every released annual report, the latest first.
func (s *site) reports(r *http.Request) (*made, error) {
	found, err := s.shelf.find(r.Context(), s.reportQuery())
	if err != nil {
		return nil, err
	}
	return s.column("/reports", standing{Heading: columnReports, Text: s.cfg.Texts.Reports, Items: s.views(found.Items), Listed: true})
}

func (s *site) reportQuery() document.Query {
	return document.Query{InTitle: reportTitle, Newest: true, Today: s.today(), Limit: 200}
}

func (s *site) column(path string, c standing) (*made, error) {
	c.Text = s.fill(c.Text)
	out := page{Title: c.Heading, Here: path, Canonical: path, Content: c, Meta: column(c.Heading, s.cfg.Organ+c.Heading+"。")}
	if c.Listed {
		out.Feed = path + ".atom"
	}
	return s.show("column", out)
}
