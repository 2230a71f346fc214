package portal

import (
	"fmt"
	"net/http"
	"strings"

	"mingfa/internal/look"
)

// text answers with the document as plain text: what must be known of its validity
// first, then the fields, then the words as they were signed.
func (s *site) text(r *http.Request) (*made, error) {
	v, err := s.find(r)
	if err != nil {
		return nil, err
	}
	m := answering("text/plain; charset=utf-8", []byte(s.plain(v)))
	m.head.Set("Content-Disposition", disposition("attachment", or(string(v.Number), "document")+".txt", "document.txt"))
	m.head.Set("Link", "<"+s.cfg.BaseURL+v.Path()+`>; rel="canonical"`)
	return m, nil
}

func (s *site) plain(v view) string {
	var b strings.Builder
	b.WriteString(v.Heading() + "\n\n")
	if v.Words.Banner != "" {
		b.WriteString(v.Words.Banner + "\n\n")
	}
	for _, f := range v.Fields() {
		b.WriteString(f.Name + "：" + f.Value + "\n")
	}
	b.WriteString("\n")
	if v.Extracted {
		b.WriteString("本页文字由原文件提取，以PDF为准。\n\n")
	}
	if v.Addressee != "" {
		b.WriteString(v.Addressee + "：\n\n")
	}
	b.WriteString(look.Plain(v.Body) + "\n\n" + v.attendance() + v.Publisher + "\n" + v.WrittenOn.Chinese() + "\n\n（" + v.Mark() + "）\n")
	for i, a := range v.Annexes {
		no := ""
		if len(v.Annexes) > 1 {
			no = fmt.Sprint(i + 1)
		}
		b.WriteString("\n附件" + no + "：" + a.Title + "\n\n" + look.Plain(a.Body) + "\n")
	}
	if v.Interpretation != nil {
		b.WriteString("\n政策解读：" + v.Interpretation.Title + "\n" + s.cfg.BaseURL + v.Path() + "/jiedu\n")
	}
	b.WriteString("\n来源：" + s.cfg.BaseURL + v.Path() + "\n")
	return b.String()
}

// attendance is the list of people of minutes, "" of anything else (LY-29).
func (v view) attendance() string {
	var b strings.Builder
	for _, f := range v.Rolls() {
		b.WriteString(f.Name + "：" + f.Value + "\n")
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// Rolls returns the people of minutes (出席、请假、列席) that are named, in their order.
func (v view) Rolls() []field {
	var out []field
	for _, f := range []field{{Name: "出席", Value: v.Present}, {Name: "请假", Value: v.Excused}, {Name: "列席", Value: v.Attending}} {
		if f.Value != "" {
			out = append(out, f)
		}
	}
	return out
}
