package portal

import (
	"fmt"
	"net/http"
	"slices"
	"unicode/utf8"

	"mingfa/internal/document"
	"mingfa/internal/look"
)

// view is a released document as it is shown on one day. All surfaces are made from
// it, so that all say the same of its validity (invariant 6).
type view struct {
	document.Released
	Words document.Words
}

func (s *site) view(r document.Released) view { return view{r, r.Life.Words(s.today())} }

func (s *site) views(rs []document.Released) []view {
	out := make([]view, len(rs))
	for i, r := range rs {
		out[i] = s.view(r)
	}
	return out
}

// find returns the released document that the request's path names.
func (s *site) find(r *http.Request) (view, error) {
	rel, err := s.shelf.get(r.Context(), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return s.view(rel), nil
}

// Heading returns the title with what must be read before it (ND-19).
func (v view) Heading() string { return v.Words.Prefix + v.Title }

// Phrases returns the heading in the pieces that a line should not cut: it may go on
// in the next before what the document is about, and before the name of another one.
func (v view) Phrases() []string {
	return slices.Concat(look.Phrases(v.Words.Prefix), look.Phrases(v.Title))
}

// Long reports whether the heading would fill a screen in the size of headings.
func (v view) Long() bool {
	const fits = 100
	return utf8.RuneCountInString(v.Heading()) > fits
}

// Path returns the address of the document's page on this site.
func (v view) Path() string { return "/d/" + v.Document }

// Tone returns the style class for the state of validity.
func (v view) Tone() string {
	if v.Words.Announced != "" {
		return "note"
	}
	switch v.Words.Validity { //nolint:exhaustive // what is not known must look as dead as what is dead
	case document.InForce:
		return "done"
	case document.NotYet:
		return "wait"
	case document.Amended, document.Partly, document.Corrected:
		return "note"
	default: // repealed, lapsed, revoked, and whatever is not known
		return "void"
	}
}

// Size returns the size of the PDF for a reader.
func (v view) Size() string {
	const kib, mib = 1 << 10, 1 << 20
	if v.File.Size >= mib {
		return fmt.Sprintf("%.1f MB", float64(v.File.Size)/mib)
	}
	return fmt.Sprintf("%d KB", (v.File.Size+kib-1)/kib)
}

// ChangedOn returns the last day on which what is shown of the document changed.
func (v view) ChangedOn() document.Date { return changedOn(v.IssuedOn, v.Life, v.Words.Validity) }

// changedOn returns the day of release, or that from which the state of validity holds.
func changedOn(issued document.Date, life document.Life, state document.Validity) document.Date {
	switch state {
	case document.InForce:
		return max(issued, life.EffectiveOn)
	case document.Lapsed:
		return max(issued, document.DateOf(life.ExpiresOn.Midnight().AddDate(0, 0, 1)))
	case document.Amended, document.Partly, document.Corrected, document.Repealed, document.Revoked:
		return max(issued, life.EndedOn)
	case document.NotYet:
	}
	return issued
}

// field is a name and a value of the metadata block.
type field struct {
	Name, Value string
	Wide        bool
}

// Fields returns the metadata of rulebook §9.1 in the order of the page.
func (v view) Fields() []field {
	return []field{
		{Name: "索引号", Value: or(v.IndexNo, "无")},
		{Name: "发布机构", Value: v.Publisher},
		{Name: "名称", Value: v.Title, Wide: true},
		{Name: "发文字号", Value: or(string(v.Number), "无")},
		{Name: "公文种类", Value: v.Genre},
		{Name: "主题分类", Value: or(v.Topic, "无")},
		{Name: "组配分类", Value: or(v.Article, "无")},
		{Name: "成文日期", Value: v.WrittenOn.Chinese()},
		{Name: "发布日期", Value: v.IssuedOn.Chinese()},
		{Name: "施行日期", Value: or(v.Life.EffectiveOn.Chinese(), "未单独规定")},
		{Name: "有效期至", Value: or(v.Life.ExpiresOn.Chinese(), "未规定")},
		{Name: "公开属性", Value: v.Attribute.Label() + v.opened()},
		{Name: "有效性", Value: v.Words.Label},
		{Name: "内容概述", Value: or(v.Summary, "无"), Wide: true},
	}
}

// opened says that the attribute was changed after the issue, and when; "" of one that
// is as it was issued (DA-18, DA-19).
func (v view) opened() string {
	if v.AttributeSince == "" {
		return ""
	}
	return "（印发时为“" + v.PrintedAs.Label() + "”，" + v.AttributeSince.Chinese() + "经评估调整）"
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
